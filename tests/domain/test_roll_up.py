"""Means of ratings and percentages: bounds, order, coverage, rounding, and what has no mean."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import (
    Carried,
    Coverage,
    Level,
    LevelRule,
    NoMean,
    Part,
    Weighting,
    rating_part,
    rounding_label,
)
from mitodoke.domain.rounding import RoundingMode, RoundingRule

WHOLE_DOWN = RoundingRule(RoundingMode.DOWN, 0)


def vision(**changes: object) -> LevelRule:
    return LevelRule(**{"level": Level.VISION, "averages": Level.PLEDGE, **changes})  # type: ignore[arg-type]


def parts(*values: int | None) -> list[Part]:
    return [
        Part(exact=None if v is None else Fraction(v), rounded=None if v is None else Decimal(v))
        for v in values
    ]


@pytest.mark.parametrize(
    ("values", "mode", "decimals", "exact", "rounded"),
    [
        ((35, 52, 46, 20, 70), RoundingMode.DOWN, 0, "44.6", "44"),
        ((35, 52, 46, 20, 70), RoundingMode.HALF_UP, 0, "44.6", "45"),
        ((35, 52, 46, 20, 70), RoundingMode.UP, 0, "44.6", "45"),
        ((40, 41), RoundingMode.HALF_EVEN, 0, "40.5", "40"),
        ((40, 41), RoundingMode.HALF_UP, 0, "40.5", "41"),
        ((41, 42), RoundingMode.HALF_EVEN, 0, "41.5", "42"),
        ((0, 0), RoundingMode.DOWN, 1, "0", "0.0"),
        ((100,), RoundingMode.UP, 0, "100", "100"),
        ((1, 1, 2), RoundingMode.DOWN, 1, "4/3", "1.3"),
        ((1, 1, 2), RoundingMode.UP, 1, "4/3", "1.4"),
    ],
)
def test_mean_and_its_rounding(
    values: tuple[int, ...], mode: RoundingMode, decimals: int, exact: str, rounded: str
) -> None:
    mean = vision(rounding=RoundingRule(mode, decimals)).mean(parts(*values))
    assert mean.exact == Fraction(exact)
    assert str(mean.rounded) == rounded
    assert mean.undefined is None


@pytest.mark.parametrize(
    ("carried", "expected"), [(Carried.EXACT, Fraction("44.5")), (Carried.ROUNDED, Fraction(44))]
)
def test_the_next_level_takes_exact_or_rounded_values(carried: Carried, expected: Fraction) -> None:
    below = [
        Part(exact=Fraction("44.6"), rounded=Decimal(44)),
        Part(exact=Fraction("44.4"), rounded=Decimal(44)),
    ]
    assert vision(carried=carried).mean(below).exact == expected


def test_a_value_that_was_never_rounded_enters_exact() -> None:
    assert vision(carried=Carried.ROUNDED).mean([Part(exact=Fraction("44.6"))]).exact == Fraction("44.6")


def test_weights_by_number() -> None:
    below = [Part(exact=Fraction(10), number=1), Part(exact=Fraction(40), number=2)]
    assert vision(weighting=Weighting.BY_NUMBER).mean(below).exact == 30
    assert vision().mean(below).exact == 25


@pytest.mark.parametrize(
    ("values", "reason"),
    [((), NoMean.EMPTY), ((None,), NoMean.NOTHING_COUNTED), ((None, None), NoMean.NOTHING_COUNTED)],
)
def test_nothing_to_average_is_undefined_and_says_why(values: tuple[int | None, ...], reason: NoMean) -> None:
    mean = vision(rounding=WHOLE_DOWN).mean(parts(*values))
    assert (mean.exact, mean.rounded, mean.undefined) == (None, None, reason)
    assert mean.undefined is not None
    assert mean.undefined.label


def rated(step: int) -> Rating:
    return Rating(item_id="m", department="課", fiscal_year=2025, state=RatingState.RATED, step=step)


def unrated(state: RatingState) -> Rating:
    return Rating(item_id="m", department="課", fiscal_year=2025, state=state, reason="理由")


def test_states_leave_the_denominator_and_are_told() -> None:
    rule = LevelRule(level=Level.MEASURE, averages=Level.RATING)
    ratings = [rated(8), rated(0), unrated(RatingState.STOPPED), unrated(RatingState.NOT_DUE)]
    mean = rule.mean([*map(rating_part, ratings), Part(exact=None)])
    assert mean.exact == 40
    assert mean.coverage == Coverage(
        of=5, counted=2, left_out=((RatingState.NOT_DUE, 1), (RatingState.STOPPED, 1)), missing=1
    )
    assert mean.coverage.label == "5件中2件を評価（未着手1件、中止1件、回答なし1件）"


def test_a_state_that_is_not_left_out_counts_as_zero() -> None:
    rule = LevelRule(level=Level.MEASURE, averages=Level.RATING, left_out=frozenset({RatingState.NOT_DUE}))
    mean = rule.mean(map(rating_part, [rated(8), unrated(RatingState.STOPPED)]))
    assert mean.exact == 40
    assert mean.coverage == Coverage(of=2, counted=2, as_zero=((RatingState.STOPPED, 1),))
    assert mean.coverage.label == "2件中1件を評価（0％とした中止1件）"
    alone = rule.mean([rating_part(unrated(RatingState.STOPPED))]).as_part()
    assert (alone.exact, alone.state) == (0, RatingState.STOPPED)


def test_an_undefined_mean_hands_its_one_state_on() -> None:
    rule = LevelRule(level=Level.MEASURE, averages=Level.RATING)
    stopped = rule.mean([rating_part(unrated(RatingState.STOPPED))]).as_part()
    mixed = rule.mean(map(rating_part, map(unrated, (RatingState.STOPPED, RatingState.NOT_DUE)))).as_part()
    assert (stopped.exact, stopped.state) == (None, RatingState.STOPPED)
    assert (mixed.exact, mixed.state) == (None, None)


@pytest.mark.parametrize(
    ("rounding", "label"),
    [
        (None, "丸めない"),
        (WHOLE_DOWN, "切り捨てて整数に"),
        (RoundingRule(RoundingMode.HALF_UP, 1), "四捨五入して小数第1位まで"),
    ],
)
def test_labels(rounding: RoundingRule | None, label: str) -> None:
    assert rounding_label(rounding) == label
    assert vision(rounding=rounding).label == f"ビジョン＝公約の単純平均（{label}）"


def test_labels_say_which_values_are_carried() -> None:
    rule = LevelRule(level=Level.DOCUMENT, averages=Level.VISION, carried=Carried.ROUNDED)
    assert rule.label == "全体＝丸めた後のビジョンの単純平均（丸めない）"


percents = st.integers(min_value=0, max_value=1000).map(lambda n: Fraction(n, 10))
some = st.lists(percents, min_size=1, max_size=30)


def exact(values: list[Fraction]) -> list[Part]:
    return [Part(exact=value, number=1 + i % 3) for i, value in enumerate(values)]


@given(some, st.sampled_from(Weighting))
def test_a_mean_lies_between_the_least_and_the_greatest(values: list[Fraction], weighting: Weighting) -> None:
    mean = vision(weighting=weighting).mean(exact(values)).exact
    assert mean is not None
    assert min(values) <= mean <= max(values)


@given(percents, st.integers(min_value=1, max_value=20), st.sampled_from(Weighting))
def test_equal_values_have_themselves_as_mean(value: Fraction, count: int, weighting: Weighting) -> None:
    assert vision(weighting=weighting).mean(exact([value] * count)).exact == value


@given(some, st.randoms(use_true_random=False), st.sampled_from(Weighting))
def test_the_order_does_not_matter(
    values: list[Fraction], random: st.DataObject, weighting: Weighting
) -> None:
    below = exact(values)
    mixed = list(below)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    rule = vision(weighting=weighting, rounding=WHOLE_DOWN)
    assert rule.mean(below) == rule.mean(mixed)


@given(st.lists(st.one_of(st.none(), percents), max_size=30))
def test_the_coverage_adds_up(values: list[Fraction | None]) -> None:
    mean = vision().mean([Part(exact=value) for value in values])
    assert mean.coverage.of == len(values)
    assert mean.coverage.counted + mean.coverage.missing == mean.coverage.of
    assert (mean.exact is None) == (mean.coverage.counted == 0)


@given(some, st.sampled_from(RoundingMode), st.integers(min_value=0, max_value=3))
def test_a_rounded_mean_is_less_than_one_unit_away(
    values: list[Fraction], mode: RoundingMode, decimals: int
) -> None:
    mean = vision(rounding=RoundingRule(mode, decimals)).mean(exact(values))
    assert mean.exact is not None
    assert mean.rounded is not None
    assert abs(Fraction(mean.rounded) - mean.exact) < Fraction(1, 10**decimals)
