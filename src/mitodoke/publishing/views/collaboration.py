"""The pages of the register of collaboration projects (協働事業)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.page import Link, NoSuchPageError, page_address, slice_page
from mitodoke.publishing.presentation.register import entry_row, form_counts, form_label, participant_total
from mitodoke.publishing.presentation.register_entry import entry_page
from mitodoke.publishing.presentation.register_filter import (
    department_choices,
    form_choices,
    matching,
    read_filter,
    year_choices,
)
from mitodoke.publishing.views.page import (
    City,
    OpenEdition,
    find_city,
    open_edition,
    open_row,
    public_page,
)
from mitodoke.publishing.views.show import show

_KIND = DocumentKind.COLLABORATION_REGISTER
_SECTION = "collaboration"
PAGE_SIZE = 50


@public_page
def collaboration(request: HttpRequest, code: str, page: int = 1) -> HttpResponse:
    """The entries of all years, each in its newest version, filtered and paged."""
    city = find_city(code)
    opened = [open_row(city, row) for row in city.shelf.newest_of_each_year(_KIND)]
    if not opened:
        raise NoSuchPageError(f"{city.name}の{_KIND.label}は公表されていません。")
    return _list(request, city, opened, None, page)


@public_page
def register(request: HttpRequest, code: str, year: int | None, version: int, page: int = 1) -> HttpResponse:
    """One edition of one year's register."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    return _list(request, city, [opened], opened, page)


@public_page
def collaboration_entry(
    request: HttpRequest, code: str, year: int | None, version: int, key: str
) -> HttpResponse:
    """One entry of a year's register."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    entry = opened.index.entries_by_key.get(key)
    if entry is None:
        raise NoSuchPageError(f"{opened.label}の一覧には、この番号の事業がありません。")
    return show(
        request,
        "collaboration_entry.html",
        city,
        title=entry.title,
        section=_SECTION,
        trail=(
            Link(_KIND.label, city.addresses.collaboration),
            Link(show_fiscal_year(year), opened.addresses.home),
            Link(
                form_label(entry),
                city.addresses.register(year=year_segment(year), form=entry.form.value),
            ),
        ),
        edition=opened,
        page=entry_page(entry, opened.index, opened.addresses),
        same_title=city.addresses.register(words=entry.title[:100]),
    )


def _list(
    request: HttpRequest,
    city: City,
    opened: Sequence[OpenEdition],
    single: OpenEdition | None,
    page: int,
) -> HttpResponse:
    base = single.addresses.home if single else city.addresses.collaboration
    indexes = [one.index for one in opened]
    wanted = read_filter(request.GET, indexes)
    addresses = {id(one.index): one.addresses for one in opened}
    found = matching(wanted, indexes)
    part = slice_page(len(found), PAGE_SIZE, page)
    return show(
        request,
        "collaboration.html",
        city,
        title="協働事業実施状況",
        section=_SECTION,
        edition=single,
        wanted=wanted,
        base=base,
        query=wanted.query(),
        years=year_choices(wanted, indexes),
        forms=form_choices(wanted, indexes),
        departments=department_choices(wanted, indexes),
        counts=form_counts([(one.index, one.addresses) for one in opened]),
        total=participant_total([entry for _, entry in found]),
        rows=[
            entry_row(entry, index, addresses[id(index)]) for index, entry in found[part.start : part.stop]
        ],
        slice=part,
        pager=part.pager(base, wanted.query()),
        sources=[(one.label, one.addresses.source()) for one in opened],
        switch_pages=[
            choice for one in opened for choice in city.shelf.switch(one.row) if not choice.current
        ],
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages, the lists without a filter."""
    newest = [open_row(city, row) for row in city.shelf.newest_of_each_year(_KIND)]
    if newest:
        total = sum(len(one.index.edition.content.entries) for one in newest)
        yield from _list_pages(city.addresses.collaboration, total)
    for row in city.shelf.of_kind(_KIND):
        opened = open_row(city, row)
        yield from _list_pages(opened.addresses.home, len(opened.index.edition.content.entries))
        for key in opened.index.entries_by_key:
            yield opened.addresses.page(key)


def _list_pages(base: str, total: int) -> Iterator[str]:
    for number in range(1, max(1, -(-total // PAGE_SIZE)) + 1):
        yield page_address(base, number)
