"""A cell of a register: its text, and on which line of the source each part of it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from mitodoke.domain.japanese_text import without_space
from mitodoke.domain.place import Place, line_place


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell as printed on one line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The parts of one cell in their order; lines of the source are the line breaks of its text."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The cell as printed, one line of the source a line."""
        if len(self.parts) == 1:
            return self.parts[0].text
        return "\n".join([part.text for part in self.parts])

    @property
    def place(self) -> Place:
        """The lines it stands on."""
        return line_place(self.parts[0].line, self.parts[-1].line)


class LineFinder:
    """Tells on which lines of a cell a text stands; asked in the order of the text, it looks at each line once."""

    def __init__(self, cell: Cell) -> None:
        self._cell = cell
        self._starts: list[int] = []
        pieces: list[str] = []
        length = 0
        for part in cell.parts:
            self._starts.append(length)
            pieces.append(without_space(part.text))
            length += len(pieces[-1])
        self._text = "".join(pieces)
        self._position = 0

    def place_of(self, text: str) -> Place:
        """The lines of `text` (white space aside), searched after the last one found; else the whole cell."""
        wanted = without_space(text)
        found = self._text.find(wanted, self._position) if wanted else -1
        if found < 0:
            return self._cell.place
        self._position = found + len(wanted)
        return line_place(self._line_at(found), self._line_at(found + len(wanted) - 1))

    def _line_at(self, offset: int) -> int:
        return self._cell.parts[bisect_right(self._starts, offset) - 1].line
