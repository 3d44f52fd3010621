"""The words and numbers of a report."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.outputs.reports import wording


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ふつうの文", "ふつうの文"),
        ("a\tb", "a b"),
        ("一\r\n二", "一\n二"),
        ("\x00\x07\x1b", ""),
        ("\u202eさかさま\u2069", "さかさま"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("\ud800", "\ufffd"),
        ("", ""),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert wording.printable(text) == expected


@settings(deadline=None)
@given(st.text())
def test_printable_keeps_every_letter_and_is_stable(text: str) -> None:
    once = wording.printable(text)
    assert wording.printable(once) == once
    assert [c for c in text if c.isalnum()] == [c for c in once if c.isalnum()]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 20, 0),
        ("あ", 20, 1),
        ("あ" * 8, 20, 1),
        ("あ" * 9, 20, 2),
        ("一\n二\n\n三", 20, 4),
        ("あ" * 50, 1, 50),
    ],
)
def test_lines_taken(text: str, width: int, expected: int) -> None:
    assert wording.lines_taken(text, width) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (12340, "12,340"), (Decimal("41.20"), "41.20"), (Decimal("-1234.5"), "-1,234.5"), (10**40, "1" + "0" * 40)],
)  # fmt: skip
def test_number(value: Decimal | int, expected: str) -> None:
    assert wording.number(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(None, "原文から失われています"), (Decimal(0), "0%"), (Decimal("41.2"), "41.2%")])  # fmt: skip
def test_percent_never_makes_absence_zero(value: Decimal | None, expected: str) -> None:
    assert wording.percent(value) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, ""),
        ("2025-01-01", "2026-03-31", "令和7年1月～令和8年3月末"),
        ("2025-01", "2026-03", "令和7年1月～令和8年3月"),
        ("2025-04-01", "2026-03-15", "令和7年4月～令和8年3月"),
        ("2025-04-01", None, "令和7年4月～"),
        (None, "9999-12-31", "～令和7981年12月"),
    ],
)
def test_period(start: str | None, end: str | None, expected: str) -> None:
    assert wording.period(start, end) == expected


@pytest.mark.parametrize(
    ("year", "calendar_year", "expected"),
    [(None, False, ""), (2025, False, "令和7年度"), (2019, True, "令和元年"), (2018, False, "平成30年度"), (10**6, True, "1000000年")],
)  # fmt: skip
def test_year_words(year: int | None, calendar_year: bool, expected: str) -> None:
    assert wording.year_words(year, calendar_year=calendar_year) == expected


@pytest.mark.parametrize(("count", "expected"), [(1, "①"), (20, "⑳"), (21, "21"), (0, "0")])
def test_measure_number(count: int, expected: str) -> None:
    assert wording.measure_number(count) == expected


@pytest.mark.parametrize(("text", "expected"), [("短い", "短い"), ("12345", "12345"), ("123456", "1234…")])
def test_shortened(text: str, expected: str) -> None:
    assert wording.shortened(text, 5) == expected
