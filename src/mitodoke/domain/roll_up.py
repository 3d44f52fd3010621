"""Roll-up of ratings (評価の集計): rules as data, means as exact fractions, and how much of the whole they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.rounding import RoundingMode, RoundingRule

PERCENT_PER_STEP = 10
"""A rating has ten steps; step 10 is 100 %."""


class Level(StrEnum):
    """What a mean is taken of, or taken for; from the ratings up to the whole document."""

    RATING = "rating"
    MEASURE = "measure"
    PLEDGE = "pledge"
    VISION = "vision"
    DOCUMENT = "document"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            Level.RATING: "評価",
            Level.MEASURE: "施策",
            Level.PLEDGE: "公約",
            Level.VISION: "ビジョン",
            Level.DOCUMENT: "全体",
        }[self]


class Carried(StrEnum):
    """Which values of the level below enter a mean."""

    EXACT = "exact"
    ROUNDED = "rounded"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {Carried.EXACT: "丸める前の", Carried.ROUNDED: "丸めた後の"}[self]


class Weighting(StrEnum):
    """How much each value counts."""

    EQUAL = "equal"
    BY_NUMBER = "by_number"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {Weighting.EQUAL: "単純平均", Weighting.BY_NUMBER: "件数による加重平均"}[self]


class NoMean(StrEnum):
    """Why there is no mean; an undefined mean is never 0."""

    EMPTY = "empty"
    NOTHING_COUNTED = "nothing_counted"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {
            NoMean.EMPTY: "平均する対象がない",
            NoMean.NOTHING_COUNTED: "対象はあるが、評価されたものがない",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the whole a mean covers: `of` = `counted` + those left out by state + `missing`.

    `as_zero` are those of the `counted` that have a state instead of a value and enter the mean as 0 %, because
    the rule does not leave that state out.
    """

    of: int
    counted: int
    left_out: tuple[tuple[RatingState, int], ...] = ()
    missing: int = 0
    as_zero: tuple[tuple[RatingState, int], ...] = ()

    @property
    def label(self) -> str:
        """For people, beside every percentage: ``48件中41件を評価（中止3件、未着手4件）``."""
        rated = self.counted - sum(number for _, number in self.as_zero)
        rest = [f"{state.label}{number}件" for state, number in self.left_out]
        rest += [f"0％とした{state.label}{number}件" for state, number in self.as_zero]
        if self.missing:
            rest.append(f"回答なし{self.missing}件")
        return f"{self.of}件中{rated}件を評価" + (f"（{'、'.join(rest)}）" if rest else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One value that enters a mean, in percent.

    `exact` None means that there is none (`state` says why, where a department said so); `number` is how many
    values it is itself the mean of, its weight under BY_NUMBER.
    """

    exact: Fraction | None
    rounded: Decimal | None = None
    number: int = 1
    state: RatingState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean in percent: exact, after the rule's rounding (None where the rule does not round), and its coverage.

    Either `exact` is given or `undefined` says why there is none.
    """

    exact: Fraction | None
    rounded: Decimal | None
    coverage: Coverage
    undefined: NoMean | None = None

    def as_part(self) -> Part:
        """The mean as a value of the next level, weighing as many values as it counted.

        A mean whose values were all left out, or all taken as 0 %, for one state hands that state on.
        """
        states = self.coverage.left_out or self.coverage.as_zero
        state = states[0][0] if len(states) == 1 and states[0][1] == self.coverage.of else None
        return Part(exact=self.exact, rounded=self.rounded, number=max(self.coverage.counted, 1), state=state)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    """How the percentage of `level` comes from the values of `averages`, a level below (not always the next).

    `carried` says whether those enter exact or as rounded by their own rule, `weighting` how much each counts,
    `left_out` which states of a rating leave the denominator (any other state without a step counts as 0 %),
    `rounding` how the result is printed (None: not rounded).
    """

    level: Level
    averages: Level
    carried: Carried = Carried.EXACT
    weighting: Weighting = Weighting.EQUAL
    left_out: frozenset[RatingState] = frozenset(RatingState) - {RatingState.RATED}
    rounding: RoundingRule | None = None

    @property
    def label(self) -> str:
        """For people: ``ビジョン＝公約の単純平均（切り捨てて整数に）``."""
        carried = "" if self.averages in (Level.RATING, Level.PLEDGE) else self.carried.label
        return f"{self.level.label}＝{carried}{self.averages.label}の{self.weighting.label}（{rounding_label(self.rounding)}）"

    def mean(self, parts: Iterable[Part]) -> Mean:
        """The mean of `parts`: sum of weight × value ÷ sum of the weights of those that have a value.

        Source: the cities' own wording (施策の評価を平均して算出). Parts without a value leave both sums and
        are told in the coverage; without any value the mean is undefined and says why.
        """
        total, weights = Fraction(0), 0
        of = counted = missing = 0
        left_out: Counter[RatingState] = Counter()
        as_zero: Counter[RatingState] = Counter()
        for part in parts:
            of += 1
            value = part.exact
            if value is not None and self.carried is Carried.ROUNDED and part.rounded is not None:
                value = Fraction(part.rounded)
            if value is None and part.state is not None and part.state not in self.left_out:
                value = Fraction(0)
                as_zero[part.state] += 1
            if value is None:
                if part.state is None:
                    missing += 1
                else:
                    left_out[part.state] += 1
                continue
            weight = part.number if self.weighting is Weighting.BY_NUMBER else 1
            counted += 1
            total += weight * value
            weights += weight
        coverage = Coverage(
            of=of,
            counted=counted,
            left_out=_by_state(left_out),
            missing=missing,
            as_zero=_by_state(as_zero),
        )
        if not weights:
            reason = NoMean.NOTHING_COUNTED if of else NoMean.EMPTY
            return Mean(exact=None, rounded=None, coverage=coverage, undefined=reason)
        exact = total / weights
        return Mean(
            exact=exact, rounded=self.rounding.apply(exact) if self.rounding else None, coverage=coverage
        )


def _by_state(counts: Counter[RatingState]) -> tuple[tuple[RatingState, int], ...]:
    return tuple((state, counts[state]) for state in RatingState if counts[state])


def rating_part(rating: Rating) -> Part:
    """A department's rating as a value in percent: step × 10, or no value with its state."""
    if rating.step is None:
        return Part(exact=None, state=rating.state)
    value = rating.step * PERCENT_PER_STEP
    return Part(exact=Fraction(value), rounded=Decimal(value), state=rating.state)


_DOING = {
    RoundingMode.DOWN: "切り捨てて",
    RoundingMode.HALF_UP: "四捨五入して",
    RoundingMode.HALF_EVEN: "偶数丸めで",
    RoundingMode.UP: "切り上げて",
}


def rounding_label(rounding: RoundingRule | None) -> str:
    """A rounding for people: ``切り捨てて整数に``, ``四捨五入して小数第1位まで``, ``丸めない``."""
    if rounding is None:
        return "丸めない"
    place = f"小数第{rounding.decimals}位まで" if rounding.decimals else "整数に"
    return f"{_DOING[rounding.mode]}{place}"
