"""The pages of the pledges (市長公約)."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.pledges import pledge_item_page, pledges_page
from mitodoke.publishing.views.page import City, find_city, open_edition, public_page
from mitodoke.publishing.views.plan import find_item, plan_pages
from mitodoke.publishing.views.show import show

_KIND = DocumentKind.MAYORAL_PLEDGES
_SECTION = "pledges"


@public_page
def pledges(request: HttpRequest, code: str, year: int | None, version: int) -> HttpResponse:
    """All visions and pledges with their percentages."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
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
def pledge_item(request: HttpRequest, code: str, year: int | None, version: int, key: str) -> HttpResponse:
    """One vision, pledge or measure."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    item = find_item(opened, key)
    page = pledge_item_page(item, opened.index, opened.addresses)
    return show(
        request,
        "pledge_item.html",
        city,
        title=f"{item.kind.label}{item.code} {item.title or ''}",
        section=_SECTION,
        trail=(Link(tr(_KIND.label), opened.addresses.home), *page.trail),
        edition=opened,
        page=page,
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    return plan_pages(city, _KIND)
