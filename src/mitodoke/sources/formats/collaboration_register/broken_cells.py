"""The register whose cells come broken over lines, several cells sharing a line."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.sources.formats.collaboration_register.broken_pages import Table, begins_head, read_tables
from mitodoke.sources.formats.collaboration_register.broken_row import split_cells
from mitodoke.sources.formats.collaboration_register.broken_rows import BrokenRow, read_rows
from mitodoke.sources.formats.collaboration_register.broken_text import row_text
from mitodoke.sources.formats.collaboration_register.cells import Cell
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.dates_anchor import begins_dates_cell
from mitodoke.sources.formats.collaboration_register.departments import looks_like_department
from mitodoke.sources.formats.collaboration_register.flow import width
from mitodoke.sources.formats.collaboration_register.headings import is_note, read_title
from mitodoke.sources.formats.collaboration_register.likeness import Hints
from mitodoke.sources.formats.collaboration_register.numbering import fold_number
from mitodoke.sources.formats.collaboration_register.register import Register
from mitodoke.sources.formats.collaboration_register.sections import Sections
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText

LAYOUT_NAME = "collaboration_register_broken"
_MEASURED = (
    Column.TITLE,
    Column.DEPARTMENT,
    Column.PURPOSE,
    Column.ORGANISATIONS,
    Column.ORGANISER,
    Column.EFFECTS,
)
_FEW = 4


def recognise(text: SourceText) -> float:
    """The share of the marks found: a title or form heading, a table head without tabs, row numbers before dates."""
    heading = head = rows = 0.0
    before = ""
    for line in text.lines:
        if not line.strip():
            continue
        if not heading and (read_title(line) or Sections.is_form(line)):
            heading = 0.4
        if not head and "\t" not in line and begins_head(line):
            head = 0.4
        if not rows and before and "\t" not in line and begins_dates_cell(line[:100]):
            rows = 0.2
        if heading and head and rows:
            break
        before = (fold_number(line) or "") if len(line) <= 24 else ""
    return heading + head + rows if head else 0.0


def parse(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Read the whole text; see `Layout`. The rows are split twice: what the first time shows helps the second."""
    register = Register()
    tables = [(table, *read_rows(table)) for table in read_tables(text.lines, register, ledger)]
    rows_in_all = [row for _, rows, _ in tables for row in rows]
    has_blocks = 2 * sum(1 for row in rows_in_all if any(not line for _, line in row.lines[1:])) >= len(
        rows_in_all
    )
    hints = Hints(has_blocks=has_blocks)
    for _ in range(2):
        split = [
            (table, row, split_cells(row, table.columns, hints)) for table, rows, _ in tables for row in rows
        ]
        hints = _hints(split)
        hints.has_blocks = has_blocks
    for _, _, before in tables:
        _leave_out_notes(before, ledger)
    texts = (row_text(table, row, cells, hints) for table, row, cells in split)
    return register.content(text, LAYOUT_NAME, ledger, texts)


def _hints(split: list[tuple[Table, BrokenRow, dict[Column, Cell]]]) -> Hints:
    """Departments that stand twice, organisations that stand anywhere, and how wide each column prints."""
    departments: Counter[str] = Counter()
    organisations: Counter[str] = Counter()
    full_lines: dict[Column, list[int]] = {}
    single_lines: dict[Column, list[int]] = {}
    for _, _, cells in split:
        for column, cell in cells.items():
            joined = cell.text.replace("\n", "") if len(cell.text) <= 400 else ""
            if column is Column.DEPARTMENT and looks_like_department(joined):
                departments[joined] += 1
            if column in (Column.ORGANISATIONS, Column.ORGANISER) and joined:
                organisations.update(name.strip() for name in re.split("[、，]", joined))
            if column in _MEASURED:
                lines = full_lines if len(cell.parts) > 1 else single_lines
                texts = cell.parts[:-1] or cell.parts
                lines.setdefault(column, []).extend(
                    width(part.text) for part in texts if len(part.text) <= 200
                )
    widths = {column: _usual_width(found) for column, found in full_lines.items() if found}
    for column, found in single_lines.items():
        if len(full_lines.get(column, [])) < _FEW and found:
            widths[column] = max([widths.get(column, 0), *found])
    return Hints(
        departments={name for name, count in departments.items() if count > 1},
        organisations={name for name, count in organisations.items() if count > 1 and len(name) > 2},
        widths=widths,
    )


def _usual_width(widths: list[int]) -> int:
    """The width of the widest lines that do not stand alone: one much wider line was read wrongly."""
    ordered = sorted(widths, reverse=True)
    return next(
        (wide for wide, next_one in pairwise(ordered) if wide - next_one <= 2),
        ordered[0],
    )


def _leave_out_notes(lines: list[tuple[int, str]], ledger: LineLedger) -> None:
    """Notes between a table's head and its first row; other lines there fit nothing and stay unaccounted."""
    for number, line in lines:
        if is_note(line):
            ledger.leave_out(number, number, "note_outside_table")
