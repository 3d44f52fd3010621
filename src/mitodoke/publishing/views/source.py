"""The pages of a source text."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import KINDS, LINES_A_PAGE
from mitodoke.publishing.presentation.page import Link, page_address
from mitodoke.publishing.presentation.source import source_page
from mitodoke.publishing.views.page import City, find_city, open_edition, open_row, public_page
from mitodoke.publishing.views.show import show


@public_page
def source(
    request: HttpRequest, code: str, pillar: str, year: int | None, version: int, page: int = 1
) -> HttpResponse:
    """The numbered lines of the document that an edition was made from."""
    city = find_city(code)
    opened = open_edition(city, KINDS[pillar], year, version)
    shown = source_page(queries.source_lines(opened.index.edition), opened.index.places, page)
    return show(
        request,
        "source.html",
        city,
        title=tr("原文：{title}", title=opened.index.document.title),
        section=pillar,
        trail=(Link(tr(KINDS[pillar].label), opened.addresses.home),),
        edition=opened,
        document=opened.index.document,
        page=shown,
        pager=shown.slice.pager(opened.addresses.source()),
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    for row in city.shelf.rows:
        opened = open_row(city, row)
        base = opened.addresses.source()
        count = len(queries.source_lines(opened.index.edition))
        for number in range(1, max(1, -(-count // LINES_A_PAGE)) + 1):
            yield page_address(base, number)
