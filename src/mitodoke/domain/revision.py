"""What changed between two states of a plan (見直し): told by comparing them, never typed.

Marks beside an item: new at a level that documents call 施策 or 事業 is 新規施策 or 新規事業; at a level of the
city's own it is 新規 with the level's name. 事業内容変更: title, subtitle, summary, audience or outcomes differ;
another number, place, department or SDG is no change of content. 取組終了: ended now and not before. 数値目標変更
and KPI変更: an indicator of that level was added, removed or has another field; not told of a new item, whose
indicators are new with it, nor of an ended one. The table counts items by mark, but 数値目標変更 counts the
indicators that were added or have changed, as cities print it; where indicators were only taken out, the items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.domain.plan_content import PlanContent, PlannedIndicator, PlannedItem, PlannedValue

_CONTENT = ("title", "subtitle", "summary", "audience", "outcomes")
_NEW = {ItemKind.MEASURE: RevisionFlag.NEW_MEASURE, ItemKind.PROJECT: RevisionFlag.NEW_PROJECT}
_INDICATOR_FLAGS = {
    IndicatorLevel.NUMERICAL_TARGET: RevisionFlag.TARGET_CHANGED,
    IndicatorLevel.KPI: RevisionFlag.KPI_CHANGED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionMark:
    """A mark beside an item; `flag` is None for what documents have no word for (a new item of an own level)."""

    label: str
    flag: RevisionFlag | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionComparison:
    """The outcome: marks by item id, ids of the indicators whose change is marked, those taken out, and the table."""

    marks: Mapping[str, tuple[RevisionMark, ...]]
    changed_indicators: frozenset[str]
    removed_indicators: tuple[PlannedIndicator, ...]
    counts: Mapping[str, int]

    def flags(self, item_id: str) -> tuple[RevisionFlag, ...]:
        """The marks that documents have words for."""
        return tuple(mark.flag for mark in self.marks.get(item_id, ()) if mark.flag is not None)


def compare_plans(old: PlanContent, new: PlanContent) -> RevisionComparison:
    """The marks and the table of counts of `new` against `old`; a plan against itself has none.

    The table names every mark that documents know, counted 0 where there is none, then the own ones that occur.
    """
    before = {item.item_id: item for item in old.items}
    known = {one.indicator_id: one for one in old.indicators}
    after = {one.indicator_id: one for one in new.indicators}
    changed = {key: one for key, one in after.items() if known.get(key) != one}
    removed = tuple(one for one in old.indicators if one.indicator_id not in after)
    touched: dict[str, set[IndicatorLevel]] = {}
    for one in (*changed.values(), *removed):
        touched.setdefault(one.item_id, set()).add(one.level)
        if (former := known.get(one.indicator_id)) is not None and former.item_id != one.item_id:
            touched.setdefault(former.item_id, set()).add(former.level)
    marks: dict[str, tuple[RevisionMark, ...]] = {}
    for item in new.items:
        found = _marks(new, before.get(item.item_id), item, touched.get(item.item_id, set()))
        if found:
            marks[item.item_id] = found
    counts: Counter[str] = Counter({flag.label: 0 for flag in RevisionFlag})
    counts.update(mark.label for found in marks.values() for mark in found)
    told = {key for key, one in changed.items() if _is_told(marks, one)}
    targets = sum(changed[key].level is IndicatorLevel.NUMERICAL_TARGET for key in told)
    if targets:
        counts[RevisionFlag.TARGET_CHANGED.label] = targets
    return RevisionComparison(
        marks=marks, changed_indicators=frozenset(told), removed_indicators=removed, counts=dict(counts)
    )


def _is_told(marks: Mapping[str, tuple[RevisionMark, ...]], indicator: PlannedIndicator) -> bool:
    """Whether the mark for a changed indicator stands beside its item."""
    return any(mark.flag is _INDICATOR_FLAGS[indicator.level] for mark in marks.get(indicator.item_id, ()))


def _marks(
    content: PlanContent, old: PlannedItem | None, new: PlannedItem, touched: set[IndicatorLevel]
) -> tuple[RevisionMark, ...]:
    if old is None:
        level = content.structure.level(new.level)
        flag = None if level.kind is None else _NEW.get(level.kind)
        return (RevisionMark(label=flag.label if flag else f"新規{level.name}", flag=flag),)
    if new.ended:
        return () if old.ended else (_mark(RevisionFlag.ENDED),)
    found = []
    if any(getattr(old, name) != getattr(new, name) for name in _CONTENT):
        found.append(_mark(RevisionFlag.CONTENT_CHANGED))
    return (*found, *(_mark(flag) for level, flag in _INDICATOR_FLAGS.items() if level in touched))


def _mark(flag: RevisionFlag) -> RevisionMark:
    return RevisionMark(label=flag.label, flag=flag)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetHistory:
    """The targets of an indicator: as first decided, as they are now, and all steps as (revision number, targets)."""

    indicator_id: str
    original: tuple[PlannedValue, ...]
    current: tuple[PlannedValue, ...]
    steps: tuple[tuple[int, tuple[PlannedValue, ...]], ...]


def target_histories(decided: Sequence[tuple[int, PlanContent]]) -> dict[str, TargetHistory]:
    """The targets of every indicator over the decided revisions (number, content), oldest first.

    An indicator that was taken out keeps the last targets it had.
    """
    found: dict[str, TargetHistory] = {}
    for number, content in decided:
        for one in content.indicators:
            history = found.get(one.indicator_id)
            if history is None:
                found[one.indicator_id] = TargetHistory(
                    indicator_id=one.indicator_id,
                    original=one.targets,
                    current=one.targets,
                    steps=((number, one.targets),),
                )
            elif history.current != one.targets:
                found[one.indicator_id] = replace(
                    history, current=one.targets, steps=(*history.steps, (number, one.targets))
                )
    return found
