"""Places in a text: written and read back, and refused when they are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.place import LineRange, line_place, parse_place

ranges = st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)


@pytest.mark.parametrize(
    ("first", "last", "place"), [(1, None, "L1"), (120, 120, "L120"), (120, 134, "L120-L134")]
)
def test_a_place_is_written(first: int, last: int | None, place: str) -> None:
    assert line_place(first, last) == place


@pytest.mark.parametrize(
    "place",
    [
        "",
        "L",
        "L0",
        "L01",
        "l1",
        "L1-",
        "L1-L0",
        "L5-L3",
        "L1-L2-L3",
        "L1 ",
        "L1\n",
        "L１",
        "p3",
        "L" + "9" * 5000,
    ],
)
def test_what_is_no_place_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse_place(place)


@pytest.mark.parametrize(("first", "last"), [(0, 1), (-1, 1), (2, 1)])
def test_no_range_ends_before_it_starts(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="not a range"):
        LineRange(first, last)


@given(ranges)
def test_places_round_trip(span: tuple[int, int]) -> None:
    assert parse_place(line_place(*span)) == LineRange(*span)
