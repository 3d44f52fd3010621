"""What people and programs do to cells: read where one thing can be meant, else a problem at its address."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.answer_fields import FIELDS, FieldKind, parse_field, tidy_value, value_refusal
from mitodoke.domain.fiscal_year import format_date
from mitodoke.reporting.workbook.cell_values import cell_of, content_of, value_in
from mitodoke.reporting.workbook.example_dates import ExampleDates
from mitodoke.reporting.workbook.layout import SHEETS, list_of
from mitodoke.reporting.workbook.raw_cells import CellShape, RawCell
from reporting.workbook.edited_books import Book, Office

STEP, STATE, VALUE, DATES, TEXT = (
    "rating.step", "rating.state", "kpi.K1.value", "occurrence.1.dates", "rating.reason"
)  # fmt: skip

DATES_OF_JUNE = ExampleDates(datetime.date(2021, 6, 28))


def cell(value: Any, **more: Any) -> RawCell:
    """A cell that holds `value`."""
    told: dict[str, Any] = {"address": "F5", "shape": CellShape.TEXT, "text": ""}
    if isinstance(value, datetime.date):
        told |= {"shape": CellShape.DATE, "text": value.isoformat(), "number": Decimal(45809), "day": value}
    elif isinstance(value, Decimal):
        told |= {"shape": CellShape.NUMBER, "text": str(value), "number": value}
    elif value is None:
        told |= {"shape": CellShape.EMPTY}
    else:
        told |= {"text": value}
    return RawCell(**(told | more))


def field(name: str) -> Any:
    """A field by its name."""
    found = parse_field(name)
    assert found is not None
    return found


READ: list[tuple[str, RawCell, str | None]] = [
    (STEP, cell(Decimal(7)), "7"),
    (STEP, cell(Decimal("7.0")), "7"),
    (STEP, cell("７"), "7"),
    (STEP, cell(" 10 "), "10"),
    (STEP, cell("07"), "7"),
    (STEP, cell(None), None),
    (STEP, cell("　"), None),
    (STATE, cell("事業完了"), "done"),
    (STATE, cell(" 事業 完了　"), "done"),
    (STATE, cell("done"), "done"),
    (STATE, cell("　 "), None),
    (VALUE, cell(Decimal(9)), "9"),
    (VALUE, cell(Decimal("0.10000000000000001")), "0.1"),
    (VALUE, cell("9か所 "), "9か所"),
    (VALUE, cell("１，２３４．５"), "1,234.5"),
    (VALUE, cell(Decimal("0.125"), percent=True), "12.5%"),
    (DATES, cell(datetime.date(2025, 6, 1)), "令和7年6月1日"),
    (DATES, cell(datetime.date(2019, 5, 1)), "令和元年5月1日"),
    (DATES, cell("R7.6.1"), "R7.6.1"),
    (DATES, cell("2025/6/1"), "2025/6/1"),
    (DATES, cell("45809"), "令和7年6月1日"),
    (DATES, cell(Decimal(45809)), "令和7年6月1日"),
    (DATES, cell("４５８０９"), "令和7年6月1日"),
    (DATES, cell("通年"), "通年"),
    (DATES, cell(" 令和7年6月1日～3日 "), "令和7年6月1日～3日"),
    (TEXT, cell("よい\r\n結果　"), "よい\n結果"),
    (TEXT, cell(Decimal("1.50")), "1.5"),
    (TEXT, cell(datetime.date(2025, 6, 1)), "令和7年6月1日"),
    (TEXT, cell("=SUM(A1)"), "=SUM(A1)"),
]


@pytest.mark.parametrize(("name", "raw", "meant"), READ)
def test_what_is_meant_is_read(name: str, raw: RawCell, meant: str | None) -> None:
    read = value_in(field(name), raw, DATES_OF_JUNE)
    assert (read.value, read.problem) == (meant, None)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        (STEP, cell(Decimal("7.5"))),
        (STEP, cell(Decimal(11))),
        (STEP, cell(Decimal(-1))),
        (STEP, cell("よい")),
        (STEP, cell(datetime.date(2025, 6, 1))),
        (STATE, cell("順調")),
        (STATE, cell(Decimal(1))),
        (VALUE, cell(datetime.date(2025, 6, 1))),
        (VALUE, cell("9" * 201)),
        (DATES, cell(Decimal("45809.5"))),
        (DATES, cell("12")),
        (DATES, cell(None, shape=CellShape.DATE, text="1900/0/0")),
        (TEXT, cell("あ" * 4001)),
        (TEXT, cell("a\u202eb")),
        (TEXT, cell("#N/A", shape=CellShape.ERROR)),
        (TEXT, cell(None, shape=CellShape.NO_RESULT, formula=True)),
    ],
)
def test_what_cannot_be_meant_is_a_problem(name: str, raw: RawCell) -> None:
    read = value_in(field(name), raw, DATES_OF_JUNE)
    assert read.problem is not None
    assert read.problem.endswith("。")
    assert read.value is None


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        (VALUE, cell("１２３"), "全角"),
        (DATES, cell("45809"), "通し番号"),
        (DATES, cell("6月29日"), "には年がありません。「令和3年6月28日」のように年から入力してください。"),
        (VALUE, cell(Decimal(3), formula=True), "数式"),
        (TEXT, cell(datetime.date(2025, 6, 1)), "日付になっています"),
    ],
)
def test_what_is_read_with_a_doubt_is_told(name: str, raw: RawCell, told: str) -> None:
    assert told in (value_in(field(name), raw, DATES_OF_JUNE).notice or "")


@pytest.mark.parametrize("raw", [cell("12"), cell(None, shape=CellShape.DATE, text="1900/0/0")])
def test_a_date_that_is_none_is_told_with_an_example_of_the_year(raw: RawCell) -> None:
    assert "R3.6.28 のように入力してください。" in (value_in(field(DATES), raw, DATES_OF_JUNE).problem or "")


@pytest.mark.parametrize("text", ["令和7年2月30日", "6月31日", "令和7年5月5日～3日", "令和0年5月1日"])
def test_what_no_calendar_has_is_left_to_the_checks_at_entry(text: str) -> None:
    assert value_in(field(DATES), cell(text), DATES_OF_JUNE).notice is None


@given(
    name=st.sampled_from([column.field("1") for sheet in SHEETS for column in sheet.fields]),
    text=st.one_of(
        st.text(max_size=60),
        st.decimals(allow_nan=False, allow_infinity=False).map(str),
        st.integers().map(str),
        st.dates(datetime.date(1868, 1, 25)).map(format_date),
        st.sampled_from(["0", "-0", "00", "1.10", "1e5", "１", "45809", "0.0001", "-12.5"]),
    ),
)
def test_what_is_written_is_read_again_character_by_character(name: str, text: str) -> None:
    parsed = field(name)
    value = tidy_value(text)
    if value is None or value_refusal(parsed, value) is not None:
        return
    content = content_of(parsed.rule, value)
    read = value_in(parsed, cell_of(content), DATES_OF_JUNE)
    if isinstance(content, str) and parsed.rule.kind in (
        FieldKind.WHOLE,
        FieldKind.DATES,
        FieldKind.QUANTITY,
    ):
        # Such a text was typed on the web as it is: a workbook may read it anew, but never as another number.
        return
    if parsed.rule.kind is FieldKind.WHOLE and value not in list_of(parsed.rule):
        assert read.problem is not None
        return
    assert (read.value, read.problem) == (value, None)


def test_every_field_has_its_column_once_and_lists_fit_a_spreadsheet() -> None:
    columns = [column for sheet in SHEETS for column in sheet.fields]
    names = {(column.rule.part, column.rule.name) for column in columns}
    assert names == {(rule.part, rule.name) for rule in FIELDS}
    assert all(len(",".join(list_of(column.rule))) <= 255 for column in columns)


@pytest.mark.django_db
def test_a_stored_text_that_would_be_read_anew_is_no_change_while_untouched() -> None:
    office = Office("register")
    [entry] = office.round.assignments.filter(department=office.department)
    office.desk.save(entry, "occurrence.1.dates", "45809")
    office.desk.save(entry, "occurrence.1.participants", "１２３人")
    office.desk.save(entry, "occurrence.2.participants", "１２３")
    office.desk.save(entry, "entry.participants", "１，２３４")
    reading = office.read(office.made())
    assert reading.changes_nothing
    assert reading.problems == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fill", "told"),
    [
        (lambda book: setattr(book.one("rating.step"), "value", "=1+2"), "計算結果のない数式"),
        (lambda book: setattr(book.one("rating.step"), "value", "#N/A"), "エラー値"),
        (lambda book: setattr(book.one("rating.state"), "value", "順調"), "選択肢にありません"),
        (lambda book: book.book["評価・根拠資料"].merge_cells("F4:G4"), "結合"),
        (lambda book: setattr(book.one("rating.reason"), "value", "あ" * 4001), "4,000字まで"),
    ],
)
def test_a_problem_names_its_cell_and_holds_the_row_back(fill: Any, told: str) -> None:
    office = Office()

    def change(book: Book) -> None:
        book.one("evidence.1").value = "https://example.lg.jp/"
        fill(book)

    reading = office.back(change)
    assert told in reading.problems[0].message
    assert reading.problems[0].message.startswith("評価・根拠資料!")
    assert [one.held_back for one in reading.differences if one.field == "evidence.1"] == [True]
    assert reading.changes_nothing
