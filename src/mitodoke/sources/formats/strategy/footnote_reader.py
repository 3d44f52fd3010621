"""Takes footnotes out of the stream of pieces, wherever the ends of pages put them."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.domain.japanese_text import join_lines
from mitodoke.sources.formats.strategy.cleaning import is_sentence
from mitodoke.sources.formats.strategy.footnotes import Footnote, Glossary, is_note, read_definition
from mitodoke.sources.formats.strategy.heading import read_heading
from mitodoke.sources.formats.strategy.lookahead import is_department_line
from mitodoke.sources.formats.strategy.marks import label_of, read_direction, read_measure, read_section
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.table_head import read_mark


class FootnoteReader:
    """Gathers each footnote from its first line to the end of its definition."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._open: Footnote | None = None

    def read(self, piece: Piece, following: Piece | None, own_marks: set[str]) -> bool:
        """Take in a footnote's first line or what goes on with its definition; False for anything else.

        ``※2`` below a table one of whose cells carries ※2 is a note of that table, unless 2 is the next number
        of the glossary and a definition follows.
        """
        if piece.cells is not None:
            joined = self._from_cells(piece)
            if joined is None:
                self._open = None
                return False
            return self.read(joined, following, own_marks)
        found = read_definition(piece.text) if is_note(piece.text) else None
        if found is not None:
            number, term, definition = found
            local = f"※{number}" in own_marks and not (
                self._glossary.next_number == number and (definition or self._is_definition(following))
            )
            self._open = None if local else self._glossary.define(number, term, definition, piece)
            return not local
        if self._open is not None and self._goes_on(piece, following, self._open):
            self._open.definition.append(piece.text)
            self._open.lines.extend(range(piece.line, piece.last + 1))
            self._open.last = piece.last
            return True
        self._open = None
        return False

    @staticmethod
    def _from_cells(piece: Piece) -> Piece | None:
        """A footnote in a table row (``| ※1 | term | definition |``) as one text."""
        cells = [cell for cell in piece.cells or () if cell]
        if not cells or not cells[0].startswith("※"):
            return None
        if read_definition(cells[0]) is None:
            if len(cells) < 3 or not read_mark(cells[0]).strip("※"):
                return None
            cells = [f"{cells[0]} {cells[1]}", *cells[2:]]
        return replace(piece, text=f"{cells[0]}\n{join_lines(cells[1:])}", cells=None)

    @staticmethod
    def _is_definition(piece: Piece | None) -> bool:
        return (
            piece is not None
            and piece.cells is None
            and not piece.marked
            and not is_note(piece.text)
            and is_sentence(piece.text)
        )

    def _goes_on(self, piece: Piece, following: Piece | None, note: Footnote) -> bool:
        if piece.in_row or _is_structure(piece) or is_note(piece.text):
            return False
        heading = read_heading(piece.text)
        if not heading.title or (heading.sure and not is_sentence(piece.text)):
            return False
        if not note.definition:
            return not is_department_line(following) and not (piece.marked and piece.gap)
        return not piece.marked and (not piece.gap or is_sentence(piece.text))


def _is_structure(piece: Piece) -> bool:
    text = piece.text
    return (
        label_of(text) is not None
        or read_direction(text) is not None
        or read_measure(text) is not None
        or (piece.gap and read_section(text) is not None)
    )
