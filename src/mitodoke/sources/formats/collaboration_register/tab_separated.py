"""The register as a tab-separated text: one row a line, headings and table heads repeated on every page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.sources.formats.collaboration_register.cells import Cell, Part
from mitodoke.sources.formats.collaboration_register.columns import (
    NARROW_COLUMNS,
    WIDE_COLUMNS,
    Column,
    TableHead,
    read_head_cells,
)
from mitodoke.sources.formats.collaboration_register.headings import (
    is_page_number,
    printed_count,
    read_form_heading,
    read_holder_heading,
    read_title,
    read_total,
)
from mitodoke.sources.formats.collaboration_register.register import Register, fold_number
from mitodoke.sources.formats.collaboration_register.tab_row import row_text, tab_hints, unknown_column
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText

LAYOUT_NAME = "collaboration_register_tabs"


@dataclass(slots=True)
class TabRow:
    """A row as it is being collected: its cells, each with the lines it stands on."""

    form: CollaborationForm
    name_holder: NameHolder | None
    columns: tuple[Column, ...]
    cells: list[Cell]
    lines: list[int] = field(default_factory=list)

    @property
    def is_short(self) -> bool:
        """Whether cells are still missing at its end."""
        return len(self.cells) < len(self.columns)


def recognise(text: SourceText) -> float:
    """The share of the marks found: a title or form heading, a tab-separated table head, numbered rows with tabs."""
    heading = head = 0.0
    rows = 0
    for line in text.lines:
        if not heading and (read_title(line) or ("形態" in line and read_form_heading(line))):
            heading = 0.4
        if "\t" not in line:
            continue
        cells = line.split("\t", 3)
        if len(cells) > 2 and fold_number(cells[0]):
            rows += 1
        elif not head and len(line) < 1000 and read_head_cells(line.split("\t")):
            head = 0.4
        if rows > 2 and head and heading:
            break
    return heading + head + (0.2 if rows and (heading or head) else 0.0)


def parse(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Read the whole text; see `Layout`."""
    return _Reader(text, ledger).read()


class _Reader:
    """The state between lines: the form and name holder in force, the columns, the row being collected."""

    def __init__(self, text: SourceText, ledger: LineLedger) -> None:
        self._text = text
        self._ledger = ledger
        self._register = Register()
        self._form: CollaborationForm | None = None
        self._holder: NameHolder | None = None
        self._head: TableHead | None = None
        self._row: TabRow | None = None
        self._rows: list[TabRow] = []
        self._adjacent = False

    def read(self) -> tuple[DocumentContent, list[Finding]]:
        for number, line in enumerate(self._text.lines, start=1):
            if not line.strip():
                self._adjacent = False
            elif not self._heading(number, line):
                self._adjacent = (
                    self._table_line(number, line) if "\t" in line else self._loose_line(number, line)
                )
        hints = tab_hints([(row.columns, row.cells) for row in self._rows])
        self._register.rows = [
            row_text(row.form, row.name_holder, row.columns, row.cells, hints) for row in self._rows
        ]
        return self._register.content(self._text, LAYOUT_NAME, self._ledger)

    def _heading(self, number: int, line: str) -> bool:
        """Whether the line is a title, a heading or a table head; they may stand between the halves of a row."""
        if form := read_form_heading(line):
            new = self._register.see_form(form, number)
            if new is not self._form:
                self._form, self._holder, self._head, self._row = new, None, None, None
            self._ledger.heading(number, "form")
        elif holder := read_holder_heading(line):
            form_here = self._form or CollaborationForm.PATRONAGE
            if (new_holder := self._register.see_holder(holder, form_here, number)) is not self._holder:
                self._holder, self._row = new_holder, None
            self._ledger.heading(number, "name_holder")
        elif title := read_title(line):
            self._register.see_title(title, line)
            self._ledger.heading(number, "title")
        elif "\t" in line and len(line) < 1000 and (head := read_head_cells(line.split("\t"))):
            self._register.findings.extend(unknown_column(words, number) for words in head.unknown)
            self._head = head
            self._ledger.heading(number, "table_head")
        else:
            return False
        return True

    def _table_line(self, number: int, line: str) -> bool:
        cells = line.split("\t")
        if not cells[0].strip() and len(cells) > 1 and fold_number(cells[1]) and not self._fits(cells):
            cells = cells[1:]
        if fold_number(cells[0]):
            self._start(number, cells)
        elif not cells[0].strip():
            self._continue_row(number, cells)
        elif (total := read_total(line)) is not None:
            self._register.see_count(self._table_subject(), total, printed_count(line), number)
            self._ledger.heading(number, "total")
        elif self._row is not None and self._row.is_short:
            self._fill(number, cells)
        else:
            return False
        return True

    def _fits(self, cells: list[str]) -> bool:
        return self._head is not None and len(cells) == len(self._head.columns)

    def _start(self, number: int, cells: list[str]) -> None:
        columns = self._head.columns if self._head else _usual_columns(len(cells))
        form = self._form or (
            CollaborationForm.PATRONAGE if columns == NARROW_COLUMNS else CollaborationForm.COOPERATION
        )
        self._row = TabRow(
            form, self._holder, columns, [Cell((Part(number, cell),)) for cell in cells], [number]
        )
        self._rows.append(self._row)

    def _continue_row(self, number: int, cells: list[str]) -> None:
        """A line whose number cell is empty: more of the row above where it has gaps, else a row without a number."""
        columns = self._head.columns if self._head else _usual_columns(len(cells))
        filled = sum(1 for cell in cells[1:] if cell.strip())
        if self._row is None or (filled >= len(columns) - 1 and not self._row.is_short):
            self._start(number, cells)
            return
        row = self._row.cells
        for index, cell in enumerate(cells):
            if index < len(row):
                row[index] = (
                    row[index].joined_with(Cell((Part(number, cell),))) if cell.strip() else row[index]
                )
            else:
                row.append(Cell((Part(number, cell),)))
        self._row.lines.append(number)

    def _fill(self, number: int, cells: list[str]) -> None:
        """The rest of a row that was broken within a cell: its first piece goes on where the row stopped."""
        assert self._row is not None
        row = self._row.cells
        row[-1] = row[-1].joined_with(Cell((Part(number, cells[0]),)))
        row.extend(Cell((Part(number, cell),)) for cell in cells[1:])
        self._row.lines.append(number)

    def _loose_line(self, number: int, line: str) -> bool:
        """A line without tabs that is no heading; False where it fits nothing and stays unaccounted."""
        if (total := read_total(line)) is not None:
            self._register.see_count(self._table_subject(), total, printed_count(line), number)
            self._ledger.heading(number, "total")
        elif is_page_number(line):
            self._ledger.leave_out(number, number, "page_number")
        elif self._row is not None and (self._row.is_short or self._adjacent):
            self._fill(number, [line])
            return True
        elif re.match(r"\s*(?:[※＊*]|[（(]?注)", line):
            self._ledger.leave_out(number, number, "note_outside_table")
        elif self._register.title is not None and self._form is None and self._head is None:
            self._ledger.leave_out(number, number, "introduction")
        return False

    def _table_subject(self) -> str:
        if self._form is None:
            return "document"
        return self._form.value + (f"-{self._holder.value}" if self._holder else "")


def _usual_columns(cells: int) -> tuple[Column, ...]:
    return NARROW_COLUMNS if cells <= 5 else WIDE_COLUMNS
