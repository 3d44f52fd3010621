"""The rates of an indicator of a document, refused with a reason where its kind makes the formulas mislead."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.domain.indicator import Accumulation, DesiredChange, Indicator, IndicatorValue, ValueRole
from mitodoke.domain.progress import (
    Rate,
    Undefined,
    UndefinedReason,
    achievement_rate,
    progress_rate,
    reached,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRates:
    """The rates of one indicator at its latest values; `progress` comes first, `achievement` is the extra."""

    progress: Rate
    achievement: Rate
    reached: bool | Undefined


def rates_of(indicator: Indicator) -> IndicatorRates:
    """The rates of `indicator`, refused where its kind makes the formulas mislead.

    Progress: not for a cumulative target beside a single year's baseline (it starts from 0), not for a target
    on the wrong side of the baseline. Achievement: not where fewer is better, not when only one of the values
    is cumulative. Neither when the units differ.
    """
    baseline, actual, target = (indicator.value(role) for role in ValueRole)
    desired = indicator.desired_change
    numbers = [value.quantity.value if value else None for value in (baseline, actual, target)]
    progress, achievement = progress_rate(*numbers), achievement_rate(*numbers[1:])
    if _units_differ(actual, target):
        differ = Undefined(UndefinedReason.UNITS_DIFFER)
        return IndicatorRates(progress=differ, achievement=differ, reached=differ)
    if isinstance(progress, Fraction):
        progress = _refused(indicator, numbers) or progress
    if isinstance(achievement, Fraction):
        if desired is DesiredChange.DECREASE:
            achievement = Undefined(UndefinedReason.FEWER_IS_BETTER)
        elif actual and target and actual.quantity.cumulative is not target.quantity.cumulative:
            achievement = Undefined(UndefinedReason.NOT_ALL_CUMULATIVE)
    return IndicatorRates(
        progress=progress, achievement=achievement, reached=reached(numbers[1], numbers[2], desired)
    )


def _refused(indicator: Indicator, numbers: list[Decimal | None]) -> Undefined | None:
    """Why the formula of the progress rate would mislead for this indicator, if it would."""
    baseline, _, target = numbers
    if baseline is None or target is None:
        return None
    baseline_value, target_value = indicator.value(ValueRole.BASELINE), indicator.value(ValueRole.TARGET)
    cumulative = indicator.accumulation is Accumulation.CUMULATIVE
    cumulative = cumulative or any(value.quantity.cumulative for value in indicator.values)
    if cumulative and not _printed_as_cumulative(baseline_value):
        return Undefined(UndefinedReason.CUMULATIVE)
    if _units_differ(baseline_value, target_value):
        return Undefined(UndefinedReason.UNITS_DIFFER)
    if target < baseline and indicator.desired_change is not DesiredChange.DECREASE:
        return Undefined(UndefinedReason.TARGET_BELOW_BASELINE)
    if target > baseline and indicator.desired_change is DesiredChange.DECREASE:
        return Undefined(UndefinedReason.TARGET_ABOVE_BASELINE)
    return None


def sums_beside_one_year(indicator: Indicator) -> bool:
    """Whether the target is cumulative while the baseline is printed as the value of a single year."""
    baseline = indicator.value(ValueRole.BASELINE)
    if baseline is None or baseline.quantity.value is None:
        return False
    cumulative = indicator.accumulation is Accumulation.CUMULATIVE or any(
        value.quantity.cumulative for value in indicator.values
    )
    return cumulative and not _printed_as_cumulative(baseline)


def _printed_as_cumulative(value: IndicatorValue | None) -> bool:
    """Whether the value itself is printed as 累計; a name like …（5年間累計） does not tell what a baseline sums."""
    return value is not None and any(mark in value.quantity.printed for mark in ("累計", "累積", "延べ"))


def _units_differ(one: IndicatorValue | None, other: IndicatorValue | None) -> bool:
    units = {value.quantity.unit for value in (one, other) if value and value.quantity.value is not None}
    return len(units) > 1 and None not in units
