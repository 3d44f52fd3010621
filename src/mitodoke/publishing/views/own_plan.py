"""The pages of a plan with levels of a city's own (総合計画): the whole, its items, and the list of indicators."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.presentation.downloads import edition_downloads
from mitodoke.publishing.presentation.own_plan import own_item_page, own_plan_page
from mitodoke.publishing.presentation.strategy_kpis import kpi_addresses
from mitodoke.publishing.views.kpi_list import show_kpis
from mitodoke.publishing.views.page import (
    City,
    find_city,
    open_edition,
    open_row,
    public_page,
)
from mitodoke.publishing.views.plan import (
    earlier_editions,
    find_item,
    over_the_years,
    plan_pages,
    show_item,
    show_plan,
)

_KIND = DocumentKind.COMPREHENSIVE_PLAN
_SECTION = "plan"


@public_page
def own_plan(request: HttpRequest, code: str, year: int | None, version: int) -> HttpResponse:
    """All items of the plan as a tree, with their progress."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    return show_plan(
        request,
        "plan.html",
        city,
        opened,
        section=_SECTION,
        page=own_plan_page(opened.index, opened.addresses),
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
    return show_item(
        request, "plan_item.html", city, opened, item, section=_SECTION, trail=page.trail, page=page
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
