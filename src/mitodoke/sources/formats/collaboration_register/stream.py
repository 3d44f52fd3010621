"""The lines of one row as one text: a line break within a block, an empty line between blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from mitodoke.sources.formats.collaboration_register.cells import Cell, Part

BLOCK_BREAK = "\n\n"
Span = tuple[int, int]
"""Where a cell begins and ends in the text of a row."""


class Stream:
    """Numbered lines joined to a text that remembers its lines. Blank lines divide blocks; several count as one."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        self._starts: list[int] = []
        self._lines: list[int] = []
        pieces: list[str] = []
        length = 0
        blank = False
        for number, line in lines:
            text = line.rstrip()
            if not text.strip():
                blank = True
                continue
            separator = "" if not pieces else BLOCK_BREAK if blank else "\n"
            pieces.append(separator + text)
            self._starts.append(length + len(separator))
            self._lines.append(number)
            length += len(separator) + len(text)
            blank = False
        self.text = "".join(pieces)

    def cell(self, first: int, last: int) -> Cell | None:
        """The text from `first` to `last` as a cell, without the white space around it; None when nothing is left.

        A line that is indented keeps its full-width indentation: it marks a paragraph.
        """
        parts: list[Part] = []
        index = max(0, bisect_right(self._starts, first) - 1)
        while index < len(self._starts) and self._starts[index] < last:
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
            piece = self.text[max(first, self._starts[index]) : min(last, end)].strip(" \n\t")
            if piece.strip():
                parts.append(Part(self._lines[index], piece))
            index += 1
        return Cell(tuple(parts)) if parts else None

    def block_end(self, position: int) -> int:
        """Where the block that holds `position` ends."""
        found = self.text.find(BLOCK_BREAK, position)
        return len(self.text) if found < 0 else found
