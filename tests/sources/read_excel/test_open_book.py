"""What of a workbook is read, what is told of it, and what is not content."""

from __future__ import annotations

import io
from typing import Any

import pytest
import python_calamine
import xlsxwriter

from mitodoke.domain.finding import Severity
from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.read_excel import HIDDEN_SHEET
from mitodoke.sources.read_excel.open_book import open_book
from mitodoke.sources.read_excel.sheet import Sheet
from sources.read_excel.workbooks import read_excel, text_cell, workbook

DATE_1904 = '<workbookPr date1904="1"/>'
DATES = (
    '<numFmts><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="9"/><xf numFmtId="56"/></cellXfs>'
)


def sheet(data: bytes) -> Sheet:
    return open_book(OfficeArchive(data, "x")).sheets[0]


def texts(data: bytes) -> list[str]:
    return [cell.text for row in sheet(data).rows.values() for cell in row]


def row(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def test_furigana_is_no_text() -> None:
    shared = '<si><t>見届</t><rPh sb="0" eb="2"><t>ミトドケ</t></rPh></si>'
    runs = '<si><r><t>花</t></r><r><rPr/><t>咲市</t></r><rPh sb="0" eb="1"><t>ハナ</t></rPh></si>'
    cells = row('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>')
    assert texts(workbook(cells, shared=shared + runs)) == ["見届", "花咲市"]


def test_a_formula_gives_its_stored_value_and_one_without_is_told() -> None:
    cells = row('<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="B1"><f>SUM(C1)</f></c>', text_cell("C1", "表題"))
    data = workbook(cells)
    assert texts(data) == ["2", "", "表題"]
    found = [one for one in read_excel(data, "x").findings if one.check == "formula_without_value"]
    assert [(one.severity, one.place, one.printed) for one in found] == [
        (Severity.ERROR, "表!B1", "=SUM(C1)")
    ]


def test_an_error_value_is_told_and_kept() -> None:
    data = workbook(row('<c r="A1" t="e"><f>X!A1</f><v>#REF!</v></c>'))
    assert texts(data) == ["#REF!"]
    assert [one.check for one in read_excel(data, "x").findings] == ["error_value"]


@pytest.mark.parametrize(("properties", "serial"), [("", 45472), (DATE_1904, 44010)])
def test_both_date_systems(properties: str, serial: int) -> None:
    data = workbook(row(f'<c r="A1" s="1"><v>{serial}</v></c>'), styles=DATES, properties=properties)
    assert texts(data) == ["令和6年6月29日"]


def test_percentages_and_dates_without_year() -> None:
    cells = row(
        '<c r="A1" s="2"><v>0.95</v></c>', '<c r="B1" s="3"><v>45472</v></c>', '<c r="C1" s="1"><v>60</v></c>'
    )
    data = workbook(cells, styles=DATES)
    assert texts(data) == ["95%", "2024/6/29", "60"]
    told = {one.check: one.place for one in read_excel(data, "x").findings}
    assert told == {"date_shown_in_part": "表!B1", "not_a_date": "表!C1"}


def test_escapes_and_control_characters() -> None:
    cells = row(
        '<c r="A1" t="inlineStr"><is><t>一_x000D_\n二_x005F_x0041_&#9;三</t></is></c>',
        text_cell("B1", "_x0007_"),
    )
    assert texts(workbook(cells)) == ["一\n二_x0041_ 三", "\ufffd"]


def test_cells_and_rows_without_references_follow_each_other() -> None:
    rows = "<row><c/><c><v>1</v></c></row><row><c><v>2</v></c></row>"
    found = sheet(workbook(rows)).rows
    assert [(number, one.first_column, one.text) for number in found for one in found[number]] == [
        (1, 2, "1"),
        (2, 1, "2"),
    ]


def test_strict_files_and_other_prefixes_are_read() -> None:
    data = workbook(
        '<x:row xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
    )
    assert texts(data) == ["7"]


def test_merged_cells_are_one_and_hidden_ones_under_them_are_kept() -> None:
    data = workbook(
        row(text_cell("A1", "表題"), text_cell("B1", "下")),
        after='<mergeCells><mergeCell ref="A1:C2"/></mergeCells>',
    )
    first, second = sheet(data).rows[1]
    assert (first.text, first.last_row, first.last_column, second.text) == ("表題", 2, 3, "下")


def written(fill: Any) -> bytes:
    stored = io.BytesIO()
    book = xlsxwriter.Workbook(stored, {"in_memory": True})
    fill(book)
    book.close()
    return stored.getvalue()


def with_hidden(book: Any) -> None:
    shown = book.add_worksheet("一覧")
    shown.write("A1", "見える")
    shown.write("B1", "隠れた列")
    shown.write("A2", "隠れた行")
    shown.set_column("B:B", None, None, {"hidden": True})
    shown.set_row(1, None, None, {"hidden": True})
    secret = book.add_worksheet("リスト")
    secret.write("A1", "企画課")
    secret.hide()


def test_hidden_rows_and_columns_are_read_and_told_and_a_hidden_sheet_is_left_out() -> None:
    placed = read_excel(written(with_hidden), "x")
    assert [line for line in placed.lines if line] == ["見える 隠れた列", "隠れた行"]
    assert [(one.text, one.place, one.reason) for one in placed.left_out] == [
        ("企画課", "リスト!A1", HIDDEN_SHEET)
    ]
    told = {one.check: one.message for one in placed.findings}
    assert set(told) == {"hidden_cells", "hidden_sheet"}
    assert "2 個" in told["hidden_cells"]


def with_macros_and_links() -> bytes:
    extra = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    return workbook(row(text_cell("A1", "表題")), extra=extra, after='<drawing r:id="rId9" xmlns:r="r"/>')


def test_macros_links_and_drawings_are_told_and_never_followed() -> None:
    found = read_excel(with_macros_and_links(), "x").findings
    assert [one.check for one in found] == ["workbook_macros", "external_links", "drawings_not_read"]
    assert all(one.message.endswith("。") for one in found)


def random_values(book: Any) -> None:
    sheet = book.add_worksheet("値")
    for number in range(200):
        sheet.write_number(number, number % 7, number * 1.25)
        sheet.write_string(number, 8, f"文字{number}")


def test_another_reader_finds_the_same_cells() -> None:
    data = written(random_values)
    theirs = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    )
    mine = sheet(data)
    for number, cells in enumerate(theirs, start=1):
        shown = {column: value for column, value in enumerate(cells, start=1) if value != ""}
        found = {cell.first_column: cell.text for cell in mine.rows[number]}
        assert found == {
            column: value if isinstance(value, str) else f"{float(str(value)):g}"
            for column, value in shown.items()
        }
