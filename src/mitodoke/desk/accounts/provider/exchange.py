"""Asking the provider: its own description, its keys, and the ID token for a code. Nothing else is ever asked.

Answers are limited in size and time, and redirects are not followed.
"""

from __future__ import annotations

import base64
import json
import logging
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from mitodoke.desk.accounts.provider.settings import ProviderSettings, is_safe_address
from mitodoke.domain.action import ActionDenied

_SECONDS = 10
_LARGEST = 1_000_000
UNREACHABLE = (
    "組織の認証サーバーから正しい応答がありません。しばらくしてからもう一度行い、"
    "続くときは管理者に知らせてください。"
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Where the provider is asked, as it says itself (OpenID Connect Discovery)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    basic_authentication: bool


def describe(provider: ProviderSettings) -> Description:
    """What the provider says about itself; ActionDenied where it names another issuer or no safe addresses."""
    told = _ask(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != provider.issuer:
        raise _wrong("the description names the issuer %r", told.get("issuer"))
    addresses = {name: told.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    for name, address in addresses.items():
        if not isinstance(address, str) or not is_safe_address(address):
            raise _wrong("%s is no safe address: %r", name, address)
    methods = told.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Description(
        **{name: str(address) for name, address in addresses.items()},
        basic_authentication=isinstance(methods, list) and "client_secret_basic" in methods,
    )


def keys_of(description: Description) -> dict[str, Any]:
    """The keys that the provider signs with, as a JSON Web Key Set."""
    return _ask(description.jwks_uri)


def id_token_for(
    provider: ProviderSettings, description: Description, *, code: str, verifier: str, redirect_uri: str
) -> str:
    """The ID token for a code of the authorization endpoint; not verified yet."""
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "client_id": provider.client_id,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if provider.secret and description.basic_authentication:
        # RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.secret, safe='')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    elif provider.secret:
        sent["client_secret"] = provider.secret
    answer = _ask(description.token_endpoint, body=urlencode(sent).encode(), headers=headers)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise _wrong("the answer for the code has no ID token (%s)", ", ".join(sorted(answer)))
    return token


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Never: the secret and the code go to the named addresses only."""


_opener = urllib.request.build_opener(_NoRedirect)


def _ask(address: str, *, body: bytes | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked by is_safe_address
        address, data=body, headers={"Accept": "application/json"} | (headers or {})
    )
    try:
        with _opener.open(request, timeout=_SECONDS) as response:
            text = response.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise ValueError("the answer is too long")
        told = json.loads(text)
    except (OSError, ValueError, RecursionError, urllib.error.HTTPError) as problem:
        raise _wrong("%s: %s", address, problem) from problem
    if not isinstance(told, dict):
        raise _wrong("%s answered no object", address)
    return told


def _wrong(message: str, *details: object) -> ActionDenied:
    """A refusal for the person; what exactly was wrong is for the operator's log."""
    _log.warning("sign-in by the provider: " + message, *details)
    return ActionDenied(UNREACHABLE)
