"""The authorization code flow with PKCE: sent to the provider, come back, and matched to an account that exists."""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from mitodoke.desk.accounts.events import record_event
from mitodoke.desk.accounts.provider.exchange import describe, id_token_for, keys_of
from mitodoke.desk.accounts.provider.id_token import verify_id_token
from mitodoke.desk.accounts.provider.settings import ProviderSettings
from mitodoke.desk.accounts.words import AccountAct
from mitodoke.desk.models import ProviderIdentity
from mitodoke.domain.action import ActionDenied

_MINUTES = 10
"""How long a person may take at the provider."""
AGAIN = "組織の認証でのサインインが途中で切れました。サインインの画面からもう一度行ってください。"
_NOT_KNOWN = (
    "組織の認証は済みましたが、「{name}」の利用者はこのシステムに登録されていません。"
    "管理者に登録を依頼してください。"
)


def begin(
    provider: ProviderSettings, *, redirect_uri: str, onward: str, now: datetime.datetime
) -> tuple[str, dict[str, Any]]:
    """The provider's address to go to, and what this browser's session keeps until it comes back."""
    verifier = secrets.token_urlsafe(48)
    kept: dict[str, Any] = {
        "state": secrets.token_urlsafe(32),
        "nonce": secrets.token_urlsafe(32),
        "verifier": verifier,
        "redirect_uri": redirect_uri,
        "onward": onward,
        "at": now.timestamp(),
    }
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect_uri,
        "scope": "openid profile email",
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    endpoint = describe(provider).authorization_endpoint
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}", kept


def come_back(
    provider: ProviderSettings,
    *,
    kept: Mapping[str, Any] | None,
    told: Mapping[str, str],
    now: datetime.datetime,
) -> dict[str, Any]:
    """The verified claims of who came back with `told`, the parts of the address; ActionDenied says why not."""
    state = told.get("state", "")
    if kept is None or not hmac.compare_digest(str(kept["state"]).encode(), state.encode("utf-8", "replace")):
        raise ActionDenied(AGAIN)
    if not 0 <= now.timestamp() - float(kept["at"]) <= _MINUTES * 60:
        raise ActionDenied(AGAIN)
    if told.get("iss", provider.issuer) != provider.issuer:
        # RFC 9207: the answer of another provider.
        raise ActionDenied(AGAIN)
    if told.get("error") == "access_denied":
        raise ActionDenied("組織の認証で、サインインが取り消されました。")
    if not told.get("code") or "error" in told:
        raise ActionDenied(AGAIN)
    description = describe(provider)
    token = id_token_for(
        provider,
        description,
        code=told["code"],
        verifier=str(kept["verifier"]),
        redirect_uri=str(kept["redirect_uri"]),
    )
    return verify_id_token(token, keys=keys_of(description), provider=provider, nonce=str(kept["nonce"]))


def claimed_name(provider: ProviderSettings, claims: Mapping[str, Any]) -> str:
    """What the claim that names accounts says, shortened for the log; empty where it says nothing."""
    value = claims.get(provider.claim)
    return value.strip()[:254] if isinstance(value, str) else ""


@transaction.atomic
def match_person(provider: ProviderSettings, claims: Mapping[str, Any], *, now: datetime.datetime) -> User:
    """The account of whoever the claims name; never made here. ActionDenied where there is none.

    The provider's own identifier is noted at the first sign-in. From then on another identity of the same name (a
    successor who got the address of a predecessor) is refused until an administrator unlinks the earlier one.
    """
    name = claimed_name(provider, claims)
    person = _person_named(provider, claims, name)
    if person is None or not person.is_active:
        raise ActionDenied(_NOT_KNOWN.format(name=name[:80]))
    subject = str(claims["sub"])[:255]
    linked = ProviderIdentity.objects.filter(person=person).first()
    if linked is None:
        try:
            with transaction.atomic():
                ProviderIdentity.objects.create(
                    person=person, issuer=provider.issuer, subject=subject, linked_at=now
                )
        except IntegrityError:
            raise ActionDenied(
                "この組織の認証は、すでに別の利用者と結び付いています。管理者に確認を依頼してください。"
            ) from None
        record_event(person=person, act=AccountAct.PROVIDER_LINKED, by=person, at=now)
    elif (linked.issuer, linked.subject) != (provider.issuer, subject):
        raise ActionDenied(
            f"「{name[:80]}」の利用者は、以前に別の人の組織の認証と結び付いています。"
            "本人であれば、管理者に結び付きを解くよう依頼してください。"
        )
    return person


def _person_named(provider: ProviderSettings, claims: Mapping[str, Any], name: str) -> User | None:
    if not name or "\x00" in name:
        return None
    if provider.claim != "email":
        return User.objects.filter(username=name).first()
    if claims.get("email_verified") is not True:
        raise ActionDenied(
            "組織の認証がメールアドレスを確認していないため、サインインできません。管理者に知らせてください。"
        )
    found = list(User.objects.filter(email__iexact=name)[:2])
    return found[0] if len(found) == 1 else None
