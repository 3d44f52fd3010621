"""The pages of the calendar of collaboration projects: its months, one month, and what has no date."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.collaboration_calendar import (
    PAGE_SIZE,
    calendar_addresses,
    calendar_home,
    month_page,
    undated_page,
)
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.register_facets import pages_of
from mitodoke.publishing.views.collaboration import open_registers, register_trail, registers_of
from mitodoke.publishing.views.page import City, find_city, public_page
from mitodoke.publishing.views.show import show

_SECTION = "collaboration"


@public_page
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The months that have events, and the first of what has no date."""
    city = find_city(code)
    opened = open_registers(city)
    return show(
        request,
        "calendar.html",
        city,
        title=tr("協働事業のカレンダー"),
        section=_SECTION,
        trail=register_trail(city),
        page=calendar_home(registers_of(city, opened)),
        newest=opened[0],
        file=f"{city.addresses.files}events.ics",
    )


@public_page
def calendar_month(request: HttpRequest, code: str, month: str, page: int = 1) -> HttpResponse:
    """The events of one month."""
    city = find_city(code)
    found = month_page(registers_of(city, open_registers(city)), month, page)
    return show(
        request,
        "calendar_month.html",
        city,
        title=tr("{month}の協働事業", month=found.label),
        section=_SECTION,
        trail=_trail(city),
        page=found,
    )


@public_page
def calendar_undated(request: HttpRequest, code: str, page: int = 1) -> HttpResponse:
    """Everything that no month can show."""
    city = find_city(code)
    return show(
        request,
        "calendar_undated.html",
        city,
        title=tr("日付のない協働事業"),
        section=_SECTION,
        trail=_trail(city),
        page=undated_page(registers_of(city, open_registers(city)), page),
    )


def _trail(city: City) -> tuple[Link, ...]:
    return (*register_trail(city), Link(tr("協働事業のカレンダー"), city.addresses.page("calendar")))


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    if city.shelf.newest(DocumentKind.COLLABORATION_REGISTER) is None:
        return
    yield city.addresses.page("calendar")
    for base, total in calendar_addresses(registers_of(city, open_registers(city))):
        yield from pages_of(base, total, PAGE_SIZE)
