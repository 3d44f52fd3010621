"""Stands between the web server and Django, and answers from memory what was rendered before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from mitodoke.config.page_store.kept_page import Answer, Headers, make_page, may_keep
from mitodoke.config.page_store.store import PageStore
from mitodoke.publishing.kept import KEEP

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NEVER_KEPT = ("/admin/", "/desk/", "/static/")
"""Below these addresses nothing is looked up. (Nothing would be found: only views that ask for it are kept.)"""

LONGEST_ADDRESS = 2000
"""Characters of path and query; longer ones are not kept."""

LONGEST_WAIT = 5.0
"""Seconds that a visitor waits for another one's rendering of the same page before his own is begun."""

_ADDRESS = (
    "wsgi.url_scheme",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    # Where the site is mounted, by whichever name the server tells it to Django.
    "SCRIPT_NAME",
    "SCRIPT_URL",
    "REDIRECT_URL",
    "PATH_INFO",
    "QUERY_STRING",
)


class PageStoreMiddleware:
    """A WSGI application in front of Django's `application`.

    `published` tells the published state (None: unknown, nothing is kept or answered from memory), `limit` is in
    bytes. `personal` are the names of cookies that tell who someone is: pages are kept from requests without them,
    so that what is kept was rendered for nobody in particular. `trusted` are the names of headers, as in the
    environment, that change the site's own address (those of a proxy that the settings trust).
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        published: Callable[[], object],
        limit: int,
        personal: Iterable[str] = (),
        trusted: Iterable[str] = (),
    ) -> None:
        self._application = application
        self._published = published
        # Addresses with a query have a quarter of their own: someone who tries them all drives out no page.
        self.pages, self.queries = PageStore(limit * 3 // 4), PageStore(limit // 4)
        self._personal = tuple(personal)
        self._address = _ADDRESS + tuple(trusted)
        self._rendering: dict[object, threading.Event] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or by Django and keep the answer if it may be."""
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(NEVER_KEPT):
            return self._application(environ, start_response)
        state = self._published()
        if state is None:
            return self._application(environ, start_response)
        key = tuple([environ.get(name) for name in self._address])
        store = self.queries if query else self.pages
        page = store.find(key, state)
        if page is not None:
            return _send(page.answer(*_asked(environ)), environ, start_response)
        if len(path) + len(query) > LONGEST_ADDRESS or self._is_personal(environ):
            return self._application(environ, start_response)
        return self._first(environ, start_response, store, key, state)

    def _first(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        store: PageStore,
        key: object,
        state: object,
    ) -> Iterable[bytes]:
        """Render a page that is not kept; of several visitors who want it now, one renders and the others wait."""
        with self._lock:
            running = self._rendering.get(key)
            if running is None:
                mine = self._rendering[key] = threading.Event()
        if running is not None:
            running.wait(LONGEST_WAIT)
            page = store.find(key, state)
            if page is not None:
                return _send(page.answer(*_asked(environ)), environ, start_response)
            return self._application(environ, start_response)
        try:
            return self._render(environ, start_response, store, key, state)
        finally:
            with self._lock:
                del self._rendering[key]
            mine.set()

    def _render(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        store: PageStore,
        key: object,
        state: object,
    ) -> Iterable[bytes]:
        """Let Django answer, always to GET, so that a HEAD fills the store as well."""
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        # Django marks this environment; the server's own stays as it is.
        inner = environ | {"REQUEST_METHOD": "GET"}
        begun: list[Any] = []

        def capture(status: str, headers: Headers, exc_info: Any = None, /) -> Callable[[bytes], object]:
            begun[:] = [status, headers, exc_info]
            return _no_writing

        response = self._application(inner, capture)
        status, headers, exc_info = begun
        if not (inner.get(KEEP) and may_keep(status, headers)):
            start_response(status, headers, exc_info)
            if not is_head:
                return response
            _close(response)
            return ()
        try:
            body = b"".join(response)
        finally:
            _close(response)
        page = make_page(state, status, headers, body)
        # Something published while the page was rendered may be half in it.
        if self._published() == state:
            store.keep(key, page)
        return _send(page.answer(*_asked(environ)), environ, start_response)

    def _is_personal(self, environ: WSGIEnvironment) -> bool:
        if "HTTP_AUTHORIZATION" in environ:
            return True
        cookies = environ.get("HTTP_COOKIE", "")
        return bool(cookies) and any(name in cookies for name in self._personal)


def _asked(environ: WSGIEnvironment) -> tuple[str, str]:
    return environ.get("HTTP_ACCEPT_ENCODING", ""), environ.get("HTTP_IF_NONE_MATCH", "")


def _send(answer: Answer, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    # A copy: servers add headers of their own to the list.
    start_response(answer.status, answer.headers.copy())
    return () if environ["REQUEST_METHOD"] == "HEAD" else (answer.body,)


def _no_writing(_: bytes) -> object:
    raise AssertionError("Django returns its answers and never writes them")


def _close(response: object) -> None:
    close = getattr(response, "close", None)
    if close is not None:
        close()
