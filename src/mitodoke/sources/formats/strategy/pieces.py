"""Cuts a text into pieces in reading order: a text or a table row, wherever it stands (line, cell, HTML)."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import fold_width, join_lines
from mitodoke.sources.formats.strategy.cleaning import (
    clean,
    end_of_row,
    is_table_row,
    is_table_rule,
    split_cells,
    split_items,
    take_bullet,
)
from mitodoke.sources.formats.strategy.heading import take_flags
from mitodoke.sources.formats.strategy.html_blocks import end_of_block, side_rows
from mitodoke.sources.formats.strategy.markup import (
    Fragment,
    has_blocks,
    has_table,
    read_fragments,
    without_blocks,
)
from mitodoke.sources.formats.strategy.mend_pieces import mend_pieces
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.spaced_rows import SpacedRows
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.placed_lines import BREAK

_PAGE_NUMBER = re.compile(
    r"\A(?:[-‐–—－ー―]\s*\d{1,4}\s*[-‐–—－ー―]|[pP]\.?\s*\d{1,4}|\d{1,4}(?:\s*ページ|\s*頁)?)\Z"
)
_BLOCK_LINE = re.compile(r"\A\s*</?(?:p|div|ul|ol|li|table|thead|tbody|tr|td|th)\b", re.IGNORECASE)


class PieceReader:
    """Reads lines into pieces; furniture (page numbers, rules and empty rows of tables) is left out."""

    def __init__(self, ledger: LineLedger) -> None:
        self.pieces: list[Piece] = []
        self._ledger = ledger
        self._gap = True
        self._spaced = SpacedRows()

    def blank(self) -> None:
        """A blank line."""
        self._gap = True

    def line(self, number: int, line: str) -> None:
        """A line that is no row of a pipe table and no HTML block."""
        if _PAGE_NUMBER.match(fold_width(line.strip())):
            self._ledger.leave_out(number, number, "page_number")
            return
        cells = line.split("\t") if line.count("\t") >= 2 else self._spaced.cells(line)
        if cells is not None:
            plain = [clean(cell.replace(BREAK, "\n")) for cell in cells]
            if sum(1 for cell in plain if cell) > 1:
                plain = [join_lines(cell.split("\n")) for cell in plain]
            self._row(plain, (number, number), nested=False)
            return
        self._texts(line, (number, number), in_row=False, nested=False, item=False)

    def row(self, lines: tuple[int, int], row: str) -> None:
        """A row of a pipe table, the cells of which may hold HTML."""
        cells = split_cells(row)
        if is_table_rule(cells):
            self._ledger.leave_out(*lines, "table_rule")
            return
        self._spaced.end()
        filled = [cell for cell in cells if cell]
        block = next((cell for cell in filled if has_table(cell)), None)
        if block is None and filled and has_blocks(filled[0]):
            rows_beside = side_rows([clean(cell) for cell in filled[1:]])
            block = filled[0] if rows_beside or len(filled) == 1 else None
        if block is None:
            plain = [clean(without_blocks(cell)) for cell in cells]
            if sum(1 for cell in plain if cell) > 1:
                plain = [join_lines(cell.split("\n")) for cell in plain]
            self._row(plain, lines, nested=False)
            return
        fragments = read_fragments(block)
        beside = [clean(cell) for cell in cells if cell and cell is not block]
        if not any(fragment.cells for fragment in fragments):
            fragments += side_rows(beside)
        nested = any(fragment.cells for fragment in fragments)
        for fragment in fragments:
            self._fragment(fragment, lines, in_row=True, nested=nested)
        for flag in (cell for cell in beside if take_flags(cell)[0] == "" and take_flags(cell)[1]):
            self._texts(flag, lines, in_row=True, nested=nested, item=False)

    def html(self, first: int, text: str) -> None:
        """HTML outside of pipe tables, from line `first` on."""
        for fragment in read_fragments(text):
            lines = (first + fragment.first, first + fragment.last)
            self._fragment(fragment, lines, in_row=False, nested=False)

    def _fragment(self, fragment: Fragment, lines: tuple[int, int], *, in_row: bool, nested: bool) -> None:
        if fragment.cells is None:
            self._texts(fragment.text, lines, in_row=in_row, nested=nested, item=fragment.item)
            return
        cells = [join_lines(cell.split("\n")) for cell in fragment.cells]
        alone = sum(1 for cell in cells if cell) == 1
        self._row(list(fragment.cells) if alone else cells, lines, nested=nested)

    def _row(self, cells: list[str], lines: tuple[int, int], *, nested: bool) -> None:
        filled = [cell for cell in cells if cell]
        if not filled:
            self._ledger.leave_out(*lines, "empty_table_row")
        elif len(filled) == 1 and cells[0]:
            self._texts(cells[0], lines, in_row=True, nested=nested, item=False)
        else:
            self.pieces.append(Piece(*lines, cells[0], tuple(cells), nested=nested, gap=self._gap))
            self._gap = False

    def _texts(self, text: str, lines: tuple[int, int], *, in_row: bool, nested: bool, item: bool) -> None:
        for part in split_items(clean(text)):
            bare, marked = take_bullet(part)
            bare = clean(bare)
            if bare:
                self.pieces.append(
                    Piece(*lines, bare, None, marked or item, in_row, nested, self._gap or in_row)
                )
                self._gap = False


def read_pieces(lines: tuple[str, ...], ledger: LineLedger) -> list[Piece]:
    """All pieces of `lines` in order."""
    reader = PieceReader(ledger)
    number = 1
    while number <= len(lines):
        line = lines[number - 1]
        last = number
        if not line.strip():
            reader.blank()
        elif is_table_row(line):
            last = end_of_row(lines, number)
            reader.row((number, last), "<br>".join(lines[number - 1 : last]))
        elif _BLOCK_LINE.match(line):
            last = end_of_block(lines, number)
            reader.html(number, "\n".join(lines[number - 1 : last]))
            for inner in range(number, last + 1):
                if lines[inner - 1].strip() and not read_fragments(lines[inner - 1]):
                    ledger.leave_out(inner, inner, "table_markup")
        else:
            reader.line(number, line)
        number = last + 1
    return mend_pieces(reader.pieces, lines)
