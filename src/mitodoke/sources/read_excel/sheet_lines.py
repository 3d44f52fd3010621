"""Writes a sheet as the lines that layouts read: a row of a table is one line, so is a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.place import CellRange, Place
from mitodoke.sources.formats.collaboration_register.headings import read_form_heading
from mitodoke.sources.placed_lines import BREAK
from mitodoke.sources.read_excel.sheet import GridCell, Sheet
from mitodoke.sources.read_excel.side_by_side import in_reading_order
from mitodoke.sources.read_excel.table_heads import Head, find_head, with_blank_heads

_FIGURE = re.compile(r"[▲△\-−]?[\d,]+(?:\.\d+)?\s?[%件人]?\Z|[-‐–—―−－ー]+\Z")
_LOOKED_AHEAD = 4
_ROWS_OF_TABLE = 40


@dataclass(slots=True)
class Lines:
    """Lines with the place of each; None for a blank line."""

    texts: list[str] = field(default_factory=list)
    places: list[Place | None] = field(default_factory=list)

    def add(self, text: str, place: Place | None) -> None:
        """Add a line."""
        self.texts.append(text)
        self.places.append(place)

    def blank(self) -> None:
        """Add a blank line, unless the line above is one."""
        if self.texts and self.texts[-1]:
            self.add("", None)


def sheet_lines(sheet: Sheet, names: dict[str, str] | None = None) -> Lines:
    """The lines of `sheet`; every cell is in one. `names` are the words that a person gave for unknown heads."""
    return _Writer(sheet, names).write()


class _Writer:
    """The state between rows: the table that is open, and how far down the cells above reach."""

    def __init__(self, sheet: Sheet, names: dict[str, str] | None) -> None:
        self._sheet = sheet
        self._names = names
        self._rows, self._starts = in_reading_order(sheet, names)
        self._lines = Lines()
        self._table: Head | None = None
        self._reached = 0

    def write(self) -> Lines:
        at = 0
        while at < len(self._rows):
            row = self._rows[at]
            if at in self._starts:
                self._lines.blank()
                self._table, self._reached = None, row[0].first_row - 1
            gap = row[0].first_row > self._reached + 1
            if gap:
                self._lines.blank()
            head = find_head(self._rows[at : at + _LOOKED_AHEAD], self._names)
            if head is not None:
                if not (head.of_register or head.of_pledges):
                    head = with_blank_heads(
                        head, self._rows[at + head.rows : at + head.rows + _ROWS_OF_TABLE]
                    )
                self._head(head, self._rows[at : at + head.rows])
                at += head.rows
                continue
            self._row(row, after_gap=gap)
            at += 1
        self._name_form()
        return self._lines

    def _head(self, head: Head, rows: list[list[GridCell]]) -> None:
        if self._table is None:
            self._lines.blank()
        self._table = head
        self._reach([cell for row in rows for cell in row])
        self._lines.add(
            "\t".join(slot.text for slot in head.slots), self._place([c for r in rows for c in r])
        )

    def _row(self, row: list[GridCell], *, after_gap: bool) -> None:
        self._reach(row)
        table = self._table
        alone = len(row) == 1
        if (
            table is not None
            and alone
            and (after_gap or table.slot_of(row[0].first_column) == self._left_slot())
        ):
            if after_gap:
                self._table = None
            self._paragraph(row[0])
        elif table is not None:
            self._table_row(table, row)
        elif alone:
            self._paragraph(row[0])
        else:
            self._loose_row(row)

    def _left_slot(self) -> int:
        slots = self._table.slots if self._table else ()
        return min(range(len(slots)), key=lambda position: slots[position].first)

    def _table_row(self, table: Head, row: list[GridCell]) -> None:
        """A row under a head; cells of one slot stand beside each other.

        A row with nothing but one late cell is written with pipes: leading tabs alone would not show its column.
        """
        texts = [""] * len(table.slots)
        for cell in row:
            position = table.slot_of(cell.first_column)
            text = _one_line(cell.text)
            if texts[position] and not (table.of_register or table.of_pledges):
                texts = _as_they_stand(table, row)
                break
            texts[position] = f"{texts[position]} {text}" if texts[position] else text
        slipped = not table.of_register and sum(1 for text in texts if text) == 1 and not texts[0]
        line = f"| {' | '.join(texts)} |" if slipped else "\t".join(texts)
        self._lines.add(line, self._place(row))

    def _loose_row(self, row: list[GridCell]) -> None:
        """A row outside of any table: a label and its text run on, everything else is parted by tabs."""
        texts = [_one_line(cell.text) for cell in row]
        is_label = len(row) == 2 and not _FIGURE.match(fold_width(texts[1].strip()))
        self._lines.add((" " if is_label else "\t").join(texts), self._place(row))

    def _paragraph(self, cell: GridCell) -> None:
        """A cell alone in its row: a heading, a paragraph, or several of them with line breaks between."""
        place = cell.place(self._sheet.name)
        for text in cell.text.split("\n"):
            if text.strip():
                self._lines.add(text, place)

    def _reach(self, cells: list[GridCell]) -> None:
        self._reached = max(self._reached, *(cell.last_row for cell in cells))

    def _place(self, cells: list[GridCell]) -> Place:
        return CellRange(
            self._sheet.name,
            min(cell.first_column for cell in cells),
            min(cell.first_row for cell in cells),
            max(cell.last_column for cell in cells),
            max(cell.last_row for cell in cells),
        ).place

    def _name_form(self) -> None:
        """Let the sheet's name head a register's table where no heading in the sheet names the form."""
        if self._table is None or not self._table.of_register:
            return
        named = read_form_heading(f"協働の形態：{self._sheet.name}")
        if named is None or named.form is None:
            return
        if any(read_form_heading(text) is not None for text in self._lines.texts if "\t" not in text):
            return
        self._lines.texts.insert(0, f"協働の形態：{self._sheet.name}")
        self._lines.places.insert(0, CellRange(self._sheet.name, 1, 1, 1, 1).place)


def _as_they_stand(table: Head, row: list[GridCell]) -> list[str]:
    """The cells of a row that does not fit the head above it, an empty one for each column of the head they leave out."""
    texts = {slot.first: "" for slot in table.slots}
    texts |= {cell.first_column: _one_line(cell.text) for cell in row}
    return [texts[column] for column in sorted(texts)]


def _one_line(text: str) -> str:
    return BREAK.join(part.strip(" \u3000") for part in text.split("\n") if part.strip())
