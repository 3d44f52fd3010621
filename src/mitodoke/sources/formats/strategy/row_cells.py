"""Sorts the cells of one row of values under the columns of its head, where flags pushed them aside, too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.domain.japanese_text import fold_width, is_missing_mark
from mitodoke.sources.formats.strategy.heading import take_flags
from mitodoke.sources.formats.strategy.table_head import TableHead, read_mark

_MARK_AT_END = re.compile(r"[（(]?※\s*[0-9０-９]{0,2}[)）]?\s*\Z")
_VALUE = re.compile(r"\A(?:累計|延べ|のべ|約|年間?|月|毎年|[(（\s])*[-−▲△]?\d")


@dataclass
class RowCells:
    """The cells of a row by column; `loose` are values whose columns are open, `spare` those beyond the head."""

    cells: dict[int, str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    flagged: bool = False
    shifted: bool = False


def looks_like_value(cell: str) -> bool:
    """Whether `cell` can be a value: a number with or without marks before it, or a dash."""
    return is_missing_mark(cell) or _VALUE.match(fold_width(cell[:40])) is not None


def fits(cells: tuple[str, ...], head: TableHead) -> bool:
    """Whether `cells` read under `head` are a name and nothing but values, so that they can be a row of it."""
    values = [cells[column.index] for column in head.columns if column.index < len(cells)]
    named = head.name_index < len(cells) and bool(cells[head.name_index])
    return named and any(values) and all(looks_like_value(value) for value in values)


def split_name(printed: str) -> tuple[str, str, bool]:
    """An indicator's name without flag and note mark, that mark (``※``, ``※2`` or empty), and whether a flag stood."""
    bare, flags = take_flags(printed)
    mark = _MARK_AT_END.search(bare[-12:])
    if mark is None:
        return bare, "", bool(flags)
    return bare[: len(bare) - len(mark[0])].strip(), read_mark(mark[0]), bool(flags)


def under_its_name(cells: tuple[str, ...], head: TableHead) -> tuple[str, ...]:
    """`cells` moved left where empty ones stand before the name, so that the name is under its head."""
    first = next((index for index, cell in enumerate(cells) if cell), head.name_index)
    if first <= head.name_index or looks_like_value(cells[first]) or take_flags(cells[first])[1]:
        return cells
    return (*cells[: head.name_index], *cells[first:])


def sort_cells(cells: tuple[str, ...], head: TableHead) -> RowCells:
    """The cells of a row under the columns of `head`.

    A flag in the place of a value pushed the values aside. If the row is longer than the head, they all moved
    one to the right; else the last slipped to the next row, and which column each belongs to is known only
    when that is read: they are `loose`.
    """
    row = RowCells()
    columns = {column.index for column in head.columns}
    others = [index for index in range(len(cells)) if index != head.name_index]
    left: list[tuple[int, str]] = []
    for index in others:
        bare, flags = take_flags(cells[index])
        row.flagged = row.flagged or bool(flags)
        if flags and not bare and index in columns:
            row.shifted = True
        else:
            left.append((index, bare))
    if row.shifted and any(cell for index, cell in left if index >= head.width):
        left = [(index, cell) for index, (_, cell) in zip(others, left, strict=False)]
        row.shifted = False
    known = columns | {head.unit_index, head.remark_index} | {index for index, _ in head.others}
    for index, cell in left:
        if row.shifted and index in columns:
            row.loose.extend([cell] if cell else [])
        elif index in known:
            row.cells[index] = cell
        elif cell:
            row.spare.append(cell)
    return row
