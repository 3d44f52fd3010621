"""Doubts a number that is far from last year's: often a slip of a digit or of the unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mitodoke.domain.answer import Answer, value_of
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.entry_checks.last_value import last_actual
from mitodoke.domain.entry_checks.units import scale_and_base
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.quantity import Quantity

FACTOR = 3
"""A count that is at least so many times last year's, or at most that part of it, is doubted."""
STEPS = 4
"""A rating that differs by so many steps is doubted."""
POINTS = Decimal(30)
"""A percentage that differs by so many points is doubted (a factor would doubt 2 % after 6 %)."""


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    if answer.step is not None and context.last_step is not None:
        difference = answer.step - context.last_step
        if abs(difference) >= STEPS:
            yield Doubt(
                field="rating.step",
                message=f"評価が昨年度の{context.last_step}から{answer.step}に{abs(difference)}段階変わっています。"
                "入力の誤りでなければ、変わった理由を記してください。",
            )
    for actual in answer.actuals:
        indicator = context.indicator(actual.indicator_id)
        last = last_actual(indicator, context.fiscal_year) if indicator else None
        value = value_of(actual)
        if indicator is None or last is None or value is None or last.quantity.value is None:
            continue
        unit = actual.quantity.unit if actual.quantity else None
        if not _is_jump(value, last.quantity.value, percent=unit in ("%", "％")):
            continue
        if _is_jump_only_by_unit(value, unit, last.quantity):
            continue
        yield Doubt(
            field=f"kpi.{indicator.indicator_id}.value",
            message=f"「{indicator.name}」の実績値が{FiscalYear(last.fiscal_year or 0).label}の"
            f"「{last.quantity.printed}」から{_how_far(value, last.quantity.value)}",
        )
    if answer.entry is not None and answer.entry.participants and context.last_participants is not None:
        count = answer.entry.participants.value
        if count is not None and _is_jump(count, Decimal(context.last_participants), percent=False):
            yield Doubt(
                field="entry.participants",
                message=f"参加人数が昨年度の{context.last_participants:,}人から大きく変わっています。"
                "桁の誤りでなければ、変わった理由を記してください。",
            )


def _is_jump(value: Decimal, last: Decimal, *, percent: bool) -> bool:
    if percent:
        return abs(value - last) >= POINTS
    if last == 0 or value == 0:
        return value != last and abs(value - last) >= 10
    if (value < 0) is not (last < 0):
        return True
    small, large = sorted((abs(value), abs(last)))
    return large >= FACTOR * small


def _is_jump_only_by_unit(value: Decimal, unit: str | None, last: Quantity) -> bool:
    """Whether both are about the same once told in one unit: then `unit_differs` says what is wrong."""
    if unit is None or last.unit is None or last.value is None:
        return False
    (scale, base), (last_scale, last_base) = scale_and_base(unit), scale_and_base(last.unit)
    if base != last_base or scale == last_scale:
        return False
    return not _is_jump(value * scale, last.value * last_scale, percent=False)


def _how_far(value: Decimal, last: Decimal) -> str:
    """What is odd and what to do; about a hundred or thousand times is told as a slip of unit or digit."""
    if value and last and (value < 0) is (last < 0):
        small, large = sorted((abs(value), abs(last)))
        for zeros in range(2, 10):
            times = Decimal(10) ** zeros
            if small * times <= 2 * large and large <= 2 * small * times:
                told = f"{times:,f}倍" if abs(value) > abs(last) else f"{times:,f}分の1"
                return (
                    f"およそ{told}になっています。単位（人と千人、円と千円など）か桁を取り違えていないか確かめてください。"
                    "誤りでなければ、変わった理由を記してください。"
                )
    return "大きく変わっています。桁や単位の誤りでなければ、変わった理由を記してください。"


CHECK = EntryCheck(
    name="jump",
    label="昨年度からの大きな変化",
    explanation="昨年度と比べて、件数などが3倍以上または3分の1以下、割合が30ポイント以上、評価が4段階以上変わった値を挙げます。",
    look=_look,
)
