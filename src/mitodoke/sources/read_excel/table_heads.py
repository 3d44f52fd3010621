"""Finds the head of a table in a sheet: one to four rows, with merged or split cells, known by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from mitodoke.sources.formats.collaboration_register.columns import Column, read_head_cells
from mitodoke.sources.formats.collaboration_register.numbering import fold_number
from mitodoke.sources.formats.pledge_table.head import read_wide_head
from mitodoke.sources.formats.pledge_table.rating_head import rating_words
from mitodoke.sources.formats.pledges.summary_words import is_table_head
from mitodoke.sources.formats.strategy.table_head import read_head
from mitodoke.sources.read_excel.sheet import GridCell

_WORD = re.compile(
    r"[Nn][Oo]|№|番|#|指標|目標|項目|基準|公約|進捗|名称|事業|内容|ＫＰＩ|KPI|現状|ビジョン|区分|ｎｏ|ＮＯ|Ｎｏ",
    re.ASCII,
)
"""No head lacks all of these; rows without any are not looked at."""
_LONGEST = 60
_MOST_ROWS = 4
_MOST_COLUMNS = 40
"""No table of these layouts is wider; wider rows are no heads, so that hostile ones cost little."""

Rows = Sequence[list[GridCell]]

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of a table: its head, and the columns of the sheet it takes (up to the next slot)."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its slots in the order in which they are written, and how many rows it takes.

    `known` counts the slots whose words are known; `of_register` tells that it is a register's, `of_pledges` that it
    is that of a pledge report in one table.
    """

    slots: tuple[Slot, ...]
    rows: int
    known: int
    of_register: bool = False
    of_pledges: bool = False

    def slot_of(self, column: int) -> int:
        """The position of the slot that a cell beginning in `column` belongs to: the one it stands in or right of."""
        best, left = 0, -1
        for position, slot in enumerate(self.slots):
            if left < slot.first <= column:
                best, left = position, slot.first
        if left < 0:
            return min(range(len(self.slots)), key=lambda position: self.slots[position].first)
        return best


def find_head(rows: Rows, names: dict[str, str] | None = None) -> Head | None:
    """The head that `rows` begin with, or None. `names` replaces heads by words that are known (see mapping).

    Rows join the head while cells reach down into them or stand below a cell that spans several of them; of the
    heads so found the one with most known words is taken, the shortest of those.
    """
    first = rows[0]
    if (
        not 2 <= len(first) <= _MOST_COLUMNS
        or fold_number(first[0].text)
        or any(len(cell.text) > 4 * _LONGEST for cell in first)
    ):
        return None
    words = " ".join(cell.text for row in rows[:_MOST_ROWS] for cell in row if len(cell.text) <= _LONGEST)
    if not _WORD.search(words) and not names:
        return None
    best: Head | None = None
    for height in range(1, min(_MOST_ROWS, len(rows)) + 1):
        if height > 1 and not _may_join(rows[:height]):
            break
        if _reaches_below(rows[:height]) and height < min(_MOST_ROWS, len(rows)):
            continue
        head = _head(rows[:height], names or {})
        if head is not None and (best is None or head.known > best.known):
            best = head
    return best


def with_blank_heads(head: Head, below: Rows) -> Head:
    """`head` with a slot for every column that has no head of its own but cells beside those of its neighbour."""
    columns: set[int] = set()
    for row in below:
        for cell in row:
            slot = head.slots[head.slot_of(cell.first_column)]
            if cell.first_column > slot.last and _beside(cell, slot, row):
                columns.add(cell.first_column)
    if not columns:
        return head
    slots = [*head.slots, *(Slot("", column, column) for column in columns)]
    return replace(head, slots=tuple(sorted(slots, key=lambda slot: slot.first)))


def _beside(cell: GridCell, slot: Slot, row: list[GridCell]) -> bool:
    return any(other is not cell and slot.first <= other.first_column <= slot.last for other in row)


def _reaches_below(rows: Rows) -> bool:
    last = rows[-1][0].first_row
    return any(cell.last_row > last for row in rows for cell in row)


def _may_join(rows: Rows) -> bool:
    """Whether the last of `rows` can belong to the head that the ones above begin."""
    below = rows[-1]
    if fold_number(below[0].text) or len(below) > _MOST_COLUMNS or any(len(c.text) > _LONGEST for c in below):
        return False
    above = [cell for row in rows[:-1] for cell in row]
    if below[0].first_row != max(row[0].first_row for row in rows[:-1]) + 1:
        return False
    reaching = any(cell.last_row >= below[0].first_row for cell in above)
    spanning = any(
        sum(cell.first_column <= lower.first_column <= cell.last_column for lower in below) > 1
        for cell in above
    )
    new = any(
        all(not cell.first_column <= lower.first_column <= cell.last_column for cell in above)
        for lower in below
    )
    return reaching or spanning or new


