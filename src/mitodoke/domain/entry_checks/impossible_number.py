"""Doubts a number that cannot be: below zero where nothing is, a share above 100 % where none is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mitodoke.domain.answer import ActualAnswer, Answer, value_of
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.entry_checks.last_value import last_actual
from mitodoke.domain.entry_checks.units import scale_and_base, usual_unit
from mitodoke.domain.indicator import Indicator, ValueRole

WHOLE = Decimal(100)
"""All of something, in per cent."""


def impossible(actual: ActualAnswer, indicator: Indicator, fiscal_year: int) -> str | None:
    """Why the value cannot be, by the indicator's target and earlier values; None where it can, or where none is known."""
    value = value_of(actual)
    known = [
        one.quantity
        for one in indicator.values
        if one.quantity.value is not None
        and (one.role is not ValueRole.ACTUAL or (one.fiscal_year or 0) < fiscal_year)
    ]
    numbers = [one.value for one in known if one.value is not None]
    if value is None or actual.quantity is None or not numbers:
        return None
    if value < 0 and min(numbers) >= 0:
        return "0より小さくなっていますが、これまでの値と目標値に0より小さいものはありません。"
    usual = usual_unit(indicator, last_actual(indicator, fiscal_year))
    unit = actual.quantity.unit or usual
    if value <= WHOLE or not _is_percent(unit) or not _is_percent(usual):
        return None
    if max(numbers) <= WHOLE:
        return "100％を超えていますが、これまでの値と目標値に100％を超えるものはありません。"
    return None


def _is_percent(unit: str | None) -> bool:
    return unit is not None and scale_and_base(unit)[1] == "%"


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    for actual in answer.actuals:
        indicator = context.indicator(actual.indicator_id)
        said = impossible(actual, indicator, context.fiscal_year) if indicator else None
        if indicator is None or actual.quantity is None or said is None:
            continue
        yield Doubt(
            field=f"kpi.{indicator.indicator_id}.value",
            message=f"「{indicator.name}」の実績値「{actual.quantity.printed}」が{said}"
            "値を直すか、誤りでなければ理由を入力してください。",
        )


CHECK = EntryCheck(
    name="impossible_number",
    label="ありえない値",
    explanation="これまでの値と目標値がすべて0以上なのに0より小さい値と、すべて100％以下なのに100％を超える割合を挙げます。",
    look=_look,
)
