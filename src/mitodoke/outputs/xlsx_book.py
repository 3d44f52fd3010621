"""A new workbook with the properties that an edition tells; the only module that knows the library that writes it."""

from __future__ import annotations

import datetime
import io
from typing import Any

import xlsxwriter

from mitodoke.outputs.reports.moment import frozen_day
from mitodoke.outputs.reports.wording import printable

Book = Any
Sheet = Any
CellFormat = Any
"""The library has no types of its own."""

_LONGEST_PROPERTY = 255


def new_book(stored: io.BytesIO, *, title: str, author: str, moment: str) -> Book:
    """A workbook that is written to `stored` when it is closed; its date is the day `moment`, not the clock's."""
    book = xlsxwriter.Workbook(stored, {"in_memory": True})
    book.set_properties(
        {
            "title": printable(title)[:_LONGEST_PROPERTY],
            "author": printable(author)[:_LONGEST_PROPERTY],
            "created": datetime.datetime.combine(frozen_day(moment), datetime.time()),
        }
    )
    return book
