"""A table of records as it comes in (a CSV file, a sheet): rows by the names of columns, with typed cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from mitodoke.sources.read_text import UnreadableFileError, decode_text

_Code = TypeVar("_Code", bound=StrEnum)
_FORMULA = re.compile(r"'[=+\-@\t]")
_MOST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells by the names of the columns (empty cells are left out), and where it stands for messages."""

    cells: dict[str, str]
    where: str

    def text(self, column: str) -> str | None:
        """The text of a cell; None where it is empty or the table has no such column."""
        return self.cells.get(column)

    def required(self, column: str) -> str:
        """The text of a cell that no row may lack."""
        text = self.cells.get(column)
        if text is None:
            raise self.wrong(column, "", "値のあること")
        return text

    def number(self, column: str) -> Decimal | None:
        """An exact decimal number."""
        text = self.cells.get(column)
        if text is None:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise self.wrong(column, text, "数値") from None
        if not value.is_finite() or len(text) > _MOST_DIGITS or abs(value.adjusted()) > _MOST_DIGITS:
            raise self.wrong(column, text, "数値")
        return value

    def whole(self, column: str) -> int | None:
        """A whole number."""
        value = self.number(column)
        if value is None:
            return None
        if value != value.to_integral_value() or abs(value.adjusted()) > 15:
            raise self.wrong(column, str(self.cells[column]), "整数")
        return int(value)

    def flag(self, column: str) -> bool | None:
        """``true`` or ``false``, in capitals too, as spreadsheets write them."""
        text = self.cells.get(column)
        if text is None:
            return None
        if text.lower() not in ("true", "false"):
            raise self.wrong(column, text, "true または false")
        return text.lower() == "true"

    def code(self, column: str, codes: type[_Code]) -> _Code | None:
        """A code of a list; its Japanese label is taken too where the list has labels."""
        text = self.cells.get(column)
        if text is None:
            return None
        for code in codes:
            if text in (code.value, getattr(code, "label", code.value)):
                return code
        raise self.wrong(column, text, "、".join(code.value for code in codes))

    def required_code(self, column: str, codes: type[_Code]) -> _Code:
        """A code that no row may lack."""
        code = self.code(column, codes)
        if code is None:
            raise self.wrong(column, "", "、".join(one.value for one in codes))
        return code

    def listed(self, column: str) -> tuple[str, ...]:
        """The values of a cell that joins them by ``|``."""
        text = self.cells.get(column)
        return tuple(text.split("|")) if text else ()

    def wrong(self, column: str, printed: str, expected: str) -> UnreadableFileError:
        """The sentence for a cell that is not what its column says."""
        told = f"「{printed[:60]}」" if printed else "空欄"
        return UnreadableFileError(
            f"{self.where}、列 {column} が{told}です（期待するもの：{expected}）。表の形式（docs/tables.md）に合わせて直してください。"
        )


Tables = dict[str, list[TableRow]]
"""The rows of every table by its name."""


def make_rows(name: str, columns: Sequence[str], rows: Iterator[Sequence[str]]) -> list[TableRow]:
    """Rows under `columns`; the first one after the header is row 2, as a spreadsheet counts."""
    made = []
    for number, row in enumerate(rows, start=2):
        if len(row) > len(columns) and any(cell for cell in row[len(columns) :]):
            raise UnreadableFileError(
                f"{name} の {number} 行目は列の数が見出しより多く（{len(row)} と {len(columns)}）、読めません。表を書き出し直してください。"
            )
        cells = {column: cell for column, cell in zip(columns, row, strict=False) if cell != ""}
        if cells:
            made.append(TableRow(cells, f"{name} の {number} 行目"))
    return made


def csv_rows(data: bytes, name: str) -> tuple[tuple[str, ...], list[TableRow]]:
    """The columns and rows of a CSV file in any usual encoding, without the apostrophes that guard formulas."""
    text = decode_text(data, name)
    try:
        reader = csv.reader(text.lines, strict=True)
        columns = tuple(next(reader))
        plain = ([plain_cell(cell) for cell in row] for row in reader)
        return columns, make_rows(name, columns, plain)
    except csv.Error as problem:
        raise UnreadableFileError(
            f"{name} は CSV として読めません（{problem}）。表を書き出し直してください。"
        ) from problem


def plain_cell(cell: str) -> str:
    """A cell as a CSV reader gives it, without the apostrophe that guards a formula's sign."""
    return cell[1:] if _FORMULA.match(cell) else cell
