"""The page of a plan: its items in reading order with marks and indicators, filtered, and the table of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.plan_content import PlanContent, PlannedIndicator, PlannedItem, PlannedValue
from mitodoke.domain.plan_difference import shown_value
from mitodoke.domain.revision import RevisionComparison, TargetHistory

ITEMS_A_PAGE = 500
"""How many items of a plan stand on one page: all of a usual plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilter:
    """What is looked for: words in the texts, a level, a department, a state; empty means all."""

    words: str = ""
    level: str = ""
    department: str = ""
    state: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything is looked for."""
        return any((self.words, self.level, self.department, self.state))


STATES = (("running", "続いている項目"), ("ended", "終了した項目"), ("marked", "見直しの印がある項目"))
"""What the filter offers beside levels and departments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """An indicator with its values in words; `original` is told where the target is another one now."""

    name: str
    level: str
    address: str
    unit: str
    kind: str
    baseline: str
    target: str
    original: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of the tree; `depth` counts from 0."""

    item_id: str
    name: str
    level: str
    depth: int
    address: str
    departments: str
    ended: bool
    marks: tuple[str, ...]
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """One level of the table of counts."""

    level: str
    items: int
    ended: int
    numerical_targets: int
    kpis: int


def found_items(
    content: PlanContent, wanted: ItemFilter, comparison: RevisionComparison | None = None
) -> tuple[PlannedItem, ...]:
    """The items that are looked for, in reading order."""
    under = _by_item(content)
    marks = {} if comparison is None else comparison.marks
    return tuple(
        item
        for item in content.items
        if _is_wanted(item, wanted, under.get(item.item_id, ()), marked=bool(marks.get(item.item_id)))
    )


def item_lines(
    content: PlanContent,
    items: Iterable[PlannedItem],
    *,
    address: Callable[[str], str],
    comparison: RevisionComparison | None,
    targets: Mapping[str, TargetHistory],
) -> tuple[ItemLine, ...]:
    """These items of the plan for people; each stands at its own depth."""
    depths = {level.key: depth for depth, level in enumerate(content.structure.levels)}
    names = {level.key: level.name for level in content.structure.levels}
    under = _by_item(content)
    lines = []
    for item in items:
        marks = () if comparison is None else comparison.marks.get(item.item_id, ())
        here = address(item.item_id)
        lines.append(
            ItemLine(
                item_id=item.item_id,
                name=item.name,
                level=names[item.level],
                depth=depths[item.level],
                address=here,
                departments=shown_departments(item),
                ended=item.ended,
                marks=tuple(mark.label for mark in marks),
                indicators=tuple(
                    indicator_line(one, targets.get(one.indicator_id), here)
                    for one in under.get(item.item_id, ())
                ),
            )
        )
    return tuple(lines)


def _by_item(content: PlanContent) -> dict[str, list[PlannedIndicator]]:
    found: dict[str, list[PlannedIndicator]] = {}
    for one in content.indicators:
        found.setdefault(one.item_id, []).append(one)
    return found


def indicator_line(indicator: PlannedIndicator, history: TargetHistory | None, address: str) -> IndicatorLine:
    """An indicator for people, which is changed at `address`; the target that was first decided stands beside another one of now."""
    original = history.original if history is not None else indicator.targets
    kind = [one.label for one in (indicator.accumulation, indicator.desired_change) if one is not None]
    return IndicatorLine(
        name=indicator.name,
        level=indicator.level.label,
        address=address,
        unit=indicator.unit or "",
        kind="、".join(kind),
        baseline=shown_value(indicator.baseline) or "なし",
        target=_values(indicator.targets),
        original=_values(original) if original != indicator.targets else "",
        note=indicator.note or "",
    )


def shown_departments(item: PlannedItem) -> str:
    """The responsible departments in words."""
    if item.departments is None:
        return "（元の文書では読み取れません）"
    return "、".join(item.departments)


def _values(values: tuple[PlannedValue, ...]) -> str:
    return "、".join(shown_value(one) or "" for one in values) or "なし"


def _is_wanted(
    item: PlannedItem, wanted: ItemFilter, indicators: tuple[()] | list[PlannedIndicator], *, marked: bool
) -> bool:
    if wanted.level and item.level != wanted.level:
        return False
    if wanted.department and wanted.department not in (item.departments or ()):
        return False
    if wanted.state and not {"running": not item.ended, "ended": item.ended, "marked": marked}[wanted.state]:
        return False
    if not wanted.words:
        return True
    texts = (item.name, item.subtitle, item.summary, *item.audience, *item.outcomes)
    found = "\n".join(text for text in (*texts, *(one.name for one in indicators)) if text).casefold()
    return all(word in found for word in wanted.words.casefold().split())


def count_lines(content: PlanContent) -> tuple[CountLine, ...]:
    """Items and indicators by level, ended ones told apart."""
    levels = {item.item_id: item.level for item in content.items}
    items = Counter(item.level for item in content.items)
    ended = Counter(item.level for item in content.items if item.ended)
    indicators = Counter((levels[one.item_id], one.level) for one in content.indicators)
    return tuple(
        CountLine(
            level=level.name,
            items=items[level.key],
            ended=ended[level.key],
            numerical_targets=indicators[level.key, IndicatorLevel.NUMERICAL_TARGET],
            kpis=indicators[level.key, IndicatorLevel.KPI],
        )
        for level in content.structure.levels
    )


def departments_in(content: PlanContent) -> tuple[str, ...]:
    """Every department that is responsible for something, by name."""
    return tuple(sorted({name for item in content.items for name in item.departments or ()}))
