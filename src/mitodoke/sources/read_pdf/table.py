"""A table as it stands on one page or goes on over several: rows of cells of printed lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mitodoke.sources.read_pdf.box import Box, box_around
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

    def below(self, head: Row) -> Row | None:
        """What stands in it below the lines of `head`, where every cell begins with those; None where it does not.

        Without rules, the rest of a row that a page break cut stands below the head as if it were of the head.
        """
        cells: list[Cell | None] = []
        for own, other in zip(self.cells, head.cells, strict=True):
            lines, wanted = (() if one is None else one.lines for one in (own, other))
            if [line.text for line in lines[: len(wanted)]] != [line.text for line in wanted]:
                return None
            cells.append(own and Cell(lines[len(wanted) :], own.left, own.room, own.step))
        rest = [line.box for cell in cells if cell is not None for line in cell.lines]
        return Row(tuple(cells), self.page, box_around(*rest)) if rest else None

    def continued(self, other: Row) -> Row:
        """This row with its second half from the next page."""
        cells = tuple(
            one.joined(two) if one is not None and two is not None else one or two
            for one, two in zip(self.cells, other.cells, strict=True)
        )
        return Row(cells, other.page, other.box, self.spans_all, (*self.earlier, (self.page, self.box)))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows on one page, the first `heads` of them head rows; `edges` are the sides of its columns.

    `unclear` counts the lines in which one cell holds a gap as wide as those between columns.
    """

    box: Box
    edges: tuple[float, ...]
    rows: tuple[Row, ...]
    heads: int
    ruled: bool = True
    unclear: int = 0

    def has_columns_of(self, other: Table) -> bool:
        """Whether its columns stand where those of `other` stand."""
        return len(self.edges) == len(other.edges) and all(
            abs(one - two) <= _NEAR for one, two in zip(self.edges, other.edges, strict=True)
        )

    def repeats_head_of(self, other: Table) -> bool:
        """Whether it begins with the head of `other`: tables without rules show no sides that could be compared."""
        if self.ruled or other.ruled or len(self.edges) != len(other.edges):
            return False
        head = other.rows[0]
        return self.rows[0].texts == head.texts or self.rows[0].below(head) is not None
