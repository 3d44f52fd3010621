"""Workbooks that LibreOffice saved, kept as files: how they were made, and the desk that they belong to.

To make them anew: write `source` of each kind (and what `with_own_steps` makes) to a file, run ``soffice --headless --convert-to xlsx --outdir DIR FILE``
on it, and keep the result under its `NAMES`. The rows of the database get the numbers that the files name.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connection

from mitodoke.domain.rating_scale import STEPS
from mitodoke.plans.services import define_rating_scale, take_over_plan
from reporting.desk import APRIL
from reporting.workbook.edited_books import Book, Office
from reporting.workbook.typed_values import fill, put, typed_for

FOLDER = Path(__file__).parent / "saved_by_libreoffice"
NAMES = {
    (kind, change): FOLDER / f"{kind}-{change}.xlsx"
    for kind in ("plan", "register")
    for change in ("untouched", "changed")
}
_FIRST = 9_000
_TABLES = ("reporting_reportinground", "reporting_assignment", "departments_department")


def numbered_office(kind: str) -> Office:
    """An office whose rows have always the same numbers, with some answers."""
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, _FIRST])
    office = Office(kind)
    fill(office)
    return office


def source(kind: str, change: str) -> bytes:
    """The workbook before LibreOffice opens it: as made, or with every cell changed by openpyxl."""
    data = numbered_office(kind).made()
    if change == "untouched":
        return data
    book = Book(data)
    for row_id, field in book.cells:
        cell = book.cell(row_id, field)
        put(cell, typed_for(field, cell.value)[0])
    return book.saved()


def with_own_steps() -> Office:
    """The plan's office whose plan says in words of its own what the steps mean; its file is ``plan-own-steps.xlsx``."""
    office = numbered_office("plan")
    desk = office.desk
    ledger = take_over_plan(
        document=desk.document,
        title="市長公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    words = {step: f"わが市の段階{step}" for step in STEPS}
    define_rating_scale(ledger=ledger, definitions=words, seen=0, by=desk.planner, clock=desk.clock)
    return office
