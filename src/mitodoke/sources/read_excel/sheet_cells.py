"""Reads the cells of one sheet: values as shown, merged cells as one, hidden rows and columns.

Read from the file's own XML rather than by a library: the libraries at hand give either no formats, merged and
hidden cells (calamine), or no way to tell a formula without a stored value (openpyxl, without reading twice); the
tests hold both beside this reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from mitodoke.domain.place import column_number
from mitodoke.sources.office_archive import Element, OfficeArchive, local_name
from mitodoke.sources.read_excel.book_parts import (
    LONGEST_BOOK,
    BookParts,
    Shape,
    SheetPart,
    Style,
    text_of,
    unescape,
)
from mitodoke.sources.read_excel.date_format import shown_date
from mitodoke.sources.read_excel.number_format import plain_number, shown_number
from mitodoke.sources.read_excel.sheet import Doubt, GridCell, Sheet
from mitodoke.sources.read_text import UnreadableFileError

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?|\x85|\u2029|\u2028")
_GENERAL = Style(Shape.NUMBER, "General")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_MOST_MERGED = 200_000
MOST_CELLS = 1_000_000
MOST_ROWS = 180_000


@dataclass(slots=True)
class _Found:
    """A cell while its element is read."""

    text: str = ""
    doubt: Doubt | None = None
    formula: str = ""


@dataclass(slots=True)
class Allowance:
    """What may still be read of a workbook: characters and cells; a workbook that needs more is refused."""

    name: str
    characters: int = LONGEST_BOOK
    cells: int = MOST_CELLS
    rows: int = MOST_ROWS

    def take(self, text: str) -> None:
        """Count one cell; UnreadableFileError when the workbook is too large."""
        self.characters -= len(text)
        self.cells -= 1
        if self.characters < 0 or self.cells < 0:
            raise UnreadableFileError(
                f"{self.name} はセルか文字が多すぎて読めません（上限 {MOST_CELLS:,} セル、{LONGEST_BOOK:,} 文字）。"
                "シートや年度ごとに文書を分けてください。"
            )


@dataclass(slots=True)
class _State:
    """Where the reader of a sheet stands, and what it has collected."""

    parts: BookParts
    allowance: Allowance
    sheet: Sheet
    row: int = 0
    column: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    pictures: bool = False


def read_sheet(
    archive: OfficeArchive, part: SheetPart, parts: BookParts, allowance: Allowance
) -> tuple[Sheet, bool]:
    """The sheet `part`, and whether it holds pictures or drawings, which are not read."""
    state = _State(parts, allowance, Sheet(part.name, part.hidden))
    cells: list[GridCell] = []
    state.row = 1
    for element in archive.elements(part.part):
        match local_name(element):
            case "c":
                cell = _cell(element, state)
                if cell is not None:
                    cells.append(cell)
                element.clear()
            case "row":
                _end_row(element, cells, state)
                cells = []
            case "col" if element.get("hidden") in ("1", "true"):
                span = (_whole(element.get("min")), min(_whole(element.get("max")), _LAST_COLUMN))
                state.sheet.hidden_columns.append(span)
            case "mergeCell":
                _merge(element, state)
            case "drawing":
                state.pictures = True
    _join_merged(state)
    return state.sheet, state.pictures


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _end_row(element: Element, cells: list[GridCell], state: _State) -> None:
    """File the cells of a row; a row without a number follows the one before."""
    number = _whole(element.get("r")) or state.row
    for cell in cells:
        if not cell.first_row:
            cell.first_row = cell.last_row = number
    if element.get("hidden") in ("1", "true"):
        state.sheet.hidden_rows.add(number)
    if cells:
        state.sheet.rows.setdefault(number, []).extend(cells)
        state.allowance.rows -= 1
        if state.allowance.rows < 0:
            raise UnreadableFileError(
                f"{state.allowance.name} は {MOST_ROWS:,} 行を超えています。文書を分けて保存し直してください。"
            )
    state.row, state.column = number + 1, 0
    element.clear()


def _cell(element: Element, state: _State) -> GridCell | None:
    """The cell of a ``c`` element, or None when it is empty."""
    match = _REFERENCE.fullmatch(element.get("r", ""))
    if match:
        column, row = _column_number(match[1]), int(match[2])
    else:
        column, row = state.column + 1, 0
    state.column = column
    if column > _LAST_COLUMN or row > _LAST_ROW or not len(element):
        return None
    found = _value(element, state)
    text = _tidy(found)
    if not text.strip() and found.doubt is None:
        return None
    state.allowance.take(text)
    return GridCell(text, row, column, row, column, found.doubt, found.formula)


_column_number = lru_cache(maxsize=1024)(column_number)
"""The same letters come with every row."""


def _tidy(found: _Found) -> str:
    text = found.text
    if text.isascii() and text.isalnum():
        return text
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    if _CONTROL.search(text):
        found.doubt = found.doubt or Doubt.CONTROL_CHARACTER
        text = _CONTROL.sub("\ufffd", text)
    return text


def _value(element: Element, state: _State) -> _Found:
    kind = element.get("t", "n")
    value: str | None = None
    formula: str | None = None
    inline = ""
    for child in element:
        name = local_name(child)
        if name == "v":
            value = child.text
        elif name == "f":
            formula = child.text or ""
        elif name == "is":
            inline = text_of(child)
    if kind == "inlineStr":
        return _Found(inline)
    if value is None:
        has_formula = formula is not None and kind != "str"
        return _Found(doubt=Doubt.NO_VALUE if has_formula else None, formula=formula or "")
    if kind == "s":
        index = _whole(value.strip())
        return _Found(state.parts.texts[index] if index < len(state.parts.texts) else "")
    if kind == "e":
        return _Found(value, Doubt.ERROR_VALUE, formula or "")
    if kind == "b":
        return _Found("TRUE" if value.strip() in ("1", "true") else "FALSE")
    if kind in ("str", "d"):
        return _Found(unescape(value))
    return _number(value, _style(element, state), state)


def _style(element: Element, state: _State) -> Style:
    index = _whole(element.get("s"))
    return state.parts.styles[index] if index < len(state.parts.styles) else _GENERAL


def _number(text: str, style: Style, state: _State) -> _Found:
    shown, doubt = _shown(text, style, from_1904=state.parts.from_1904)
    return _Found(shown, doubt)


@lru_cache(maxsize=65_536)
def _shown(text: str, style: Style, *, from_1904: bool) -> tuple[str, Doubt | None]:
    """The number `text` as `style` shows it, and what is doubtful about it; the same ones come again and again."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return text, None
    if not value.is_finite() or abs(value.adjusted()) > 320:
        return text, None
    if style.shape is Shape.NUMBER:
        return shown_number(value, style.code), None
    shown = shown_date(value, style.code, from_1904=from_1904)
    if shown is None:
        return plain_number(value), Doubt.NO_DATE
    return shown.text, Doubt.COMPLETED_DATE if shown.completed else None


def _merge(element: Element, state: _State) -> None:
    first, _, last = element.get("ref", "").partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if start and end and len(state.merged) < _MOST_MERGED:
        state.merged.append((int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1])))


def _join_merged(state: _State) -> None:
    """Let the first cell of merged cells cover them all. What other cells of them hold is never shown, but kept."""
    rows = state.sheet.rows
    for row in rows.values():
        row.sort(key=lambda cell: cell.first_column)
    by_place: dict[tuple[int, int], GridCell] | None = None
    for first_row, first_column, last_row, last_column in state.merged:
        if by_place is None:
            by_place = {(cell.first_row, cell.first_column): cell for row in rows.values() for cell in row}
        anchor = by_place.get((first_row, first_column))
        if anchor is not None:
            anchor.last_row, anchor.last_column = max(first_row, last_row), max(first_column, last_column)
