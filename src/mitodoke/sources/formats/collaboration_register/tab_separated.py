"""The register as a tab-separated text: one row a line, headings and table heads repeated on every page."""

from __future__ import annotations

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.sources.formats.collaboration_register.columns import (
    NARROW_COLUMNS,
    WIDE_COLUMNS,
    Column,
    TableHead,
    read_head_cells,
)
from mitodoke.sources.formats.collaboration_register.headings import (
    is_note,
    is_page_number,
    printed_count,
    read_title,
    read_total,
)
from mitodoke.sources.formats.collaboration_register.numbering import fold_number
from mitodoke.sources.formats.collaboration_register.register import Register
from mitodoke.sources.formats.collaboration_register.sections import Sections
from mitodoke.sources.formats.collaboration_register.tab_row import TabRow, row_text, tab_hints
from mitodoke.sources.formats.unknown_column import unknown_column
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.placed_lines import BREAK
from mitodoke.sources.read_text import SourceText

LAYOUT_NAME = "collaboration_register_tabs"
_LONGEST_HEAD = 1000


def recognise(text: SourceText) -> float:
    """The share of the marks found: a title or form heading, a tab-separated table head, numbered rows with tabs."""
    heading = head = 0.0
    rows = 0
    for line in text.lines:
        if not heading and (read_title(line) or Sections.is_form(line)):
            heading = 0.4
        if "\t" not in line:
            continue
        if len(line.split("\t", 3)) > 2 and fold_number(line.partition("\t")[0]):
            rows += 1
        elif not head and _read_head(line):
            head = 0.4
        if rows > 2 and head and heading:
            break
    return heading + head + (0.2 if rows and (heading or head) else 0.0)


def _read_head(line: str) -> TableHead | None:
    """The table head that a line is; rows, which are most lines, are told apart by their number first."""
    if len(line) >= _LONGEST_HEAD or fold_number(line.partition("\t")[0]):
        return None
    return read_head_cells(line.split("\t"))


def parse(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Read the whole text; see `Layout`."""
    return _Reader(text, ledger).read()


class _Reader:
    """The state between lines: the headings in force, the columns, and the row being collected.

    A line goes on with the row above when it follows at once, or when the row lacks cells and a page was turned.
    """

    def __init__(self, text: SourceText, ledger: LineLedger) -> None:
        self._text = text
        self._ledger = ledger
        self._register = Register()
        self._sections = Sections(self._register, ledger)
        self._columns: tuple[Column, ...] | None = None
        self._row: TabRow | None = None
        self._rows: list[TabRow] = []
        self._adjacent = False
        self._page_turned = False

    def read(self) -> tuple[DocumentContent, list[Finding]]:
        for number, line in enumerate(self._text.lines, start=1):
            if not line.strip():
                self._adjacent = False
            elif self._heading(number, line):
                self._adjacent, self._page_turned = False, True
            elif "\t" in line:
                # A line break that a person set inside a cell of a PDF or workbook is one here, too.
                self._adjacent = self._table_line(number, line.replace(BREAK, "\n").split("\t"))
            else:
                self._adjacent = self._loose_line(number, line)
        hints = tab_hints(self._rows)
        rows = (row_text(row, hints) for row in self._rows)
        return self._register.content(self._text, LAYOUT_NAME, self._ledger, rows)

    def _heading(self, number: int, line: str) -> bool:
        """Whether the line is a title, a heading or a table head; they may stand between the halves of a row."""
        if self._sections.read(number, line):
            if self._sections.changed:
                self._columns, self._row = None, None
            return True
        head = _read_head(line) if "\t" in line else None
        if head is not None:
            self._register.findings.extend(unknown_column(words, number) for words in head.unknown)
            self._columns = head.columns
            self._ledger.heading(number, "table_head")
            return True
        return False

    def _table_line(self, number: int, cells: list[str]) -> bool:
        """Take a line with tabs; False where it fits nothing and stays unaccounted."""
        shifted = not cells[0].strip() and fold_number(cells[1]) is not None
        if shifted and (self._columns is None or len(cells) != len(self._columns)):
            cells = cells[1:]
        if fold_number(cells[0]):
            self._start(number, cells)
        elif not cells[0].strip():
            self._continue_row(number, cells)
        elif (total := read_total("\t".join(cells))) is not None:
            self._sections.total(number, total, printed_count("\t".join(cells)))
        elif self._goes_on() and self._row is not None and self._row.is_short:
            self._fill(self._row, number, cells)
        else:
            return False
        return True

    def _goes_on(self) -> bool:
        row = self._row
        return row is not None and (self._adjacent or (row.is_short and self._page_turned))

    def _start(self, number: int, cells: list[str]) -> None:
        columns = self._columns or (NARROW_COLUMNS if len(cells) <= 5 else WIDE_COLUMNS)
        form = self._sections.form_for(columns)
        self._row = TabRow(form, self._sections.holder, columns, number, cells)
        self._rows.append(self._row)
        self._page_turned = False

    def _continue_row(self, number: int, cells: list[str]) -> None:
        """A line whose number cell is empty: more of the row above where it has gaps, else a row without a number."""
        columns = self._columns or (NARROW_COLUMNS if len(cells) <= 5 else WIDE_COLUMNS)
        filled = sum(1 for cell in cells[1:] if cell.strip())
        if self._row is None or (filled >= len(columns) - 1 and not self._row.is_short):
            self._start(number, cells)
            return
        for index, cell in enumerate(cells):
            if cell.strip() or index >= self._row.size:
                self._row.add(index, number, cell)

    def _fill(self, row: TabRow, number: int, cells: list[str]) -> None:
        """The rest of a row that was broken within a cell: its first piece goes on where the row stopped."""
        for index, cell in enumerate(cells, start=row.size - 1):
            row.add(index, number, cell)

    def _loose_line(self, number: int, line: str) -> bool:
        """Take a line without tabs that is no heading; whether the row it may belong to goes on after it."""
        if (total := read_total(line)) is not None:
            self._sections.total(number, total, printed_count(line))
        elif is_page_number(line):
            self._ledger.leave_out(number, number, "page_number")
        elif is_note(line) and (self._row is None or not self._row.is_short):
            self._ledger.leave_out(number, number, "note_outside_table")
        elif self._row is not None and self._goes_on():
            self._fill(self._row, number, [line])
            return True
        elif self._sections.before_tables and self._columns is None:
            self._sections.introduction(number)
        return False
