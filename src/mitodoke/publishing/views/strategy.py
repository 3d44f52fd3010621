"""The pages of the strategy (総合戦略): the whole, its items, the list of indicators, and the review."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.revision import revision_page
from mitodoke.publishing.presentation.strategy import strategy_item_page, strategy_page
from mitodoke.publishing.presentation.strategy_kpis import kpi_addresses
from mitodoke.publishing.views.kpi_list import show_kpis
from mitodoke.publishing.views.page import (
    City,
    find_city,
    open_edition,
    open_row,
    public_page,
)
from mitodoke.publishing.views.plan import earlier_editions, find_item, plan_pages, show_item, show_plan
from mitodoke.publishing.views.show import show

_KIND = DocumentKind.COMPREHENSIVE_STRATEGY
_SECTION = "strategy"


@public_page
def strategy(request: HttpRequest, code: str, year: int | None, version: int) -> HttpResponse:
    """All goals, directions and measures with the numerical targets."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    return show_plan(
        request,
        "strategy.html",
        city,
        opened,
        section=_SECTION,
        page=strategy_page(opened.index, opened.addresses),
    )


@public_page
def strategy_item(request: HttpRequest, code: str, year: int | None, version: int, key: str) -> HttpResponse:
    """One goal, direction, measure or project with its KPIs."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    item = find_item(opened, key)
    page = strategy_item_page(item, opened.index, opened.addresses, earlier_editions(city, opened))
    return show_item(
        request, "strategy_item.html", city, opened, item, section=_SECTION, trail=page.trail, page=page
    )


@public_page
def strategy_kpis(
    request: HttpRequest,
    code: str,
    year: int | None,
    version: int,
    facet: str = "",
    key: str = "",
    page: int = 1,
) -> HttpResponse:
    """All indicators, or those of one goal, department, SDG, mark, class of progress or rank."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    return show_kpis(request, city, opened, section=_SECTION, facet=facet, key=key, page=page)


@public_page
def strategy_revision(request: HttpRequest, code: str, year: int | None, version: int) -> HttpResponse:
    """What the mid-term review changed."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    earlier = earlier_editions(city, opened)
    return show(
        request,
        "strategy_revision.html",
        city,
        title=tr("見直しで変わったこと"),
        section=_SECTION,
        trail=(Link(tr(_KIND.label), opened.addresses.home),),
        edition=opened,
        page=revision_page(opened.index, opened.addresses, earlier),
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    yield from plan_pages(city, _KIND)
    for row in city.shelf.of_kind(_KIND):
        opened = open_row(city, row)
        yield opened.addresses.page("revision")
        yield from kpi_addresses(opened.index, opened.addresses)
