"""Shares of a whole that add up to exactly 100 (percentage trap 11)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.shares import shares


@pytest.mark.parametrize(
    ("values", "decimals", "expected"),
    [
        ((1, 1, 1), 0, ("34", "33", "33")),
        ((1, 1, 1), 1, ("33.4", "33.3", "33.3")),
        ((2, 1), 0, ("67", "33")),
        ((1, 0), 0, ("100", "0")),
        ((5,), 2, ("100.00",)),
        ((335, 335, 330), 0, ("34", "33", "33")),
        ((Decimal("0.5"), Fraction(1, 2)), 0, ("50", "50")),
        ((41, 3, 4), 0, ("86", "6", "8")),
    ],
)
def test_largest_remainder(
    values: tuple[int | Decimal | Fraction, ...], decimals: int, expected: tuple[str, ...]
) -> None:
    found = shares(values, decimals)
    assert found is not None
    assert tuple(map(str, found)) == expected


@pytest.mark.parametrize("values", [(), (0,), (0, 0, 0)])
def test_shares_of_nothing_are_undefined(values: tuple[int, ...]) -> None:
    assert shares(values) is None


def test_negative_values_have_no_shares() -> None:
    with pytest.raises(ValueError, match="negative"):
        shares([3, -1])


@given(
    st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=50),
    st.integers(min_value=0, max_value=3),
)
def test_shares_add_to_exactly_100_and_stay_within_one_unit(values: list[int], decimals: int) -> None:
    found = shares(values, decimals)
    if not any(values):
        assert found is None
        return
    assert found is not None
    assert sum(found) == 100
    unit = Fraction(1, 10**decimals)
    for value, share in zip(values, found, strict=True):
        assert abs(Fraction(share) - Fraction(100 * value, sum(values))) < unit
        assert value or not share
