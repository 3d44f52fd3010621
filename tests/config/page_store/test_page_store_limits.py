"""The limit of bytes, the order of use, and many threads at once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from config.page_store.wsgi_calls import BODY, HTML, MB, Published, Site, ask, store_of
from mitodoke.config.page_store.kept_page import KeptPage, make_page
from mitodoke.config.page_store.store import PageStore


def _page(body: bytes = BODY, state: object = 1) -> KeptPage:
    return make_page(state, "200 OK", [HTML], body)


def test_the_least_recently_used_page_goes_first() -> None:
    page = _page()
    store = PageStore(page.size * 10)
    for key in range(10):
        store.keep(key, page)
    assert store.find(0, 1) is page
    store.keep("new", page)
    assert store.find(1, 1) is None
    assert store.find(0, 1) is page
    assert len(store) == 10


def test_a_page_of_another_state_is_dropped() -> None:
    store = PageStore(MB)
    store.keep("a", _page(state=1))
    assert store.find("a", 2) is None
    assert (len(store), store.size) == (0, 0)


def test_a_page_that_would_drive_out_many_is_not_kept() -> None:
    store = PageStore(MB)
    store.keep("small", _page())
    store.keep("large", _page(b"x" * MB))
    assert store.find("large", 1) is None
    assert store.find("small", 1) is not None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20_000), st.integers(1, 2)), max_size=60))
def test_the_size_is_the_sum_of_the_pages_and_within_the_limit(
    steps: list[tuple[int, int, int]],
) -> None:
    store = PageStore(100_000)
    for key, length, state in steps:
        if length % 3:
            store.keep(key, _page(b"x" * length, state))
        else:
            store.find(key, state)
        kept = list(store._pages.values())
        assert store.size == sum(page.size for page in kept) <= store.limit


def test_absurd_addresses_fill_nothing_and_queries_drive_out_no_page() -> None:
    site = Site()
    store = store_of(site, limit=200_000)
    for number in range(10):
        ask(store, f"/page/{number}/")
    pages = len(store.pages)
    for number in range(300):
        ask(store, f"/page/?x={number}")
    assert len(store.pages) == pages == 10
    assert store.queries.size <= 50_000
    site.status = "404 Not Found"
    for number in range(300):
        ask(store, f"/absurd/{number}/")
    assert (len(store.pages), store._rendering) == (10, {})


def test_many_who_want_the_same_first_page_wait_for_one_rendering() -> None:
    site = Site(meanwhile=lambda: time.sleep(0.2))
    store = store_of(site)
    with ThreadPoolExecutor(12) as pool:
        bodies = list(pool.map(lambda _: ask(store).body, range(12)))
    assert set(bodies) == {BODY}
    assert len(site.asked) == 1


def test_who_waited_for_a_page_that_is_not_kept_renders_his_own() -> None:
    site = Site(keeps=False, meanwhile=lambda: time.sleep(0.05))
    store = store_of(site)
    with ThreadPoolExecutor(6) as pool:
        assert {got.body for got in pool.map(lambda _: ask(store), range(6))} == {BODY}
    assert len(site.asked) == 6


def test_a_failing_view_fails_for_its_visitor_only() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    site = Site(meanwhile=fail)
    store = store_of(site)
    for _ in range(2):
        try:
            ask(store)
        except ZeroDivisionError:
            continue
        raise AssertionError("the failure was swallowed")
    site.meanwhile = lambda: None
    assert ask(store).body == BODY


def test_threads_never_see_a_page_of_an_earlier_state() -> None:
    """Publishing goes on while eight threads read: each answer is at least as new as what was published before."""
    published = Published(0)
    site = Site(headers=[HTML])
    wrong: list[tuple[int, int]] = []

    def application(environ, start_response):  # type: ignore[no-untyped-def]
        fresh = Site(body=b"%d" % published.state)  # type: ignore[str-bytes-safe]
        return fresh(environ, start_response)

    store = store_of(application, published)
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            before = int(str(published.state))
            shown = int(ask(store).body)
            if shown < before:
                wrong.append((before, shown))

    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(read)
        for state in range(1, 200):
            published.state = state
            time.sleep(0.001)
        stop.set()
    assert wrong == []
    assert site.asked == []
