"""The pages of the strategy (総合戦略)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.strategy import LOST_TITLE, strategy_item_page, strategy_page
from mitodoke.publishing.views.page import find_city, public_page, show
from mitodoke.publishing.views.plan import NEWEST, find_item, open_plan

_KIND = DocumentKind.COMPREHENSIVE_STRATEGY
_SECTION = "strategy"


@public_page
def strategy(
    request: HttpRequest, code: str, year: int | str | None = NEWEST, version: int | None = None
) -> HttpResponse:
    """All goals, directions and measures with the numerical targets."""
    city = find_city(code)
    opened = open_plan(city, _KIND, year, version)
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
def strategy_item(
    request: HttpRequest, code: str, key: str, year: int | str | None = NEWEST, version: int | None = None
) -> HttpResponse:
    """One goal, direction, measure or project with its KPIs."""
    city = find_city(code)
    opened = open_plan(city, _KIND, year, version)
    item = find_item(opened, key)
    page = strategy_item_page(item, opened.index, opened.addresses)
    return show(
        request,
        "strategy_item.html",
        city,
        title=f"{item.kind.label} {item.code} {item.title or LOST_TITLE}",
        section=_SECTION,
        trail=(Link(_KIND.label, opened.addresses.home), *page.trail),
        edition=opened,
        page=page,
    )
