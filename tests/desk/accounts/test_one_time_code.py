"""Codes that change with time: the values of RFC 6238, drift, and what people type."""

from __future__ import annotations

import base64
import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.desk.accounts.one_time_code import (
    in_groups,
    matching_step,
    new_secret,
    picture_of,
    qr_code,
    typed_code,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()


def at(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)


# RFC 6238, appendix B (SHA-1), the last six of its eight digits.
@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_values_of_the_standard(seconds: int, code: str) -> None:
    assert matching_step(SECRET, code, at(seconds)) == seconds // 30


@pytest.mark.parametrize(
    ("shift", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_clocks_may_differ_by_one_step(shift: int, accepted: bool) -> None:
    found = matching_step(SECRET, "005924", at(1234567890 + shift))
    assert found == (1234567890 // 30 if accepted else None)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("005924", "005924"),
        (" 005 924\n", "005924"),
        ("００５９２４", "005924"),
        ("005-924", "005924"),
        ("05924", ""),
        ("0059240", ""),
        ("", ""),
        ("abcdef", ""),
        ("٠٠٥٩٢٤", ""),
        ("0" * 100_000, ""),
        ("\u202e005924", ""),
        ("\x00" * 6, ""),
    ],
)
def test_codes_as_people_type_them(typed: str, read: str) -> None:
    assert typed_code(typed) == read


@given(st.text())
def test_no_text_is_taken_for_a_code_but_six_digits(text: str) -> None:
    read = typed_code(text)
    assert read == "" or re.fullmatch(r"[0-9]{6}", read)
    if not read:
        assert matching_step(SECRET, text, at(0)) is None


def test_secrets_are_random_and_long_enough() -> None:
    made = {new_secret() for _ in range(50)}
    assert len(made) == 50
    assert all(len(base64.b32decode(one)) == 20 for one in made)
    assert in_groups("ABCDEFGH2") == "ABCD EFGH 2"


def test_the_picture_is_markup_without_styles_and_scripts() -> None:
    picture = qr_code(SECRET, "<b>花子&")
    assert picture.startswith("<svg")
    assert "style=" not in picture
    assert "<b>" not in picture
    assert picture_of("x" * 300).startswith("<svg")
