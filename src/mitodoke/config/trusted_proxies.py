"""Who a request really came from where reverse proxies stand in front of the site.

Without a proxy that the operator names, the headers of proxies are ignored: whoever sends a request could write them.
Where the request's own address is a named proxy, the header ``X-Forwarded-For`` is read from the right, since each
proxy adds there the address it was called from: the first one that is no named proxy is the visitor's. Names of
networks behind it (further left) are what the visitor claims and are never looked at.

It stands in front of everything, so that limits, logs and the store of pages see one and the same address and scheme.
(A server of the ASGI kind has an option of its own for this.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

VARIABLE = "MITODOKE_TRUSTED_PROXIES"
Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

MOST_HOPS = 20
"""So many addresses of the header are looked at, from the right: no city has more proxies in a row."""
_WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](:[0-9]{1,5})?|(?P<four>[0-9.]+):[0-9]{1,5}")


def read_networks(text: str) -> tuple[Network, ...]:
    """The proxies of a setting: addresses and networks with commas between; ValueError says what is wrong with it."""
    return tuple(_network(part.strip()) for part in text.split(",") if part.strip())


def visitor_address(remote: str, forwarded: str, proxies: Iterable[Network]) -> str:
    """The address that a request came from: `remote`, or what the named `proxies` tell in `forwarded`.

    What cannot be read ends the search: the last proxy that could be followed is told then.
    """
    here, trusted = _address(remote), tuple(proxies)
    if here is None or not _is_in(here, trusted):
        return remote
    for told in reversed(forwarded.rsplit(",", MOST_HOPS)[-MOST_HOPS:]):
        before = _address(told)
        if before is None:
            break
        here = before
        if not _is_in(here, trusted):
            break
    return str(here)


def behind_proxies(application: WSGIApplication, proxies: Iterable[Network]) -> WSGIApplication:
    """`application` with the visitor's address and scheme in the environment; the same one where no proxy is named."""
    trusted = tuple(proxies)
    if not trusted:
        return application

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        tell_visitor(environ, trusted)
        return application(environ, start_response)

    return answer


def tell_visitor(environ: dict[str, Any], proxies: tuple[Network, ...]) -> None:
    """Put the visitor's address and scheme into `environ`, if a named proxy sent the request."""
    remote = str(environ.get("REMOTE_ADDR", ""))
    here = _address(remote)
    if here is None or not _is_in(here, proxies):
        return
    environ["REMOTE_ADDR"] = visitor_address(remote, str(environ.get("HTTP_X_FORWARDED_FOR", "")), proxies)
    if str(environ.get("HTTP_X_FORWARDED_PROTO", "")).strip().lower() == "https":
        environ["wsgi.url_scheme"] = "https"


def _network(text: str) -> Network:
    try:
        found = ip_network(text)
    except ValueError as problem:
        raise ValueError(
            f"{VARIABLE} の「{text[:60]}」はアドレスでもネットワークでもありません。"
            "「192.0.2.10」や「192.0.2.0/24」のように、コンマで区切って指定してください。"
        ) from problem
    if found.prefixlen == 0:
        raise ValueError(
            f"{VARIABLE} にすべてのアドレス（{found}）は指定できません。だれでも接続元を偽れるようになります。"
            "中継サーバーのアドレスだけを指定してください。"
        )
    return found


def _address(text: str) -> Address | None:
    """An address as proxies write it, also with a port; None where it is none. A zone (``%eth0``) is left out."""
    bare = text.strip()[:64]
    with_port = _WITH_PORT.fullmatch(bare)
    if with_port is not None:
        bare = with_port["six"] or with_port["four"]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    # The same neighbour, told by a socket that speaks both.
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _is_in(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address in network for network in networks)
