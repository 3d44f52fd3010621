"""The workbook (調査票) of a department and round: made, read back with its differences, stored; failing rows given back."""

from mitodoke.reporting.workbook.apply_workbook import AppliedWorkbook, apply_workbook
from mitodoke.reporting.workbook.example_dates import ExampleDates, example_dates
from mitodoke.reporting.workbook.failing_rows import failing_rows_workbook
from mitodoke.reporting.workbook.make_workbook import (
    asked_departments,
    make_workbook,
    workbook_for,
    workbook_name,
)
from mitodoke.reporting.workbook.read_workbook import read_workbook
from mitodoke.reporting.workbook.reading import CellProblem, Difference, WorkbookReading

__all__ = [
    "AppliedWorkbook",
    "CellProblem",
    "Difference",
    "ExampleDates",
    "WorkbookReading",
    "apply_workbook",
    "asked_departments",
    "example_dates",
    "failing_rows_workbook",
    "make_workbook",
    "read_workbook",
    "workbook_for",
    "workbook_name",
]
