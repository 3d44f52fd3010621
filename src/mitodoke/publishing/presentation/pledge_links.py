"""What other plans may have to do with a pledge: indicators and collaboration projects, and how they were matched.

No document says which indicator or project serves which pledge. Two ways of matching are open to everybody's check:
the same title, and the same name of a responsible department. Each is shown as what it is, and as no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.presentation.departments import department_address
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_table import indicator_address
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.pledge_history import YearEdition
from mitodoke.publishing.presentation.strategy_facets import facet_choices

LISTED = 5
"""How many indicators or projects of one department stand on a page; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An indicator, project or entry of another document, with the edition it stands in."""

    link: Link
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentMatches:
    """What one department answers for elsewhere: the first few, how many there are, and where all stand."""

    department: Link
    count: int
    matches: tuple[Match, ...]
    all: str | None

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.matches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """What of other plans shares a title or a department with an item."""

    titles: tuple[Match, ...]
    indicators: tuple[DepartmentMatches, ...]
    entries: tuple[DepartmentMatches, ...]


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Items, indicators and entries of one edition by title and by department, in the form for comparing."""

    items_by_title: dict[str, list[PlanItem]]
    entries_by_title: dict[str, list[CollaborationEntry]]
    indicators_by_department: dict[str, list[Indicator]]
    entries_by_department: dict[str, list[CollaborationEntry]]
    facets: dict[str, str]


def related(
    titles: Iterable[str | None],
    departments: Sequence[str],
    *,
    strategies: Sequence[YearEdition],
    registers: Sequence[YearEdition],
    listed: int = LISTED,
) -> Related:
    """What in `strategies` and `registers` shares one of `titles` or `departments`, compared without width and space."""
    wanted = dict.fromkeys(comparable(title) for title in titles if title)
    return Related(
        titles=tuple(_same_titles(wanted, (*strategies, *registers))),
        indicators=tuple(
            made for name in departments if (made := _indicators(name, strategies, listed)) is not None
        ),
        entries=tuple(
            made for name in departments if (made := _entries(name, registers, listed)) is not None
        ),
    )


def _same_titles(titles: Iterable[str], editions: Sequence[YearEdition]) -> Iterable[Match]:
    for edition in editions:
        index, addresses, lookup = edition.index, edition.addresses, _lookup(edition.index)
        for title in titles:
            for item in lookup.items_by_title.get(title, ()):
                yield Match(link=item_link(item, index, addresses), edition=edition.label)
            for entry in lookup.entries_by_title.get(title, ()):
                yield Match(link=_entry_link(entry, edition), edition=edition.label)


def _indicators(name: str, editions: Sequence[YearEdition], listed: int) -> DepartmentMatches | None:
    wanted = comparable(name)
    found = [
        (edition, one)
        for edition in editions
        for one in _lookup(edition.index).indicators_by_department.get(wanted, ())
    ]
    if not found:
        return None
    first = found[0][0]
    facet = _lookup(first.index).facets.get(wanted)
    return DepartmentMatches(
        department=_department(name, first),
        count=len(found),
        matches=tuple(
            Match(
                link=Link(one.name, indicator_address(one, edition.index, edition.addresses), content=True),
                edition=edition.label,
            )
            for edition, one in found[:listed]
        ),
        all=f"{first.addresses.page('kpi')}department/{facet}/" if facet and len(editions) == 1 else None,
    )


def _entries(name: str, editions: Sequence[YearEdition], listed: int) -> DepartmentMatches | None:
    wanted = comparable(name)
    found = [
        (edition, one)
        for edition in editions
        for one in _lookup(edition.index).entries_by_department.get(wanted, ())
    ]
    if not found:
        return None
    return DepartmentMatches(
        department=_department(name, found[0][0]),
        count=len(found),
        matches=tuple(
            Match(link=_entry_link(one, edition), edition=edition.label) for edition, one in found[:listed]
        ),
        all=_department(name, found[0][0]).address,
    )


def _department(name: str, edition: YearEdition) -> Link:
    return Link(name, department_address(name, edition.addresses.city), content=True)


def _entry_link(entry: CollaborationEntry, edition: YearEdition) -> Link:
    return Link(entry.title, edition.addresses.page(edition.index.entry_keys[entry.entry_id]), content=True)


@lru_cache(maxsize=64)
def _lookup(index: EditionIndex) -> _Lookup:
    """Built once an edition, in linear time."""
    made = _Lookup(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list), {})
    for item in index.edition.content.items:
        if item.title:
            made.items_by_title[comparable(item.title)].append(item)
        for department in _each_once(item.departments):
            made.indicators_by_department[department].extend(index.indicators_of(item.item_id))
    for entry in index.edition.content.entries:
        made.entries_by_title[comparable(entry.title)].append(entry)
        for department in _each_once(entry.departments):
            made.entries_by_department[department].append(entry)
    if index.indicators:
        for choice in facet_choices(index).get("department", ()):
            if choice.content:
                made.facets[comparable(choice.label)] = choice.key
    return made


def _each_once(departments: Iterable[str] | None) -> Iterable[str]:
    return dict.fromkeys(comparable(name) for name in departments or ())
