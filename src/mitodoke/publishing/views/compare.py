"""The pages that compare: two editions, two departments, original with current targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.open_data.edition_name import PILLARS, UNKNOWN
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import KINDS, year_segment
from mitodoke.publishing.presentation.compare_departments import department_names, departments_page
from mitodoke.publishing.presentation.compare_numbers import Side
from mitodoke.publishing.presentation.compare_page import compare_page, page_count
from mitodoke.publishing.presentation.compare_targets import targets_page
from mitodoke.publishing.presentation.page import BadParameterError, Link, NoSuchPageError, page_address
from mitodoke.publishing.presentation.shelf import EditionRow, edition_label
from mitodoke.publishing.views.page import (
    City,
    find_city,
    newest_edition,
    open_edition,
    open_everything,
    public_page,
)
from mitodoke.publishing.views.plan import earlier_editions
from mitodoke.publishing.views.show import show

_SECTION = "compare"
_NAME = re.compile(rf"fy(\d{{4}}|{UNKNOWN})-v([1-9]\d{{0,8}})", re.ASCII)


@public_page
def compare_home(request: HttpRequest, code: str) -> HttpResponse:
    """What can be compared: editions next to each other, departments, targets."""
    city = find_city(code)
    kinds = [
        (tr(kind.label), [_pair_link(city, *pair) for pair in adjacent(city, kind)])
        for kind in DocumentKind
        if city.shelf.newest(kind)
    ]
    return show(
        request,
        "compare.html",
        city,
        title=tr("くらべる"),
        section=_SECTION,
        kinds=kinds,
        departments=department_names(_sides(city)),
        action=city.addresses.page("compare", "departments"),
        targets=_targets(city),
    )


@public_page
def compare_editions(
    request: HttpRequest, code: str, pillar: str, old: str, new: str, page: int = 1
) -> HttpResponse:
    """Two editions of one kind side by side."""
    city = find_city(code)
    before, after = _side(city, pillar, old), _side(city, pillar, new)
    if old == new:
        raise NoSuchPageError(tr("同じ版どうしは比べられません。違う版を選んでください。"))
    found = compare_page(before, after, page)
    return show(
        request,
        "compare_editions.html",
        city,
        title=tr(
            "{kind}：{before}と{after}の違い",
            kind=tr(KINDS[pillar].label),
            before=before.label,
            after=after.label,
        ),
        section=_SECTION,
        trail=(_home(city),),
        page=found,
        pager=found.slice.pager(city.addresses.page("compare", pillar, old, new)),
    )


@public_page
def compare_departments(request: HttpRequest, code: str) -> HttpResponse:
    """Leads from the form to the two departments that were chosen in it."""
    city = find_city(code)
    keys = set(department_names(_sides(city)).values())
    chosen = [request.GET.get(name, "").strip() for name in ("first", "second")]
    if not all(key in keys for key in chosen):
        raise BadParameterError(tr("くらべる部署を一覧から二つ選んでください。"))
    return redirect(city.addresses.page("compare", "departments", *chosen))


@public_page
def compare_two_departments(request: HttpRequest, code: str, first: str, second: str) -> HttpResponse:
    """What two departments answer for."""
    city = find_city(code)
    sides = _sides(city)
    names = {key: name for name, key in department_names(sides).items()}
    if first not in names or second not in names:
        raise NoSuchPageError(tr("その部署は、公表されている最新の版に出てきません。"))
    return show(
        request,
        "compare_departments.html",
        city,
        title=tr("{first}と{second}", first=names[first], second=names[second]),
        section=_SECTION,
        trail=(_home(city),),
        page=departments_page(names[first], names[second], sides),
    )


@public_page
def compare_targets(request: HttpRequest, code: str) -> HttpResponse:
    """Original against current targets of the newest strategy."""
    city = find_city(code)
    opened = newest_edition(city, DocumentKind.COMPREHENSIVE_STRATEGY)
    return show(
        request,
        "compare_targets.html",
        city,
        title=tr("当初の目標値と現在の目標値"),
        section=_SECTION,
        trail=(_home(city),),
        edition=opened,
        page=targets_page(opened.index, opened.addresses, earlier_editions(city, opened)),
    )


def adjacent(city: City, kind: DocumentKind) -> Iterator[tuple[EditionRow, EditionRow]]:
    """Every edition of `kind` with the one before it, the newest pair first."""
    rows = city.shelf.of_kind(kind)
    for newer, older in pairwise(rows):
        yield older, newer


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages; of the pairs of editions those next to each other."""
    yield city.addresses.page("compare")
    if city.shelf.newest(DocumentKind.COMPREHENSIVE_STRATEGY):
        yield city.addresses.page("compare", "targets")
    for kind in DocumentKind:
        for pair in adjacent(city, kind):
            base = _pair_link(city, *pair).address
            sides = [_side(city, PILLARS[kind], edition_segment(row)) for row in pair]
            for number in range(1, page_count(sides) + 1):
                yield page_address(base, number)


def edition_segment(row: EditionRow) -> str:
    """An edition as one segment of an address: ``fy2025-v1``."""
    return f"fy{year_segment(row.fiscal_year)}-v{row.version}"


def _pair_link(city: City, older: EditionRow, newer: EditionRow) -> Link:
    label = tr(
        "{before}と{after}の違い",
        before=edition_label(older, published=False),
        after=edition_label(newer, published=False),
    )
    segments = (PILLARS[newer.kind], edition_segment(older), edition_segment(newer))
    return Link(label, city.addresses.page("compare", *segments))


def _side(city: City, pillar: str, segment: str) -> Side:
    """The edition that a segment names; NoSuchPageError for none."""
    match = _NAME.fullmatch(segment)
    if match is None:
        raise NoSuchPageError(tr("版の指定が読み取れません。一覧から選び直してください。"))
    year = None if match[1] == UNKNOWN else int(match[1])
    opened = open_edition(city, KINDS[pillar], year, int(match[2]))
    return Side(
        index=opened.index, addresses=opened.addresses, label=edition_label(opened.row, published=False)
    )


def _sides(city: City) -> list[Side]:
    """The newest edition of every year of the register, and the newest of the plans."""
    return [
        Side(index=one.index, addresses=one.addresses, label=one.short_label)
        for one in open_everything(city)
        if city.shelf.standing(one.row.kind, one.row.fiscal_year, one.row.version)[1]
        or one.addresses.kind is DocumentKind.COLLABORATION_REGISTER
    ]


def _home(city: City) -> Link:
    return Link(tr("くらべる"), city.addresses.page("compare"))


def _targets(city: City) -> Link | None:
    if city.shelf.newest(DocumentKind.COMPREHENSIVE_STRATEGY) is None:
        return None
    return Link(tr("総合戦略の当初の目標値と現在の目標値"), city.addresses.page("compare", "targets"))
