"""The whole site, page by page in both languages: links, weight, words of the right language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.test import Client

from publishing.stand_in import stand_in, whole_city
from publishing.whole_site import (
    HEAVIEST,
    CrawledPage,
    crawl,
    example_editions,
    foreign_words,
    leftovers,
    show_example,
)


@pytest.fixture(scope="module")
def pages() -> Iterator[list[CrawledPage]]:
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, *whole_city(extra=60))
        yield list(crawl())


def test_the_site_has_the_same_pages_in_every_language(pages: list[CrawledPage]) -> None:
    japanese = {page.address for page in pages if page.language == "ja"}
    english = {page.address for page in pages if page.language == "en"}
    assert english == {f"/en{address}" for address in japanese}
    assert len(japanese) > 250


def test_every_link_of_every_page_works(pages: list[CrawledPage]) -> None:
    """Pages, files, feeds, pictures and what the head names: asked once each; fragments exist on their page."""
    known = {page.address for page in pages}
    ids = {page.address: set(page.tree.xpath("//@id")) for page in pages}
    client, answered, broken = Client(), {}, []
    for page in pages:
        for link in page.tree.xpath("//a/@href | //link/@href | //img/@src | //iframe/@src"):
            parts = urlsplit(urljoin(f"http://testserver{page.address}", link))
            if parts.hostname != "testserver" or "/report/" in parts.path:
                continue
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if target not in answered:
                answered[target] = target in known or client.get(target).status_code in {200, 302}
            if not answered[target]:
                broken.append(f"{page.address}: {link}")
            named = parts.fragment and parts.path in ids and not parts.fragment.startswith("L")
            if named and parts.fragment not in ids[parts.path]:
                broken.append(f"{page.address}: {link} (no such place)")
    assert broken == []
    assert len(answered) > 1000


def test_links_to_lines_of_the_source_lead_to_a_page_with_that_line(pages: list[CrawledPage]) -> None:
    ids = {page.address: set(page.tree.xpath("//@id")) for page in pages if "/source/" in page.address}
    checked = 0
    for page in pages:
        for link in page.tree.xpath("//a/@href"):
            parts = urlsplit(urljoin(page.address, link))
            if parts.path in ids and parts.fragment:
                assert parts.fragment.partition("-")[0] in ids[parts.path], f"{page.address}: {link}"
                checked += 1
    assert checked > 300


def test_english_pages_speak_english(pages: list[CrawledPage]) -> None:
    found = {page.address: foreign_words(page) for page in pages if page.language == "en"}
    assert {address: words for address, words in found.items() if words} == {}


def test_no_name_of_the_code_is_left_in_the_words(pages: list[CrawledPage]) -> None:
    found = {page.address: leftovers(page) for page in pages}
    assert {address: words for address, words in found.items() if words} == {}


def test_every_page_names_its_other_language_and_itself(pages: list[CrawledPage]) -> None:
    known = {unquote(page.address) for page in pages}
    for page in pages:
        for address in page.tree.xpath("//link[@rel='alternate'][@hreflang]/@href"):
            assert unquote(urlsplit(address).path) in known, f"{page.address}: {address}"
        canonical = page.tree.xpath("string(//link[@rel='canonical']/@href)")
        assert canonical.isascii()
        assert unquote(urlsplit(canonical).path) == unquote(page.address)


def test_the_english_pages_of_a_whole_city_speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few pages of every kind: the city has a thousand."""
    show_example(monkeypatch, example_editions())
    seen: Counter[str] = Counter()
    for page in crawl("en", few_of_a_kind=6):
        assert page.weight() <= HEAVIEST, page.address
        assert foreign_words(page) == [], page.address
        seen[page.kind] += 1
    assert len(seen) > 30
