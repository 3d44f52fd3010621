"""The numbers that ranks are read from, each with its formula and the values put in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.domain.indicator import DesiredChange
from mitodoke.domain.judgement import JudgedValues, JudgementRule, NotJudged, Yardstick
from mitodoke.domain.progress import (
    Rate,
    StraightPath,
    Undefined,
    UndefinedReason,
    achievement_rate,
    pace,
    percent,
    progress_rate,
    reached,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class YardstickValue:
    """A yardstick's `value` (1 is 100 %) with its `formula`, or `why_not`; both texts are Japanese."""

    value: Fraction | None = None
    formula: str | None = None
    why_not: str | None = None


def read_yardstick(yardstick: Yardstick, measured: JudgedValues, rule: JudgementRule) -> YardstickValue:
    """Calculates `yardstick` for values that have an actual, a target and a direction.

    The special cases are settled here once: a target to keep, a target of 0, cumulative counts (their progress
    is actual ÷ target, as they start from 0), no baseline and a target on the wrong side of the baseline (both
    by the rule's fallbacks).
    """
    if yardstick is Yardstick.ABOVE_TARGET:
        return _above(measured.target, measured, "目標値")
    if yardstick is Yardstick.ABOVE_BASELINE:
        return _above(measured.baseline, measured, "基準値")
    if measured.desired is DesiredChange.MAINTAIN or measured.target == measured.baseline:
        return _kept_or_lost(measured, rule)
    if yardstick in (Yardstick.PROGRESS, Yardstick.PACE_OF_PROGRESS) and not measured.cumulative:
        fallback = _fallback(measured, rule)
        if isinstance(fallback, YardstickValue):
            return fallback
        yardstick = fallback or yardstick
    return _divided(yardstick, measured, rule)


def _divided(yardstick: Yardstick, measured: JudgedValues, rule: JudgementRule) -> YardstickValue:
    """A yardstick that is a division, of values for which it exists or has a reason not to."""
    progress = yardstick in (Yardstick.PROGRESS, Yardstick.PACE_OF_PROGRESS) and not measured.cumulative
    if measured.target == 0 and (not progress or _is_reached(measured, rule)):
        return _kept_or_lost(measured, rule)
    rate, formula = _share(measured, progress=progress)
    if yardstick in (Yardstick.PACE_OF_PROGRESS, Yardstick.PACE_OF_ACHIEVEMENT):
        return _against_path(rate, formula, measured, rule)
    return _reading(rate, formula)


def _fallback(measured: JudgedValues, rule: JudgementRule) -> Yardstick | YardstickValue | None:
    """What to do where the progress rate does not exist or misleads; None where it is sound."""
    if measured.baseline is None:
        return rule.without_baseline or YardstickValue(why_not=UndefinedReason.NO_BASELINE.label)
    if measured.target is None:
        return YardstickValue(why_not=UndefinedReason.NO_TARGET.label)
    if measured.target < measured.baseline and measured.desired is DesiredChange.INCREASE:
        return rule.below_baseline or YardstickValue(why_not=UndefinedReason.TARGET_BELOW_BASELINE.label)
    if measured.target > measured.baseline and measured.desired is DesiredChange.DECREASE:
        return rule.below_baseline or YardstickValue(why_not=UndefinedReason.TARGET_ABOVE_BASELINE.label)
    return None


def _share(measured: JudgedValues, *, progress: bool) -> tuple[Rate, str]:
    baseline, actual, target = measured.baseline, measured.actual, measured.target
    if progress:
        formula = f"（{_n(actual)} − {_o(baseline)}）÷（{_n(target)} − {_o(baseline)}）"
        return progress_rate(baseline, actual, target), formula
    if measured.desired is DesiredChange.DECREASE:
        return Undefined(UndefinedReason.FEWER_IS_BETTER), ""
    return achievement_rate(actual, target), f"{_n(actual)} ÷ {_o(target)}"


def _against_path(rate: Rate, formula: str, measured: JudgedValues, rule: JudgementRule) -> YardstickValue:
    if measured.elapsed is None or (rule.path is None and not measured.years):
        return YardstickValue(why_not=NotJudged.NO_PERIOD.label)
    path = rule.path or StraightPath(measured.years or 1)
    expected = percent(path.expected(measured.elapsed))
    return _reading(
        pace(rate, path, measured.elapsed), f"{formula} ÷ 予定{expected}％（{measured.elapsed}年目）"
    )


def _above(reference: Decimal | None, measured: JudgedValues, name: str) -> YardstickValue:
    """How far the actual lies on the good side of `reference`, as a share of it; of a reference of 0 just which side."""
    if reference is None or measured.actual is None:
        return YardstickValue(why_not=UndefinedReason.NO_BASELINE.label)
    change = Fraction(measured.actual) - Fraction(reference)
    if measured.desired is DesiredChange.DECREASE:
        change = -change
    formula = f"{name}{_n(reference)}に対し{_n(measured.actual)}"
    if reference == 0:
        return YardstickValue(value=Fraction((change > 0) - (change < 0)), formula=formula)
    return YardstickValue(value=change / abs(Fraction(reference)), formula=formula)


def _is_reached(measured: JudgedValues, rule: JudgementRule) -> bool:
    if reached(measured.actual, measured.target, measured.desired) is True:
        return True
    if measured.desired is not DesiredChange.MAINTAIN or measured.actual is None or measured.target is None:
        return False
    target = Fraction(measured.target)
    return abs(Fraction(measured.actual) - target) <= rule.keep_within * abs(target)


def _kept_or_lost(measured: JudgedValues, rule: JudgementRule) -> YardstickValue:
    """1 for a target that is kept or reached, 0 for one that is not; the distance stands in the formula."""
    actual, target = _n(measured.actual), _n(measured.target)
    if _is_reached(measured, rule):
        return YardstickValue(value=Fraction(1), formula=f"実績値{actual}は目標値{target}を満たす")
    distance = _n(abs((measured.actual or Decimal(0)) - (measured.target or Decimal(0))))
    return YardstickValue(value=Fraction(0), formula=f"実績値{actual}は目標値{target}まで残り{distance}")


def _reading(rate: Rate, formula: str) -> YardstickValue:
    if isinstance(rate, Undefined):
        return YardstickValue(why_not=rate.label)
    return YardstickValue(value=rate, formula=f"{formula} ＝ {percent(rate)}％")


def _n(value: Decimal | None) -> str:
    return "－" if value is None else f"{value:,f}"


def _o(value: Decimal | None) -> str:
    """A number after a sign of calculation: a negative one stands in brackets."""
    return f"（{_n(value)}）" if value is not None and value < 0 else _n(value)
