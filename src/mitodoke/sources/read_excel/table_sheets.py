"""The sheets of a workbook as tables of records: a header in row 1 and a record a row, as open data has them."""

from __future__ import annotations

from mitodoke.sources.read_csv.table_rows import TableRow, Tables
from mitodoke.sources.read_excel.sheet import Book, Sheet

Columns = dict[str, tuple[str, ...]]


def sheet_tables(book: Book) -> tuple[Columns, Tables]:
    """The columns and the rows of every sheet that begins with a header in its first row."""
    columns: Columns = {}
    tables: Tables = {}
    for sheet in book.sheets:
        header = {cell.first_column: cell.text for cell in sheet.rows.get(1, ())}
        if header:
            columns[sheet.name] = tuple(header.values())
    if "document" not in columns:
        return columns, {}
    for sheet in book.sheets:
        if sheet.name in columns:
            tables[sheet.name] = _rows(sheet)
    return columns, tables


def _rows(sheet: Sheet) -> list[TableRow]:
    header = {cell.first_column: cell.text for cell in sheet.rows[1]}
    rows = []
    for number in sorted(sheet.rows):
        if number > 1:
            cells = {
                header[cell.first_column]: cell.text
                for cell in sheet.rows[number]
                if cell.first_column in header and cell.text
            }
            rows.append(TableRow(cells, f"シート {sheet.name} の {number} 行目"))
    return rows
