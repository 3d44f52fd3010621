"""Tables as JSON and as Excel: read back equal, clean, the same bytes each time, and never a formula."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mitodoke.outputs.open_data.formats import EDITION_FORMATS, TABLE_FORMATS
from mitodoke.outputs.open_data.json_table import table_json
from mitodoke.outputs.open_data.open_tables import open_table, tables_of
from mitodoke.outputs.open_data.workbook import LONGEST_TEXT, workbook
from outputs.open_data.editions import EDITIONS, pledges, strategy

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


def sheet_rows(data: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def shown(value: object) -> object:
    """How Excel gives a value back: long numbers as their digits, any other number as what it is."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        if len(Decimal(value).as_tuple().digits) > 15:
            return f"{value:f}"
        return Decimal(value)
    return value


def back(value: object) -> object:
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


@pytest.mark.parametrize("name", EDITIONS)
def test_a_workbook_reads_back_equal(name: str) -> None:
    edition = EDITIONS[name]()
    for table in tables_of(edition):
        header, *rows = sheet_rows(workbook(table, edition).data)
        assert tuple(header) == table.columns
        expected = [[shown(value) for value in row] for row in table.rows(edition)]
        assert [[back(value) for value in row] for row in rows] == expected


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT)
def test_any_text_stays_text_in_a_workbook(text: str) -> None:
    edition = pledges()
    items = (replace(edition.content.items[0], title=text),)
    edition = replace(edition, content=replace(edition.content, items=items))
    table = open_table("items")
    data = workbook(table, edition).data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    title = sheet.cell(row=2, column=table.columns.index("title") + 1)
    assert title.data_type in {"s", "n"}
    assert title.value == next(iter(table.rows(edition)))[table.columns.index("title")]
    assert title.hyperlink is None


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+1", "-1", "http://example.com", "0012", "2025-05-11", "TRUE"]
)
def test_texts_that_excel_would_take_for_something_else_stay_texts(text: str) -> None:
    edition = pledges()
    items = (replace(edition.content.items[0], title=text),)
    edition = replace(edition, content=replace(edition.content, items=items))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook(open_table("items"), edition).data))
    sheet = rows.get_sheet_by_index(0).to_python()
    assert sheet[1][open_table("items").columns.index("title")] == text


def test_the_first_sheet_is_the_table_and_the_others_explain_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(open_table("indicators"), strategy()).data))
    assert book.sheetnames == ["indicators", "columns", "codes"]
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert all(not cell.has_style for row in sheet.iter_rows() for cell in row)
    defined = [row[0].value for row in book["columns"].iter_rows(min_row=2)]
    assert tuple(defined) == open_table("indicators").columns
    codes = {(row[0].value, row[1].value, row[2].value) for row in book["codes"].iter_rows(min_row=2)}
    assert ("accumulation", "cumulative", "累計") in codes


def test_numbers_are_numbers_and_zero_is_not_empty() -> None:
    header, *rows = sheet_rows(workbook(open_table("items"), pledges()).data)
    column = header.index("printed_progress")
    assert [row[column] for row in rows] == [41.2, 0, None, None]


@pytest.mark.parametrize("character", ["あ", "𠮷"])
def test_a_text_that_no_cell_can_hold_is_shortened_and_told(character: str) -> None:
    edition = pledges()
    items = (replace(edition.content.items[0], summary=character * 100_000),)
    edition = replace(edition, content=replace(edition.content, items=items))
    book = workbook(open_table("items"), edition)
    assert [(s.place, s.column, s.length) for s in book.shortened] == [("items!G2", "summary", 100_000)]
    value = sheet_rows(book.data)[1][6]
    assert isinstance(value, str)
    assert value.endswith("…（以下は省略。全文はCSVとJSONにあります）")
    assert len(value.encode("utf-16-le")) // 2 <= LONGEST_TEXT


@pytest.mark.parametrize("name", EDITIONS)
def test_json_reads_back_equal_with_exact_numbers(name: str) -> None:
    edition = EDITIONS[name]()
    for table in tables_of(edition):
        read = json.loads(table_json(table, edition), parse_float=Decimal)
        assert tuple(column["name"] for column in read["columns"]) == table.columns
        assert [tuple(row.values()) for row in read["rows"]] == list(table.rows(edition))


@pytest.mark.parametrize("name", EDITIONS)
def test_the_same_edition_gives_the_same_bytes_in_every_format(name: str) -> None:
    from mitodoke.outputs.open_data.edition_name import Publication

    terms = Publication(base="https://example.lg.jp/mitodoke/")
    for form in EDITION_FORMATS:
        assert form.render(EDITIONS[name](), terms) == form.render(EDITIONS[name](), terms)
    table = open_table("document")
    for form in TABLE_FORMATS:
        assert form.render(table, EDITIONS[name]()) == form.render(table, EDITIONS[name]())
        assert form.file_name(table).startswith("document.")


def test_names_and_files_of_formats_are_different() -> None:
    assert len({form.name for form in TABLE_FORMATS}) == len({form.suffix for form in TABLE_FORMATS}) == 5
    assert len({form.file_name for form in EDITION_FORMATS}) == len(EDITION_FORMATS)
