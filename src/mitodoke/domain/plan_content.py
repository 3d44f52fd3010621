"""What a plan says at one moment, as the desk keeps it: its levels, items and indicators with their targets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mitodoke.domain.indicator import Accumulation, DesiredChange, IndicatorLevel
from mitodoke.domain.plan_structure import PlanStructure, structure_refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """One item; `item_id` never changes and is never used again, `code` is what people read.

    `level` is the key of its level. `title`, `departments` and `sdgs` are None only where the document that the
    plan was taken over from had lost them. An ended item (取組終了) stays in the plan with the reason.
    """

    item_id: str
    parent_id: str | None
    level: str
    code: str
    title: str | None
    subtitle: str | None = None
    departments: tuple[str, ...] | None = ()
    sdgs: tuple[int, ...] | None = ()
    summary: str | None = None
    audience: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    ended: bool = False
    ended_reason: str | None = None

    @property
    def name(self) -> str:
        """How people call the item: its code and its title."""
        return f"{self.code} {self.title or '（題名なし）'}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedValue:
    """A baseline or a target as it is written (``12.5か所``), for a fiscal year (or calendar year) if one is told."""

    fiscal_year: int | None
    printed: str
    calendar_year: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedIndicator:
    """A 数値目標 or KPI with what it started from and what it is to reach; actual values belong to documents."""

    indicator_id: str
    item_id: str
    level: IndicatorLevel
    name: str
    unit: str | None = None
    accumulation: Accumulation | None = None
    desired_change: DesiredChange | None = None
    baseline: PlannedValue | None = None
    targets: tuple[PlannedValue, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """A plan as a whole; `items` in the order in which it is read, each before those under it."""

    structure: PlanStructure
    items: tuple[PlannedItem, ...] = ()
    indicators: tuple[PlannedIndicator, ...] = ()


def content_refusal(content: PlanContent) -> str | None:
    """Why a plan cannot be like this, as a Japanese sentence, or None: levels, ids, parents, indicators."""
    if refusal := structure_refusal(content.structure):
        return refusal
    levels = {level.key: depth for depth, level in enumerate(content.structure.levels)}
    seen: dict[str, PlannedItem] = {}
    for item in content.items:
        if item.item_id in seen:
            return f"項目の識別子「{item.item_id}」が二つあります。"
        if item.level not in levels:
            return f"「{item.name}」の階層がなくなります。先に項目を移すか、階層を残してください。"
        parent = seen.get(item.parent_id) if item.parent_id is not None else None
        if item.parent_id is not None and parent is None:
            return f"「{item.name}」の上の項目が見つかりません。"
        above = -1 if parent is None else levels[parent.level]
        if levels[item.level] != above + 1:
            wanted = content.structure.levels[levels[item.level] - 1].name if levels[item.level] else None
            told = f"「{wanted}」の下" if wanted else "一番上"
            return f"「{item.name}」は{told}に置く項目です。階層の順を確かめてください。"
        seen[item.item_id] = item
    counts = Counter(one.indicator_id for one in content.indicators)
    for one in content.indicators:
        if counts[one.indicator_id] > 1:
            return f"指標の識別子「{one.indicator_id}」が二つあります。"
        if one.item_id not in seen:
            return f"指標「{one.name}」の項目が計画にありません。"
    return None


def in_reading_order(items: tuple[PlannedItem, ...]) -> tuple[PlannedItem, ...]:
    """`items` so that each is followed by those under it; brothers keep their order. A circle is left out."""
    under: dict[str | None, list[PlannedItem]] = {}
    for item in items:
        under.setdefault(item.parent_id, []).append(item)
    ordered: list[PlannedItem] = []
    waiting = list(reversed(under.get(None, [])))
    while waiting:
        item = waiting.pop()
        ordered.append(item)
        waiting += reversed(under.get(item.item_id, []))
    return tuple(ordered)


def below(content: PlanContent, item_id: str) -> frozenset[str]:
    """The ids of all items under `item_id`, itself included."""
    found = {item_id}
    for item in content.items:
        if item.parent_id in found:
            found.add(item.item_id)
    return frozenset(found)
