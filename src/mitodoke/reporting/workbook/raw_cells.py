"""Reads the cells of a workbook as they are held: exact numbers, days, formulas with their last result, merged cells.

Read from the file's XML, as `sources.read_excel` does: the libraries give numbers as binary fractions, and either
formulas or their results but not both at once. Here what a cell holds matters, there what it shows.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum, auto

from mitodoke.domain.place import column_letters, column_number
from mitodoke.sources.office_archive import Element, OfficeArchive, local_name
from mitodoke.sources.read_excel.book_parts import BookParts, Shape, SheetPart, Style, text_of, unescape
from mitodoke.sources.read_excel.date_format import shown_date
from mitodoke.sources.read_excel.number_format import plain_number, sections
from mitodoke.sources.read_text import UnreadableFileError

MOST_CELLS = 200_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_LAST_SERIAL = 2_958_465


class CellShape(Enum):
    """What a cell holds."""

    EMPTY = auto()
    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    ERROR = auto()
    NO_RESULT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """One cell. `text` is what a message quotes; `number` is exact; `day` is that of a date cell.

    `percent` tells that the number is shown as a percentage, `formula` that it was calculated, `covered` that the
    cell lies under merged cells and shows nothing of its own.
    """

    address: str
    shape: CellShape
    text: str = ""
    number: Decimal | None = None
    day: datetime.date | None = None
    percent: bool = False
    formula: bool = False
    covered: bool = False


@dataclass(slots=True)
class RawSheet:
    """A sheet: cells by (row, column) counted from 1; cells that hold nothing are not kept."""

    name: str
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    last_row: int = 0

    def at(self, row: int, column: int) -> RawCell:
        """The cell there, empty where nothing is held."""
        address = f"{column_letters(column)}{row}"
        found = self.cells.get((row, column))
        cell = found or RawCell(address=address, shape=CellShape.EMPTY)
        if any(
            top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
            for top, left, bottom, right in self.merged
        ):
            return RawCell(address=address, shape=cell.shape, text=cell.text, covered=True)
        return cell


def read_raw_sheet(archive: OfficeArchive, part: SheetPart, parts: BookParts) -> RawSheet:
    """The cells of one sheet; UnreadableFileError for more than MOST_CELLS."""
    sheet = RawSheet(part.name)
    row, column = 1, 0
    for element in archive.elements(part.part):
        name = local_name(element)
        if name == "c":
            match = _REFERENCE.fullmatch(element.get("r", ""))
            column = column_number(match[1]) if match else column + 1
            at = int(match[2]) if match else row
            cell = _cell(element, f"{column_letters(column)}{at}", parts)
            if cell is not None:
                sheet.cells[at, column] = cell
                sheet.last_row = max(sheet.last_row, at)
                if len(sheet.cells) > MOST_CELLS:
                    raise UnreadableFileError(
                        f"{archive.name} はセルが多すぎます。調査票にない行や列を消してから保存し直してください。"
                    )
            element.clear()
        elif name == "row":
            number = element.get("r", "")
            row = (int(number) if number.isascii() and number.isdigit() else row) + 1
            column = 0
            element.clear()
        elif name == "mergeCell":
            first, _, last = element.get("ref", "").partition(":")
            start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
            if start and end and len(sheet.merged) < 1_000:
                sheet.merged.append(
                    (int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1]))
                )
    return sheet


def _cell(element: Element, address: str, parts: BookParts) -> RawCell | None:
    kind = element.get("t", "n")
    value: str | None = None
    inline: str | None = None
    formula = False
    for child in element:
        name = local_name(child)
        if name == "v":
            value = child.text
        elif name == "f":
            formula = True
        elif name == "is":
            inline = text_of(child)
    text: str | None = inline
    if kind == "s" and value is not None:
        index = int(value) if value.strip().isdigit() else -1
        text = parts.texts[index] if 0 <= index < len(parts.texts) else ""
    elif kind in ("str", "d"):
        text = unescape(value or "")
    elif kind == "b" and value is not None:
        text = "TRUE" if value.strip() in ("1", "true") else "FALSE"
    elif kind == "e":
        return RawCell(address=address, shape=CellShape.ERROR, text=value or "", formula=formula)
    elif kind == "n" and value is not None:
        return _number(value, address, _style(element, parts), formula=formula, from_1904=parts.from_1904)
    if text is None and formula:
        return RawCell(address=address, shape=CellShape.NO_RESULT, formula=True)
    if not text:
        return None
    return RawCell(address=address, shape=CellShape.TEXT, text=text, formula=formula)


def _style(element: Element, parts: BookParts) -> Style:
    index = element.get("s", "")
    number = int(index) if index.isascii() and index.isdigit() else -1
    return parts.styles[number] if 0 <= number < len(parts.styles) else Style(Shape.NUMBER, "General")


def _number(value: str, address: str, style: Style, *, formula: bool, from_1904: bool) -> RawCell | None:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return RawCell(address=address, shape=CellShape.TEXT, text=value, formula=formula)
    if not number.is_finite() or abs(number.adjusted()) > 320:
        return RawCell(address=address, shape=CellShape.ERROR, text=value, formula=formula)
    if style.shape is Shape.DATE:
        shown = shown_date(number, style.code, from_1904=from_1904)
        return RawCell(
            address=address,
            shape=CellShape.DATE,
            text=shown.text if shown else plain_number(number),
            number=number,
            day=_day(number, from_1904=from_1904),
            formula=formula,
        )
    percent = any(token.text == "%" and not token.literal for token in sections(style.code)[0])
    text = plain_number(number * 100) + "%" if percent else plain_number(number)
    return RawCell(
        address=address, shape=CellShape.NUMBER, text=text, number=number, percent=percent, formula=formula
    )


def _day(serial: Decimal, *, from_1904: bool) -> datetime.date | None:
    """The day of a serial number that is a whole day; None for times and for numbers that are no day."""
    if serial != serial.to_integral_value() or not 0 <= serial <= _LAST_SERIAL:
        return None
    days = int(serial) + (1_462 if from_1904 else 0)
    if days < 61:
        return None
    return datetime.date(1899, 12, 30) + datetime.timedelta(days=days)
