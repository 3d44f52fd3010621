"""Charts for the pages of others: one chart with its coverage and source, in a frame of a fixed size, and no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.indicator_card import indicator_cards
from mitodoke.publishing.presentation.newer_version import newer_version
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.presentation.percentage import item_percentage, overall_percentage
from mitodoke.publishing.views.page import City, OpenEdition, find_city, open_edition, public_page
from mitodoke.publishing.views.plan import find_item

_View = Callable[..., HttpResponse]
_any_site = cast("Callable[[_View], _View]", csp_replace({"frame-ancestors": ["*"]}))
"""Other sites may show these pages inside their own; nothing can be done there, so nobody can be misled to do it."""


@xframe_options_exempt
@_any_site
@public_page
def pledge_chart(
    request: HttpRequest, code: str, year: int | None, version: int, key: str = ""
) -> HttpResponse:
    """The progress of one item of the pledges, or of the whole."""
    city = find_city(code)
    opened = open_edition(city, DocumentKind.MAYORAL_PLEDGES, year, version)
    if key:
        item = find_item(opened, key)
        percentage = item_percentage(item, opened.index, opened.addresses)
        title = f"{tr(item.kind.label)}{item.code} {item.title or ''}"
        page = opened.addresses.page(key)
    else:
        found = overall_percentage(opened.index, opened.addresses)
        if found is None:
            raise NoSuchPageError(tr("この版には、全体の進捗状況がありません。"))
        percentage, title, page = found, opened.index.document.title, opened.addresses.home
    notes = (tr("対象：{coverage}", coverage=percentage.coverage),) if percentage.coverage else ()
    return _frame(request, city, opened, title, page, percentage.donut("embedded") or percentage.words, notes)


@xframe_options_exempt
@_any_site
@public_page
def indicator_chart(
    request: HttpRequest, code: str, year: int | None, version: int, key: str
) -> HttpResponse:
    """One indicator over its years; `key` is that of the indicator."""
    return _indicator(request, DocumentKind.COMPREHENSIVE_STRATEGY, code, year, version, key)


@xframe_options_exempt
@_any_site
@public_page
def plan_indicator_chart(
    request: HttpRequest, code: str, year: int | None, version: int, key: str
) -> HttpResponse:
    """One indicator of a plan with levels of a city's own over its years."""
    return _indicator(request, DocumentKind.COMPREHENSIVE_PLAN, code, year, version, key)


def _indicator(
    request: HttpRequest, kind: DocumentKind, code: str, year: int | None, version: int, key: str
) -> HttpResponse:
    city = find_city(code)
    opened = open_edition(city, kind, year, version)
    indicator = opened.index.indicators.get(key)
    if indicator is None:
        raise NoSuchPageError(tr("この版には、この番号の指標がありません。"))
    (card,) = indicator_cards([indicator], opened.index, opened.addresses, plan=None)
    item_key = opened.index.item_keys.get(indicator.item_id)
    page = opened.addresses.page(item_key) if item_key else opened.addresses.home
    notes = tuple(note for note in (card.chart.remark, indicator.note) if note)
    return _frame(request, city, opened, indicator.name, page, card.chart.drawing or "", notes)


def _frame(
    request: HttpRequest,
    city: City,
    opened: OpenEdition,
    title: str,
    page: str,
    drawing: str,
    notes: tuple[str, ...],
) -> HttpResponse:
    context = {
        "city": city,
        "title": title,
        "page": page,
        "drawing": drawing,
        "notes": notes,
        "edition": opened.label,
        "newer": newer_version(city.shelf, opened.row, queries.change_reasons_of),
    }
    return render(request, "publishing/embed.html", context)
