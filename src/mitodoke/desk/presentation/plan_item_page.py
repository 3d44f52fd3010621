"""The page of one item: its texts, indicators, fields of the city's own, money over the years, and where it can move."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mitodoke.desk.presentation.plan_controls import ControlKind, FieldSpec
from mitodoke.desk.presentation.plan_tree import shown_departments
from mitodoke.domain.amount import AmountKind, YearAmounts
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.domain.own_field import FieldControl, FieldRule
from mitodoke.domain.plan_content import PlanContent, PlannedItem, below
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.domain.sdgs import sdg_goal
from mitodoke.plans.models import ProjectAmount, WordingNote
from mitodoke.plans.queries import FilledField
from mitodoke.publishing.presentation.numbers import show_number

EXECUTION_ROUNDING = RoundingRule(RoundingMode.DOWN, 1)
"""How 執行率 is printed; said in the caption of its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLine:
    """One fiscal year of the table of money; amounts in words, with note and source below."""

    year: str
    amounts: tuple[str, ...]
    execution: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that an item can move to, or an item that it can stand before."""

    item_id: str
    name: str


def item_facts(item: PlannedItem) -> tuple[tuple[str, str], ...]:
    """The fields of an item with a label; what is empty is left out."""
    goals = [goal for number in item.sdgs or () if (goal := sdg_goal(number)) is not None]
    facts = (
        ("副題", item.subtitle or ""),
        ("概要", item.summary or ""),
        ("担当部署", shown_departments(item)),
        ("SDGs", "、".join(f"{goal.number} {goal.name}" for goal in goals)),
        ("対象", "\n".join(item.audience)),
        ("成果", "\n".join(item.outcomes)),
        ("終了の理由", item.ended_reason or ""),
    )
    return tuple((label, text) for label, text in facts if text)


def parent_choices(content: PlanContent, item: PlannedItem) -> tuple[Place, ...]:
    """Where an item can move to: the other items of the level above that have not ended."""
    depth = content.structure.depth(item.level)
    if depth == 0:
        return ()
    above = content.structure.levels[depth - 1].key
    own = below(content, item.item_id)
    return tuple(
        Place(item_id=one.item_id, name=one.name)
        for one in content.items
        if one.level == above and one.item_id != item.parent_id and one.item_id not in own and not one.ended
    )


def brothers(content: PlanContent, item: PlannedItem) -> tuple[Place, ...]:
    """The items under the same parent, without the item itself."""
    return tuple(
        Place(item_id=one.item_id, name=one.name)
        for one in content.items
        if one.parent_id == item.parent_id and one.item_id != item.item_id
    )


def amount_lines(
    years: Mapping[tuple[str, int], YearAmounts], rows: Sequence[ProjectAmount]
) -> tuple[AmountLine, ...]:
    """The table over the years, oldest first, with 執行率 to one decimal cut off and what stands beside each entry."""
    notes: dict[int, list[str]] = {}
    for row in rows:
        for text, word in ((row.note, "備考"), (row.source, "出典")):
            if text:
                notes.setdefault(row.fiscal_year, []).append(f"{AmountKind(row.kind).label}の{word}：{text}")
    return tuple(
        AmountLine(
            year=FiscalYear(year).label,
            amounts=tuple(
                "" if amount is None else f"{show_number(amount)}円"
                for amount in (told.budget, told.final_budget, told.settlement)
            ),
            execution=_percent(told.execution),
            notes=tuple(notes.get(year, ())),
        )
        for (_, year), told in sorted(years.items(), key=lambda pair: pair[0][1])
    )


def _percent(share: Fraction | None) -> str:
    """執行率 as it is printed: one decimal, the rest cut off; empty where there is none."""
    return "" if share is None else f"{show_number(EXECUTION_ROUNDING.apply(share * 100))}%"


def own_specs(fields: Sequence[FilledField]) -> tuple[FieldSpec, ...]:
    """The fields of the city's own that this person may fill by typing, as a form asks for them."""
    return tuple(_own_spec(one.field.key, one.field.rule) for one in _typed_in(fields))


def _own_spec(key: str, rule: FieldRule) -> FieldSpec:
    kind, hint = ControlKind.LINE, ""
    choices: tuple[tuple[str, str], ...] = ()
    match rule.control:
        case FieldControl.TEXT:
            kind = ControlKind.TEXT
        case FieldControl.NUMBER:
            hint = "数字だけで入力してください。"
        case FieldControl.DATE:
            hint = "「令和8年4月1日」のように入力してください。"
        case FieldControl.FILE_LINK:
            hint = "「https://」で始まるファイルの場所を入力してください。"
        case FieldControl.CHOICE:
            kind, choices = ControlKind.CHOICE, tuple((one, one) for one in rule.choices)
        case FieldControl.SCALE:
            kind = ControlKind.CHOICE
            choices = tuple(
                (step.code, f"{step.code} {step.name}" + (f"：{step.definition}" if step.definition else ""))
                for step in rule.steps
            )
    if choices:
        choices = (("", "（選ばない）"), *choices)
    return FieldSpec(name=key, label=rule.label, kind=kind, hint=hint, choices=choices)


def own_texts(fields: Sequence[FilledField]) -> dict[str, str]:
    """What stands in the fields, as a form holds it."""
    return {one.field.key: one.value or "" for one in _typed_in(fields)}


def _typed_in(fields: Sequence[FilledField]) -> list[FilledField]:
    return [one for one in fields if one.may_edit and one.field.rule.control is not FieldControl.FILE]


def own_shown(one: FilledField) -> str:
    """What stands in a field, in words: a step with its name, a date as people read it."""
    if one.value is None:
        return ""
    if one.field.rule.control is FieldControl.SCALE:
        names = {step.code: f"{step.code} {step.name}" for step in one.field.rule.steps}
        return names.get(one.value, one.value)
    if one.field.rule.control is FieldControl.DATE:
        return show_day(one.value)
    return one.value


def show_day(iso: str) -> str:
    """An ISO date in 和暦."""
    return format_date(datetime.date.fromisoformat(iso))


def note_lines(notes: Sequence[WordingNote]) -> tuple[str, ...]:
    """The notes beside a promise with day and person, oldest first."""
    return tuple(f"{format_date(one.noted_on)}（{one.by}）：{one.text}" for one in notes)
