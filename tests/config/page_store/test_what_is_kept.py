"""The truth table of what is kept, and for whom it is answered from memory."""

from __future__ import annotations

from typing import Any

import pytest

from config.page_store.wsgi_calls import BODY, HTML, Published, Site, ask, store_of

REDIRECT = {"status": "302 Found", "headers": [HTML, ("Location", "/012131/")], "body": b""}


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ({}, True),
        ({"keeps": False}, False),
        (REDIRECT, True),
        ({"status": "301 Moved Permanently"}, True),
        ({"status": "404 Not Found"}, False),
        ({"status": "400 Bad Request"}, False),
        ({"status": "500 Internal Server Error"}, False),
        ({"status": "206 Partial Content"}, False),
        ({"status": "304 Not Modified"}, False),
        ({"headers": [HTML, ("Set-Cookie", "sessionid=1")]}, False),
        ({"headers": [HTML, ("set-cookie", "a=1")]}, False),
        ({"headers": [HTML, ("Vary", "Cookie")]}, False),
        ({"headers": [HTML, ("Vary", "accept-encoding, Cookie")]}, False),
        ({"headers": [HTML, ("Vary", "*")]}, False),
        ({"headers": [HTML, ("Vary", "Accept-Encoding")]}, True),
        ({"headers": [HTML, ("Cache-Control", "private")]}, False),
        ({"headers": [HTML, ("Cache-Control", "max-age=0, no-store")]}, False),
        ({"headers": [HTML, ("Cache-Control", "max-age=600")]}, True),
        ({"headers": [HTML, ("Content-Encoding", "br")]}, False),
        ({"headers": [HTML, ("Content-Security-Policy", "script-src 'nonce-abc'")]}, False),
        ({"headers": [HTML, ("Content-Security-Policy", "default-src 'self'")]}, True),
    ],
)
def test_what_is_kept(answer: dict[str, Any], kept: bool) -> None:
    site = Site(**answer)
    store = store_of(site)
    first, second = ask(store), ask(store)
    assert len(site.asked) == (1 if kept else 2)
    assert (first.status, first.body) == (second.status, second.body) == (int(site.status[:3]), site.body)
    assert first.headers == second.headers
    assert site.closed == len(site.asked)


@pytest.mark.parametrize(
    ("path", "environ", "looked_up"),
    [
        ("/page/", {}, True),
        ("/page/?year=2025", {}, True),
        ("/page/", {"HTTP_COOKIE": "_ga=1; colour=dark"}, True),
        ("/page/", {"HTTP_COOKIE": "a=1; sessionid=abc"}, False),
        ("/page/", {"HTTP_AUTHORIZATION": "Basic eDp5"}, False),
        ("/page/", {"method": "POST"}, False),
        ("/page/", {"method": "OPTIONS"}, False),
        ("/admin/", {}, False),
        ("/desk/rounds/", {}, False),
        ("/static/publishing/site.css", {}, False),
        ("/" + "a" * 2001, {}, False),
        ("/page/?" + "a" * 2000, {}, False),
    ],
)
def test_whose_request_fills_the_store(path: str, environ: dict[str, Any], looked_up: bool) -> None:
    site = Site()
    store = store_of(site)
    ask(store, path, **environ)
    assert len(store.pages) + len(store.queries) == (1 if looked_up else 0)


def test_the_staff_is_answered_from_memory_with_what_was_rendered_for_nobody() -> None:
    site = Site()
    store = store_of(site)
    ask(store)
    assert ask(store, HTTP_COOKIE="sessionid=abc").body == BODY
    assert len(site.asked) == 1


def test_a_page_rendered_for_the_staff_is_never_shown_to_others() -> None:
    site = Site(body=b"draft" * 100)
    store = store_of(site)
    assert b"draft" in ask(store, HTTP_COOKIE="sessionid=abc").body
    site.body = BODY
    assert ask(store).body == BODY


@pytest.mark.parametrize(
    "other",
    [
        {"wsgi.url_scheme": "https"},
        {"HTTP_HOST": "other.example"},
        {"SCRIPT_NAME": "/below"},
        {"PATH_INFO": "/en/page/"},
        {"QUERY_STRING": "a=1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
    ],
)
def test_what_an_address_depends_on_makes_another_page(other: dict[str, str]) -> None:
    site = Site()
    store = store_of(site, trusted=("HTTP_X_FORWARDED_PROTO",))
    asked = {"PATH_INFO": "/page/", "QUERY_STRING": "", "HTTP_HOST": "a.example"}
    environ = asked | other
    site_of = [asked, environ, asked, environ]
    for one in site_of:
        path = one["PATH_INFO"] + ("?" + one["QUERY_STRING"] if one["QUERY_STRING"] else "")
        ask(store, path, **{k: v for k, v in one.items() if k not in ("PATH_INFO", "QUERY_STRING")})
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "header", ["HTTP_X_FORWARDED_HOST", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT", "HTTP_RANGE"]
)
def test_other_headers_make_no_other_page(header: str) -> None:
    site = Site()
    store = store_of(site)
    ask(store)
    got = ask(store, **{header: "bytes=0-5"})
    assert (got.status, got.body, len(site.asked)) == (200, BODY, 1)


def test_nothing_is_kept_or_answered_while_the_database_cannot_tell() -> None:
    site, published = Site(), Published()
    store = store_of(site, published)
    ask(store)
    published.state = None
    ask(store)
    ask(store)
    assert len(site.asked) == 3


def test_a_page_is_rendered_again_once_something_was_published() -> None:
    site, published = Site(), Published()
    store = store_of(site, published)
    ask(store)
    published.state, site.body = 2, b"new" * 200
    assert ask(store).body == ask(store).body == site.body
    assert len(site.asked) == 2


def test_a_page_during_whose_rendering_something_was_published_is_not_kept() -> None:
    published = Published()
    site = Site(meanwhile=lambda: setattr(published, "state", 2))
    store = store_of(site, published)
    ask(store)
    assert len(store.pages) == 0
    ask(store)
    assert len(store.pages) == 1
