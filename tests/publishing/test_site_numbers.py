"""Dates, numbers and quantities as people read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from mitodoke.domain.quantity import MissingReason, Quantity, parse_quantity
from mitodoke.publishing.presentation.dates import show_date, show_fiscal_year, show_range, show_year
from mitodoke.publishing.presentation.numbers import show_number, show_quantity
from mitodoke.publishing.presentation.rates import show_percent


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2025-03-31", "令和7年3月31日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2019-04-30", "平成31年4月30日"),
        ("2021-01", "令和3年1月"),
        ("2019-05", "令和元年5月"),
        ("1989-01", "平成元年1月"),
        ("2025-02-30", "2025-02-30"),
        ("2025-13", "2025-13"),
        ("1700-01-01", "1700年1月1日"),
        ("通年", "通年"),
        ("", ""),
        (None, ""),
    ],
)
def test_dates_in_japanese_eras(iso: str | None, expected: str) -> None:
    assert show_date(iso) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-06-29", "2024-06-30", "令和6年6月29日～30日"),
        ("2024-08-28", "2024-09-01", "令和6年8月28日～9月1日"),
        ("2020-11-02", "2021-01-29", "令和2年11月2日～令和3年1月29日"),
        ("2019-04-20", "2019-05-02", "平成31年4月20日～令和元年5月2日"),
        ("2020-04", "2021-03", "令和2年4月～令和3年3月"),
        ("2020-04", "2020-06", "令和2年4月～6月"),
        ("2020-06-03", "1990-08-30", "令和2年6月3日～平成2年8月30日"),
        ("2020-06-03", "2020-06-03", "令和2年6月3日～3日"),
        ("2020-06-03", None, "令和2年6月3日"),
        (None, "2020-06-03", "～令和2年6月3日"),
        (None, None, ""),
    ],
)
def test_ranges_leave_out_what_the_start_told(start: str | None, end: str | None, expected: str) -> None:
    assert show_range(start, end) == expected


@pytest.mark.parametrize(
    ("year", "calendar", "expected"),
    [
        (2018, False, "平成30年度"),
        (2019, False, "令和元年度"),
        (2018, True, "平成30年"),
        (None, False, ""),
        (1500, False, "1500年度"),
        (1500, True, "1500年"),
    ],
)
def test_years_of_values(year: int | None, calendar: bool, expected: str) -> None:
    assert show_year(year, calendar_year=calendar) == expected


def test_an_unknown_fiscal_year_is_said() -> None:
    assert show_fiscal_year(None) == "年度不明"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("41.20"), "41.20"),
        (Decimal("-1234567"), "−1,234,567"),
        (1000, "1,000"),
        (0, "0"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("1E+60"), "1" + "0" * 60),
    ],
)
def test_numbers_are_grouped_and_keep_their_decimals(value: Decimal | int, expected: str) -> None:
    assert show_number(value) == expected


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (Fraction(3679, 4107), "89.6％"),
        (Fraction(-5, 4), "−125.0％"),
        (Fraction(0), "0.0％"),
        (Fraction(2), "200.0％"),
        (Fraction(1, 2000), "0.1％"),
    ],
)
def test_rates_have_one_decimal_and_no_cap(rate: Fraction, expected: str) -> None:
    assert show_percent(rate) == expected


@pytest.mark.parametrize(
    ("printed", "text", "as_printed", "data"),
    [
        ("63社", "63社", None, "63"),
        ("1,200人", "1,200人", None, "1200"),
        ("1200人", "1,200人", "1200人", "1200"),
        ("累計 45 人", "45人", None, "45"),
        ("約24人", "24人", None, "24"),
        ("199.5 万人", "1,995,000人", "199.5 万人", "1995000"),
        ("50.0%", "50.0%", None, "50.0"),
        ("▲3.2%", "−3.2%", "▲3.2%", "-3.2"),
        ("0 社", "0社", None, "0"),
        ("－", "記載なし（－）", None, None),
        ("", "空欄", None, None),
        ("検討中", "数値ではない", "検討中", None),
    ],
)
def test_quantities_show_number_and_print(
    printed: str, text: str, as_printed: str | None, data: str | None
) -> None:
    shown = show_quantity(parse_quantity(printed))
    assert (shown.text, shown.printed, shown.data, shown.missing) == (text, as_printed, data, data is None)


def test_a_reported_zero_is_a_number_and_a_lost_value_is_not() -> None:
    lost = show_quantity(Quantity(printed="", missing=MissingReason.LOST))
    assert (lost.text, lost.data) == ("原文で失われている", None)
    assert show_quantity(parse_quantity("0")).text == "0"


def test_marks_of_a_quantity_are_kept() -> None:
    shown = show_quantity(parse_quantity("延べ約309人"))
    assert (shown.cumulative, shown.approximate, shown.text) == (True, True, "309人")
