"""Gathers the notes ※… below a table, also where one is broken over lines."""

from __future__ import annotations

from mitodoke.sources.formats.strategy.drafts import ItemDraft, Note
from mitodoke.sources.formats.strategy.footnotes import is_note, split_note
from mitodoke.sources.formats.strategy.heading import read_heading
from mitodoke.sources.formats.strategy.indicator_table import IndicatorTable
from mitodoke.sources.formats.strategy.piece import Piece


class NoteReader:
    """Remembers the last note as long as its lines follow each other."""

    def __init__(self) -> None:
        self._note: Note | None = None
        self._last = 0

    def read(self, piece: Piece, item: ItemDraft, table: IndicatorTable) -> bool:
        """Take in a note of `item`, or the rest of the note before; False for anything else."""
        if is_note(piece.text) and table.begun:
            self._note = Note(piece.text, piece.line, table.count, split_note(piece.text)[0])
            item.notes.append(self._note)
        elif self._note is not None and self._goes_on(piece, self._note):
            self._note.text += piece.text
        else:
            self._note = None
            return False
        self._last = piece.last
        item.own(piece.line, piece.last)
        return True

    def end(self) -> None:
        """Something else came: no rest of a note can follow."""
        self._note = None

    def _goes_on(self, piece: Piece, note: Note) -> bool:
        """Whether `piece` is the rest of a note: it touches the note's last line, which ends in no full stop."""
        if piece.gap or piece.marked or piece.line != self._last + 1 or note.text.endswith(("。", "）", ")")):
            return False
        heading = read_heading(piece.text)
        return heading.departments is None and not heading.flags
