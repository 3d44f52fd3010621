"""Stands in for Django and for a web server: an application that says what it is told to, and a caller of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from wsgiref.util import setup_testing_defaults

from mitodoke.config.page_store.middleware import PageStoreMiddleware
from mitodoke.publishing.kept import KEEP

BODY = "<p>苗木を配る</p>".encode() * 100
HTML = ("Content-Type", "text/html; charset=utf-8")
MB = 1024 * 1024


@dataclass
class Site:
    """What Django would answer; `asked` holds the environments it was asked with, `closed` counts closed answers."""

    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=lambda: [HTML])
    body: bytes = BODY
    keeps: bool = True
    asked: list[dict[str, Any]] = field(default_factory=list)
    closed: int = 0
    meanwhile: Callable[[], None] = lambda: None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(environ)
        self.meanwhile()
        if self.keeps:
            environ[KEEP] = True
        start_response(self.status, [*self.headers, ("X-Frame-Options", "DENY")])
        return _Closing(self)


class _Closing(list[bytes]):
    """A body in two pieces, which must be closed."""

    def __init__(self, site: Site) -> None:
        super().__init__([site.body[:10], site.body[10:]])
        self.site = site

    def close(self) -> None:
        self.site.closed += 1


@dataclass
class Published:
    """Stands for the published state; None where the database cannot tell."""

    state: object = 1

    def __call__(self) -> object:
        return self.state


@dataclass(frozen=True)
class Got:
    """An answer as a web server got it."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Any, path: str = "/page/", *, method: str = "GET", **environ: Any) -> Got:
    """Ask as a web server would; the query may follow the path."""
    path, _, query = path.partition("?")
    told: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, **environ}
    setup_testing_defaults(told)
    begun: list[Any] = []
    response = application(told, lambda status, headers, exc_info=None: begun.append((status, headers)))
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    [(status, headers)] = begun
    names = [name.lower() for name, _ in headers]
    assert len(names) == len(set(names)), "a header twice"
    headers.append(("Server", "servers add their own"))
    return Got(int(status[:3]), {name.lower(): value for name, value in headers}, body)


def store_of(
    site: Any, published: Callable[[], object] | None = None, limit: int = MB, **more: Any
) -> PageStoreMiddleware:
    """A store in front of `site`."""
    more.setdefault("personal", ("sessionid",))
    return PageStoreMiddleware(site, published=published or Published(), limit=limit, **more)
