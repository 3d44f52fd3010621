"""Changes made to a plan, many together or none: what each does, and why it may be refused.

Who changes a plan under revision works on a draft; what the plan in force (`settled`) already had can be ended
but not removed, and a promise in it keeps its wording.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.indicator import Accumulation, DesiredChange
from mitodoke.domain.plan_change import (
    LIST_FIELDS,
    AddIndicator,
    AddItem,
    Change,
    ChangeIndicator,
    ChangeItem,
    EndItem,
    IndicatorField,
    ItemField,
    MoveItem,
    RemoveIndicator,
    RemoveItem,
    ResumeItem,
    SetStructure,
)
from mitodoke.domain.plan_content import (
    PlanContent,
    PlannedIndicator,
    PlannedItem,
    PlannedValue,
    below,
    content_refusal,
    in_reading_order,
)
from mitodoke.domain.plan_duplicates import deny_same_code, deny_same_indicator
from mitodoke.domain.plan_text import tidy_list, tidy_text, year_refusal


def apply_changes(
    content: PlanContent,
    changes: Sequence[Change],
    *,
    settled: frozenset[str],
    promised: frozenset[str],
    new_id: Callable[[], str],
) -> PlanContent:
    """`content` after all of `changes` in their order; ActionDenied with the first refusal, and nothing is done.

    `settled` are the ids of the items that were ever decided, `promised` of those whose wording is fixed,
    `new_id` gives ids that were never used.
    """
    for change in changes:
        content = _apply(content, change, _Kept(settled=settled, promised=promised), new_id)
    if refusal := content_refusal(content):
        raise ActionDenied(refusal)
    return content


def promised_wordings(content: PlanContent) -> dict[str, str]:
    """The titles by item id that become fixed when `content` is decided."""
    fixed = {level.key for level in content.structure.levels if level.fixed_wording}
    return {
        item.item_id: item.title for item in content.items if item.level in fixed and item.title is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    settled: frozenset[str]
    promised: frozenset[str]


def _apply(content: PlanContent, change: Change, kept: _Kept, new_id: Callable[[], str]) -> PlanContent:
    match change:
        case SetStructure():
            return dataclasses.replace(content, structure=change.structure)
        case AddItem():
            return _added(content, change, new_id())
        case ChangeItem():
            return _changed(content, change, kept)
        case MoveItem():
            return _moved(content, change)
        case EndItem():
            return _ended(content, change)
        case ResumeItem():
            item = _item(content, change.item_id)
            if not item.ended:
                raise ActionDenied(f"「{item.name}」は終了していません。")
            return _with_item(content, dataclasses.replace(item, ended=False, ended_reason=None))
        case RemoveItem():
            return _removed(content, change, kept)
        case AddIndicator():
            return _indicator_added(content, change, new_id())
        case ChangeIndicator():
            return _indicator_changed(content, change)
        case RemoveIndicator():
            gone = _indicator(content, change.indicator_id)
            return dataclasses.replace(
                content, indicators=tuple(one for one in content.indicators if one is not gone)
            )


def _added(content: PlanContent, change: AddItem, item_id: str) -> PlanContent:
    parent = None if change.parent_id is None else _item(content, change.parent_id)
    level = content.structure.below(None if parent is None else parent.level)
    if level is None:
        assert parent is not None
        raise ActionDenied(f"「{parent.name}」は一番下の階層の項目なので、下に項目を置けません。")
    if parent is not None and parent.ended:
        raise ActionDenied(f"「{parent.name}」は終了しているため、下に項目を加えられません。")
    title = tidy_text(change.title, "題名", single_line=True)
    if title is None:
        raise ActionDenied(f"加える{level.name}の題名を入力してください。")
    item = PlannedItem(
        item_id=item_id,
        parent_id=change.parent_id,
        level=level.key,
        code=tidy_text(change.code, "番号", single_line=True) or "",
        title=title,
        departments=tidy_list(change.departments, "担当部署"),
        summary=tidy_text(change.summary, "概要"),
    )
    deny_same_code(content, item)
    return dataclasses.replace(content, items=_placed(content.items, item, change.before))


def _changed(content: PlanContent, change: ChangeItem, kept: _Kept) -> PlanContent:
    item = _item(content, change.item_id)
    value: Any
    if change.field is ItemField.SDGS:
        goals = change.value or ()
        if isinstance(goals, str) or any(not isinstance(n, int) or not 1 <= n <= 17 for n in goals):
            raise ActionDenied("SDGsの目標は1から17までの番号で選んでください。")
        value = tuple(sorted(set(map(int, goals))))
    elif change.field in LIST_FIELDS:
        if isinstance(change.value, str):
            raise ActionDenied(f"「{change.field.label}」は一つずつに分けて入力してください。")
        value = tidy_list(tuple(map(str, change.value or ())), change.field.label)
    else:
        if isinstance(change.value, tuple):
            raise ActionDenied(f"「{change.field.label}」は一つの文で入力してください。")
        single = change.field in (ItemField.CODE, ItemField.TITLE)
        value = tidy_text(change.value, change.field.label, single_line=single)
        if change.field is ItemField.CODE:
            value = value or ""
            deny_same_code(content, dataclasses.replace(item, code=value))
    if change.field is ItemField.TITLE and value != item.title:
        if item.item_id in kept.promised:
            raise ActionDenied(
                f"「{item.name}」の文言は市民への約束なので変えられません。"
                "変わった事情は、日付のある補足として書き添えてください。"
            )
        if value is None:
            raise ActionDenied(f"「{item.name}」の題名は空にできません。")
    return _with_item(content, dataclasses.replace(item, **{change.field.value: value}))


def _moved(content: PlanContent, change: MoveItem) -> PlanContent:
    item = _item(content, change.item_id)
    if change.parent_id is not None:
        _item(content, change.parent_id)
        if change.parent_id in below(content, item.item_id):
            raise ActionDenied(f"「{item.name}」を自分自身の下には移せません。")
    if change.before == item.item_id:
        return content
    others = tuple(one for one in content.items if one is not item)
    moved = dataclasses.replace(item, parent_id=change.parent_id)
    return dataclasses.replace(content, items=_placed(others, moved, change.before))


def _ended(content: PlanContent, change: EndItem) -> PlanContent:
    item = _item(content, change.item_id)
    reason = tidy_text(change.reason, "終了の理由")
    if reason is None:
        raise ActionDenied(f"「{item.name}」を終了する理由を入力してください。")
    if item.ended:
        raise ActionDenied(f"「{item.name}」はすでに終了しています。")
    ending = below(content, item.item_id)
    return dataclasses.replace(
        content,
        items=tuple(
            dataclasses.replace(one, ended=True, ended_reason=reason)
            if one.item_id in ending and not one.ended
            else one
            for one in content.items
        ),
    )


def _removed(content: PlanContent, change: RemoveItem, kept: _Kept) -> PlanContent:
    item = _item(content, change.item_id)
    going = below(content, item.item_id)
    if going & kept.settled:
        raise ActionDenied(
            f"「{item.name}」は決定済みの計画にあるため消せません。取りやめるときは、理由を付けて終了にしてください。"
        )
    return dataclasses.replace(
        content,
        items=tuple(one for one in content.items if one.item_id not in going),
        indicators=tuple(one for one in content.indicators if one.item_id not in going),
    )


def _indicator_added(content: PlanContent, change: AddIndicator, indicator_id: str) -> PlanContent:
    item = _item(content, change.item_id)
    values = {field.name: getattr(change, field.name) for field in dataclasses.fields(change)}
    values["name"] = tidy_text(change.name, "指標名", single_line=True)
    if values["name"] is None:
        raise ActionDenied(f"「{item.name}」に加える指標の名前を入力してください。")
    deny_same_indicator(content, item, change.level, values["name"])
    values["unit"] = tidy_text(change.unit, "単位", single_line=True)
    values["note"] = tidy_text(change.note, "注記")
    for value in (change.baseline, *change.targets):
        _deny_bad_value(value)
    added = PlannedIndicator(indicator_id=indicator_id, **values)
    return dataclasses.replace(content, indicators=(*content.indicators, added))


def _indicator_changed(content: PlanContent, change: ChangeIndicator) -> PlanContent:
    indicator = _indicator(content, change.indicator_id)
    value: Any = change.value
    allowed: type | tuple[type, ...] = {
        IndicatorField.ACCUMULATION: Accumulation,
        IndicatorField.DESIRED_CHANGE: DesiredChange,
        IndicatorField.BASELINE: PlannedValue,
        IndicatorField.TARGETS: tuple,
    }.get(change.field, str)
    if value is None and change.field is IndicatorField.TARGETS:
        value = ()
    if value is not None and not isinstance(value, allowed):
        raise ActionDenied(f"「{change.field.label}」に入れられない値です。入力し直してください。")
    if allowed is str:
        assert value is None or isinstance(value, str)
        value = tidy_text(value, change.field.label, single_line=change.field is not IndicatorField.NOTE)
    if value is None and change.field is IndicatorField.NAME:
        raise ActionDenied(f"指標「{indicator.name}」の名前は空にできません。")
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, PlannedValue):
            _deny_bad_value(one)
    changed = dataclasses.replace(indicator, **{change.field.value: value})
    return dataclasses.replace(
        content, indicators=tuple(changed if one is indicator else one for one in content.indicators)
    )


def _deny_bad_value(value: PlannedValue | None) -> None:
    if value is None:
        return
    if tidy_text(value.printed, "基準値・目標値", single_line=True) != value.printed:
        raise ActionDenied("基準値と目標値は、前後に空白のない一行で入力してください。")
    if value.fiscal_year is not None and (refusal := year_refusal(value.fiscal_year)):
        raise ActionDenied(refusal)


def _placed(items: tuple[PlannedItem, ...], item: PlannedItem, before: str | None) -> tuple[PlannedItem, ...]:
    """`items` with `item` before its brother `before`, or last of its brothers."""
    if before is None:
        return in_reading_order((*items, item))
    at = next((n for n, one in enumerate(items) if one.item_id == before), None)
    if at is None or items[at].parent_id != item.parent_id:
        raise ActionDenied(
            f"「{item.name}」を置く場所が分かりません。同じ項目の下にある項目の前を選んでください。"
        )
    return in_reading_order((*items[:at], item, *items[at:]))


def _with_item(content: PlanContent, changed: PlannedItem) -> PlanContent:
    return dataclasses.replace(
        content, items=tuple(changed if one.item_id == changed.item_id else one for one in content.items)
    )


def _item(content: PlanContent, item_id: str) -> PlannedItem:
    for item in content.items:
        if item.item_id == item_id:
            return item
    raise ActionDenied("選ばれた項目は計画にありません。画面を開き直してください。")


def _indicator(content: PlanContent, indicator_id: str) -> PlannedIndicator:
    for one in content.indicators:
        if one.indicator_id == indicator_id:
            return one
    raise ActionDenied("選ばれた指標は計画にありません。画面を開き直してください。")
