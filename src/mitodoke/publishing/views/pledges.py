"""The pages of the pledges (市長公約)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.pledges import pledge_item_page, pledges_page
from mitodoke.publishing.views.page import find_city, public_page, show
from mitodoke.publishing.views.plan import NEWEST, find_item, open_plan

_KIND = DocumentKind.MAYORAL_PLEDGES
_SECTION = "pledges"


@public_page
def pledges(
    request: HttpRequest, code: str, year: int | str | None = NEWEST, version: int | None = None
) -> HttpResponse:
    """All visions and pledges with their percentages."""
    city = find_city(code)
    opened = open_plan(city, _KIND, year, version)
    return show(
        request,
        "pledges.html",
        city,
        title=opened.index.document.title,
        section=_SECTION,
        edition=opened,
        page=pledges_page(opened.index, opened.addresses),
    )


@public_page
def pledge_item(
    request: HttpRequest, code: str, key: str, year: int | str | None = NEWEST, version: int | None = None
) -> HttpResponse:
    """One vision, pledge or measure."""
    city = find_city(code)
    opened = open_plan(city, _KIND, year, version)
    item = find_item(opened, key)
    page = pledge_item_page(item, opened.index, opened.addresses)
    return show(
        request,
        "pledge_item.html",
        city,
        title=f"{item.kind.label}{item.code} {item.title or ''}",
        section=_SECTION,
        trail=(Link(_KIND.label, opened.addresses.home), *page.trail),
        edition=opened,
        page=page,
    )
