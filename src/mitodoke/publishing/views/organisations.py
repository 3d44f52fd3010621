"""The pages of organisations (団体): all that the registers name, and what each did with the city."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation import organisation_page as presentation
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.register_facets import pages_of
from mitodoke.publishing.views.collaboration import open_registers, register_trail, registers_of
from mitodoke.publishing.views.page import City, find_city, public_page
from mitodoke.publishing.views.show import show

_SECTION = "collaboration"


@public_page
def organisations(request: HttpRequest, code: str, page: int = 1, *, by_name: bool = False) -> HttpResponse:
    """All organisations, those of most entries first or in the order of their characters."""
    city = find_city(code)
    opened = open_registers(city)
    return show(
        request,
        "organisations.html",
        city,
        title=tr("市と協働した団体"),
        section=_SECTION,
        trail=register_trail(city),
        page=presentation.organisation_list(registers_of(city, opened), by_name=by_name, page=page),
        opened=opened,
    )


@public_page
def organisation(request: HttpRequest, code: str, key: str, page: int = 1) -> HttpResponse:
    """Everything that one organisation did with the city."""
    city = find_city(code)
    opened = open_registers(city)
    found = presentation.organisation_page(registers_of(city, opened), key, page)
    return show(
        request,
        "organisation.html",
        city,
        title=found.name,
        section=_SECTION,
        trail=(
            *register_trail(city),
            Link(tr("市と協働した団体"), city.addresses.page("organisations")),
        ),
        page=found,
        opened=opened,
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    if city.shelf.newest(DocumentKind.COLLABORATION_REGISTER) is None:
        return
    index = registers_of(city, open_registers(city)).index
    for segments in ((), ("order", "name")):
        base = city.addresses.page("organisations", *segments)
        yield from pages_of(base, len(index.organisations), presentation.LIST_SIZE)
    for name, found in index.organisations.items():
        base = city.addresses.page("organisations", index.organisation_keys[name])
        yield from pages_of(base, len(found), presentation.PAGE_SIZE)
