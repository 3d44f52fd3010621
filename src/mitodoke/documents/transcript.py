"""A text written line by line of which every part knows its place: what the desk says where no file was read."""

from __future__ import annotations

from mitodoke.domain.document import LineRole, LineUse
from mitodoke.domain.place import Place, line_place


class Transcript:
    """Lines that follow `start` earlier ones, and the use of each."""

    def __init__(self, start: int = 0) -> None:
        self._start = start
        self.lines: list[str] = []
        self.uses: list[LineUse] = []

    def heading(self, text: str, detail: str = "desk") -> Place:
        """Add a heading; `detail` names what it tells of the document."""
        return self._add(text, LineRole.HEADING, detail)

    def blank(self) -> Place:
        """Add an empty line."""
        return self._add("", LineRole.LEFT_OUT, "blank")

    def record(self, text: str, detail: str) -> Place:
        """Add the text of the record `detail`; its line feeds make several lines of one place."""
        return self._add(text, LineRole.RECORD, detail)

    def _add(self, text: str, role: LineRole, detail: str) -> Place:
        lines = text.split("\n")
        first = self._start + len(self.lines) + 1
        self.lines += lines
        place = line_place(first, first + len(lines) - 1)
        self.uses.append(LineUse(place=place, role=role, detail=detail))
        return place
