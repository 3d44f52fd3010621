"""Ticks enclose their values at round steps, for any size and sign, and their numbers stay short."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.outputs.charts.axis_ticks import Power, axis, nice_ticks

POWERS = (Power(4, "万"), Power(8, "億"), Power(12, "兆"))
EXACT = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.fractions(),
    st.integers(min_value=-(10**30), max_value=10**30),
)


@pytest.mark.parametrize(
    ("values", "numbers", "factor"),
    [
        ((94, 130), ("90", "100", "110", "120", "130"), ""),
        ((17550, 18000), ("17,500", "17,600", "17,700", "17,800", "17,900", "18,000"), ""),
        ((-820, 120), ("−1,000", "−500", "0", "500"), ""),
        ((100, 100), ("0", "20", "40", "60", "80", "100"), ""),
        ((-5, -5), ("−5", "−4", "−3", "−2", "−1", "0"), ""),
        ((0, 0), ("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), ""),
        ((Decimal("195.1"), Decimal("199.5")), ("195", "196", "197", "198", "199", "200"), ""),
        ((10**15, 2 * 10**15), ("0", "500", "1,000", "1,500", "2,000"), "兆"),
        ((Decimal("1E-12"), Decimal("3.3E-11")), ("0", "1", "2", "3", "4"), "×10⁻¹¹"),
    ],
)
def test_ticks_and_their_numbers(
    values: tuple[Decimal | int, ...], numbers: tuple[str, ...], factor: str
) -> None:
    drawn = axis(values, POWERS)
    assert (drawn.numbers, drawn.factor) == (numbers, factor)


def test_without_words_a_large_number_is_divided_by_a_power_of_ten() -> None:
    drawn = axis([0, 4_000_000])
    assert (drawn.numbers, drawn.factor) == (("0", "1", "2", "3", "4"), "×10⁶")


@given(EXACT, EXACT)
def test_ticks_enclose_the_values(one: Decimal | Fraction | int, other: Decimal | Fraction | int) -> None:
    ticks = nice_ticks(one, other)
    values = ticks.values
    assert values[0] <= min(Fraction(one), Fraction(other))
    assert max(Fraction(one), Fraction(other)) <= values[-1]
    assert 2 <= len(values) <= 6
    assert ticks.lead in (1, 2, 5)
    assert values[1] - values[0] == ticks.lead * Fraction(10) ** ticks.exponent


@given(EXACT, EXACT, st.integers(min_value=1, max_value=10**6))
def test_a_value_lies_where_its_share_of_the_axis_is(
    one: Decimal | Fraction | int, other: Decimal | Fraction | int, length: int
) -> None:
    ticks = nice_ticks(one, other)
    first, last = ticks.values[0], ticks.values[-1]
    exact = (Fraction(one) - first) / (last - first) * length
    assert abs(ticks.along(length, one) - exact) <= Fraction(1, 2)
    assert 0 <= ticks.along(length, one) <= length


@given(st.lists(EXACT, min_size=1, max_size=5))
def test_numbers_of_ticks_are_different(values: list[Decimal | Fraction | int]) -> None:
    numbers = axis(values).numbers
    assert len(set(numbers)) == len(numbers)
