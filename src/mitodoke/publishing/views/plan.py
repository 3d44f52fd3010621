"""What the pages of all kinds of plan share: the frame, the item of an address, other editions, and their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.beside import beside
from mitodoke.publishing.presentation.explained import explained, terms_of
from mitodoke.publishing.presentation.indicator_targets import EarlierEdition
from mitodoke.publishing.presentation.item_link import numbered_title
from mitodoke.publishing.presentation.page import Link, NoSuchPageError
from mitodoke.publishing.presentation.pledge_history import YearEdition
from mitodoke.publishing.presentation.shelf import edition_label
from mitodoke.publishing.public_address import embed_address
from mitodoke.publishing.views.page import City, OpenEdition, newest_edition, open_row
from mitodoke.publishing.views.show import show


def show_plan(
    request: HttpRequest, template: str, city: City, opened: OpenEdition, *, section: str, **content: Any
) -> HttpResponse:
    """The page of a plan as a whole, with what stands beside its facts."""
    return show(
        request,
        template,
        city,
        title=opened.index.document.title,
        section=section,
        edition=opened,
        beside=beside(None, opened.index, opened.addresses),
        **content,
    )


def show_item(
    request: HttpRequest,
    template: str,
    city: City,
    opened: OpenEdition,
    item: PlanItem,
    *,
    section: str,
    trail: tuple[Link, ...],
    page: object,
) -> HttpResponse:
    """The page of an item, its terms explained; `trail` leads to it from the page of the whole plan."""
    kind = opened.addresses.kind
    # The page of the glossary explains the terms of the newest edition.
    terms = terms_of([newest_edition(city, kind).index], city.addresses)
    return show(
        request,
        template,
        city,
        title=f"{opened.index.level_word(item.kind)} {numbered_title(item)}",
        section=section,
        trail=(Link(tr(kind.label), opened.addresses.home), *trail),
        edition=opened,
        page=page,
        beside=beside(item.item_id, opened.index, opened.addresses),
        summary=explained(item.summary, terms),
        embed=embed_address(request, opened.addresses.embed()),
    )


def find_item(opened: OpenEdition, key: str) -> PlanItem:
    """The item that bears `key`, full-width digits or not; NoSuchPageError where the edition has none."""
    items = opened.index.items_by_key
    item = items.get(key) or items.get(fold_width(key))
    if item is None:
        raise NoSuchPageError(tr("{edition}には、この番号の項目がありません。", edition=opened.label))
    return item


def plan_pages(city: City, kind: DocumentKind) -> Iterator[str]:
    """The addresses of the pages of every edition of `kind`: the whole, then each item."""
    for row in city.shelf.of_kind(kind):
        opened = open_row(city, row)
        yield opened.addresses.home
        for key in opened.index.items_by_key:
            yield opened.addresses.page(key)


def earlier_editions(city: City, opened: OpenEdition) -> tuple[EarlierEdition, ...]:
    """The editions of the same kind that are older than `opened`, the oldest first."""
    rows = city.shelf.of_kind(opened.addresses.kind)
    older = rows[rows.index(opened.row) + 1 :]
    return tuple(
        EarlierEdition(
            index=one.index, addresses=one.addresses, label=edition_label(one.row, published=False)
        )
        for one in (open_row(city, row) for row in reversed(older))
    )


def over_the_years(city: City, opened: OpenEdition) -> list[YearEdition]:
    """The newest edition of each year, the oldest first; of its own year the edition that is open."""
    rows = {row.fiscal_year: row for row in city.shelf.newest_of_each_year(opened.addresses.kind)}
    rows[opened.row.fiscal_year] = opened.row
    return [
        named_edition(open_row(city, row), current=row == opened.row)
        for row in sorted(rows.values(), key=lambda row: -1 if row.fiscal_year is None else row.fiscal_year)
    ]


def named_edition(opened: OpenEdition, *, current: bool = False) -> YearEdition:
    """An edition under the name that lists of editions give it."""
    return YearEdition(
        index=opened.index,
        addresses=opened.addresses,
        label=f"{tr(opened.addresses.kind.label)} {edition_label(opened.row, published=False)}",
        published_on=opened.row.published_on,
        current=current,
    )
