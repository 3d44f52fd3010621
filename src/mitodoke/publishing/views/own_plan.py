"""The pages of a plan with levels of a city's own (総合計画): the whole, its items, and the list of indicators."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.beside import beside
from mitodoke.publishing.presentation.downloads import edition_downloads
from mitodoke.publishing.presentation.explained import explained, terms_of
from mitodoke.publishing.presentation.own_plan import own_item_page, own_plan_page
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.pledge_entry import LOST_TITLE
from mitodoke.publishing.presentation.strategy_kpis import kpi_addresses
from mitodoke.publishing.public_address import embed_address
from mitodoke.publishing.views.kpi_list import show_kpis
from mitodoke.publishing.views.page import (
    City,
    find_city,
    newest_edition,
    open_edition,
    open_row,
    public_page,
)
from mitodoke.publishing.views.plan import earlier_editions, find_item, over_the_years, plan_pages
from mitodoke.publishing.views.show import show

_KIND = DocumentKind.COMPREHENSIVE_PLAN
_SECTION = "plan"


@public_page
def own_plan(request: HttpRequest, code: str, year: int | None, version: int) -> HttpResponse:
    """All items of the plan as a tree, with their progress."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    return show(
        request,
        "plan.html",
        city,
        title=opened.index.document.title,
        section=_SECTION,
        edition=opened,
        page=own_plan_page(opened.index, opened.addresses),
        beside=beside(None, opened.index, opened.addresses),
        files=edition_downloads(opened.index.edition, opened.addresses),
    )


@public_page
def own_plan_item(request: HttpRequest, code: str, year: int | None, version: int, key: str) -> HttpResponse:
    """One item of whatever level with what is under it."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    item = find_item(opened, key)
    page = own_item_page(
        item,
        opened.index,
        opened.addresses,
        editions=over_the_years(city, opened),
        earlier=earlier_editions(city, opened),
    )
    # The page of the glossary explains the terms of the newest edition.
    terms = terms_of([newest_edition(city, _KIND).index], city.addresses)
    return show(
        request,
        "plan_item.html",
        city,
        title=f"{opened.index.level_word(item.kind)} {item.code} {item.title or tr(LOST_TITLE)}",
        section=_SECTION,
        trail=(Link(tr(_KIND.label), opened.addresses.home), *page.trail),
        edition=opened,
        page=page,
        beside=beside(item.item_id, opened.index, opened.addresses),
        summary=explained(item.summary, terms),
        embed=embed_address(request, opened.addresses.embed()),
    )


@public_page
def own_plan_kpis(
    request: HttpRequest,
    code: str,
    year: int | None,
    version: int,
    facet: str = "",
    key: str = "",
    page: int = 1,
) -> HttpResponse:
    """All indicators of the plan, or those that are `key` in `facet`."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    return show_kpis(request, city, opened, section=_SECTION, facet=facet, key=key, page=page)


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    yield from plan_pages(city, _KIND)
    for row in city.shelf.of_kind(_KIND):
        opened = open_row(city, row)
        if opened.index.indicators:
            yield from kpi_addresses(opened.index, opened.addresses)
