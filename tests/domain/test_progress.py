"""Progress rate, achievement rate and pace; every trap of other systems is a case (numbers as in docs/calculations.md)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.progress import (
    StepPath,
    StraightPath,
    Undefined,
    UndefinedReason,
    achievement_rate,
    pace,
    percent,
    progress_rate,
    reached,
)
from mitodoke.domain.quantity import parse_quantity

D = Decimal
INCREASE, DECREASE, MAINTAIN = DesiredChange.INCREASE, DesiredChange.DECREASE, DesiredChange.MAINTAIN
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def indicator(
    baseline: str,
    actual: str,
    target: str,
    desired: DesiredChange | None = None,
    accumulation: Accumulation | None = None,
) -> Indicator:
    printed = zip(ValueRole, (2018, 2021, 2024), (baseline, actual, target), strict=True)
    return Indicator(
        indicator_id="S1-1-1",
        item_id="S1-1",
        level=IndicatorLevel.KPI,
        name="参加者数",
        unit=None,
        accumulation=accumulation,
        desired_change=desired,
        values=tuple(
            IndicatorValue(role=role, fiscal_year=year, quantity=parse_quantity(text), place="L1")
            for role, year, text in printed
        ),
        place="L1",
    )


@pytest.mark.parametrize(
    ("baseline", "actual", "target", "progress", "achievement"),
    [
        ("5.5", "5.0", "5.9", "-125.0", "84.7"),
        ("3823", "3679", "4107", "-50.7", "89.6"),
        ("35761", "12817", "15000", "110.5", "85.4"),
        ("0", "50", "100", "50.0", "50.0"),
        ("100", "80", "50", "40.0", "160.0"),
        ("10", "10", "20", "0.0", "50.0"),
        ("10", "30", "20", "200.0", "150.0"),
        ("0", "0", "20", "0.0", "0.0"),
    ],
)
def test_trap_1_worked_figures(
    baseline: str, actual: str, target: str, progress: str, achievement: str
) -> None:
    rate = progress_rate(D(baseline), D(actual), D(target))
    share = achievement_rate(D(actual), D(target))
    assert isinstance(rate, Fraction)
    assert isinstance(share, Fraction)
    assert (str(percent(rate)), str(percent(share))) == (progress, achievement)


def test_trap_1_fewer_is_better_is_no_achievement() -> None:
    rates = rates_of(indicator("100人", "80人", "50人", DECREASE))
    assert rates.progress == Fraction(2, 5)
    assert rates.achievement == Undefined(UndefinedReason.FEWER_IS_BETTER)


@given(numbers, numbers, numbers)
def test_trap_2_no_cap_and_trap_13_one_formula_for_both_directions(
    baseline: Decimal, actual: Decimal, target: Decimal
) -> None:
    assume(baseline != target)
    rate = progress_rate(baseline, actual, target)
    assert isinstance(rate, Fraction)
    assert rate == progress_rate(-baseline, -actual, -target), "the mirrored indicator has the same rate"
    assert Fraction(baseline) + rate * (Fraction(target) - Fraction(baseline)) == Fraction(actual)
    assert progress_rate(baseline, target, target) == 1
    assert progress_rate(baseline, baseline, target) == 0


def test_trap_3_a_reported_zero_is_a_value() -> None:
    rates = rates_of(indicator("24社", "0社", "27社", INCREASE))
    assert rates.progress == -8
    assert rates.achievement == 0
    assert rates_of(indicator("24社", "－", "27社")).progress == Undefined(UndefinedReason.NO_ACTUAL)


@pytest.mark.parametrize(
    ("baseline", "actual", "target", "reason"),
    [
        (None, D(1), D(2), UndefinedReason.NO_BASELINE),
        (D(1), None, D(2), UndefinedReason.NO_ACTUAL),
        (D(1), D(1), None, UndefinedReason.NO_TARGET),
        (D(2), D(1), D(2), UndefinedReason.TARGET_EQUALS_BASELINE),
        (D(0), D(0), D(0), UndefinedReason.TARGET_EQUALS_BASELINE),
    ],
)
def test_trap_4_undefined_is_undefined_and_says_why(
    baseline: Decimal | None, actual: Decimal | None, target: Decimal | None, reason: UndefinedReason
) -> None:
    assert progress_rate(baseline, actual, target) == Undefined(reason)
    assert "ため" in Undefined(reason).label


def test_trap_6_going_backwards_is_negative_and_a_target_to_keep_is_its_own_case() -> None:
    assert progress_rate(D(10), D(5), D(20)) == Fraction(-1, 2)
    assert progress_rate(D(10), D(10), D(10)) == Undefined(UndefinedReason.TARGET_EQUALS_BASELINE)
    assert reached(D(10), D(10), MAINTAIN) is True
    assert reached(D(9), D(10), MAINTAIN) is False


def test_trap_10_a_target_of_zero_has_no_achievement_rate_but_can_be_reached() -> None:
    assert achievement_rate(D(3), D(0)) == Undefined(UndefinedReason.ZERO_TARGET)
    assert achievement_rate(D(0), D(0)) == Undefined(UndefinedReason.ZERO_TARGET)
    assert progress_rate(D(1577), D(1000), D(0)) == Fraction(577, 1577)
    assert reached(D(0), D(0), DECREASE) is True
    assert reached(D(1), D(0), DECREASE) is False
    waiting = rates_of(indicator("3人", "0人", "0人", DECREASE))
    assert (waiting.progress, waiting.reached) == (Fraction(1), True)


def test_a_negative_target_has_no_achievement_rate() -> None:
    assert achievement_rate(D(-3000), D(-2000)) == Undefined(UndefinedReason.NEGATIVE_TARGET)
    assert progress_rate(D(-3703), D(-2530), D(-2000)) == Fraction(1173, 1703)


def test_a_target_below_the_baseline_is_refused_unless_fewer_is_better() -> None:
    refused = Undefined(UndefinedReason.TARGET_BELOW_BASELINE)
    for desired in (None, INCREASE, MAINTAIN):
        rates = rates_of(indicator("35,761人", "12,817人", "15,000人", desired))
        assert rates.progress == refused
        assert rates.reached is False
    assert rates_of(indicator("35人", "20人", "15人", DECREASE)).progress == Fraction(15, 20)
    above = rates_of(indicator("10件", "12件", "15件", DECREASE))
    assert above.progress == Undefined(UndefinedReason.TARGET_ABOVE_BASELINE)


@pytest.mark.parametrize("accumulation", [None, Accumulation.CUMULATIVE])
def test_a_cumulative_target_is_not_set_against_one_years_baseline(accumulation: Accumulation | None) -> None:
    rates = rates_of(indicator("46人", "累計45人", "累計230人", INCREASE, accumulation))
    assert rates.progress == Undefined(UndefinedReason.CUMULATIVE)
    assert rates.achievement == Fraction(45, 230)


def test_cumulative_counts_from_one_start_keep_the_difference() -> None:
    rates = rates_of(indicator("累計10件", "累計15件", "累計30件", INCREASE, Accumulation.CUMULATIVE))
    assert rates.progress == Fraction(1, 4)


def test_only_one_cumulative_value_is_not_compared() -> None:
    rates = rates_of(indicator("－", "45人", "累計230人"))
    assert rates.achievement == Undefined(UndefinedReason.NOT_ALL_CUMULATIVE)


@pytest.mark.parametrize(
    ("baseline", "actual", "target", "progress_defined"),
    [
        ("5件", "6%", "10件", False),
        ("5%", "6件", "10件", False),
        ("5", "6件", "10件", True),
        ("5千円", "6千円", "10千円", True),
    ],
)
def test_units_must_agree(baseline: str, actual: str, target: str, progress_defined: bool) -> None:
    rates = rates_of(indicator(baseline, actual, target, INCREASE))
    assert isinstance(rates.progress, Fraction) is progress_defined
    if not progress_defined:
        assert rates.progress == Undefined(UndefinedReason.UNITS_DIFFER)


def test_pace_of_a_cumulative_indicator_against_the_even_way() -> None:
    share = achievement_rate(D(45), D(230))
    assert isinstance(share, Fraction)
    assert str(percent(share)) == "19.6"
    on_pace = pace(share, StraightPath(5), 2)
    assert isinstance(on_pace, Fraction)
    assert str(percent(on_pace)) == "48.9"


@pytest.mark.parametrize(
    ("elapsed", "expected"), [(-1, 0), (0, 0), (1, 20), (2, 40), (3, 60), (5, 100), (6, 100), (99, 100)]
)
def test_both_paths_begin_with_nothing_and_end_with_all(elapsed: int, expected: int) -> None:
    steps = StepPath(tuple(Fraction(share, 100) for share in (20, 40, 60, 80, 100)))
    for path in (StraightPath(5), steps):
        assert path.expected(elapsed) == Fraction(expected, 100)


def test_pace_is_undefined_where_nothing_is_expected_yet() -> None:
    assert pace(Fraction(1, 2), StraightPath(5), 0) == Undefined(UndefinedReason.NOTHING_EXPECTED)
    late = StepPath((Fraction(0), Fraction(0), Fraction(1)))
    assert pace(Fraction(1, 2), late, 2) == Undefined(UndefinedReason.NOTHING_EXPECTED)
    assert pace(Fraction(1, 2), late, 3) == Fraction(1, 2)
    assert pace(Undefined(UndefinedReason.NO_BASELINE), late, 3) == Undefined(UndefinedReason.NO_BASELINE)


def test_every_reason_has_its_own_japanese_sentence() -> None:
    assert len({reason.label for reason in UndefinedReason}) == len(UndefinedReason)
