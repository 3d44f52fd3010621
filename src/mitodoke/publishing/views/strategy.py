"""The pages of the strategy (総合戦略)."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.strategy import LOST_TITLE, strategy_item_page, strategy_page
from mitodoke.publishing.views.page import City, find_city, open_edition, public_page
from mitodoke.publishing.views.plan import find_item, plan_pages
from mitodoke.publishing.views.show import show

_KIND = DocumentKind.COMPREHENSIVE_STRATEGY
_SECTION = "strategy"


@public_page
def strategy(request: HttpRequest, code: str, year: int | None, version: int) -> HttpResponse:
    """All goals, directions and measures with the numerical targets."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    return show(
        request,
        "strategy.html",
        city,
        title=opened.index.document.title,
        section=_SECTION,
        edition=opened,
        page=strategy_page(opened.index, opened.addresses),
    )


@public_page
def strategy_item(request: HttpRequest, code: str, year: int | None, version: int, key: str) -> HttpResponse:
    """One goal, direction, measure or project with its KPIs."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    item = find_item(opened, key)
    page = strategy_item_page(item, opened.index, opened.addresses)
    return show(
        request,
        "strategy_item.html",
        city,
        title=f"{item.kind.label} {item.code} {item.title or LOST_TITLE}",
        section=_SECTION,
        trail=(Link(tr(_KIND.label), opened.addresses.home), *page.trail),
        edition=opened,
        page=page,
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    return plan_pages(city, _KIND)
