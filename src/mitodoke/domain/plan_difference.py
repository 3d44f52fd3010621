"""What differs between two states of a plan, field by field in words: what the history of a plan is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from mitodoke.domain.fiscal_year import FiscalYear, format_year
from mitodoke.domain.plan_change import INDICATOR_LABELS, ITEM_LABELS
from mitodoke.domain.plan_content import PlanContent, PlannedIndicator, PlannedItem, PlannedValue
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_structure import PlanStructure


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDifference:
    """One difference: `subject` is what changed as people call it; `field` and the two values in words, or None."""

    act: PlanAct
    item_id: str | None
    subject: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None


def plan_differences(old: PlanContent, new: PlanContent) -> tuple[PlanDifference, ...]:
    """Every difference: levels, items in the order of `new`, taken-out items, then indicators in the same way."""
    return (*_levels(old.structure, new.structure), *_items(old, new), *_indicators(old, new))


def shown_value(value: PlannedValue | None) -> str | None:
    """A baseline or target as one phrase: ``令和8年度 12か所``."""
    if value is None:
        return None
    year = value.fiscal_year
    if year is None:
        return value.printed
    return f"{format_year(year) if value.calendar_year else FiscalYear(year).label} {value.printed}"


def _levels(old: PlanStructure, new: PlanStructure) -> Iterator[PlanDifference]:
    if old != new:
        yield PlanDifference(
            act=PlanAct.CHANGE,
            item_id=None,
            subject="計画",
            field="階層",
            before=_chain(old),
            after=_chain(new),
        )


def _chain(structure: PlanStructure) -> str:
    return "＞".join(
        level.name + ("（文言固定）" if level.fixed_wording else "") + ("（評価する）" if level.rated else "")
        for level in structure.levels
    )


def _items(old: PlanContent, new: PlanContent) -> Iterator[PlanDifference]:
    before = {item.item_id: item for item in old.items}
    after = {item.item_id: item for item in new.items}
    turned = _changed_order(old.items, new.items)
    for item in new.items:
        former = before.get(item.item_id)
        if former is None:
            yield PlanDifference(act=PlanAct.ADD, item_id=item.item_id, subject=item.name)
            continue
        for name, label in ITEM_LABELS.items():
            told = [_words(getattr(one, name)) for one in (former, item)]
            if getattr(former, name) != getattr(item, name):
                yield PlanDifference(
                    act=PlanAct.CHANGE,
                    item_id=item.item_id,
                    subject=former.name,
                    field=label,
                    before=told[0],
                    after=told[1],
                )
        if former.parent_id != item.parent_id:
            yield PlanDifference(
                act=PlanAct.MOVE,
                item_id=item.item_id,
                subject=item.name,
                before=_place(before, former),
                after=_place(after, item),
            )
        if former.ended != item.ended:
            yield PlanDifference(
                act=PlanAct.END if item.ended else PlanAct.RESUME,
                item_id=item.item_id,
                subject=item.name,
                reason=item.ended_reason,
            )
        elif former.ended_reason != item.ended_reason:
            yield PlanDifference(
                act=PlanAct.CHANGE,
                item_id=item.item_id,
                subject=item.name,
                field="終了の理由",
                before=former.ended_reason,
                after=item.ended_reason,
            )
    for parent_id in turned:
        subject = "計画" if parent_id is None else after[parent_id].name
        yield PlanDifference(act=PlanAct.REORDER, item_id=parent_id, subject=subject)
    for item in old.items:
        if item.item_id not in after:
            yield PlanDifference(act=PlanAct.REMOVE, item_id=item.item_id, subject=item.name)


def _changed_order(old: Sequence[PlannedItem], new: Sequence[PlannedItem]) -> list[str | None]:
    """The parents that keep some items in another order."""
    both = {(item.item_id, item.parent_id) for item in old} & {(item.item_id, item.parent_id) for item in new}
    orders: list[dict[str | None, list[str]]] = [{}, {}]
    for order, items in zip(orders, (old, new), strict=True):
        for item in items:
            if (item.item_id, item.parent_id) in both:
                order.setdefault(item.parent_id, []).append(item.item_id)
    return [parent for parent, kept in orders[1].items() if orders[0][parent] != kept]


def _place(items: dict[str, PlannedItem], item: PlannedItem) -> str:
    return "一番上" if item.parent_id is None else items[item.parent_id].name


def _indicators(old: PlanContent, new: PlanContent) -> Iterator[PlanDifference]:
    before = {one.indicator_id: one for one in old.indicators}
    after = {one.indicator_id for one in new.indicators}
    for one in new.indicators:
        former = before.get(one.indicator_id)
        if former is None:
            yield PlanDifference(act=PlanAct.ADD, item_id=one.item_id, subject=_indicator_name(one))
            continue
        for field in fields(PlannedIndicator):
            values = [getattr(each, field.name) for each in (former, one)]
            if field.name in INDICATOR_LABELS and values[0] != values[1]:
                yield PlanDifference(
                    act=PlanAct.CHANGE,
                    item_id=one.item_id,
                    subject=_indicator_name(former),
                    field=INDICATOR_LABELS[field.name],
                    before=_words(values[0]),
                    after=_words(values[1]),
                )
    for one in old.indicators:
        if one.indicator_id not in after:
            yield PlanDifference(act=PlanAct.REMOVE, item_id=one.item_id, subject=_indicator_name(one))


def _indicator_name(indicator: PlannedIndicator) -> str:
    return f"{indicator.level.label} {indicator.name}"


def _words(value: object) -> str | None:
    if value is None or value in ("", ()):
        return None
    if isinstance(value, PlannedValue):
        return shown_value(value)
    if isinstance(value, tuple):
        return "、".join(_words(one) or "" for one in value)
    label = getattr(value, "label", None)
    return str(value) if label is None else str(label)
