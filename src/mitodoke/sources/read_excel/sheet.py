"""A sheet as it is shown: its cells with their texts and the ranges they cover, and which of it is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from mitodoke.domain.place import CellRange, Place

_LOOKED_AT = 50
"""Rows of merged cells that are looked at for hidden ones; taller cells are told hidden by these."""


class Doubt(StrEnum):
    """What is doubtful about a cell of a workbook, whatever it says."""

    NO_VALUE = "no_value"
    ERROR_VALUE = "error_value"
    COMPLETED_DATE = "completed_date"
    NO_DATE = "no_date"
    CONTROL_CHARACTER = "control_character"


@dataclass(slots=True)
class GridCell:
    """A cell or merged cells: the text as shown (line breaks as ``\\n``), and rows and columns counted from 1."""

    text: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    doubt: Doubt | None = None
    formula: str = ""

    def place(self, sheet: str) -> Place:
        """Its range in the workbook."""
        return CellRange(sheet, self.first_column, self.first_row, self.last_column, self.last_row).place


@dataclass(slots=True)
class Sheet:
    """A sheet: rows by their number, each with its cells in order; cells without text are not kept."""

    name: str
    hidden: bool = False
    rows: dict[int, list[GridCell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def is_hidden(self, cell: GridCell) -> bool:
        """Whether nothing of the cell is shown: every row or every column of it is hidden."""
        rows_hidden = bool(self.hidden_rows) and all(
            row in self.hidden_rows
            for row in range(cell.first_row, min(cell.last_row, cell.first_row + _LOOKED_AT) + 1)
        )
        return rows_hidden or any(
            first <= cell.first_column and cell.last_column <= last for first, last in self.hidden_columns
        )


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read: its sheets in order, and what it holds beside cells."""

    sheets: tuple[Sheet, ...]
    has_macros: bool = False
    has_external_links: bool = False
    pictures: tuple[str, ...] = ()
