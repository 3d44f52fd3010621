"""Doubts a number that is far from last year's: often a slip of a digit or of the unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mitodoke.domain.answer import Answer, value_of
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.entry_checks.impossible_number import impossible
from mitodoke.domain.entry_checks.last_value import last_actual
from mitodoke.domain.entry_checks.units import scale_and_base
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.quantity import Quantity

FACTOR = 3
"""A count that is at least so many times last year's, or at most that part of it, is doubted."""
STEPS = 4
"""A rating that differs by so many steps is doubted."""
POINTS = Decimal(30)
"""A percentage that differs by so many points is doubted (a factor would doubt 2 % after 6 %)."""

CLOSE = Decimal("0.05")
"""A factor this close to the one between two units is perhaps a slip of the unit."""
_BETWEEN_UNITS = (
    (Decimal(100), "百"),
    (Decimal(1_000), "千"),
    (Decimal(10_000), "万"),
    (Decimal(1_000_000), "百万"),
)
_COUNTED_IN_THOUSANDS = frozenset({"人", "円", "件", "世帯", "冊", "部", "t", "トン"})


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    if answer.step is not None and context.last_step is not None:
        difference = answer.step - context.last_step
        if abs(difference) >= STEPS:
            yield Doubt(
                field="rating.step",
                message=f"評価が昨年度の{context.last_step}から{answer.step}に{abs(difference)}段階変わっています。"
                "入力の誤りでなければ、変わった理由を入力してください。",
            )
    for actual in answer.actuals:
        indicator = context.indicator(actual.indicator_id)
        last = last_actual(indicator, context.fiscal_year) if indicator else None
        value = value_of(actual)
        if indicator is None or last is None or value is None or last.quantity.value is None:
            continue
        if impossible(actual, indicator, context.fiscal_year):
            continue
        unit = actual.quantity.unit if actual.quantity else None
        if not _is_jump(value, last.quantity.value, percent=unit in ("%", "％")):
            continue
        if _is_jump_only_by_unit(value, unit, last.quantity):
            continue
        yield Doubt(
            field=f"kpi.{indicator.indicator_id}.value",
            message=f"「{indicator.name}」の実績値が{FiscalYear(last.fiscal_year or 0).label}の"
            f"「{last.quantity.printed}」から"
            + _how_far(value, last.quantity.value, _base(unit, last.quantity.unit, indicator)),
        )
    if answer.entry is not None and answer.entry.participants and context.last_participants is not None:
        count = answer.entry.participants.value
        if count is not None and _is_jump(count, Decimal(context.last_participants), percent=False):
            yield Doubt(
                field="entry.participants",
                message=f"参加人数が昨年度の{context.last_participants:,}人から大きく変わっています。"
                "桁の誤りでなければ、変わった理由を入力してください。",
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


def _base(unit: str | None, last: str | None, indicator: Indicator) -> str | None:
    """What both values count; None where that is not known, or not the same."""
    bases = {scale_and_base(one)[1] for one in (unit, last) if one}
    if not bases and indicator.unit:
        return scale_and_base(indicator.unit)[1]
    return bases.pop() if len(bases) == 1 else None


def _how_far(value: Decimal, last: Decimal, base: str | None) -> str:
    """What is odd and what to do; a slip of the unit is asked about where the factor is one between units."""
    if base == "%":
        points = f"{abs(value - last).normalize():,f}ポイント"
        return f"{points}変わっています。桁の誤りでなければ、変わった理由を入力してください。"
    if value == 0 or last == 0 or (value < 0) is not (last < 0):
        return "大きく変わっています。桁や単位の誤りでなければ、変わった理由を入力してください。"
    small, large = sorted((abs(value), abs(last)))
    factor = large / small
    told = f"{_two_digits(factor)}{'倍' if abs(value) > abs(last) else '分の1'}になっています。"
    scale = next((word for times, word in _BETWEEN_UNITS if abs(factor / times - 1) <= CLOSE), None)
    if scale is not None and base in _COUNTED_IN_THOUSANDS:
        return (
            f"約{told}単位（{base}と{scale}{base}）か桁を取り違えていないか確かめてください。"
            "誤りでなければ、変わった理由を入力してください。"
        )
    return f"約{told}桁や単位の誤りでなければ、変わった理由を入力してください。"


def _two_digits(factor: Decimal) -> str:
    """The factor by its first two digits, in full: 560, 1,000, 3.2."""
    rounded = Decimal(f"{factor:.1e}")
    return f"{rounded.normalize():,f}"


CHECK = EntryCheck(
    name="jump",
    label="昨年度からの大きな変化",
    explanation="昨年度と比べて、件数などが3倍以上または3分の1以下、割合が30ポイント以上、評価が4段階以上変わった値を挙げます。",
    look=_look,
)
