"""Turns the rows that were gathered into indicators with values, units and the direction that is better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.domain.place import line_place, parse_place
from mitodoke.domain.quantity import MissingReason, Quantity, parse_quantity
from mitodoke.sources.formats.strategy import doubts
from mitodoke.sources.formats.strategy.doubts import Doubt
from mitodoke.sources.formats.strategy.drafts import IndicatorDraft, ItemDraft
from mitodoke.sources.formats.strategy.head_year import read_year
from mitodoke.sources.formats.strategy.table_head import Column

_TOTAL = re.compile(r"累\s*[計積]")
_NOTE_MARK = re.compile(r"[（(]?※\s*[0-9０-９]{0,2}[)）]?\s*\Z")
_UNIT_IN_NAME = re.compile(r"[（(【]\s*単位\s*[:：]\s*(?P<unit>[^）)】]{1,10})[）)】]")


def build_indicators(item: ItemDraft, item_id: str) -> Iterator[tuple[Indicator, list[int], list[Doubt]]]:
    """Each indicator of `item` with its lines and doubts; ids count by position (``S1-1-1``, ``G1-N1``)."""
    for position, draft in enumerate(item.indicators, start=1):
        draft.settle_loose()
        letter = "N" if item.kind is ItemKind.BASIC_GOAL else "" if item.kind is ItemKind.PROJECT else "K"
        indicator = _indicator(draft, item, item_id, f"{item_id}-{letter}{position}")
        yield indicator, draft.lines, [*draft.doubts, *_doubts(indicator)]


def _indicator(draft: IndicatorDraft, item: ItemDraft, item_id: str, indicator_id: str) -> Indicator:
    total_by_name = _TOTAL.search(draft.name) is not None
    unit_printed = _unit_printed(draft)
    values = tuple(_value(draft, column, unit_printed, total_by_name) for column in draft.head.columns)
    total = total_by_name or any(
        _is_total(value, column) for value, column in zip(values, draft.head.columns, strict=True)
    )
    indicator = Indicator(
        indicator_id=indicator_id,
        item_id=item_id,
        level=(IndicatorLevel.NUMERICAL_TARGET if item.kind is ItemKind.BASIC_GOAL else IndicatorLevel.KPI),
        name=draft.name,
        unit=None,
        accumulation=Accumulation.CUMULATIVE if total else None,
        desired_change=None,
        values=values,
        place=line_place(min(draft.lines), max(draft.lines)),
        note="\n".join(dict.fromkeys([*draft.notes, *_remarks(draft)])) or None,
        changed=_changed(draft, item),
    )
    return replace(indicator, unit=unit_of(indicator), desired_change=desired_change(indicator))


def _unit_printed(draft: IndicatorDraft) -> str:
    if draft.head.unit_index is not None:
        return draft.cells.get(draft.head.unit_index, "").strip()
    found = _UNIT_IN_NAME.search(draft.name)
    return found["unit"].strip() if found else ""


def _remarks(draft: IndicatorDraft) -> list[str]:
    remarks = []
    if draft.head.remark_index is not None and (remark := draft.cells.get(draft.head.remark_index)):
        remarks.append(remark)
    remarks.extend(f"{head}：{cell}" for index, head in draft.head.others if (cell := draft.cells.get(index)))
    return remarks


def _changed(draft: IndicatorDraft, item: ItemDraft) -> bool | None:
    if draft.changed:
        return True
    whole = RevisionFlag.TARGET_CHANGED if item.kind is ItemKind.BASIC_GOAL else RevisionFlag.KPI_CHANGED
    lost = item.kind is ItemKind.PROJECT and not item.title and not item.flags
    return None if lost or whole in item.flags else False


def _is_total(value: IndicatorValue, column: Column) -> bool:
    return value.quantity.value is not None and (
        column.cumulative or _TOTAL.search(value.quantity.printed) is not None
    )


def _value(draft: IndicatorDraft, column: Column, unit: str, total_by_name: bool) -> IndicatorValue:
    printed = draft.cells.get(column.index, "").strip()
    line = draft.cell_lines.get(column.index, draft.lines[0])
    quantity = _quantity(printed, unit)
    year, calendar = column.year, column.calendar_year
    if not printed and (column.index >= draft.width or draft.loose):
        quantity = Quantity(printed="", missing=MissingReason.LOST)
    if quantity.value is not None and (column.cumulative or total_by_name):
        quantity = replace(quantity, cumulative=True)
    note = quantity.note or ""
    if "年" in note and quantity.value is not None and read_year(note)[0] is not None:
        year, calendar = read_year(note)
    return IndicatorValue(
        role=column.role,
        fiscal_year=year,
        quantity=quantity,
        place=line_place(line),
        calendar_year=calendar,
        note="\n".join(dict.fromkeys(draft.value_notes.get(column.role, ()))) or None,
    )


def _quantity(printed: str, unit: str) -> Quantity:
    bare = _NOTE_MARK.sub("", printed).strip()
    quantity = parse_quantity(bare)
    if unit and quantity.value is not None and quantity.unit is None:
        with_unit = parse_quantity(f"{bare}{unit}")
        quantity = with_unit if with_unit.value is not None else replace(quantity, unit=unit)
    return replace(quantity, printed=printed)


def unit_of(indicator: Indicator) -> str | None:
    """The unit of the indicator's values: that of the target, else of the baseline, else of an actual value."""
    for role in (ValueRole.TARGET, ValueRole.BASELINE, ValueRole.ACTUAL):
        for value in indicator.values:
            if value.role is role and value.quantity.unit is not None:
                return value.quantity.unit
    return None


def desired_change(indicator: Indicator) -> DesiredChange | None:
    """Which way is better, as far as the printed numbers tell.

    INCREASE where the target is cumulative or above the baseline; MAINTAIN where it equals the baseline;
    DECREASE where it is zero and the baseline above zero; else None: a target below the baseline may be a
    lowered ambition, and without a baseline nothing is known. Values in different units are not compared.
    """
    target = indicator.value(ValueRole.TARGET)
    goal = target.quantity.value if target is not None else None
    if target is None or goal is None:
        return None
    if target.quantity.cumulative and _TOTAL.search(target.quantity.printed + indicator.name):
        return DesiredChange.INCREASE
    baseline = indicator.value(ValueRole.BASELINE)
    start = baseline.quantity.value if baseline is not None else None
    if baseline is None or start is None or (goal < start and goal != 0):
        return None
    if len({target.quantity.unit, baseline.quantity.unit} - {None}) > 1:
        return None
    if goal == start:
        return DesiredChange.MAINTAIN
    return DesiredChange.INCREASE if goal > start else DesiredChange.DECREASE


def _doubts(indicator: Indicator) -> Iterator[Doubt]:
    for value in indicator.values:
        place = parse_place(value.place).first
        role, label, printed = value.role.value, value.role.label, value.quantity.printed
        if value.quantity.missing is MissingReason.NOT_A_NUMBER:
            yield doubts.unreadable_value(indicator.name, role, label, place, printed)
        elif value.quantity.missing is MissingReason.LOST:
            yield doubts.missing_cell(indicator.name, role, label, place)
