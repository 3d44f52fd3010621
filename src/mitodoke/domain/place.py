"""Where in a source a fact stands: the text form used in every table, and its parsed form."""

from __future__ import annotations

import re
from dataclasses import dataclass

Place = str
"""``L120`` or ``L120-L134`` in a text. Page boxes and cell ranges join here with their readers."""

# At most nine digits: no text has more lines, and a hostile number must not reach int().
_LINES = re.compile(r"L([1-9]\d{0,8})(?:-L([1-9]\d{0,8}))?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines of a text, counted from 1, both ends included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise ValueError(f"not a range of lines: {self.first}-{self.last}")


def line_place(first: int, last: int | None = None) -> Place:
    """The place of lines `first` to `last` (counted from 1); one line when `last` is left out."""
    span = LineRange(first, first if last is None else last)
    return f"L{span.first}" if span.first == span.last else f"L{span.first}-L{span.last}"


def parse_place(place: Place) -> LineRange:
    """Read a place back; raises ValueError for anything that is no place."""
    match = _LINES.match(place)
    if match is None:
        raise ValueError(f"not a place: {place!r}")
    first = int(match[1])
    return LineRange(first, int(match[2]) if match[2] else first)
