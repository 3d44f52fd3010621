"""Walks the whole public site, in every language, and reads what it finds there."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import lxml.html
import pytest
from django.contrib.staticfiles.finders import find as find_static
from django.test import Client
from django.urls import resolve
from lxml.etree import _Element

from mitodoke.audit.run import audit_content
from mitodoke.demo.example import example_readings
from mitodoke.domain.edition import Edition
from mitodoke.publishing.language.speak import LANGUAGES, speaking
from mitodoke.publishing.site_map import city_pages
from mitodoke.publishing.views.page import find_city
from publishing.edition_parts import CityRow
from publishing.stand_in import StandIn, stand_in

SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-label")
JAPANESE = re.compile("[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff0a\uff0c-\uff1c\uff1e-\uff9f]")
"""Characters of Japanese, its punctuation among them; the wide signs of sums (＋, ＝) are no words."""
HEAVIEST = 120 * 1024
"""Bytes that a page may weigh."""


@dataclass(frozen=True)
class CrawledPage:
    """A page as it was answered: its address, its language, the pattern of its address, and its bytes."""

    address: str
    language: str
    kind: str
    html: bytes

    @cached_property
    def tree(self) -> _Element:
        """The page as a tree."""
        return lxml.html.fromstring(self.html)

    @property
    def main(self) -> _Element:
        """The content without the frame."""
        return self.tree.xpath("//main")[0]

    @property
    def text(self) -> str:
        """The words of the content, white space closed up."""
        return re.sub(r"\s+", " ", self.main.text_content())

    def weight(self) -> int:
        """Bytes of page, style sheets and scripts, compressed as a server sends them."""
        loaded = self.tree.xpath("//link[@rel='stylesheet']/@href | //script/@src")
        return len(gzip.compress(self.html, 6)) + sum(_static_weight(address) for address in loaded)


@cache
def _static_weight(address: str) -> int:
    found = find_static(address.partition("static/")[2])
    assert found, address
    return len(gzip.compress(Path(found).read_bytes(), 6))


def crawl(*languages: str, few_of_a_kind: int | None = None) -> Iterator[CrawledPage]:
    """Every page of every city that is found published, in `languages` (all by default).

    With `few_of_a_kind` no more than so many pages of the same pattern of address.
    """
    from mitodoke.publishing import queries

    client = Client()
    for language in languages or tuple(LANGUAGES):
        for row in queries.municipalities():
            with speaking(language):
                addresses = list(city_pages(find_city(row.code)))
            kinds: Counter[str] = Counter()
            for address in addresses:
                kind = resolve(address).route
                kinds[kind] += 1
                if few_of_a_kind is not None and kinds[kind] > few_of_a_kind:
                    continue
                response = client.get(address)
                assert response.status_code == 200, (address, response.status_code)
                yield CrawledPage(address, language, kind, response.content)


def example_editions() -> tuple[Edition, ...]:
    """The editions of the example city that the repository carries, audited again."""
    found = []
    for reading in example_readings():
        audit = audit_content(reading.content, reading.lines)
        found.append(Edition(content=reading.content, audit=audit, published_on="2026-06-01"))
    return tuple(found)


def show_example(patch: pytest.MonkeyPatch, editions: Sequence[Edition]) -> StandIn:
    """Make the site show the example city."""
    document = editions[0].content.document
    city = CityRow(document.municipality_code or "", document.municipality or "", fictional=False)
    return stand_in(patch, *editions, cities=[city], lines=("原文",) * 2000)


def foreign_words(page: CrawledPage) -> list[str]:
    """Japanese on a page in another language that is not marked as such; the title of the window cannot be."""
    found: list[str] = []

    def walk(element: _Element, language: str) -> None:
        language = element.get("lang", language)
        if not isinstance(element.tag, str) or element.tag in {"head", "script"}:
            return
        if language != "ja":
            spoken = [element.text or "", *(element.get(name, "") for name in SPOKEN)]
            found.extend(words.strip() for words in spoken if JAPANESE.search(words))
        for child in element:
            walk(child, language)
            if language != "ja" and JAPANESE.search(child.tail or ""):
                found.append(child.tail.strip())

    walk(page.tree, page.language)
    return found


def leftovers(page: CrawledPage) -> list[str]:
    """Names of the code and braces that a reader must never see in the words of the interface."""
    quoted = (
        "ancestor-or-self::bdi | ancestor-or-self::code | ancestor-or-self::pre | ancestor-or-self::script"
    )
    spoken = page.tree.xpath(f"//body//text()[not({quoted})]")
    words = " ".join(
        [*spoken, *page.tree.xpath("//body//@aria-label | //body//@data-label | //body//@placeholder")]
    )
    return re.findall(
        r"\b[a-z]+_[a-z_]+\b|\{[a-z_]*\}|\bNone\b|\bUndefined\b|\b[A-Z][a-z]+\.[A-Z_]{3,}\b", words
    )
