"""A sheet or a CSV file as rows of cells, whatever it came from, and the places in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from mitodoke.domain.place import column_letters


class CellKind(Enum):
    """What a cell holds; a CSV file has only texts."""

    EMPTY = auto()
    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    BOOLEAN = auto()
    FORMULA = auto()


class Cell(NamedTuple):
    """One cell: its text as a reader sees it, and its kind."""

    text: str
    kind: CellKind

    @property
    def filled(self) -> bool:
        """Whether anything but white space stands in it."""
        return self.kind is not CellKind.EMPTY and not self.text.isspace()


EMPTY = Cell("", CellKind.EMPTY)


def text_cell(text: str) -> Cell:
    """A cell with `text`, empty where there is none."""
    return Cell(text, CellKind.TEXT) if text else EMPTY


@dataclass(frozen=True, slots=True)
class Column:
    """One column below its name; `cells` are (row, cell) of the filled ones, rows counted from 0."""

    index: int
    name: str
    cells: list[tuple[int, Cell]]


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet. `sheet` is None for CSV; rows may differ in length."""

    sheet: str | None
    rows: list[list[Cell]]

    def place(self, row: int, column: int) -> str:
        """``Sheet1!B4``, or ``B4`` in a CSV file; row and column are counted from 0."""
        sheet = f"{self.sheet}!" if self.sheet is not None else ""
        return f"{sheet}{column_letters(column + 1)}{row + 1}"

    @cached_property
    def filled(self) -> list[int]:
        """How many cells of each row are filled."""
        return [sum(cell.filled for cell in row) for row in self.rows]

    @cached_property
    def last(self) -> int:
        """The last row with anything in it; -1 where nothing is."""
        return next((row for row in range(len(self.rows) - 1, -1, -1) if self.filled[row]), -1)

    @cached_property
    def header(self) -> int:
        """The row of the column names: the first that is more than half as wide as the widest one.

        A row of exactly half the width is a title when only words stand in the row below it (a title above two
        names), else a header that lacks names.
        """
        widest = max(self.filled, default=0)
        for row, filled in enumerate(self.filled):
            if 2 * filled > widest or (filled and 2 * filled == widest and not self.is_words(row + 1)):
                return row
        return 0

    def is_words(self, row: int) -> bool:
        """Whether a row holds words alone: texts without any digit."""
        cells = [cell for cell in self.rows[row] if cell.filled] if row < len(self.rows) else []
        return bool(cells) and all(
            cell.kind is CellKind.TEXT and not any(c.isdigit() for c in cell.text) for cell in cells
        )

    @cached_property
    def names(self) -> list[str]:
        """The column names as they stand in the header row."""
        return [cell.text for cell in self.rows[self.header]] if self.rows else []

    @cached_property
    def width(self) -> int:
        """The number of columns up to the last that has a name or a value."""
        return max((_width(row) for row in self.rows), default=0)

    @cached_property
    def columns(self) -> list[Column]:
        """Every column with its filled cells below the header."""
        columns = [
            Column(i, self.names[i].strip() if i < len(self.names) else "", []) for i in range(self.width)
        ]
        for row in range(self.header + 1, self.last + 1):
            for i, cell in enumerate(self.rows[row][: self.width]):
                if cell.filled:
                    columns[i].cells.append((row, cell))
        return columns


def _width(row: list[Cell]) -> int:
    return next((i + 1 for i in range(len(row) - 1, -1, -1) if row[i].filled), 0)
