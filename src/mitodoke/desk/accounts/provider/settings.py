"""What the environment tells about the city's provider. Pure, for the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings:
    """The provider and this site as its client; `claim` names the account, `checks_second_factor` who asks for it."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    claim: str
    name: str
    checks_second_factor: bool


def provider_settings(environment: Mapping[str, str]) -> ProviderSettings | None:
    """The provider of `MITODOKE_OIDC_*`; None where no issuer is named; ValueError with one sentence."""
    issuer = environment.get("MITODOKE_OIDC_ISSUER", "").strip()
    if not issuer:
        return None
    if not is_safe_address(issuer):
        raise ValueError("MITODOKE_OIDC_ISSUER は https:// で始まるアドレスで指定してください。")
    client_id = environment.get("MITODOKE_OIDC_CLIENT_ID", "").strip()
    if not client_id:
        raise ValueError(
            "MITODOKE_OIDC_CLIENT_ID に、認証サーバーに登録したクライアントIDを指定してください。"
        )
    return ProviderSettings(
        issuer=issuer,
        client_id=client_id,
        secret=_secret(environment.get("MITODOKE_OIDC_SECRET_FILE", "").strip()),
        claim=environment.get("MITODOKE_OIDC_CLAIM", "").strip() or "preferred_username",
        name=environment.get("MITODOKE_OIDC_NAME", "").strip() or "組織の認証でサインイン",
        checks_second_factor=environment.get("MITODOKE_OIDC_SECOND_FACTOR") == "1",
    )


def is_safe_address(address: str) -> bool:
    """Whether what is sent there cannot be read on the way: https, or this very machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))


def _secret(path: str) -> str:
    """The client's secret from its file; empty for a client without one, which PKCE alone protects."""
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError(
            f"MITODOKE_OIDC_SECRET_FILE の {path} を読めません。ファイルと権限を確かめてください。"
        ) from None
