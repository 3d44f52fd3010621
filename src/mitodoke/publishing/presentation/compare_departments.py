"""Two departments side by side: what each answers for in the newest editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.compare_numbers import CountPair, Side
from mitodoke.publishing.presentation.coverage import absence, scope
from mitodoke.publishing.presentation.indicator_classes import ProgressClass, class_of
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.origin import origin_words
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.strategy_facets import word_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """Numbers of one edition for both departments; `lost` counts the items whose departments the source lost."""

    edition: Link
    rows: tuple[CountPair, ...]
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeRow:
    """A pledge that one of the departments works for, with its printed percentage and what that covers."""

    pledge: Link
    number: str | None
    absence: str
    scope: str
    first: int
    second: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentsPage:
    """Two departments; the numbers of a `CountTable` are those of the first and of the second.

    `origin` says where the percentages of the pledges come from.
    """

    first: str
    second: str
    tables: tuple[CountTable, ...]
    pledges: tuple[PledgeRow, ...]
    origin: str


def department_names(sides: Iterable[Side]) -> dict[str, str]:
    """The departments that the editions print, each with its word in addresses."""
    names: set[str] = set()
    for side in sides:
        content = side.index.edition.content
        names |= {name for item in content.items for name in item.departments or ()}
        names |= {name for entry in content.entries for name in entry.departments}
    return word_keys(sorted(names))


def departments_page(first: str, second: str, sides: Sequence[Side]) -> DepartmentsPage:
    """What the departments named `first` and `second` answer for in the editions of `sides`."""
    pledged = [side for side in sides if side.addresses.kind is DocumentKind.MAYORAL_PLEDGES]
    return DepartmentsPage(
        first=first,
        second=second,
        tables=tuple(
            CountTable(
                edition=Link(side.label, side.addresses.home),
                rows=tuple(
                    CountPair(label=label, before=one, after=other)
                    for (label, one), (_, other) in zip(
                        _numbers(first, side), _numbers(second, side), strict=True
                    )
                ),
                lost=sum(item.departments is None for item in side.index.edition.content.items),
            )
            for side in sides
        ),
        pledges=tuple(row for side in pledged for row in _pledges(first, second, side)),
        origin=origin_words(side.index for side in pledged),
    )


def _numbers(name: str, side: Side) -> list[tuple[str, int | None]]:
    kinds: dict[DocumentKind, Callable[[str, Side], list[tuple[str, int | None]]]] = {
        DocumentKind.MAYORAL_PLEDGES: _of_pledges,
        DocumentKind.COMPREHENSIVE_STRATEGY: _of_strategy,
        DocumentKind.COMPREHENSIVE_PLAN: _of_plan,
        DocumentKind.COLLABORATION_REGISTER: _of_register,
    }
    return kinds[side.addresses.kind](name, side)


def _of_pledges(name: str, side: Side) -> list[tuple[str, int | None]]:
    items = _items(name, side)
    measures = [item for item in items if item.kind is ItemKind.MEASURE]
    pledges = {above.item_id for item in items for above in side.index.ancestors(item)[-1:]}
    ratings = side.index.edition.content.ratings
    answers = sum(one.department == name for one in ratings) if ratings else None
    return [
        (tr("担当する施策がある公約"), len(pledges)),
        (tr("担当する施策"), len(measures)),
        (tr("うち他の部署と共同で担当する施策"), sum(len(one.departments or ()) > 1 for one in measures)),
        (tr("10段階評価の回答"), answers),
    ]


def _of_strategy(name: str, side: Side) -> list[tuple[str, int | None]]:
    items = _items(name, side)
    indicators: list[Indicator] = [one for item in items for one in side.index.indicators_of(item.item_id)]
    classes = Counter(class_of(rates_of(one).progress) for one in indicators)
    return [
        (tr("担当する事業"), sum(item.kind is ItemKind.PROJECT for item in items)),
        (tr("担当する指標"), len(indicators)),
        *((tr("うち進捗率が{label}", label=tr(one.label)), classes[one]) for one in ProgressClass),
    ]


def _of_plan(name: str, side: Side) -> list[tuple[str, int | None]]:
    """Counted by the levels that the plan has, whatever it calls them; ratings and indicators as elsewhere."""
    items = _items(name, side)
    content = side.index.edition.content
    kinds = Counter(item.kind for item in items)
    answers = sum(one.department == name for one in content.ratings) if content.ratings else None
    return [
        *((side.index.level_word(level.kind), kinds[level.kind]) for level in content.levels),
        (tr("担当する指標"), sum(len(side.index.indicators_of(item.item_id)) for item in items)),
        (tr("10段階評価の回答"), answers),
    ]


def _of_register(name: str, side: Side) -> list[tuple[str, int | None]]:
    entries: Sequence[CollaborationEntry] = side.index.edition.content.entries
    forms = dict.fromkeys(one.form for one in entries)
    mine = [entry for entry in entries if name in entry.departments]
    counts = Counter(entry.form for entry in mine)
    return [(tr("担当する協働事業"), len(mine)), *((tr(form.label), counts[form]) for form in forms)]


def _items(name: str, side: Side) -> list[PlanItem]:
    return [item for item in side.index.edition.content.items if name in (item.departments or ())]


def _pledges(first: str, second: str, side: Side) -> list[PledgeRow]:
    """Every pledge with a measure of either department, and how many measures of each it has."""
    index, rows = side.index, []
    for pledge in index.edition.content.items:
        if pledge.kind is not ItemKind.PLEDGE:
            continue
        measures = index.children(pledge)
        counts = [
            sum(name in (measure.departments or ()) for measure in measures) for name in (first, second)
        ]
        if any(counts):
            printed = index.progress(pledge)
            rows.append(
                PledgeRow(
                    pledge=item_link(pledge, index, side.addresses),
                    number=None if printed is None else show_number(printed),
                    absence=tr(absence(pledge.item_id, "progress", index)),
                    scope=scope(pledge, index),
                    first=counts[0],
                    second=counts[1],
                )
            )
    return rows
