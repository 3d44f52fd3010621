"""Cuts a text into pieces in reading order: a text or a table row, wherever it stands (line, cell, HTML)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mitodoke.domain.japanese_text import fold_width, join_lines, without_space
from mitodoke.sources.formats.strategy.cleaning import (
    clean,
    is_table_row,
    is_table_rule,
    split_cells,
    split_items,
    take_bullet,
)
from mitodoke.sources.formats.strategy.heading import take_flags
from mitodoke.sources.formats.strategy.markup import (
    Fragment,
    has_blocks,
    has_table,
    read_fragments,
    without_blocks,
)
from mitodoke.sources.formats.strategy.spaced_rows import SpacedRows
from mitodoke.sources.line_ledger import LineLedger

_PAGE_NUMBER = re.compile(
    r"\A(?:[-‐–—－ー―]\s*\d{1,4}\s*[-‐–—－ー―]|[pP]\.?\s*\d{1,4}|\d{1,4}(?:\s*ページ|\s*頁)?)\Z"
)
_FEW_BLANKS = 20
"""Where fewer than one line in so many is blank, the text is taken to have lost its blank lines."""
_BLOCK_LINE = re.compile(r"\A\s*</?(?:p|div|ul|ol|li|table|thead|tbody|tr|td|th)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or a table row where `cells` is not None, on the lines `line` to `last` (from 1).

    `text` has no bullet (`marked` tells that there was one); `in_row` marks the only text of a table row,
    `nested` what stood as HTML inside a cell, `gap` that a blank line or another kind of piece came before.
    """

    line: int
    last: int
    text: str
    cells: tuple[str, ...] | None = None
    marked: bool = False
    in_row: bool = False
    nested: bool = False
    gap: bool = False


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
        cells = line.split("\t") if line.strip().count("\t") >= 2 else self._spaced.cells(line)
        if cells is not None:
            self._row([clean(cell) for cell in cells], (number, number), nested=False)
            return
        self._texts(line, (number, number), in_row=False, nested=False, item=False)

    def row(self, number: int, line: str) -> None:
        """A row of a pipe table."""
        cells = split_cells(line)
        if is_table_rule(cells):
            self._ledger.leave_out(number, number, "table_rule")
            return
        self._spaced.end()
        filled = [cell for cell in cells if cell]
        block = next((cell for cell in filled if has_table(cell)), None)
        if block is None and len(filled) == 1 and has_blocks(filled[0]):
            block = filled[0]
        if block is None:
            plain = [join_lines(clean(without_blocks(cell)).split("\n")) for cell in cells]
            if sum(1 for cell in plain if cell) == 1:
                plain = [clean(without_blocks(cell)) for cell in cells]
            self._row(plain, (number, number), nested=False)
            return
        fragments = read_fragments(block)
        beside = [clean(cell) for cell in cells if cell and cell is not block]
        if not any(fragment.cells for fragment in fragments):
            fragments += _side_rows(beside)
        nested = any(fragment.cells for fragment in fragments)
        self.fragments(fragments, number, in_row=True, nested=nested)
        for flag in (cell for cell in beside if take_flags(cell)[0] == "" and take_flags(cell)[1]):
            self._texts(flag, (number, number), in_row=True, nested=nested, item=False)

    def fragments(self, fragments: list[Fragment], number: int, *, in_row: bool, nested: bool) -> None:
        """What stood as HTML from line `number` on."""
        for fragment in fragments:
            lines = (number + fragment.first, number + fragment.last)
            if fragment.cells is None:
                self._texts(fragment.text, lines, in_row=in_row, nested=nested, item=fragment.item)
            else:
                cells = [join_lines(cell.split("\n")) for cell in fragment.cells]
                if sum(1 for cell in cells if cell) == 1:
                    cells = list(fragment.cells)
                self._row(cells, lines, nested=nested)

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


def _side_rows(cells: list[str]) -> list[Fragment]:
    """Rows that stand flattened in the cells beside an HTML text: a head of at least three, then as long rows."""
    heads = [
        i
        for i, cell in enumerate(cells)
        if re.match("(?:指標|数値目標|KPI)", without_space(fold_width(cell)))
    ]
    if not heads:
        return []
    cells = cells[heads[0] :]
    width = next((i for i, cell in enumerate(cells) if i and not re.search("[値準績標状]", cell)), len(cells))
    if width < 3 or len(cells) % width:
        return []
    return [Fragment(0, 0, "", tuple(cells[i : i + width])) for i in range(0, len(cells), width)]


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
            reader.row(number, line)
        elif _BLOCK_LINE.match(line):
            last = _end_of_block(lines, number)
            reader.fragments(
                read_fragments("\n".join(lines[number - 1 : last])), number, in_row=False, nested=False
            )
            for inner in range(number, last + 1):
                ledger_line = lines[inner - 1]
                if ledger_line.strip() and not read_fragments(ledger_line):
                    ledger.leave_out(inner, inner, "table_markup")
        else:
            reader.line(number, line)
        number = last + 1
    pieces = _with_closed_brackets(reader.pieces)
    blank = sum(1 for line in lines if not line.strip())
    if blank * _FEW_BLANKS < len(lines):
        # Blank lines were taken out: that none stands before a line tells nothing.
        return [replace(piece, gap=True) for piece in pieces]
    return pieces


def _with_closed_brackets(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with a bracket 【 that was broken over lines put together again (at most three further texts)."""
    result: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        end = index
        if (
            piece.cells is None
            and "【" in piece.text[-200:]
            and piece.text.rfind("】") < piece.text.rfind("【")
        ):
            for ahead in range(index + 1, min(index + 4, len(pieces))):
                if pieces[ahead].cells is not None or "【" in pieces[ahead].text or pieces[ahead].marked:
                    break
                if "】" in pieces[ahead].text[:200]:
                    end = ahead
                    break
        if end > index:
            text = join_lines([one.text for one in pieces[index : end + 1]])
            piece = replace(piece, text=text, last=pieces[end].last)
        result.append(piece)
        index = end + 1
    return result


def _end_of_block(lines: tuple[str, ...], first: int) -> int:
    """The last line of the HTML block that begins at line `first`: its end tag, or where tags stop."""
    if not has_table(lines[first - 1]):
        return first
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if "</table" in line.lower():
            return number
        if line.strip() and "<" not in line:
            return max(first, number - 1)
    return len(lines)
