"""Addresses that lead to the newest edition: of a kind, of a year, and to the same item in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import KINDS
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.views.page import (
    City,
    find_city,
    newest_edition,
    open_edition,
    open_row,
    public_page,
)


@public_page
def latest(request: HttpRequest, code: str, pillar: str) -> HttpResponse:
    """Leads to the newest edition of a kind."""
    return redirect(newest_edition(find_city(code), KINDS[pillar]).addresses.home)


@public_page
def latest_of_year(request: HttpRequest, code: str, pillar: str, year: int | None) -> HttpResponse:
    """Leads to the newest version of one year."""
    return redirect(open_edition(find_city(code), KINDS[pillar], year, None).addresses.home)


@public_page
def latest_item(request: HttpRequest, code: str, pillar: str, key: str) -> HttpResponse:
    """Leads to the item or entry that bears `key` in the newest edition."""
    opened = newest_edition(find_city(code), KINDS[pillar])
    if key not in opened.index.items_by_key and key not in opened.index.entries_by_key:
        raise NoSuchPageError(tr("{edition}には、この番号の項目がありません。", edition=opened.label))
    return redirect(opened.addresses.page(key))


def pages(city: City) -> Iterator[str]:
    """The addresses that lead to the newest editions of a city and to their items."""
    for kind in DocumentKind:
        row = city.shelf.newest(kind)
        if row is not None:
            opened = open_row(city, row)
            if kind is not DocumentKind.COLLABORATION_REGISTER:
                yield city.addresses.pillar(kind)
            yield opened.addresses.latest
            for key in (*opened.index.items_by_key, *opened.index.entries_by_key):
                yield opened.addresses.latest_page(key)
