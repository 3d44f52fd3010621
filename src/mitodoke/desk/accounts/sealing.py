"""Secrets at rest: sealed with a key derived from the site's secret key, which does not stand in the database."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from mitodoke.domain.action import ActionDenied

_PURPOSE = b"mitodoke second factor"
_CODE_PURPOSE = b"mitodoke code"
KEY_CHANGED = (
    "二段階認証の秘密を読めません。サーバーの秘密鍵が変わったためです。"
    "管理者に、二段階認証の解除を依頼してください。"
)


def seal(secret: str) -> str:
    """`secret` encrypted and authenticated, as text."""
    return _fernet().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again; ActionDenied where the site's key is another one by now."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise ActionDenied(KEY_CHANGED) from None


def digest_of(code: str) -> str:
    """The keyed digest (HMAC-SHA-256) of a random code, for finding it without keeping it."""
    key = hashlib.sha256(_CODE_PURPOSE + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, code.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _fernet() -> MultiFernet:
    """Sealing by today's key; unsealing also by the keys that `SECRET_KEY_FALLBACKS` still names."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(one))) for one in keys])


def _key(secret_key: str) -> bytes:
    return base64.urlsafe_b64encode(hmac.new(secret_key.encode(), _PURPOSE, hashlib.sha256).digest())
