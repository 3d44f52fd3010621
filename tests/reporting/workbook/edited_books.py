"""Workbooks as people send them back: made by the desk, changed cell by cell with another library, saved again."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl

from mitodoke.departments.models import Department
from mitodoke.domain.answer_fields import Ask
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.workbook import WorkbookReading, make_workbook, read_workbook
from mitodoke.reporting.workbook.form import Form, form_for
from reporting.desk import PLAN_ASKS, Desk

KEY = "the secret of the site"
MARK_ROW = 2
"""The hidden row with the patterns of the columns, counted from 1."""


@dataclass
class Cell:
    """An editable cell of a workbook: where it stands, and which field of which row it is."""

    sheet: str
    row: int
    column: int
    row_id: str
    field: str


class Book:
    """A workbook that is opened by openpyxl, changed and saved; with `locked` also the cells that nobody can change."""

    def __init__(self, data: bytes, *, locked: bool = False) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.cells: dict[tuple[str, str], Cell] = {}
        for sheet in self.book.worksheets:
            if sheet.cell(MARK_ROW, 1).value is None or sheet.title == "mitodoke":
                continue
            patterns = {
                column: str(sheet.cell(MARK_ROW, column).value)
                for column in range(2, sheet.max_column + 1)
                if "." in str(sheet.cell(MARK_ROW, column).value or "")
            }
            for row in range(MARK_ROW + 2, sheet.max_row + 1):
                row_id = str(sheet.cell(row, 1).value)
                for column, pattern in patterns.items():
                    if locked or not sheet.cell(row, column).protection.locked:
                        field = pattern.replace("{n}", row_id.split("/", 2)[2])
                        self.cells[row_id, field] = Cell(sheet.title, row, column, row_id, field)

    def cell(self, row_id: str, field: str) -> Any:
        """The cell of openpyxl for a field in a row."""
        place = self.cells[row_id, field]
        return self.book[place.sheet].cell(place.row, place.column)

    def one(self, field: str) -> Any:
        """The first cell of a field, whatever its row."""
        return self.cell(next(row for row, name in self.cells if name == field), field)

    def saved(self) -> bytes:
        """The bytes as openpyxl writes them."""
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


def changed(data: bytes, values: Mapping[str, Any]) -> bytes:
    """`data` with other values in the first cell of each field."""
    book = Book(data)
    for field, value in values.items():
        book.one(field).value = value
    return book.saved()


class Office:
    """A desk with one round, and its department's workbook going out and coming back; of a plan `asks` may be fewer."""

    def __init__(self, kind: str = "plan", asks: tuple[Ask, ...] = PLAN_ASKS) -> None:
        self.desk = Desk()
        self.round: ReportingRound = (
            self.desk.open(asks=asks)
            if kind == "plan"
            else self.desk.open_register(asks=(Ask.COLLABORATION_ENTRIES,))
        )
        self.department: Department = self.desk.flowers

    def made(self) -> bytes:
        """The workbook as it goes out now."""
        return make_workbook(
            reporting_round=self.round, department=self.department, key=KEY, clock=self.desk.clock
        )

    def form(self) -> Form:
        """The form as it stands now."""
        return form_for(reporting_round=self.round, department=self.department)

    def read(self, data: bytes, name: str = "花課.xlsx", **more: Any) -> WorkbookReading:
        """The workbook read back by the department's reporter."""
        values: dict[str, Any] = {"key": KEY, "person": self.desk.reporter, "clock": self.desk.clock}
        return read_workbook(data=data, name=name, **(values | more))

    def back(self, change: Callable[[Book], None]) -> WorkbookReading:
        """The workbook made, changed, saved by openpyxl and read."""
        book = Book(self.made())
        change(book)
        return self.read(book.saved())