def _leaves(rows: Rows) -> list[tuple[GridCell, list[GridCell]]]:
    """The lowest cells of a head, each with the cells above it from the top, in the order of the columns."""
    cells = [cell for row in rows for cell in row]
    found = []
    for cell in cells:
        lower = any(
            other.first_row > cell.first_row
            and other.first_column <= cell.last_column
            and cell.first_column <= other.last_column
            for other in cells
        )
        if not lower:
            above = [
                other
                for other in cells
                if other.first_row < cell.first_row
                and other.first_column <= cell.first_column <= other.last_column
            ]
            found.append((cell, above))
    return sorted(found, key=lambda leaf: leaf[0].first_column)


def _head(rows: Rows, names: dict[str, str]) -> Head | None:
    leaves = _leaves(rows)
    own = [flat(leaf.text) for leaf, _ in leaves]
    full = [" ".join(flat(cell.text) for cell in (*above, leaf)) for leaf, above in leaves]
    given = [names.get(text, names.get(whole)) for text, whole in zip(own, full, strict=True)]
    own = [text if words is None else words for text, words in zip(own, given, strict=True)]
    full = [whole if words is None else words for whole, words in zip(full, given, strict=True)]
    best = max(
        (_as_pledges(own, full), _as_strategy(full), _as_register(own, full), _as_summary(own)),
        key=lambda found: found[1] if found else 0,
    )
    texts, known = best
    if not known:
        return None
    of_pledges = read_wide_head(texts) is not None
    of_register = not of_pledges and read_head_cells(_number_first(texts)) is not None
    slots = [
        Slot(text, leaf.first_column, leaf.last_column) for text, (leaf, _) in zip(texts, leaves, strict=True)
    ]
    if of_register:
        slots = _moved(slots, _number_position(texts))
    return Head(tuple(slots), len(rows), known, of_register, of_pledges)


def _as_pledges(own: list[str], full: list[str]) -> tuple[list[str], int]:
    """The texts that name most columns of a pledge report in one table; it has all of a summary table's, and more."""
    own = [rating_words(text, whole) for text, whole in zip(own, full, strict=True)]
    found = [(texts, head.known) for texts in (own, full) if (head := read_wide_head(texts)) is not None]
    texts, known = max(found, key=lambda one: one[1], default=(own, 0))
    return texts, len(own) + known if known else 0


def _as_register(own: list[str], full: list[str]) -> tuple[list[str], int]:
    """The texts that name most columns of a register: of each head its own words, else those with the ones above."""
    number = _number_position(own)
    texts = list(own)
    known = _register_columns(texts, number)
    if not known:
        return full, _register_columns(full, _number_position(full))
    for position, whole in enumerate(full):
        if whole != own[position]:
            tried = [*texts[:position], whole, *texts[position + 1 :]]
            if (found := _register_columns(tried, number)) > known:
                texts, known = tried, found
    return texts, known


def _register_columns(texts: list[str], number: int) -> int:
    head = read_head_cells(_moved(texts, number))
    return sum(1 for column in head.columns if column is not Column.OTHER) if head else 0


def _as_strategy(full: list[str]) -> tuple[list[str], int]:
    head = read_head(tuple(full))
    if head is None:
        return full, 0
    return full, 1 + len(head.columns) + sum(1 for column in head.columns if column.year is not None)


def _as_summary(own: list[str]) -> tuple[list[str], int]:
    known = len(own) >= 2 and is_table_head(" ".join(text.replace(" ", "") for text in own))
    return own, len(own) if known else 0


def _number_position(texts: list[str]) -> int:
    """Where the number of the row stands: the first head that can begin a register's."""
    for position in range(len(texts)):
        if read_head_cells([texts[position], "名称", "目的"]) is not None:
            return position
    return 0


def _number_first(texts: list[str]) -> list[str]:
    """`texts` with the number first, as every printed register has it."""
    return _moved(texts, _number_position(texts))


def _moved(values: list[_Value], position: int) -> list[_Value]:
    return [values[position], *values[:position], *values[position + 1 :]]


def flat(text: str) -> str:
    """The text of a head on one line."""
    return " ".join(text.split())
