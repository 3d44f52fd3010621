"""Every page of the public site: what the static form writes, search engines are told, and tests walk through."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mitodoke.publishing.views import (
    about,
    audit,
    calendar,
    cities,
    collaboration,
    compare,
    corrections,
    departments,
    findings,
    glossary,
    method,
    organisations,
    originals,
    own_plan,
    pledges,
    sdgs,
    search,
    source,
    strategy,
)
from mitodoke.publishing.views.page import City

PAGES: tuple[Callable[[City], Iterator[str]], ...] = (
    cities.pages,
    pledges.pages,
    strategy.pages,
    own_plan.pages,
    collaboration.pages,
    organisations.pages,
    calendar.pages,
    compare.pages,
    search.pages,
    departments.pages,
    audit.pages,
    findings.pages,
    sdgs.pages,
    method.pages,
    glossary.pages,
    corrections.pages,
    about.pages,
    source.pages,
    originals.pages,
)
"""One line a kind of page; each gives its addresses in the language that is being spoken."""


def city_pages(city: City) -> Iterator[str]:
    """The addresses of all pages of a city in the language that is being spoken, each once."""
    seen: set[str] = set()
    for pages in PAGES:
        for address in pages(city):
            if address not in seen:
                seen.add(address)
                yield address
