"""The fields of an indicator as a form shows them, and the changes that a filled form asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mitodoke.desk.presentation.plan_controls import ControlKind, FieldSpec, pairs_text
from mitodoke.desk.presentation.plan_merge import plain_line, plain_text
from mitodoke.desk.presentation.plan_words import shown_year
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import ERA_YEAR_PATTERN, parse_year
from mitodoke.domain.indicator import Accumulation, DesiredChange, IndicatorLevel
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.plan_change import AddIndicator, ChangeIndicator, IndicatorField, IndicatorFieldValue
from mitodoke.domain.plan_content import PlannedIndicator, PlannedValue

SPARE = 3
"""How many empty rows stand below the targets."""
_YEAR_TYPED = re.compile(rf"(?:[12]\d{{3}}|{ERA_YEAR_PATTERN}|[RHSTM]\s?\d{{1,2}})(年度?)?", re.ASCII)
_YEAR = "年度は「令和11年度」か「2029」、年の値なら「令和11年」のように入力してください。"


def indicator_specs(targets: int, *, new: bool) -> tuple[FieldSpec, ...]:
    """The fields of an indicator with `targets` targets; its level is asked for a new one only."""
    level = FieldSpec(
        name="level",
        label="指標の種類",
        kind=ControlKind.CHOICE,
        choices=tuple((one.value, one.label) for one in IndicatorLevel),
        needed=True,
    )
    return (
        *((level,) if new else ()),
        _spec(IndicatorField.NAME, ControlKind.LINE, needed=True),
        _spec(IndicatorField.UNIT, ControlKind.LINE, "「人」「か所」「％」など。"),
        _spec(
            IndicatorField.ACCUMULATION,
            ControlKind.CHOICE,
            choices=(("", "（定めない）"), *((one.value, one.label) for one in Accumulation)),
        ),
        _spec(
            IndicatorField.DESIRED_CHANGE,
            ControlKind.CHOICE,
            choices=(("", "（定めない）"), *((one.value, one.label) for one in DesiredChange)),
        ),
        _spec(IndicatorField.BASELINE, ControlKind.VALUES, _YEAR, rows=1),
        _spec(IndicatorField.TARGETS, ControlKind.VALUES, f"年度ごとに一行。{_YEAR}", rows=targets + SPARE),
        _spec(IndicatorField.NOTE, ControlKind.TEXT),
    )


def _spec(
    field: IndicatorField,
    kind: ControlKind,
    hint: str = "",
    *,
    choices: tuple[tuple[str, str], ...] = (),
    rows: int = 1,
    needed: bool = False,
) -> FieldSpec:
    return FieldSpec(
        name=field.value,
        label=field.label,
        kind=kind,
        hint=hint,
        choices=choices,
        rows=rows,
        needed=needed,
    )


def indicator_texts(one: PlannedIndicator) -> dict[str, str]:
    """The fields of an indicator as texts that a form holds and sends back."""
    return {
        "name": plain_line(one.name),
        "unit": plain_line(one.unit),
        "accumulation": one.accumulation or "",
        "desired_change": one.desired_change or "",
        "baseline": _pairs(() if one.baseline is None else (one.baseline,)),
        "targets": _pairs(one.targets),
        "note": plain_text(one.note),
    }


def empty_indicator_texts() -> dict[str, str]:
    """The fields of an indicator that is not there yet."""
    return {"level": IndicatorLevel.KPI.value} | {field.value: "" for field in IndicatorField}


def indicator_changes(indicator_id: str, changes: Mapping[str, str]) -> list[ChangeIndicator]:
    """The changes of a merged form, as the service takes them; ActionDenied for what cannot be read."""
    return [
        ChangeIndicator(
            indicator_id=indicator_id,
            field=IndicatorField(name),
            value=indicator_value(IndicatorField(name), text),
        )
        for name, text in changes.items()
    ]


def new_indicator(item_id: str, typed: Mapping[str, str]) -> AddIndicator:
    """The indicator that a filled form asks for; ActionDenied for what cannot be read."""
    level = next((one for one in IndicatorLevel if one.value == typed["level"]), None)
    if level is None:
        raise ActionDenied("「指標の種類」を選んでください。")
    values = {
        field.value: indicator_value(field, typed[field.value])
        for field in IndicatorField
        if typed[field.value] or field in (IndicatorField.NAME, IndicatorField.TARGETS)
    }
    return AddIndicator(item_id=item_id, level=level, **values)  # type: ignore[arg-type]  # each by its field


def indicator_value(field: IndicatorField, text: str) -> IndicatorFieldValue:
    """The value of a field from its text."""
    match field:
        case IndicatorField.ACCUMULATION:
            return next((one for one in Accumulation if one.value == text), None)
        case IndicatorField.DESIRED_CHANGE:
            return next((one for one in DesiredChange if one.value == text), None)
        case IndicatorField.BASELINE:
            values = _values(text, field.label)
            return values[0] if values else None
        case IndicatorField.TARGETS:
            return _values(text, field.label)
    return text


def _pairs(values: tuple[PlannedValue, ...]) -> str:
    return pairs_text((shown_year(one), plain_line(one.printed)) for one in values)


def _values(text: str, label: str) -> tuple[PlannedValue, ...]:
    pairs = (line.partition("\t") for line in text.split("\n") if line)
    return tuple(_value(year, printed, label) for year, _, printed in pairs)


def _value(year: str, printed: str, label: str) -> PlannedValue:
    if not printed:
        raise ActionDenied(f"「{label}」の{year[:20]}の値を入力するか、年度を消してください。")
    if not year:
        return PlannedValue(fiscal_year=None, printed=printed)
    number, is_calendar = read_year(year, label)
    return PlannedValue(fiscal_year=number, printed=printed, calendar_year=is_calendar)


def read_year(typed: str, label: str) -> tuple[int, bool]:
    """A year as people type it and whether it is a calendar year: ``令和11年度``, ``R11``, ``2029``, ``令和11年``."""
    folded = fold_width(typed[:40]).strip()
    match = _YEAR_TYPED.fullmatch(folded)
    number = parse_year(folded) if match else None
    if match is None or number is None:
        raise ActionDenied(f"「{label}」の「{typed[:20]}」は年度として読めません。{_YEAR}")
    return number, match[1] == "年"
