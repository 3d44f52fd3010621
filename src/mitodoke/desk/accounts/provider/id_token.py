"""Verifying an ID token (OpenID Connect Core 1.0, 3.1.3.7): signature, issuer, audience, times and nonce."""

from __future__ import annotations

import hmac
from typing import Any

import jwt

from mitodoke.desk.accounts.provider.settings import ProviderSettings
from mitodoke.domain.action import ActionDenied

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key pair. Never ``none``, and no shared secret: who can check could also forge."""
_LEEWAY = 60
"""Seconds that the clocks of the provider and of this server may differ."""
_REQUIRED = ["exp", "iat", "iss", "aud", "sub", "nonce"]


def verify_id_token(
    token: str, *, keys: dict[str, Any], provider: ProviderSettings, nonce: str
) -> dict[str, Any]:
    """What the token claims; ActionDenied with the reason where it is not the provider's answer to this sign-in."""
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise _refused("署名の方式を使えない")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(keys, header.get("kid")),
            algorithms=[algorithm],
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=_LEEWAY,
            options={"require": _REQUIRED},
        )
    except jwt.PyJWTError as problem:
        raise _refused(_reason(problem)) from problem
    except (TypeError, ValueError, AttributeError) as problem:
        raise _refused("形が正しくない") from problem
    audience, party = claims["aud"], claims.get("azp")
    several = isinstance(audience, list) and len(audience) > 1
    if (several or party is not None) and party != provider.client_id:
        # 3.1.3.7, 4 and 5: of several audiences the authorised party must be this site.
        raise _refused("別のシステムにあてたもの")
    told = claims["nonce"]
    if not isinstance(told, str) or not hmac.compare_digest(told.encode(), nonce.encode()):
        raise _refused("このサインインへの返事ではない")
    return claims


def _key(keys: dict[str, Any], kid: object) -> Any:
    """The public key of that name; the only one where the token names none."""
    usable = [one for one in jwt.PyJWKSet.from_dict(keys).keys if one.public_key_use in (None, "sig")]
    found = [one for one in usable if kid is None or one.key_id == kid]
    if len(found) != 1:
        raise _refused("署名の鍵が見つからない")
    return found[0].key


_REASONS: tuple[tuple[type[jwt.PyJWTError], str], ...] = (
    (jwt.ExpiredSignatureError, "期限が切れている"),
    (jwt.ImmatureSignatureError, "時刻が先になっている"),
    (jwt.InvalidAudienceError, "別のシステムにあてたもの"),
    (jwt.InvalidIssuerError, "発行者が違う"),
    (jwt.InvalidSignatureError, "署名が正しくない"),
    (jwt.MissingRequiredClaimError, "必要な項目がない"),
)


def _reason(problem: jwt.PyJWTError) -> str:
    return next((words for kind, words in _REASONS if isinstance(problem, kind)), "形が正しくない")


def _refused(reason: str) -> ActionDenied:
    return ActionDenied(
        f"組織の認証から届いた証明を確かめられないため、サインインできません（{reason}）。"
        "もう一度行っても同じときは、管理者に知らせてください。"
    )
