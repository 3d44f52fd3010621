"""Reads a list of people from a workbook (xlsx) or CSV, by content and not by name; nothing in it is run or followed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator

import xlsxwriter.utility

from mitodoke.desk.accounts.staff_list.rows import Column, StaffList, StaffRow
from mitodoke.domain.japanese_text import comparable
from mitodoke.sources.office_archive import OLE_MARK, ZIP_MARK, OfficeArchive, refuse_container
from mitodoke.sources.office_safety import refuse_unsafe
from mitodoke.sources.read_csv.table_rows import plain_cell
from mitodoke.sources.read_excel.open_book import main_part, open_book
from mitodoke.sources.read_excel.sheet import GridCell, Sheet
from mitodoke.sources.read_text import UnreadableFileError, decode_text

LARGEST = 2 * 1024 * 1024
"""Bytes of a file: some thirty times what a list of `MOST_ROWS` needs."""
MOST_UNPACKED = 30 * 1024 * 1024
MOST_ROWS = 2_000
LONGEST_CELL = 400
"""Characters of a cell that are read; no name, address or department has as many."""
_MOST_CHARACTERS = 400_000
_HEAD_WITHIN = 20
"""Rows in which the heads of the columns are looked for."""

_Cells = dict[int, tuple[str, bool]]
"""The cells of a row by their column, counted from 1: the text, and whether it could be read."""


def read_staff_list(data: bytes, name: str) -> StaffList:
    """The list in `data`; UnreadableFileError with one sentence where it is none, is too large or could do harm."""
    if len(data) > LARGEST:
        raise UnreadableFileError(
            f"{name} は大きすぎます（{len(data) / 1024 / 1024:,.1f} MB）。画像などを除き、{LARGEST // 1024 // 1024} MB 以下にしてください。"
        )
    if data.startswith(OLE_MARK):
        refuse_container(data, name)
    if data.startswith(ZIP_MARK):
        return _of_tables(name, _sheets(data, name))
    return _of_tables(name, [_csv_rows(data, name)])


def _sheets(data: bytes, name: str) -> list[dict[int, _Cells]]:
    """The sheets that are shown; what a hidden one holds, the sender does not see."""
    archive = OfficeArchive(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        unpacked = sum(info.file_size for info in packed.infolist())
    if unpacked > MOST_UNPACKED:
        raise UnreadableFileError(
            f"{name} は展開すると大きすぎます（{unpacked / 1024 / 1024:,.0f} MB）。職員の一覧のファイルか確かめてください。"
        )
    refuse_unsafe(archive)
    part = main_part(archive)
    if part is None or not part.startswith("xl/"):
        raise UnreadableFileError(
            f"{name} は Excel（xlsx）のファイルではありません。様式のファイルを xlsx か CSV で保存して選んでください。"
        )
    return [dict(_shown_rows(sheet)) for sheet in open_book(archive).sheets if not sheet.hidden]


def _shown_rows(sheet: Sheet) -> Iterator[tuple[int, _Cells]]:
    """Every row with its cells; a cell that is merged over several rows counts in each of them that says something."""
    merged: dict[int, GridCell] = {}
    for number in sorted(sheet.rows):
        cells: _Cells = {}
        for cell in sheet.rows[number]:
            cells[cell.first_column] = (cell.text, cell.doubt is None)
            if cell.last_row > cell.first_row:
                merged[cell.first_column] = cell
        for column, cell in merged.items():
            if number <= cell.last_row:
                cells.setdefault(column, (cell.text, cell.doubt is None))
        yield number, cells


def _csv_rows(data: bytes, name: str) -> dict[int, _Cells]:
    try:
        rows = list(csv.reader(decode_text(data, name).lines, strict=True))
    except (UnreadableFileError, csv.Error) as problem:
        raise UnreadableFileError(
            f"{name} は、Excel（xlsx）の一覧としても、UTF-8 か Shift_JIS の CSV としても読めません。"
            "様式のファイルを xlsx か CSV で保存して選んでください。"
        ) from problem
    return {
        number: {place: (plain_cell(cell), True) for place, cell in enumerate(row, start=1) if cell.strip()}
        for number, row in enumerate(rows, start=1)
    }


def _of_tables(name: str, tables: list[dict[int, _Cells]]) -> StaffList:
    found = [(table, heads) for table in tables if (heads := _heads(table)) is not None]
    if not found:
        names = "、".join(column.label for column in Column)
        raise UnreadableFileError(
            f"{name} に、{names} の5つの見出しがそろった行がありません。下の様式を受け取り、見出しを変えずに使ってください。"
        )
    if len(found) > 1:
        raise UnreadableFileError(f"{name} に、職員の一覧のシートが二つ以上あります。一つにしてください。")
    [(table, (head, columns))] = found
    rows = [
        row
        for number in sorted(table)
        if number > head and (row := _row(number, table[number], columns)) is not None
    ]
    if not rows:
        raise UnreadableFileError(
            f"{name} に、見出しの下の行がありません。職員を入力してから選んでください。"
        )
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(
            f"{name} は{len(rows):,}行あります。一度に登録できるのは{MOST_ROWS:,}行までです。ファイルを分けてください。"
        )
    if sum(len(cell) for row in rows for cell in row.cells) > _MOST_CHARACTERS:
        raise UnreadableFileError(f"{name} は文字が多すぎます。職員の一覧のファイルか確かめてください。")
    letters = tuple(xlsxwriter.utility.xl_col_to_name(column - 1) for column in columns)
    return StaffList(name=name, letters=letters, rows=tuple(rows))


def _heads(table: dict[int, _Cells]) -> tuple[int, tuple[int, ...]] | None:
    """The row of the heads, and the columns in the order of `Column`; None where no row has each of them once."""
    for number in sorted(table)[:_HEAD_WITHIN]:
        heads = {place: comparable(text) for place, (text, _) in table[number].items()}
        columns = [
            [place for place, text in heads.items() if text == comparable(one.label)] for one in Column
        ]
        if all(len(places) == 1 for places in columns):
            return number, tuple(places[0] for places in columns)
    return None


def _row(number: int, cells: _Cells, columns: tuple[int, ...]) -> StaffRow | None:
    """The row; None where none of the five cells says anything."""
    found = [cells.get(column, ("", True)) for column in columns]
    texts = tuple(text.strip()[:LONGEST_CELL] for text, _ in found)
    unread = tuple(place for place, (_, read) in enumerate(found) if not read)
    return StaffRow(number, texts, unread) if any(texts) or unread else None
