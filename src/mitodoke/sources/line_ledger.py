"""Accounts for every line of a text: what became a record, a heading, or was left out and why."""

from __future__ import annotations

from mitodoke.domain.document import LineRole, LineUse
from mitodoke.domain.place import line_place


class LineLedger:
    """Collects line uses while a layout is parsed. The first use of a line stands; lines count from 1."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._uses: list[tuple[LineRole, str] | None] = [
            (LineRole.LEFT_OUT, "blank") if not line.strip() else None for line in lines
        ]

    def record(self, first: int, last: int, record_id: str) -> None:
        """Lines `first` to `last` hold the record `record_id`."""
        self._use(first, last, LineRole.RECORD, record_id)

    def heading(self, line: int, kind: str) -> None:
        """Line `line` is a heading of `kind` (a table's head, a section's title, a label before a record)."""
        self._use(line, line, LineRole.HEADING, kind)

    def leave_out(self, first: int, last: int, reason: str) -> None:
        """Lines `first` to `last` hold no fact that this system keeps; `reason` says what they are."""
        self._use(first, last, LineRole.LEFT_OUT, reason)

    def _use(self, first: int, last: int, role: LineRole, detail: str) -> None:
        for number in range(first, last + 1):
            if self._uses[number - 1] is None:
                self._uses[number - 1] = (role, detail)

    @property
    def unaccounted(self) -> tuple[int, ...]:
        """Lines nobody used."""
        return tuple(i for i, use in enumerate(self._uses, start=1) if use is None)

    def line_uses(self) -> tuple[LineUse, ...]:
        """All uses in order, neighbouring lines of one use joined."""
        joined: list[LineUse] = []
        start = 0
        for i in range(1, len(self._uses) + 1):
            if i < len(self._uses) and self._uses[i] == self._uses[start]:
                continue
            use = self._uses[start]
            if use is not None:
                joined.append(LineUse(place=line_place(start + 1, i), role=use[0], detail=use[1]))
            start = i
        return tuple(joined)
