"""What a cell shows: numbers and dates in the formats that offices use."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.domain.japanese_date import parse_date
from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.read_excel.date_format import is_date_format, shown_date
from mitodoke.sources.read_excel.number_format import plain_number, shown_number
from mitodoke.sources.read_excel.open_book import open_book

NUMBERS = [
    ("1", "General", "1"),
    ("1.0", "General", "1"),
    ("0.30000000000000004", "General", "0.3"),
    ("46.199999999999996", "General", "46.2"),
    ("1E+3", "General", "1000"),
    ("0", "General", "0"),
    ("-0.5", "General", "-0.5"),
    ("0.95", "0%", "95%"),
    ("0.954", "0.0%", "95.4%"),
    ("1.005", "0.00", "1.01"),
    ("2.5", "0", "3"),
    ("-2.5", "0", "-3"),
    ("1234567.5", "#,##0", "1,234,568"),
    ("0", "#,##0", "0"),
    ("0", "#,###", ""),
    ("7", "00", "07"),
    ("1234", '#,##0"人"', "1,234人"),
    ("24", '"約"0"人"', "約24人"),
    ("12345678", '#,##0,"千円"', "12,346千円"),
    ("-3", "#,##0;▲#,##0", "▲3"),
    ("3", "#,##0;▲#,##0", "3"),
    ("0", '0;-0;"－"', "－"),
    ("5", "@", "5"),
    ("5", "[Red]0", "5"),
    ("1500", "[$¥-411]#,##0", "¥1,500"),
    ("3.10", "0.0#", "3.1"),
    ("3", "0\\人", "3人"),
    ("3", "0_ ", "3"),
    ("0.5", "# ?/?", "0.5"),
    ("150", "[>100]0;0.0", "150"),
    ("1.5", "0.00E+00", "1.5"),
    ("12", '"第"General"回"', "第12回"),
    ("99999999999999999999", "0", "100000000000000000000"),
]


@pytest.mark.parametrize(("value", "code", "shown"), NUMBERS)
def test_a_number_in_its_format(value: str, code: str, shown: str) -> None:
    assert shown_number(Decimal(value), code) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_number_in_full_is_read_as_it_was(value: Decimal) -> None:
    exact = Decimal(str(float(value)))
    assert abs(Decimal(plain_number(exact)) - exact) <= abs(exact) * Decimal("1e-14")


@settings(max_examples=300)
@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6),
    st.text(alphabet='0#?.,%;"\\_*[]@ymdge年人-General$', max_size=20),
)
def test_no_format_raises(value: Decimal, code: str) -> None:
    assert isinstance(shown_number(value, code), str)
    if is_date_format(code):
        shown_date(value, code, from_1904=False)


DATES = [
    ("45472", 'yyyy"年"m"月"d"日"', "2024年6月29日"),
    ("45472", '[$-411]ggge"年"m"月"d"日";@', "令和6年6月29日"),
    ("45472", "[$-411]ge.m.d", "R6.6.29"),
    ("45472", "yyyy/mm/dd", "2024/06/29"),
    ("45472", "yyyy/m/d", "2024/6/29"),
    ("45472", '[$-411]ggge"年"m"月"', "令和6年6月"),
    ("45472", '[$-411]ggge"年度"', "令和6年度"),
    ("45472", 'ggge"年"m"月"d"日("aaa")"', "令和6年6月29日(土)"),
    ("43586", 'ggge"年"m"月"d"日"', "令和1年5月1日"),
    ("43586", '[$-ja-JP-x-gannen]ggge"年"m"月"d"日"', "令和元年5月1日"),
    ("43585", 'ggge"年"m"月"d"日"', "平成31年4月30日"),
    ("45472.5625", "yyyy/m/d h:mm", "2024/6/29 13:30"),
    ("0.5625", "h:mm", "13:30"),
    ("1.5", "[h]:mm", "36:00"),
    ("1", "yyyy/m/d", "1900/1/1"),
    ("59", "yyyy/m/d", "1900/2/28"),
    ("61", "yyyy/m/d", "1900/3/1"),
]


@pytest.mark.parametrize(("serial", "code", "shown"), DATES)
def test_a_date_in_its_format(serial: str, code: str, shown: str) -> None:
    assert is_date_format(code)
    found = shown_date(Decimal(serial), code, from_1904=False)
    assert found is not None
    assert (found.text, found.completed) == (shown, False)


@pytest.mark.parametrize("code", ['m"月"d"日"', "m/d", "d-mmm-yy", "yy/m/d", "mmmm d", "dddd"])
def test_a_date_that_is_shown_in_part_is_written_in_full(code: str) -> None:
    found = shown_date(Decimal(45472), code, from_1904=False)
    assert found is not None
    assert (found.text, found.completed) == ("2024/6/29", True)


@pytest.mark.parametrize("serial", ["60", "-1", "2958466", "1E+20"])
def test_what_is_no_day_is_no_date(serial: str) -> None:
    assert shown_date(Decimal(serial), "yyyy/m/d", from_1904=False) is None


@pytest.mark.parametrize(
    "code", ["General", "0", "0%", "0.00E+00", "@", '"日付"0', "#,##0;[Red]-#,##0", '0"年"']
)
def test_a_number_format_is_no_date_format(code: str) -> None:
    assert not is_date_format(code)


@given(st.dates(min_value=datetime.date(1904, 1, 2), max_value=datetime.date(2099, 12, 31)), st.booleans())
def test_both_date_systems_lead_to_the_same_day(day: datetime.date, from_1904: bool) -> None:
    first = datetime.date(1904, 1, 1) if from_1904 else datetime.date(1899, 12, 30)
    found = shown_date(Decimal((day - first).days), 'ggge"年"m"月"d"日"', from_1904=from_1904)
    assert found is not None
    span = parse_date(found.text)
    assert span is not None
    assert span.start == day.isoformat()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.integers(-(10**9), 10**9),
            st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1)),
            st.text(
                alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
                min_size=1,
                max_size=20,
            ),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_another_library_wrote_what_is_read(values: list[int | datetime.date | str | bool]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, value in enumerate(values, start=1):
        cell = sheet.cell(row=row, column=2)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    stored = io.BytesIO()
    book.save(stored)

    found = open_book(OfficeArchive(stored.getvalue(), "x")).sheets[0]

    for row, value in enumerate(values, start=1):
        if isinstance(value, str) and not value.strip():
            continue
        text = found.rows[row][0].text
        if isinstance(value, bool):
            assert text == str(value).upper()
        elif isinstance(value, datetime.date):
            assert datetime.date(*map(int, text.replace("-", "/").split("/"))) == value
        else:
            assert text == str(value).replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
