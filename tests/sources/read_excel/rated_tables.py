"""Tables of pledges with ratings, as a city keeps them: lines of cells, and workbooks of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from mitodoke.domain.edition import Reading
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import decode_text

TITLE = ["市長公約の取組状況"]
PERIOD = ["（令和7年4月から令和8年3月までの実施内容）"]
CITY = ["花咲市 企画部"]
HEAD = ["ビジョン", "公約", "施策", "取組内容", "担当課"]
FRONT: list[list[str]] = [TITLE, PERIOD, CITY, []]

Rows = Sequence[Sequence[str]]


def read_rows(*rows: Sequence[str], front: Rows = FRONT) -> Reading:
    """The table as lines with tabs; the head is the first of `rows`."""
    text = "\n".join("\t".join(row) for row in (*front, *rows))
    return extract(decode_text(f"{text}\n".encode(), "x"))


def book(rows: Rows, *, numbers: bool = False) -> bytes:
    """A workbook of one sheet; `numbers` writes digits as numbers and percentages in a format of percent."""
    stored = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(stored, {"in_memory": True})
    percent = workbook.add_format({"num_format": "0%"})
    sheet = workbook.add_worksheet("取組状況")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if numbers and text.isascii() and text.isdigit():
                sheet.write_number(number, column, int(text))
            elif numbers and text.removesuffix("%").isdigit():
                sheet.write_number(number, column, int(text[:-1]) / 100, percent)
            elif text:
                sheet.write_string(number, column, text)
    workbook.close()
    return stored.getvalue()


def said(reading: Reading) -> list[tuple[str, str, str | int]]:
    """The ratings in short: measure, department, step or the word of the state."""
    return [
        (one.item_id, one.department, one.state.label if one.step is None else one.step)
        for one in reading.content.ratings
    ]


def doubted(reading: Reading) -> list[str]:
    """The checks that found something about ratings, in order."""
    return [one.check for one in reading.findings if one.field == "rating"]


def two_rows(rows: Rows) -> bytes:
    """A workbook whose head has two rows: its last two columns stand below a cell over both, the first three reach down."""
    stored = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(stored, {"in_memory": True})
    sheet = workbook.add_worksheet("取組状況")
    top = next(number for number, row in enumerate(rows) if row[:1] == HEAD[:1])
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if number == top and column < 3:
                sheet.merge_range(top, column, top + 1, column, text)
            elif number == top and column == 5:
                sheet.merge_range(top, 5, top, 6, text)
            elif text:
                sheet.write_string(number, column, text)
    workbook.close()
    return stored.getvalue()
