"""Rounding: every mode against Decimal where both are defined, ties, signs, and numbers of any size."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.rounding import RoundingMode, RoundingRule, exact_text

DOWN, HALF_UP, HALF_EVEN, UP = (
    RoundingMode.DOWN,
    RoundingMode.HALF_UP,
    RoundingMode.HALF_EVEN,
    RoundingMode.UP,
)
THEIRS = {
    DOWN: decimal.ROUND_DOWN,
    HALF_UP: decimal.ROUND_HALF_UP,
    HALF_EVEN: decimal.ROUND_HALF_EVEN,
    UP: decimal.ROUND_UP,
}
fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@pytest.mark.parametrize(
    ("exact", "decimals", "down", "half_up", "half_even", "up"),
    [
        ("44.6", 0, "44", "45", "45", "45"),
        ("0.5", 0, "0", "1", "0", "1"),
        ("1.5", 0, "1", "2", "2", "2"),
        ("2.5", 0, "2", "3", "2", "3"),
        ("-0.5", 0, "0", "-1", "0", "-1"),
        ("-2.5", 0, "-2", "-3", "-2", "-3"),
        ("-2.4", 0, "-2", "-2", "-2", "-3"),
        ("41.25", 1, "41.2", "41.3", "41.2", "41.3"),
        ("41.35", 1, "41.3", "41.4", "41.4", "41.4"),
        ("1.005", 2, "1.00", "1.01", "1.00", "1.01"),
        ("0", 1, "0.0", "0.0", "0.0", "0.0"),
        ("-0.01", 1, "0.0", "0.0", "0.0", "-0.1"),
        ("1/3", 3, "0.333", "0.333", "0.333", "0.334"),
        ("-1/3", 3, "-0.333", "-0.333", "-0.333", "-0.334"),
        ("15", -1, "10", "20", "20", "20"),
        ("-25", -1, "-20", "-30", "-20", "-30"),
        ("12345", -2, "12300", "12300", "12300", "12400"),
    ],
)
def test_every_mode(exact: str, decimals: int, down: str, half_up: str, half_even: str, up: str) -> None:
    got = [
        str(RoundingRule(mode, decimals).apply(Fraction(exact))) for mode in (DOWN, HALF_UP, HALF_EVEN, UP)
    ]
    assert got == [down, half_up, half_even, up]


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6),
    st.integers(min_value=0, max_value=6),
    st.sampled_from(RoundingMode),
)
def test_decimal_agrees_where_both_are_defined(value: Decimal, decimals: int, mode: RoundingMode) -> None:
    theirs = value.quantize(Decimal(1).scaleb(-decimals), rounding=THEIRS[mode])
    ours = RoundingRule(mode, decimals).apply(Fraction(value))
    assert ours == theirs
    assert ours.as_tuple().exponent == -decimals


@given(fractions, st.integers(min_value=-3, max_value=8), st.sampled_from(RoundingMode))
def test_the_rounded_value_is_a_nearest_printable_one(
    exact: Fraction, decimals: int, mode: RoundingMode
) -> None:
    rounded = Fraction(RoundingRule(mode, decimals).apply(exact))
    step = Fraction(10) ** -decimals
    assert abs(rounded - exact) < step
    assert (rounded / step).denominator == 1
    if mode in (HALF_UP, HALF_EVEN):
        assert abs(rounded - exact) <= step / 2
    if mode is DOWN:
        assert abs(rounded) <= abs(exact)
    if mode is UP:
        assert abs(rounded) >= abs(exact)


@given(fractions, st.integers(min_value=0, max_value=6), st.sampled_from(RoundingMode))
def test_signs_are_symmetric_and_a_rounded_value_stays(
    exact: Fraction, decimals: int, mode: RoundingMode
) -> None:
    rule = RoundingRule(mode, decimals)
    once = rule.apply(exact)
    assert rule.apply(-exact) == -once
    assert rule.apply(Fraction(once)) == once
    assert str(once) != "-0"


@pytest.mark.parametrize("digits", [29, 100, 5000])
def test_numbers_of_any_size_stay_exact(digits: int) -> None:
    exact = Fraction(10**digits - 1) + Fraction(1, 4)
    rounded = RoundingRule(HALF_UP, 1).apply(exact)
    assert Fraction(rounded) == Fraction(10**digits - 1) + Fraction(3, 10)
    assert Fraction(RoundingRule(HALF_UP, 1).apply(-exact)) == -Fraction(rounded)


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("1/3", "0.333333333333"),
        ("2/3", "0.666666666667"),
        ("49", "49"),
        ("49.40", "49.4"),
        ("100", "100"),
        ("0", "0"),
        ("-1/2", "-0.5"),
        ("1/10000000000000", "0"),
        ("-1/10000000000000", "0"),
        ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
    ],
)
def test_an_exact_value_as_text(exact: str, text: str) -> None:
    assert exact_text(Fraction(exact)) == text


def test_every_mode_has_a_japanese_name() -> None:
    assert [mode.label for mode in RoundingMode] == ["切り捨て", "四捨五入", "偶数丸め", "切り上げ"]
