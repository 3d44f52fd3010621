"""Mail settings from one address (MITODOKE_SMTP_URL); without it messages go into a folder. Pure, for the settings."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_SECONDS = 20
"""How long a mail server may keep us waiting."""


def email_settings(url: str, *, sender: str, folder: Path) -> dict[str, object]:
    """The settings of Django's mail for ``smtp+starttls://name:password@host:587``; ValueError with one sentence.

    ``smtp`` is unencrypted (port 25), ``smtp+starttls`` turns encrypted (587), ``smtps`` is encrypted from the
    beginning (465). Name and password are optional, with special characters as in addresses (``%40`` for @).
    An empty `url` writes messages into `folder`. `sender` is the address they come from.
    """
    common: dict[str, object] = {
        "DEFAULT_FROM_EMAIL": sender or "mitodoke@localhost",
        "SERVER_EMAIL": sender or "mitodoke@localhost",
        "EMAIL_TIMEOUT": _SECONDS,
    }
    if not url.strip():
        return common | {
            "EMAIL_BACKEND": "mitodoke.reporting.mail.folder_backend.EmailBackend",
            "EMAIL_FILE_PATH": str(folder),
        }
    parts = urlsplit(url.strip())
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(
            "MITODOKE_SMTP_URL は smtp+starttls://名前:パスワード@サーバー:587 のように書いてください"
            "（smtp、smtp+starttls、smtps のどれか）。"
        )
    if not sender:
        raise ValueError("MITODOKE_MAIL_FROM に、差出人のメールアドレスを指定してください。")
    return common | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _port(parts),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise ValueError("MITODOKE_SMTP_URL のポートは 1 から 65535 までの数で書いてください。") from None
