"""The pages of the registers of collaboration projects (協働事業): lists, entries, and names over the years."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.open_data.schema_org import dataset, embedded, entry_events
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.beside import beside
from mitodoke.publishing.presentation.collaboration_project import PAGE_SIZE as PROJECT_SIZE
from mitodoke.publishing.presentation.collaboration_project import project_page
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.downloads import edition_downloads
from mitodoke.publishing.presentation.page import Link, NoSuchPageError
from mitodoke.publishing.presentation.register import form_label
from mitodoke.publishing.presentation.register_entry import entry_page
from mitodoke.publishing.presentation.register_facets import list_addresses, pages_of
from mitodoke.publishing.presentation.register_index import Registers, registers_index
from mitodoke.publishing.presentation.register_list import register_list
from mitodoke.publishing.public_address import publication_of
from mitodoke.publishing.views.page import City, OpenEdition, find_city, open_edition, open_row, public_page
from mitodoke.publishing.views.show import show

_KIND = DocumentKind.COLLABORATION_REGISTER
_SECTION = "collaboration"


def open_registers(city: City) -> tuple[OpenEdition, ...]:
    """The newest register of every year, newest year first; NoSuchPageError where there is none."""
    opened = tuple(open_row(city, row) for row in city.shelf.newest_of_each_year(_KIND))
    if not opened:
        raise NoSuchPageError(
            tr("{city}の{kind}は公表されていません。", city=city.name, kind=tr(_KIND.label))
        )
    return opened


def registers_of(city: City, opened: tuple[OpenEdition, ...], single: OpenEdition | None = None) -> Registers:
    """The registers that a page shows: all of `opened` (the newest of every year), or only `single`."""
    everywhere = registers_index(tuple(one.index for one in opened))
    shown = (single,) if single else opened
    return Registers(
        index=registers_index(tuple(one.index for one in shown)),
        addresses=tuple(one.addresses for one in shown),
        everywhere=everywhere,
        city=city.addresses,
    )


def register_trail(city: City) -> tuple[Link, ...]:
    """The way to the pages below the list of all years."""
    return (Link(tr(_KIND.label), city.addresses.collaboration),)


@public_page
def collaboration(
    request: HttpRequest, code: str, facet: str = "", key: str = "", page: int = 1
) -> HttpResponse:
    """The entries of all years, each in its newest version; chosen by the address or a form, and paged."""
    return _list(request, find_city(code), None, facet, key, page)


@public_page
def register(
    request: HttpRequest,
    code: str,
    year: int | None,
    version: int,
    facet: str = "",
    key: str = "",
    page: int = 1,
) -> HttpResponse:
    """One edition of one year's register."""
    city = find_city(code)
    return _list(request, city, open_edition(city, _KIND, year, version), facet, key, page)


@public_page
def collaboration_entry(
    request: HttpRequest, code: str, year: int | None, version: int, key: str
) -> HttpResponse:
    """One entry of a year's register."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    entry = opened.index.entries_by_key.get(key)
    if entry is None:
        raise NoSuchPageError(tr("{edition}の一覧には、この番号の事業がありません。", edition=opened.label))
    everywhere = registers_of(city, open_registers(city))
    return show(
        request,
        "collaboration_entry.html",
        city,
        title=entry.title,
        section=_SECTION,
        trail=(
            *register_trail(city),
            Link(show_fiscal_year(year), opened.addresses.home),
            Link(form_label(entry), f"{opened.addresses.home}form/{entry.form.value}/"),
        ),
        edition=opened,
        described=_described_entry(request, opened, entry, key),
        page=entry_page(entry, opened.index, opened.addresses, everywhere),
        beside=beside(entry.entry_id, opened.index, opened.addresses),
    )


@public_page
def collaboration_project(request: HttpRequest, code: str, key: str, page: int = 1) -> HttpResponse:
    """Everything that bears one name, year by year."""
    city = find_city(code)
    opened = open_registers(city)
    found = project_page(registers_of(city, opened), key, page)
    return show(
        request,
        "collaboration_project.html",
        city,
        title=found.title,
        section=_SECTION,
        trail=register_trail(city),
        page=found,
        opened=opened,
    )


def _list(
    request: HttpRequest, city: City, single: OpenEdition | None, facet: str, key: str, page: int
) -> HttpResponse:
    opened = open_registers(city)
    registers = registers_of(city, opened, single)
    found = register_list(
        registers,
        single.addresses.home if single else city.addresses.collaboration,
        request.GET.dict(),
        one_edition=single is not None,
        facet=facet,
        key=key,
        page=page,
    )
    first = page == 1 and not found.chosen and not found.filtered
    trail = register_trail(city)
    title = tr("協働事業実施状況")
    if single and found.chosen:
        trail += (Link(single.label, single.addresses.home),)
    return show(
        request,
        "collaboration.html",
        city,
        title=tr("{list}（{choice}）", list=title, choice=found.chosen.label) if found.chosen else title,
        section=_SECTION,
        trail=trail if single or facet else (),
        edition=single,
        page=found,
        opened=(single,) if single else opened,
        earlier=() if single else _earlier(city, opened),
        files=edition_downloads(single.index.edition, single.addresses) if single and first else None,
        described=_described(request, single) if single and first else "",
    )


def _described(request: HttpRequest, opened: OpenEdition) -> str:
    """What schema.org is told of the edition; nothing on a site that does not know its own address."""
    publication = publication_of(request)
    return embedded(dataset(opened.index.edition, publication)) if publication.base else ""


def _described_entry(request: HttpRequest, opened: OpenEdition, entry: CollaborationEntry, key: str) -> str:
    """What schema.org is told of the dates of an entry; nothing where there is none, or no address is known."""
    publication = publication_of(request)
    if not publication.base:
        return ""
    address = publication.base + opened.addresses.page(key).removeprefix(get_script_prefix())
    events = entry_events(opened.index.edition, entry, publication, address)
    return embedded(events) if events else ""


def _earlier(city: City, opened: tuple[OpenEdition, ...]) -> tuple[Link, ...]:
    """The versions that newer ones replaced."""
    newest = {one.row for one in opened}
    return tuple(
        Link(choice.label, choice.address)
        for one in opened[:1]
        for choice, row in zip(city.shelf.switch(one.row), city.shelf.of_kind(_KIND), strict=False)
        if row not in newest
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages, the lists without filters."""
    if city.shelf.newest(_KIND) is None:
        return
    opened = open_registers(city)
    registers = registers_of(city, opened)
    yield from list_addresses(registers.index, city.addresses.collaboration, one_edition=False)
    for key, group in registers.index.projects.items():
        yield from pages_of(city.addresses.page("collaboration", "project", key), len(group), PROJECT_SIZE)
    for row in city.shelf.of_kind(_KIND):
        one = open_row(city, row)
        yield from list_addresses(registers_index((one.index,)), one.addresses.home, one_edition=True)
        for key in one.index.entries_by_key:
            yield one.addresses.page(key)
