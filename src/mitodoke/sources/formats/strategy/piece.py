"""One piece of a text in reading order: a text or a table row, wherever it stood."""

from __future__ import annotations

from dataclasses import dataclass


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
