"""Municipality codes: the check digit, and every code of the national list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.municipality import check_digit, is_municipality_code
from mitodoke.sources.find_municipality import municipality_codes


@pytest.mark.parametrize(
    ("first_five", "digit"), [("01100", "2"), ("13101", "6"), ("47382", "1"), ("27100", "4"), ("00000", "1")]
)
def test_the_check_digit(first_five: str, digit: str) -> None:
    assert check_digit(first_five) == digit


@pytest.mark.parametrize("text", ["", "1234", "123456", "1234x", "０１１００", "-1234", "1 234", "12345\n"])
def test_no_check_digit_of_anything_else(text: str) -> None:
    with pytest.raises(ValueError, match="five digits"):
        check_digit(text)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("011002", True),
        ("131016", True),
        ("011003", False),
        ("01100", False),
        ("0110022", False),
        ("０１１００２", False),
        ("011002\n", False),
        ("", False),
    ],
)
def test_a_code_has_six_digits_and_a_right_one(code: str, right: bool) -> None:
    assert is_municipality_code(code) is right


def test_every_code_of_the_national_list_is_right() -> None:
    codes = [code for found in municipality_codes().values() for code in found]
    assert len(codes) > 1700
    assert [code for code in codes if not is_municipality_code(code)] == []


@given(st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_only_one_last_digit_is_right(first_five: str) -> None:
    right = [digit for digit in "0123456789" if is_municipality_code(first_five + digit)]
    assert right == [check_digit(first_five)]
