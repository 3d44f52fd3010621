"""The rows of a sheet in the order in which they are read: of tables side by side, the left one first.

Two tables stand side by side where a column that is empty in both of their heads parts the row into two heads, each
known by its own words, that name the same columns. They reach down to the end of the sheet, or to a cell that goes
across. Headings directly above the two belong to the table below them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from mitodoke.sources.read_excel.sheet import GridCell, Sheet
from mitodoke.sources.read_excel.table_heads import Head, find_head

_LOOKED_AHEAD = 4
_HEADINGS = 3
"""Rows above two heads that may hold their headings."""
_LONGEST = 60
_SHARED = 2
"""Heads that two tables have in common where they are tables of one kind."""

Rows = Sequence[list[GridCell]]


def in_reading_order(
    sheet: Sheet, names: dict[str, str] | None = None
) -> tuple[list[list[GridCell]], frozenset[int]]:
    """The rows of `sheet`, and the positions among them at which another of several tables side by side begins."""
    waiting = [[sheet.rows[number] for number in sorted(sheet.rows)]]
    ordered: list[list[GridCell]] = []
    starts: set[int] = set()
    first = True
    while waiting:
        rows = waiting.pop()
        if not first:
            starts.add(len(ordered))
        first = False
        parted = _parted(rows, names)
        if parted is None:
            ordered += rows
            continue
        above, left, right, below = parted
        ordered += above
        starts.add(len(ordered))
        # The left table has nothing beside it any more; right of it a third one may stand.
        ordered += left
        waiting += [one for one in (below, right) if one]
    return ordered, frozenset(starts)


_Parted = tuple[list[list[GridCell]], list[list[GridCell]], list[list[GridCell]], list[list[GridCell]]]


def _parted(rows: Rows, names: dict[str, str] | None) -> _Parted | None:
    """The rows above the first two tables that stand side by side, these two, and the rows below; None without any."""
    for at, row in enumerate(rows):
        if not _may_be_two_heads(rows[at : at + 2]):
            continue
        # A table with spacer columns can be cut at many of them: where the two have most in common, they are whole.
        cuts = [(_shared(rows, at, column, names), -column) for column in _empty_columns(row)]
        shared, negative = max(cuts, default=(0, 0))
        column = -negative
        end = _end_of(rows, at, column)
        if shared < _SHARED or end <= at + 1:
            continue
        start = at
        while start > max(0, at - _HEADINGS) and _is_parted(rows[start - 1], column):
            start -= 1
        left = [[cell for cell in one if cell.last_column < column] for one in rows[start:end]]
        right = [[cell for cell in one if cell.first_column > column] for one in rows[start:end]]
        return (
            list(rows[:start]),
            [one for one in left if one],
            [one for one in right if one],
            list(rows[end:]),
        )
    return None


def _may_be_two_heads(rows: Rows) -> bool:
    """Whether enough short texts stand twice in the row or the one below it; cheap, for it is asked of every row."""
    if len(rows[0]) < 4:
        return False
    seen: set[str] = set()
    again: set[str] = set()
    for cell in (cell for row in rows for cell in row):
        if len(cell.text) <= _LONGEST and not cell.text.isnumeric():
            (again if cell.text in seen else seen).add(cell.text)
    return len(again) >= _SHARED


def _empty_columns(row: list[GridCell]) -> list[int]:
    """The first column of each gap between the cells of a row."""
    return [
        before.last_column + 1
        for before, after in pairwise(row)
        if after.first_column > before.last_column + 1
    ]


def _shared(rows: Rows, at: int, column: int, names: dict[str, str] | None) -> int:
    """How many heads the tables have in common that begin in the row `at` left and right of `column`; 0 for no two."""
    left = _head_of(rows[at : at + _LOOKED_AHEAD], lambda cell: cell.last_column < column, names)
    if left is None:
        return 0
    right = _head_of(rows[at : at + _LOOKED_AHEAD], lambda cell: cell.first_column > column, names)
    if right is None or (left.of_register, left.of_pledges) != (right.of_register, right.of_pledges):
        return 0
    return len({slot.text for slot in left.slots} & {slot.text for slot in right.slots})


def _head_of(rows: Rows, is_of: Callable[[GridCell], bool], names: dict[str, str] | None) -> Head | None:
    parts = [part for row in rows if (part := [cell for cell in row if is_of(cell)])]
    return find_head(parts, names) if parts else None


def _end_of(rows: Rows, at: int, column: int) -> int:
    """The first row from `at` on in which a cell goes across `column`."""
    end = at
    while end < len(rows) and not any(c.first_column <= column <= c.last_column for c in rows[end]):
        end += 1
    return end


def _is_parted(row: list[GridCell], column: int) -> bool:
    """Whether a row above the heads has something for the right table, and nothing that goes across."""
    return any(cell.first_column > column for cell in row) and not any(
        cell.first_column <= column <= cell.last_column for cell in row
    )
