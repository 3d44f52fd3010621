"""The matrix of a round as a page, as CSV and as a workbook: the same table three times."""

from __future__ import annotations

import datetime
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup, escape

from mitodoke.desk.presentation.round_pages import SHORT
from mitodoke.desk.presentation.words import answer_address
from mitodoke.domain.approval import AnswerState
from mitodoke.outputs.csv_text import csv_cell, csv_lines
from mitodoke.outputs.xlsx_book import new_book
from mitodoke.reporting.queries import Matrix, MatrixCell

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a cell says: the sign, the same in words, and how it looks; escaped, since a page has thousands."""

    sign: Markup
    words: Markup
    style: Markup


class AskedCell(NamedTuple):
    """A cell of a department that is asked, after so many of departments that are not."""

    empty_before: int
    sign: Sign
    address: Markup


class MatrixRow(NamedTuple):
    """An item with its cells; after the last one so many departments are not asked."""

    subject: str
    cells: tuple[AskedCell, ...]
    empty_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    """The table; most cells of a large one are empty, and only counted."""

    departments: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    legend: tuple[tuple[str, str], ...]


def matrix_page(table: Matrix) -> MatrixPage:
    """The table for a page."""
    address = answer_address()
    signs: dict[tuple[AnswerState, bool, bool, int], Sign] = {}

    columns = {number: column for column, (number, _) in enumerate(table.departments)}
    asked: dict[str, list[tuple[int, MatrixCell]]] = defaultdict(list)
    for (key, number), cell in table.cells.items():
        asked[key].append((columns[number], cell))

    def row(key: str, name: str) -> MatrixRow:
        cells, after = [], 0
        for column, cell in sorted(asked[key], key=itemgetter(0)):
            kind = (cell.state, cell.overdue, cell.late, cell.doubts)
            if kind not in signs:
                signs[kind] = _sign(cell)
            leads = Markup(address(cell.assignment_id))  # noqa: S704 - a number in our own address
            cells.append(AskedCell(column - after, signs[kind], leads))
            after = column + 1
        return MatrixRow(name, tuple(cells), len(columns) - after)

    return MatrixPage(
        departments=tuple(name for _, name in table.departments),
        rows=tuple(row(key, f"{code} {title}".strip()) for key, code, title in table.subjects),
        legend=tuple((SHORT[state], state.label) for state in AnswerState),
    )


def _sign(cell: MatrixCell) -> Sign:
    styles = [("is-overdue", cell.overdue), ("is-doubted", cell.doubts > 0)]
    return Sign(
        sign=escape(SHORT[cell.state] + ("!" if cell.overdue else "") + ("?" if cell.doubts else "")),
        words=escape(_words(cell)),
        style=escape(" ".join(name for name, on in styles if on)),
    )


def _words(cell: MatrixCell) -> str:
    more = [
        word
        for word, on in (
            ("期限超過", cell.overdue),
            ("期限後に提出", cell.late),
            (f"確認事項{cell.doubts}件", cell.doubts > 0),
        )
        if on
    ]
    return cell.state.label + (f"（{'、'.join(more)}）" if more else "")


def _table(table: Matrix) -> Iterator[list[str]]:
    for key, code, title in table.subjects:
        cells = (table.cells.get((key, number)) for number, _ in table.departments)
        yield [code, title, *("" if cell is None else _words(cell) for cell in cells)]


def _head(table: Matrix) -> list[str]:
    return ["番号", "項目", *(name for _, name in table.departments)]


def matrix_csv(table: Matrix) -> bytes:
    """UTF-8 with a byte order mark; no cell is run as a formula."""
    head = [csv_cell(name) for name in _head(table)]
    return "".join(csv_lines(head, _table(table))).encode("utf-8-sig")


def matrix_xlsx(table: Matrix, *, title: str, day: datetime.date) -> bytes:
    """One sheet with frozen heads, A4 across."""
    stored = io.BytesIO()
    book = new_book(stored, title=title, author="mitodoke", moment=day.isoformat())
    sheet = book.add_worksheet("一覧")
    quoted = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
    for place, name in enumerate(_head(table)):
        sheet.write_string(0, place, name, quoted if name.startswith(_FORMULA_SIGNS) else None)
    for at, row in enumerate(_table(table), start=1):
        for place, text in enumerate(row):
            if text:
                sheet.write_string(at, place, text, quoted if text.startswith(_FORMULA_SIGNS) else None)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, 1 + len(table.departments), 14)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return stored.getvalue()
