"""The pages of the Sustainable Development Goals: which items of the plans name which goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mitodoke.domain.outline import PlanItem
from mitodoke.domain.sdgs import SDG_GOALS, SdgGoal, sdg_goal
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import CityAddresses
from mitodoke.publishing.presentation.departments import Shelved, department_address
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_table import IndicatorRow, indicator_rows
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.page import Link, NoSuchPageError, SourceLink, source_link
from mitodoke.publishing.presentation.strategy import facet_address


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """One goal of the list; nothing of an edition may name it."""

    number: int
    name: str
    name_en: str
    address: str
    items: int
    indicators: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalList:
    """All 17 goals, and what no goal can be told of: `lost` items, and numbers beyond 17 (`unknown`)."""

    rows: tuple[GoalRow, ...]
    editions: tuple[Link, ...]
    lost: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalItem:
    """An item that names the goal."""

    kind: str
    link: Link
    departments: tuple[Link, ...] | None
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSection:
    """What one edition has under the goal."""

    shelved: Shelved
    items: tuple[GoalItem, ...]
    indicators: tuple[IndicatorRow, ...]
    kpis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPage:
    """One goal with everything that names it; no `sections` where nothing does."""

    number: int
    name: str
    name_en: str
    sections: tuple[GoalSection, ...]
    before: Link | None
    after: Link | None


def goal_list(newest: Sequence[Shelved], city: CityAddresses) -> GoalList:
    """The goals over the newest edition of each kind."""
    known = {goal.number for goal in SDG_GOALS}
    return GoalList(
        rows=tuple(_row(goal, newest, city) for goal in SDG_GOALS),
        editions=tuple(Link(one.label, one.addresses.home) for one in newest if _items(one.index)),
        lost=sum(item.sdgs is None for one in newest for item in one.index.edition.content.items),
        unknown=sum(
            len(items) for one in newest for number, items in _items(one.index).items() if number not in known
        ),
    )


def goal_page(number: int, newest: Sequence[Shelved], city: CityAddresses) -> GoalPage:
    """The goal `number`; NoSuchPageError for a number that is no goal's."""
    goal = sdg_goal(number)
    if goal is None:
        raise NoSuchPageError(tr("SDGsの目標は1から17までです。"))
    return GoalPage(
        number=goal.number,
        name=goal.name,
        name_en=goal.name_en,
        sections=tuple(_section(number, one) for one in newest if number in _items(one.index)),
        before=_goal_link(sdg_goal(number - 1), city),
        after=_goal_link(sdg_goal(number + 1), city),
    )


def goal_address(number: int, city: CityAddresses) -> str:
    """The page of a goal."""
    return city.page("sdgs", str(number))


def _goal_link(goal: SdgGoal | None, city: CityAddresses) -> Link | None:
    if goal is None:
        return None
    named = tr("目標{number}", number=goal.number)
    return Link(named, goal_address(goal.number, city))


def _row(goal: SdgGoal, newest: Sequence[Shelved], city: CityAddresses) -> GoalRow:
    found = [(one.index, item) for one in newest for item in _items(one.index).get(goal.number, ())]
    return GoalRow(
        number=goal.number,
        name=goal.name,
        name_en=goal.name_en,
        address=goal_address(goal.number, city),
        items=len(found),
        indicators=sum(len(index.indicators_of(item.item_id)) for index, item in found),
    )


def _section(number: int, shelved: Shelved) -> GoalSection:
    index, addresses = shelved.index, shelved.addresses
    items = _items(index)[number]
    indicators = [one for item in items for one in index.indicators_of(item.item_id)]
    return GoalSection(
        shelved=shelved,
        items=tuple(
            GoalItem(
                kind=index.level_word(item.kind),
                link=item_link(item, index, addresses),
                departments=None
                if item.departments is None
                else tuple(
                    Link(name, department_address(name, addresses.city), content=True)
                    for name in item.departments
                ),
                source=source_link(item.place, addresses),
            )
            for item in items
        ),
        indicators=indicator_rows(indicators, index, addresses),
        kpis=facet_address(addresses, "sdgs", str(number)) if indicators else "",
    )


@lru_cache(maxsize=32)
def _items(index: EditionIndex) -> dict[int, tuple[PlanItem, ...]]:
    """The items of an edition by the goals they name."""
    found: dict[int, list[PlanItem]] = {}
    for item in index.edition.content.items:
        for number in dict.fromkeys(item.sdgs or ()):
            found.setdefault(number, []).append(item)
    return {number: tuple(items) for number, items in found.items()}
