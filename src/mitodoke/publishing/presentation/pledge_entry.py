"""One vision, pledge or measure as lists and pages of the pledges show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mitodoke.domain.outline import ItemKind, PlanItem, Repeat
from mitodoke.domain.rating import Rating
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.departments import department_address
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.own_percentage import own_item_percentage
from mitodoke.publishing.presentation.page import Link, SourceLink, source_link
from mitodoke.publishing.presentation.percentage import item_percentage
from mitodoke.publishing.presentation.percentage_record import Percentage

_REPEATS = {Repeat.NONE: "", Repeat.PARTIAL: "一部再掲", Repeat.FULL: "再掲"}
_RESOLVED = "repeat_resolved"
_PAIR = re.compile(r"(\d+)番目＝(.+?)の(\d+)番目(?:、|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRating:
    """What one department says of an item: the step, or the state with its reason; the year where there are several."""

    department: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownActivity:
    """One activity of a measure; no `text` in an edition that leaves the wording out.

    `original` is the measure whose activity it repeats, where the audit found that out.
    """

    position: int
    text: str | None
    source: SourceLink | None
    original: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """An item of a plan that is rated as lists and pages show it; `children` only as deep as the page needs."""

    kind: str
    label: str
    code: str
    title: str | None
    subtitle: str | None
    address: str
    departments: tuple[Link, ...] | None
    repeat: str
    percentage: Percentage | None
    measures: int
    source: SourceLink | None
    activities: tuple[ShownActivity, ...] = ()
    ratings: tuple[ShownRating, ...] = ()
    children: tuple[PlanEntry, ...] = ()


def plan_entry(item: PlanItem, index: EditionIndex, addresses: EditionAddresses, *, depth: int) -> PlanEntry:
    """`item` with `depth` levels below it."""
    descendants = index.descendants(item)
    has_figure = item.printed_progress is not None or index.figure(item.item_id, "progress") is not None
    shown = has_figure or item.kind is not ItemKind.MEASURE
    own = bool(index.edition.content.levels)
    originals = _originals(item, index, addresses)
    return PlanEntry(
        kind=str(item.kind),
        label=index.level_word(item.kind),
        code=item.code,
        title=item.title,
        subtitle=item.subtitle,
        address=addresses.page(index.item_keys[item.item_id]),
        departments=_department_links(departments_of(item, index), addresses),
        repeat=tr(_REPEATS[item.repeat]) if item.repeat is not Repeat.NONE else "",
        percentage=own_item_percentage(item, index, addresses)
        if own
        else item_percentage(item, index, addresses)
        if shown
        else None,
        measures=sum(1 for below in descendants if below.kind is ItemKind.MEASURE),
        source=source_link(item.place, addresses),
        activities=tuple(
            ShownActivity(
                position=activity.position,
                text=activity.text,
                source=source_link(activity.place, addresses),
                original=originals.get(activity.position),
            )
            for activity in item.activities
        ),
        ratings=_ratings(item, index),
        children=tuple(plan_entry(child, index, addresses, depth=depth - 1) for child in index.children(item))
        if depth
        else (),
    )


def departments_of(item: PlanItem, index: EditionIndex) -> tuple[str, ...] | None:
    """The departments of an item, else of those below it, each once; None where the source lost them."""
    if item.departments is None or item.departments:
        return item.departments
    below = index.descendants(item)
    return tuple(dict.fromkeys(name for one in below for name in one.departments or ()))


def _department_links(names: tuple[str, ...] | None, addresses: EditionAddresses) -> tuple[Link, ...] | None:
    if names is None:
        return None
    return tuple(Link(name, department_address(name, addresses.city), content=True) for name in names)


def _originals(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> dict[int, Link]:
    """For each activity of a 再掲 whose original the audit found, by its position: the measure that tells it."""
    if item.repeat is Repeat.NONE:
        return {}
    found: dict[int, Link] = {}
    for finding in index.findings_of(item.item_id):
        if finding.check != _RESOLVED:
            continue
        for position, code, other in _PAIR.findall(finding.expected):
            measure = _by_code(index).get(code)
            if measure is not None:
                found[int(position)] = Link(
                    tr("{code}の{position}番目", code=code, position=other),
                    addresses.page(index.item_keys[measure.item_id]),
                )
    return found


@lru_cache(maxsize=64)
def _by_code(index: EditionIndex) -> dict[str, PlanItem]:
    """The measures by the code that the audit names them by; a code printed twice names none."""
    found: dict[str, PlanItem] = {}
    twice = set()
    for item in index.edition.content.items:
        if item.kind is ItemKind.MEASURE and found.setdefault(item.code, item) is not item:
            twice.add(item.code)
    return {code: item for code, item in found.items() if code not in twice}


def _ratings(item: PlanItem, index: EditionIndex) -> tuple[ShownRating, ...]:
    ratings = index.ratings_of([item.item_id])
    several = len({rating.fiscal_year for rating in ratings}) > 1
    return tuple(
        ShownRating(
            department=rating.department,
            step=_step(rating) + (f"{tr('・')}{show_fiscal_year(rating.fiscal_year)}" if several else ""),
            reason=rating.reason or "",
        )
        for rating in ratings
    )


def _step(rating: Rating) -> str:
    return tr("10段階中{step}", step=rating.step) if rating.step is not None else tr(rating.state.label)
