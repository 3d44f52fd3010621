"""The rows of a list of people as they stand in the file, and as they travel from the preview to the storing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import IntEnum

from django.core import signing

LASTING = 2 * 60 * 60
"""Seconds for which a list that was looked at can be stored."""


class Column(IntEnum):
    """The columns of the list, in the order of the form."""

    USERNAME = 0
    NAME = 1
    EMAIL = 2
    DEPARTMENT = 3
    ROLE = 4

    @property
    def label(self) -> str:
        """Its head in the file."""
        return ("利用者名", "氏名", "メールアドレス", "部署", "役割")[self]


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A row: its number in the file, its cells in the order of `Column`, and the columns whose cell had no value to read."""

    number: int
    cells: tuple[str, ...]
    unread: tuple[int, ...] = ()

    def text(self, column: Column) -> str:
        """The text of a cell, empty where there is none."""
        return self.cells[column]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffList:
    """The list of a file: `letters` are the columns in which `Column` stand there, so that a cell has its address."""

    name: str
    letters: tuple[str, ...]
    rows: tuple[StaffRow, ...]

    def place(self, row: StaffRow, column: Column) -> str:
        """The address of a cell as a spreadsheet shows it: ``B5``."""
        return f"{self.letters[column]}{row.number}"


def pack(staff: StaffList, valid_from: datetime.date, *, place: str) -> str:
    """The list and its day as a signed text for the page, of use at `place` alone (a city and a person)."""
    rows = [[row.number, row.cells, row.unread] for row in staff.rows]
    content = [staff.name, staff.letters, rows, valid_from.isoformat()]
    return signing.dumps(content, salt=_salt(place), compress=True)


def unpack(text: str, *, place: str) -> tuple[StaffList, datetime.date] | None:
    """What `pack` made for the same place within `LASTING`; None for anything else."""
    try:
        name, letters, rows, day = signing.loads(text, salt=_salt(place), max_age=LASTING)
    except signing.BadSignature:
        return None
    listed = tuple(StaffRow(number, tuple(cells), tuple(unread)) for number, cells, unread in rows)
    return StaffList(name=name, letters=tuple(letters), rows=listed), datetime.date.fromisoformat(day)


def _salt(place: str) -> str:
    return f"mitodoke.staff_list:{place}"
