"""What is sent from memory: encodings, tags, 304, HEAD, headers; and hostile headers."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.page_store.wsgi_calls import BODY, HTML, Site, ask, store_of
from mitodoke.config.page_store.negotiation import accepts_gzip, is_unchanged

TAG = '"abc"'


@pytest.mark.parametrize(
    ("header", "gzip_sent"),
    [
        ("", False),
        ("gzip", True),
        ("GZip", True),
        ("x-gzip", True),
        ("deflate, gzip, br", True),
        ("gzip;q=0", False),
        ("gzip;q=0.0, *", False),
        ("gzip; q=0.5", True),
        ("*", True),
        ("*;q=0", False),
        ("identity", False),
        ("identity;q=1, gzip;q=0.5", False),
        ("identity;q=0.5, gzip", True),
        ("gzip;q=nan", False),
        ("gzip;q=inf", False),
        ("gzip;q=9", False),
        ("gzip;q=-1", False),
        ("gzip;q=x", False),
        ("gzipped", False),
        (",;,;q=,=", False),
        ("gzip," * 2000, False),
    ],
)
def test_accept_encoding(header: str, gzip_sent: bool) -> None:
    assert accepts_gzip(header) is gzip_sent
    store = store_of(Site())
    for _ in range(2):
        got = ask(store, HTTP_ACCEPT_ENCODING=header)
        assert ("content-encoding" in got.headers) is gzip_sent
        assert (gzip.decompress(got.body) if gzip_sent else got.body) == BODY
        assert got.headers["content-length"] == str(len(got.body))
        assert got.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("header", "unchanged"),
    [
        ("", False),
        (TAG, True),
        (f"W/{TAG}", True),
        ("*", True),
        (f'"x", W/"y" ,{TAG}', True),
        ('"x"', False),
        ("abc", False),
        (f"w/{TAG}", False),
        (f'"{TAG}', False),
        (f"{TAG}," + '"x",' * 2000, False),
        ("," * 4096, False),
    ],
)
def test_if_none_match(header: str, unchanged: bool) -> None:
    assert is_unchanged(header, TAG) is unchanged


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_makes_an_error_or_a_wrong_page(encoding: str, tag: str) -> None:
    store = store_of(Site())
    got = ask(store, HTTP_ACCEPT_ENCODING=encoding, HTTP_IF_NONE_MATCH=tag)
    if got.status == 200:
        assert BODY in (got.body, gzip.decompress(got.body) if "content-encoding" in got.headers else BODY)
    else:
        assert (got.status, got.body) == (304, b"")
        assert "*" in tag


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_visitor_who_has_the_page_gets_304_with_its_headers_and_no_body(encoding: str) -> None:
    store = store_of(Site())
    full = ask(store, HTTP_ACCEPT_ENCODING=encoding)
    got = ask(store, HTTP_ACCEPT_ENCODING=encoding, HTTP_IF_NONE_MATCH=full.headers["etag"])
    assert (got.status, got.body) == (304, b"")
    for name in ("etag", "cache-control", "vary", "x-frame-options"):
        assert got.headers[name] == full.headers[name]
    assert not {"content-length", "content-type", "content-encoding"} & set(got.headers)


def test_even_the_first_answer_may_be_304() -> None:
    tag = ask(store_of(Site())).headers["etag"]
    assert ask(store_of(Site()), HTTP_IF_NONE_MATCH=tag).status == 304


def test_each_encoding_has_a_tag_of_its_own_and_the_same_page_the_same_tag_in_every_process() -> None:
    one, other = store_of(Site()), store_of(Site())
    plain, packed = ask(one), ask(one, HTTP_ACCEPT_ENCODING="gzip")
    assert plain.headers["etag"] != packed.headers["etag"]
    assert not plain.headers["etag"].startswith("W/")
    assert ask(one, HTTP_IF_NONE_MATCH=packed.headers["etag"]).status == 200
    assert ask(other).headers["etag"] == plain.headers["etag"]
    assert ask(other, HTTP_ACCEPT_ENCODING="gzip").headers["etag"] == packed.headers["etag"]


def test_another_body_has_another_tag() -> None:
    assert ask(store_of(Site(body=BODY + b"."))).headers["etag"] != ask(store_of(Site())).headers["etag"]


@pytest.mark.parametrize("filled", [False, True])
def test_head_is_get_without_its_body(filled: bool) -> None:
    site = Site()
    store = store_of(site)
    if filled:
        ask(store)
    head = ask(store, method="HEAD")
    get = ask(store)
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")
    assert get.body == BODY
    assert len(site.asked) == site.closed == 1


def test_head_of_what_is_not_kept_has_no_body_either() -> None:
    site = Site(status="404 Not Found")
    got = ask(store_of(site), method="HEAD")
    assert (got.status, got.body, site.closed) == (404, b"", 1)


def test_a_redirect_has_its_target_and_neither_tag_nor_304() -> None:
    site = Site(status="302 Found", headers=[HTML, ("Location", "/x/")], body=b"")
    store = store_of(site)
    for _ in range(2):
        got = ask(store, HTTP_IF_NONE_MATCH="*")
        assert (got.status, got.headers["location"], got.headers["content-length"]) == (302, "/x/", "0")
        assert "etag" not in got.headers


@pytest.mark.parametrize(
    ("content_type", "compressed"),
    [
        ("text/html; charset=utf-8", True),
        ("text/csv; charset=utf-8", True),
        ("text/calendar", True),
        ("application/json", True),
        ("application/ld+json; charset=utf-8", True),
        ("application/atom+xml; charset=utf-8", True),
        ("image/svg+xml", True),
        ("application/pdf", False),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        ("image/png", False),
    ],
)
def test_what_is_compressed(content_type: str, compressed: bool) -> None:
    got = ask(store_of(Site(headers=[("Content-Type", content_type)])), HTTP_ACCEPT_ENCODING="gzip")
    assert ("content-encoding" in got.headers) is compressed
    assert ("vary" in got.headers) is compressed


@pytest.mark.parametrize("body", [b"", b"short", bytes(range(256)) * 2], ids=["empty", "short", "grows"])
def test_what_does_not_get_smaller_is_sent_as_it_is(body: bytes) -> None:
    got = ask(store_of(Site(body=body)), HTTP_ACCEPT_ENCODING="gzip")
    if "content-encoding" in got.headers:
        assert len(got.body) < len(body)
    else:
        assert got.body == body


def test_a_view_may_say_itself_how_long_its_page_is_fresh() -> None:
    site = Site(headers=[HTML, ("Cache-Control", "public, max-age=86400")])
    assert ask(store_of(site)).headers["cache-control"] == "public, max-age=86400"
    assert ask(store_of(Site())).headers["cache-control"] == "public, max-age=60, must-revalidate"
