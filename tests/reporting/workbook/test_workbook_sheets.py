"""A workbook has the sheets and columns that its round asks for, and is read back as any other."""

from __future__ import annotations

import pytest

from mitodoke.domain.answer_fields import Ask
from mitodoke.reporting.models import AnswerField
from mitodoke.reporting.workbook import apply_workbook, failing_rows_workbook
from reporting.desk import of
from reporting.workbook.edited_books import KEY, Book, Office
from reporting.workbook.typed_values import put, typed_for

pytestmark = pytest.mark.django_db

RATINGS, ACTIVITIES, KPI = Ask.RATINGS, Ask.ACTIVITIES, Ask.KPI_ACTUALS
SHEETS = [
    ((KPI,), ["指標の実績値"]),
    ((RATINGS,), ["評価・根拠資料"]),
    ((ACTIVITIES,), ["根拠資料", "取組事業内容"]),
    ((RATINGS, ACTIVITIES), ["評価・根拠資料", "取組事業内容"]),
    ((RATINGS, KPI), ["評価・根拠資料", "指標の実績値"]),
    ((ACTIVITIES, KPI), ["根拠資料", "取組事業内容", "指標の実績値"]),
    ((RATINGS, ACTIVITIES, KPI), ["評価・根拠資料", "取組事業内容", "指標の実績値"]),
]


def columns(book: Book, sheet: str) -> list[str]:
    """What the sheet asks to be filled in."""
    heads = (str(cell.value or "") for cell in book.book[sheet][3])
    return [one.removeprefix("【入力】") for one in heads if one.startswith("【入力】")]


@pytest.mark.parametrize(("asks", "expected"), SHEETS)
def test_every_sheet_and_column_has_something_to_fill_in(asks: tuple[Ask, ...], expected: list[str]) -> None:
    book = Book(Office(asks=asks).made())
    assert book.book.sheetnames == ["はじめに", *expected, "mitodoke"]
    told = "\n".join(str(row[0].value or "") for row in book.book["はじめに"])
    for sheet in expected:
        assert f"・{sheet}（" in told
        filled = {one.column for one in book.cells.values() if one.sheet == sheet}
        assert len(filled) == len(columns(book, sheet)) > 0, "a column without a cell to fill in"
        assert "－" not in {cell.value for row in book.book[sheet].iter_rows(min_row=4) for cell in row}
    assert ("評価（0～10）" in str([columns(book, one) for one in expected])) is (RATINGS in asks)
    assert (told.count("評価") > 0) is (RATINGS in asks)


@pytest.mark.parametrize(("asks", "expected"), SHEETS)
def test_it_is_read_back_whole(asks: tuple[Ask, ...], expected: list[str]) -> None:
    office = Office(asks=asks)
    untouched = office.read(office.made())
    assert untouched.refusal is None
    assert untouched.changes_nothing
    assert untouched.warnings == ()
    book = Book(office.made())
    meant = {}
    for row_id, field in book.cells:
        value, meant[row_id, field] = typed_for(field, book.cell(row_id, field).value)
        put(book.cell(row_id, field), value)
    reading = office.read(book.saved())
    assert (reading.refusal, reading.problems, reading.warnings, reading.untouched) == (None, (), (), 0)
    assert {(one.row_id, one.field): one.now for one in reading.differences} == meant
    assert {one.place.partition("!")[0] for one in reading.differences} == set(expected)
    done = apply_workbook(reading=reading, by=office.desk.reporter, clock=office.desk.clock)
    assert done.saved == len(book.cells)


def test_evidence_that_stands_on_the_desk_is_left_alone() -> None:
    office = Office(asks=(KPI,))
    answer = of(office.round, office.desk.flowers)
    office.desk.save(answer, "evidence.1", "https://example.lg.jp/a")
    reading = office.back(lambda book: put(book.one("kpi.K1.value"), 12))
    assert [(one.field, one.now) for one in reading.differences] == [("kpi.K1.value", "12")]
    apply_workbook(reading=reading, by=office.desk.reporter, clock=office.desk.clock)
    assert AnswerField.objects.get(assignment=answer, name="evidence.1").value == "https://example.lg.jp/a"


@pytest.mark.parametrize(
    ("asks", "sheet"), [((ACTIVITIES,), "根拠資料"), ((RATINGS, ACTIVITIES), "評価・根拠資料")]
)
def test_a_column_that_was_taken_out_is_missed(asks: tuple[Ask, ...], sheet: str) -> None:
    office = Office(asks=asks)
    book = Book(office.made())
    page = book.book[sheet]
    page.delete_cols(next(cell.column for cell in page[2] if cell.value == "evidence.2"))
    reading = office.read(book.saved())
    assert f"調査票にないシート「{sheet}」は読みません。" in reading.warnings
    assert reading.differences == ()


def test_a_row_to_mend_comes_back_on_the_sheet_without_ratings() -> None:
    office = Office(asks=(ACTIVITIES,))
    reading = office.back(lambda book: put(book.one("evidence.1.public"), "たぶん"))
    assert [one.field for one in reading.problems] == ["evidence.1.public"]
    data = failing_rows_workbook(reading=reading, key=KEY, clock=office.desk.clock)
    assert data is not None
    book = Book(data)
    assert book.book.sheetnames == ["はじめに", "根拠資料", "mitodoke"]
    put(book.one("evidence.1.public"), "はい")
    again = office.read(book.saved())
    assert [(one.field, one.now) for one in again.differences] == [("evidence.1.public", "yes")]
