"""Checks of an Excel workbook: what its cells look like, what lies above them, and then what every table is checked for."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from mitodoke.domain.finding import Finding
from mitodoke.domain.place import column_letters
from mitodoke.outputs.open_data_rules.check_grid import grid_hits
from mitodoke.outputs.open_data_rules.grid import EMPTY, Cell, CellKind, Grid
from mitodoke.outputs.open_data_rules.hits import Hit, findings
from mitodoke.outputs.open_data_rules.workbook_parts import is_too_large, overlays

MOST_CELLS = 5_000_000
"""More cells than this are not looked at: one stray cell at the end of a sheet spans 17 thousand million."""

_UNREADABLE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    ElementTree.ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
    EOFError,
)
"""What openpyxl raises for files that are no workbooks, or broken ones."""


def check_workbook(path: Path) -> tuple[Finding, ...]:
    """What a workbook breaks of the rules, sheet by sheet, and advice.

    Never raises for a file that is no workbook, or a broken one: that is one finding.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if is_too_large(archive):
                return _refused(path, "が大きすぎる", "表を分けて保存し直してください")
            above = list(overlays(archive))
        book = openpyxl.load_workbook(path)
    except _UNREADABLE:
        return _refused(path, "をExcel（xlsx）として読めない", "xlsx形式で保存し直してください")
    hits: list[Hit] = []
    for overlay in above:
        hits.append(
            Hit(
                rule="L1-10",
                place=f"{overlay.sheet}!A1",
                wrong=f"のシートに{overlay.kind}が置かれている",
                todo="データに必要な内容はセルに書き、それ以外は消してください",
                column=overlay.kind,
            )
        )
    found = list(findings(hits, path.name))
    for sheet in book.worksheets:
        found += findings(_sheet_hits(sheet), sheet.title)
    return tuple(found)


def _refused(path: Path, wrong: str, todo: str) -> tuple[Finding, ...]:
    return findings([Hit(rule="L1-01", place=path.name, wrong=wrong, todo=todo)], path.name)


def _sheet_hits(sheet: Any) -> Iterator[Hit]:
    yield from _hidden(sheet)
    for merged in sheet.merged_cells.ranges:
        yield Hit(
            rule="L1-12", place=f"{sheet.title}!{merged.coord}", wrong="のセルが結合されている",
            todo="結合を解除して、それぞれのセルに値を入れてください",
        )  # fmt: skip
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        yield Hit(
            rule="L1-04", place=f"{sheet.title}!{column_letters(sheet.max_column)}{sheet.max_row}",
            wrong="まで表が広がっていて調べられない", todo="表の外の書式や値を消してください",
        )  # fmt: skip
        return
    rows = list(sheet.iter_rows())
    grid = Grid(sheet.title, [[_cell(cell) for cell in row] for row in rows])
    yield from _formulas(grid)
    yield from _formats(grid, rows)
    yield from grid_hits(grid)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or value == "":
        return EMPTY
    if cell.data_type == "f":
        return Cell(str(value), CellKind.FORMULA)
    if isinstance(value, bool):
        return Cell("true" if value else "false", CellKind.BOOLEAN)
    if isinstance(value, datetime.date | datetime.time):
        return Cell(value.isoformat(), CellKind.DATE)
    if isinstance(value, str):
        return Cell(value, CellKind.TEXT)
    return Cell(str(value), CellKind.NUMBER)


def _hidden(sheet: Any) -> Iterator[Hit]:
    """L1-13: nothing is hidden or folded away."""
    if sheet.sheet_state != "visible":
        yield Hit(
            rule="L1-13", place=f"{sheet.title}!A1", wrong="のシートが非表示になっている",
            todo="必要なら表示し、不要なら削除してください",
        )  # fmt: skip
    for row, dimension in sheet.row_dimensions.items():
        if dimension.hidden:
            yield Hit(
                rule="L1-13", place=f"{sheet.title}!A{row}", wrong="の行が非表示になっている",
                todo="必要なら表示し、不要なら行を削除してください",
            )  # fmt: skip
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            yield Hit(
                rule="L1-13", place=f"{sheet.title}!{letter}1", wrong="の列が非表示になっている",
                todo="必要なら表示し、不要なら列を削除してください",
            )  # fmt: skip


def _formulas(grid: Grid) -> Iterator[Hit]:
    """L2-06: values, not formulas."""
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if cell.kind is CellKind.FORMULA:
                yield Hit(
                    rule="L2-06", place=grid.place(row, column), wrong="に数式がある",
                    todo="値として貼り付け直してください", shown=cell.text, column=_name(grid, column),
                )  # fmt: skip


def _formats(grid: Grid, rows: list[Any]) -> Iterator[Hit]:
    """L1-11: within a column of data, fill, weight, colour and strike-through do not differ."""
    looks: dict[int, tuple[Any, ...]] = {}
    usual: dict[int, tuple[Any, ...]] = {}
    for row in range(grid.header + 1, grid.last + 1):
        for column, cell in enumerate(rows[row]):
            if not grid.rows[row][column].filled:
                continue
            style = cell.style_id
            if style not in looks:
                looks[style] = _look(cell)
            if looks[style] != usual.setdefault(column, looks[style]):
                yield Hit(
                    rule="L1-11", place=grid.place(row, column), wrong="だけ塗りつぶし・太字・文字色などが違う",
                    todo="書式で示していることは、列を設けて文字で書いてください", shown=str(cell.value),
                    column=_name(grid, column),
                )  # fmt: skip


def _look(cell: Any) -> tuple[Any, ...]:
    font, fill = cell.font, cell.fill
    colour = None if font.color is None else (font.color.type, font.color.value)
    filled = None if not fill.fill_type else (fill.fill_type, fill.fgColor.type, fill.fgColor.value)
    return bool(font.b), bool(font.i), bool(font.strike), font.u, colour, filled


def _name(grid: Grid, column: int) -> str:
    return grid.names[column].strip() if column < len(grid.names) else ""
