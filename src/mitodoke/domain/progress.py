"""Progress rate, achievement rate and pace of an indicator: exact fractions, or the reason why none exists."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from mitodoke.domain.indicator import DesiredChange
from mitodoke.domain.rounding import RoundingMode, RoundingRule

Number = Decimal | Fraction | int
"""What a rate is calculated from: exact numbers only."""


class UndefinedReason(StrEnum):
    """Why a rate does not exist; undefined is never 0 %."""

    NO_BASELINE = "no_baseline"
    NO_ACTUAL = "no_actual"
    NO_TARGET = "no_target"
    ZERO_TARGET = "zero_target"
    NEGATIVE_TARGET = "negative_target"
    TARGET_EQUALS_BASELINE = "target_equals_baseline"
    TARGET_BELOW_BASELINE = "target_below_baseline"
    TARGET_ABOVE_BASELINE = "target_above_baseline"
    FEWER_IS_BETTER = "fewer_is_better"
    CUMULATIVE = "cumulative"
    NOT_ALL_CUMULATIVE = "not_all_cumulative"
    UNITS_DIFFER = "units_differ"
    NOTHING_EXPECTED = "nothing_expected"

    @property
    def label(self) -> str:
        """The Japanese sentence shown to people instead of a percentage."""
        return {
            UndefinedReason.NO_BASELINE: "基準値がないため計算できません",
            UndefinedReason.NO_ACTUAL: "実績値がないため計算できません",
            UndefinedReason.NO_TARGET: "目標値がないため計算できません",
            UndefinedReason.ZERO_TARGET: "目標値が0のため割り算ができません（達成したかどうかと、残りの数で見ます）",
            UndefinedReason.NEGATIVE_TARGET: "目標値が負の数のため、割り算では良し悪しが逆になります",
            UndefinedReason.TARGET_EQUALS_BASELINE: "目標値が基準値と同じ（維持）のため、進捗率はありません",
            UndefinedReason.TARGET_BELOW_BASELINE: "目標値が基準値より低いため、差の式では目標に届かなくても100％を超えます",
            UndefinedReason.TARGET_ABOVE_BASELINE: "減らす指標の目標値が基準値より高いため、差の式は使えません",
            UndefinedReason.FEWER_IS_BETTER: "少ないほど良い指標のため、実績値÷目標値では良し悪しが逆になります",
            UndefinedReason.CUMULATIVE: "累計の目標は0から積み上がるため、基準値との差の式は使えません",
            UndefinedReason.NOT_ALL_CUMULATIVE: "実績値と目標値の片方だけが累計のため、比べられません",
            UndefinedReason.UNITS_DIFFER: "単位が異なるため、比べられません",
            UndefinedReason.NOTHING_EXPECTED: "この時点では進んでいることが予定されていないため、計算できません",
        }[self]


@dataclass(frozen=True, slots=True)
class Undefined:
    """A rate that does not exist, and why."""

    reason: UndefinedReason

    @property
    def label(self) -> str:
        """The Japanese sentence shown to people instead of a percentage."""
        return self.reason.label


Rate = Fraction | Undefined
"""1 is 100 %. Not capped: what exceeds 100 % or falls below 0 % is shown as it is."""


def achievement_rate(actual: Number | None, target: Number | None) -> Rate:
    """達成率 = actual ÷ target (1 is 100 %); a labelled extra beside the progress rate, not a judgement.

    It ignores where one started and which way is better. Undefined without either value, for a target of 0
    (nothing to divide by, even when 0 is reached) and for a negative target (more of it would be worse).
    """
    if actual is None:
        return Undefined(UndefinedReason.NO_ACTUAL)
    if target is None:
        return Undefined(UndefinedReason.NO_TARGET)
    if target == 0:
        return Undefined(UndefinedReason.ZERO_TARGET)
    if target < 0:
        return Undefined(UndefinedReason.NEGATIVE_TARGET)
    return Fraction(actual) / Fraction(target)


def progress_rate(baseline: Number | None, actual: Number | None, target: Number | None) -> Rate:
    """進捗率 = (actual − baseline) ÷ (target − baseline) (1 is 100 %), one formula for both directions.

    Negative when things got worse since the baseline. Undefined without one of the values and for a target
    equal to the baseline. The bare formula: when more is better but the target lies below the baseline it
    passes 100 % although the target is not reached; `indicator_rates.rates_of` knows the indicator and refuses there.
    """
    if baseline is None:
        return Undefined(UndefinedReason.NO_BASELINE)
    if actual is None:
        return Undefined(UndefinedReason.NO_ACTUAL)
    if target is None:
        return Undefined(UndefinedReason.NO_TARGET)
    if target == baseline:
        return Undefined(UndefinedReason.TARGET_EQUALS_BASELINE)
    start = Fraction(baseline)
    return (Fraction(actual) - start) / (Fraction(target) - start)


@dataclass(frozen=True, slots=True)
class StraightPath:
    """The even way to a target: after `elapsed` of `years` years elapsed/years of it, never more than all."""

    years: int

    def expected(self, elapsed: int) -> Fraction:
        """The share of the way that should be done after `elapsed` years."""
        return min(Fraction(max(elapsed, 0), self.years), Fraction(1))


@dataclass(frozen=True, slots=True)
class StepPath:
    """A way in steps that a city laid down: `shares[0]` of it after one year, and so on; the last one stays."""

    shares: tuple[Fraction, ...]

    def expected(self, elapsed: int) -> Fraction:
        """The share of the way that should be done after `elapsed` years; nothing before the first."""
        return self.shares[min(elapsed, len(self.shares)) - 1] if elapsed > 0 else Fraction(0)


Path = StraightPath | StepPath


def pace(done: Rate, path: Path, elapsed: int) -> Rate:
    """The share done ÷ the share that `path` expects after `elapsed` years (1 is exactly on the path).

    `done` is a progress rate, or for cumulative indicators the achievement rate. Undefined as `done` is, and
    where the path expects nothing yet.
    """
    if isinstance(done, Undefined):
        return done
    expected = path.expected(elapsed)
    return done / expected if expected else Undefined(UndefinedReason.NOTHING_EXPECTED)


def reached(actual: Number | None, target: Number | None, desired: DesiredChange | None) -> bool | Undefined:
    """Whether the target is reached: at least it, or at most it where fewer is better.

    For MAINTAIN, and where the direction is not told, only the very value counts as reached.
    """
    if actual is None:
        return Undefined(UndefinedReason.NO_ACTUAL)
    if target is None:
        return Undefined(UndefinedReason.NO_TARGET)
    if desired is DesiredChange.INCREASE:
        return Fraction(actual) >= Fraction(target)
    if desired is DesiredChange.DECREASE:
        return Fraction(actual) <= Fraction(target)
    return Fraction(actual) == Fraction(target)


PERCENT_ONE_DECIMAL = RoundingRule(RoundingMode.HALF_UP, 1)
"""How rates are printed unless a rule says otherwise: percent, one decimal, 四捨五入."""


def percent(rate: Fraction, rule: RoundingRule = PERCENT_ONE_DECIMAL) -> Decimal:
    """`rate` in percent, rounded once by `rule`: 0.4891... is 48.9."""
    return rule.apply(rate * 100)
