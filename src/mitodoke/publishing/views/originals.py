"""The pages that show where a fact stands in the file that an edition was read from, and their pictures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.place import PageBox, Place
from mitodoke.publishing import originals
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import KINDS, sheet_key
from mitodoke.publishing.presentation.original import (
    facts_in_sheet,
    facts_on_page,
    marked_boxes,
    named_places,
    pages_with_facts,
    parts_with_facts,
    sheet_part,
)
from mitodoke.publishing.presentation.page import Link, NoSuchPageError, Pager
from mitodoke.publishing.views.page import City, OpenEdition, find_city, open_edition, open_row, public_page
from mitodoke.publishing.views.show import show

PICTURES = "page-images/"
"""The folder of an edition's pictures of pages."""


@public_page
def original_page(
    request: HttpRequest, code: str, pillar: str, year: int | None, version: int, page: int
) -> HttpResponse:
    """A page of the PDF that an edition was read from, with the facts that stand on it."""
    city = find_city(code)
    opened = open_edition(city, KINDS[pillar], year, version)
    pages = pages_with_facts(opened.index.places)
    if page not in pages:
        raise NoSuchPageError(tr("原本のこのページから読み取った記録はありません。"))
    original = originals.original_of_edition(opened.index.edition)
    has_picture = original is not None and originals.has_pages(original)
    size = originals.sizes_of_pages(original)[page - 1] if original is not None and has_picture else None
    addresses = [opened.addresses.original_page(one) for one in pages]
    return show(
        request,
        "original_page.html",
        city,
        title=tr("原本 {page}ページ：{title}", page=page, title=opened.index.document.title),
        section=pillar,
        trail=_trail(opened, pillar),
        edition=opened,
        document=opened.index.document,
        number=page,
        size=size,
        picture=opened.addresses.file(f"{PICTURES}p{page}.png") if size else None,
        facts=facts_on_page(named_places(opened.index, opened.addresses), page),
        pager=_pager(addresses, pages.index(page)),
    )


@public_page
def original_sheet(
    request: HttpRequest, code: str, pillar: str, year: int | None, version: int, sheet: str, part: int
) -> HttpResponse:
    """Some rows of a sheet of the workbook that an edition was read from, with the facts that stand in them."""
    city = find_city(code)
    opened = open_edition(city, KINDS[pillar], year, version)
    parts = parts_with_facts(opened.index.places)
    if (sheet, part) not in parts:
        raise NoSuchPageError(tr("原本のこのシートの、この範囲から読み取った記録はありません。"))
    original = originals.original_of_edition(opened.index.edition)
    facts = facts_in_sheet(named_places(opened.index, opened.addresses), sheet, part)
    sheets = originals.sheets_of(original) if original is not None and originals.has_sheets(original) else ()
    found = next((one for one in sheets if sheet_key(one.name) == sheet), None)
    addresses = [opened.addresses.original_sheet(*one) for one in parts]
    return show(
        request,
        "original_sheet.html",
        city,
        title=tr(
            "原本 シート「{sheet}」：{title}",
            sheet=found.name if found else sheet,
            title=opened.index.document.title,
        ),
        section=pillar,
        trail=_trail(opened, pillar),
        edition=opened,
        document=opened.index.document,
        name=found.name if found else sheet,
        table=sheet_part(found, part, facts) if found else None,
        facts=facts,
        pager=_pager(addresses, parts.index((sheet, part))),
    )


@public_page
def page_picture(
    request: HttpRequest, code: str, pillar: str, year: int | None, version: int, key: str
) -> HttpResponse:
    """A page of the PDF as a picture: plain, or with the one place marked that the address names."""
    city = find_city(code)
    opened = open_edition(city, KINDS[pillar], year, version)
    marked = _marked(opened.index.places).get(key)
    original = originals.original_of_edition(opened.index.edition)
    if marked is None or original is None or not originals.has_pages(original):
        raise NoSuchPageError(tr("この名前のページの画像はありません。"))
    return HttpResponse(originals.picture_of_page(original, *marked), content_type="image/png")


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    for row in city.shelf.rows:
        opened = open_row(city, row)
        for page in pages_with_facts(opened.index.places):
            yield opened.addresses.original_page(page)
        for one in parts_with_facts(opened.index.places):
            yield opened.addresses.original_sheet(*one)


def files(city: City) -> Iterator[str]:
    """The addresses of the pictures that these pages show; those with a mark are made only when asked for."""
    for row in city.shelf.rows:
        opened = open_row(city, row)
        found = pages_with_facts(opened.index.places)
        if found and originals.has_pages(originals.original_of_edition(opened.index.edition)):
            for page in found:
                yield opened.addresses.file(f"{PICTURES}p{page}.png")


@lru_cache(maxsize=16)
def _marked(places: tuple[Place, ...]) -> dict[str, tuple[int, tuple[PageBox, ...]]]:
    return marked_boxes(places)


def _trail(opened: OpenEdition, pillar: str) -> tuple[Link, ...]:
    return (
        Link(tr(KINDS[pillar].label), opened.addresses.home),
        Link(tr("原文"), opened.addresses.source()),
    )


def _pager(addresses: list[str], at: int) -> Pager | None:
    if len(addresses) == 1:
        return None
    return Pager(
        number=at + 1,
        pages=len(addresses),
        previous=addresses[at - 1] if at else None,
        next=addresses[at + 1] if at + 1 < len(addresses) else None,
    )
