"""A table as it stands on one page or goes on over several: rows of cells of printed lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mitodoke.sources.read_pdf.box import Box
from mitodoke.sources.read_pdf.printed_lines import PrintedLine
from mitodoke.sources.read_pdf.wrapping import cell_text, runs_on

_NEAR = 4.0
"""Columns whose edges differ by no more than this (in points) are the same."""


@dataclass(frozen=True)
class Cell:
    """The printed lines of a cell, and where its column has room for letters: from `left` on, `room` points wide.

    `step` is how far the lines of a paragraph stand below each other in its table, None where that is not known.
    """

    lines: tuple[PrintedLine, ...]
    left: float
    room: float
    step: float | None = None

    @cached_property
    def text(self) -> str:
        """Its text, with breaks where a person broke the line."""
        return cell_text(self.lines, self.left, self.room, self.step)

    def goes_on_in(self, other: Cell) -> bool:
        """Whether its last line is full, so that the first of `other` goes on with it."""
        if not self.lines or not other.lines:
            return False
        return runs_on(self.lines[-1], other.lines[0], self.left, self.room)

    def joined(self, other: Cell) -> Cell:
        """This cell with what stands of it on the next page."""
        return Cell((*self.lines, *other.lines), self.left, max(self.room, other.room), self.step)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row (None where a cell above or to the left covers it) with its boxes by page, in their order.

    `page`, `box` tell where it stands; `earlier` where its first halves stand on the pages before.
    """

    cells: tuple[Cell | None, ...]
    page: int
    box: Box
    spans_all: bool = False
    earlier: tuple[tuple[int, Box], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of every column, empty where there is none."""
        return tuple("" if cell is None else cell.text.replace("\t", " ") for cell in self.cells)

    @property
    def line(self) -> str:
        """The row as one line: its cells parted by tabs; the only text of a row over all columns alone."""
        texts = self.texts
        return texts[0] if self.spans_all else "\t".join(texts)

    @property
    def begins(self) -> bool:
        """Whether its first column holds anything."""
        return self.cells[0] is not None and bool(self.cells[0].lines)

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell is not None and cell.lines for cell in self.cells)

    def continued(self, other: Row) -> Row:
        """This row with its second half from the next page."""
        cells = tuple(
            one.joined(two) if one is not None and two is not None else one or two
            for one, two in zip(self.cells, other.cells, strict=True)
        )
        return Row(cells, other.page, other.box, self.spans_all, (*self.earlier, (self.page, self.box)))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows on one page, the first `heads` of them head rows; `edges` are the sides of its columns."""

    box: Box
    edges: tuple[float, ...]
    rows: tuple[Row, ...]
    heads: int
    ruled: bool = True

    def has_columns_of(self, other: Table) -> bool:
        """Whether its columns stand where those of `other` stand."""
        return len(self.edges) == len(other.edges) and all(
            abs(one - two) <= _NEAR for one, two in zip(self.edges, other.edges, strict=True)
        )
