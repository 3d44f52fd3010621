"""xlsx: clean tables for machines, and a sheet to print; nothing is run as a formula."""

from __future__ import annotations

import io
import re
import time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.outputs.open_data_rules.check_workbook import check_workbook
from mitodoke.outputs.open_data_rules.hits import violations
from mitodoke.outputs.reports.blocks import Column, Table
from mitodoke.outputs.reports.render import render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_grid import Grid
from mitodoke.outputs.xlsx_print import sheet_name
from mitodoke.outputs.xlsx_print_blocks import split_lines
from mitodoke.outputs.xlsx_tables import CellTooLongError, is_exact, render_tables
from outputs.reports.editions import entry, pledges_edition, register_edition, strategy_edition
from outputs.reports.pdf_reading import in_order, squeezed
from outputs.reports.printed_facts import pledge_texts, register_texts, strategy_texts

EDITIONS = {"pledges": pledges_edition, "strategy": strategy_edition, "register": register_edition}


def book_of(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("kind", EDITIONS)
def test_tables_come_back_as_they_are(kind: str) -> None:
    edition = EDITIONS[kind]()
    book = book_of(render_tables(edition))
    assert book.sheetnames == [*(table.name for table in tables_of(edition)), "columns", "codes"]
    for table in tables_of(edition):
        header, *found = list(book[table.name].iter_rows(values_only=True))
        assert header == table.columns
        expected = [tuple(map(plain, row)) for row in table.rows(edition)]
        assert [tuple(map(plain, row)) for row in found if any(cell is not None for cell in row)] == expected


def plain(value: object) -> object:
    """A value as it can be compared: numbers by what they are worth."""
    if isinstance(value, bool) or value is None:
        return value
    return Decimal(repr(value)) if isinstance(value, int | float) else value


@pytest.mark.parametrize("kind", EDITIONS)
def test_tables_follow_the_rules_for_machines(kind: str) -> None:
    book = book_of(render_tables(EDITIONS[kind]()))
    for sheet in book:
        header = [cell.value for cell in sheet[1]]
        assert all(header)
        assert len(set(header)) == len(header)
        assert all(str(name).isascii() for name in header)
        assert sheet.merged_cells.ranges == set()
        assert sheet.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
        assert all(any(cell.value is not None for cell in row) for row in sheet.iter_rows())
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert {"columns", "codes"} <= set(book.sheetnames)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    edition = pledges_edition()
    sheet = book_of(render_tables(edition))["activities"]
    cell = next(c for row in sheet.iter_rows() for c in row if str(c.value).startswith("=SUM"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    printed = book_of(render_report(register_edition(), "register", ReportSettings(), file_format="xlsx"))
    values = [
        c for sheet in printed for row in sheet.iter_rows() for c in row if str(c.value).startswith("=1+1")
    ]
    assert [c.data_type for c in values] == ["s"]


def test_every_column_and_every_code_is_explained() -> None:
    edition = strategy_edition()
    book = book_of(render_tables(edition))
    explained = {row[:2] for row in book["columns"].iter_rows(min_row=2, values_only=True)}
    assert explained == {(table.name, column) for table in tables_of(edition) for column in table.columns}
    lists = {row[0] for row in book["codes"].iter_rows(min_row=2, values_only=True)}
    named = {row[6] for row in book["columns"].iter_rows(min_row=2, values_only=True) if row[6]}
    assert lists == named


@pytest.mark.parametrize("kind", EDITIONS)
def test_the_workbook_keeps_the_rules_for_machine_readable_data(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "tables.xlsx"
    path.write_bytes(render_tables(EDITIONS[kind]()))
    assert violations(check_workbook(path)) == ()


def test_a_text_too_long_for_a_cell_is_refused_by_name() -> None:
    register = register_edition()
    too_long = entry("x", register.content.entries[0].form, purpose="長" * 32_768)
    edition = Edition(
        content=type(register.content)(document=register.content.document, entries=(too_long,)),
        audit=register.audit,
    )
    with pytest.raises(CellTooLongError, match="collaborations の 2 行目、列 purpose"):
        render_tables(edition)
    assert render_report(edition, "register", ReportSettings(), file_format="xlsx")[:2] == b"PK"


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_number_in_a_workbook_is_exact_or_a_text(value: Decimal) -> None:
    assert not is_exact(value) or Decimal(repr(float(value))) == value


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("pledges", [text.replace("進捗状況", "進捗状況　") for text in pledge_texts(pledges_edition())]),
        ("strategy", strategy_texts(strategy_edition())),
    ],
)
def test_the_print_sheet_holds_everything_in_order(kind: str, texts: list[str]) -> None:
    book = book_of(render_report(EDITIONS[kind](), kind, ReportSettings(), file_format="xlsx"))
    values = [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert in_order(texts, squeezed("".join(values))) == []


def test_the_print_sheet_of_the_register_prints_on_a4() -> None:
    book = book_of(render_report(register_edition(), "register", ReportSettings(), file_format="xlsx"))
    assert book.sheetnames == ["表紙", "はじめに", "1 共催", "2 実行委員会・協議会等", "3 後援（名義）"]
    sheet = book["1 共催"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$2:$2"
    whole = squeezed("".join(str(c.value) for s in book for row in s.iter_rows() for c in row if c.value))
    for row in register_texts(register_edition()):
        assert [text for text in row if squeezed(text) not in whole] == []
    for sheet in book:
        assert all(dimension.height <= 409 for dimension in sheet.row_dimensions.values() if dimension.height)


@pytest.mark.parametrize("kind", EDITIONS)
def test_the_same_edition_gives_the_same_bytes(kind: str) -> None:
    edition = EDITIONS[kind]()
    first = render_tables(edition), render_report(edition, kind, ReportSettings(), file_format="xlsx")
    time.sleep(2.1)  # the dates in an archive count in steps of two seconds
    assert (
        render_tables(edition),
        render_report(edition, kind, ReportSettings(), file_format="xlsx"),
    ) == first


@settings(deadline=None)
@given(st.lists(st.text(max_size=50), max_size=8))
def test_sheet_names_are_valid_and_unique(names: list[str]) -> None:
    taken: set[str] = set()
    found = [sheet_name(name, taken) for name in names]
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")


@settings(deadline=None)
@given(st.text(alphabet="あaー1 \n", max_size=80), st.integers(2, 20))
def test_split_lines_lose_nothing_and_fit(text: str, width: int) -> None:
    lines = split_lines(text, width)
    assert "".join(lines) == text.replace("\n", "")
    assert all(sum(2 if not c.isascii() else 1 for c in line) <= width for line in lines)


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=9), st.lists(st.integers(1, 40), min_size=1, max_size=9)
)
def test_the_columns_of_every_table_cover_the_grid(widest: list[int], other: list[int]) -> None:
    def table(weights: list[int]) -> Table:
        return Table(
            caption="", columns=tuple(Column(header="x", weight=weight) for weight in weights), rows=()
        )

    tables = (table(widest), table(other))
    grid = Grid.of(tables, landscape=False)
    for one in tables:
        covered = [place for first, last in grid.spans(one) for place in range(first, last + 1)]
        assert covered == list(range(len(grid.widths)))
        assert len(grid.spans(one)) == len(one.columns)
