"""Explains terms of the glossary where they occur in prose: the first occurrence links to its explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from mitodoke.domain.paragraphs import paragraphs
from mitodoke.publishing.language.speak import JAPANESE, language
from mitodoke.publishing.presentation.addresses import CityAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.name_key import name_key
from mitodoke.publishing.presentation.text import one_line

_SHORTEST = 2
"""A term of one character would be found inside any word."""


def term_anchor(term: str) -> str:
    """The name of a term within the page of the glossary."""
    return f"term-{name_key(one_line(term))}"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that are looked for, and the page that explains them."""

    pattern: re.Pattern[str] | None
    page: str

    def address(self, term: str) -> str:
        """Where `term` is explained."""
        return f"{self.page}#{term_anchor(term)}"


def terms_of(indexes: Iterable[EditionIndex], city: CityAddresses) -> Terms:
    """The terms that the glossaries of the editions explain; the pattern is made once a set of editions."""
    return Terms(pattern=term_pattern(tuple(indexes)), page=city.page("glossary"))


@lru_cache(maxsize=32)
def term_pattern(indexes: tuple[EditionIndex, ...]) -> re.Pattern[str] | None:
    """Finds the terms of the editions, the longest first; None without any. Latin letters and digits do not touch a term."""
    terms = {one_line(term.term) for index in indexes for term in index.edition.content.glossary}
    found = sorted((term for term in terms if len(term) >= _SHORTEST), key=lambda term: (-len(term), term))
    return re.compile("|".join(map(_bounded, found))) if found else None


def _bounded(term: str) -> str:
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", term) else ""
    after = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]\Z", term) else ""
    return f"{before}{re.escape(term)}{after}"


def explained(text: str | None, terms: Terms) -> Markup:
    """Prose of a document as paragraphs, where the first occurrence of each term links to its explanation.

    In the place of the filter ``|prose``, and like it safe with any text. Not for text that stands inside a link.
    """
    seen: set[str] = set()
    lang = Markup("") if language() == JAPANESE else Markup(' lang="ja"')
    return Markup("\n").join(
        Markup("<p{}><bdi>{}</bdi></p>").format(lang, _linked(one, terms, seen)) for one in paragraphs(text)
    )


def _linked(text: str, terms: Terms, seen: set[str]) -> Markup:
    parts, end = [], 0
    for match in terms.pattern.finditer(text) if terms.pattern else ():
        term = match[0]
        if term not in seen:
            seen.add(term)
            parts.append(Markup("{}").format(text[end : match.start()]))
            parts.append(Markup('<a class="term" href="{}">{}</a>').format(terms.address(term), term))
            end = match.end()
    parts.append(Markup("{}").format(text[end:]))
    return Markup("").join(parts)
