"""Tables as CSV text: RFC 4180, one record a line, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mitodoke.domain.edition import Edition
from mitodoke.outputs.tables import Table

_LINE_BREAKS = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]+\s*")
_FORMULA = re.compile(r"[=+\-@\t]")
_HARMLESS = re.compile(r"[-+]?(?:\d[\d,]*(?:\.\d+)?)?\Z")
_QUOTED = re.compile(r'[",]|\A\s|\s\Z')


def csv_cell(text: str) -> str:
    """One cell: line breaks become a space, a formula's first sign gets an apostrophe before it, quoting follows.

    Numbers and a lone dash stay as they are. The apostrophe is what spreadsheets themselves use for "this is
    text"; whoever reads the table takes it away again (`sources.read_csv`).
    """
    flat = _LINE_BREAKS.sub(" ", text)
    if _FORMULA.match(flat) and not _HARMLESS.match(flat):
        flat = "'" + flat
    return '"' + flat.replace('"', '""') + '"' if _QUOTED.search(flat) else flat


def csv_text(table: Table, edition: Edition) -> str:
    """The whole table with its header line; lines end with CR LF."""
    return "".join(csv_lines(table.columns, table.rows(edition)))


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterable[str]:
    """Header and rows as CSV lines."""
    yield ",".join(columns) + "\r\n"
    for row in rows:
        yield ",".join(csv_cell(value) for value in row) + "\r\n"
