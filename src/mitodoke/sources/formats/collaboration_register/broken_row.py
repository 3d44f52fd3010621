"""Takes one broken row apart into its cells: first those that show themselves, then the runs between them."""

from __future__ import annotations

from mitodoke.sources.formats.collaboration_register.anchors import (
    find_count,
    find_recurrence,
)
from mitodoke.sources.formats.collaboration_register.broken_rows import BrokenRow
from mitodoke.sources.formats.collaboration_register.cells import Cell
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.dates_anchor import find_dates_cell, search_dates_cell
from mitodoke.sources.formats.collaboration_register.likeness import Hints
from mitodoke.sources.formats.collaboration_register.run_split import split_run
from mitodoke.sources.formats.collaboration_register.stream import Span, Stream

_ANCHORS = (Column.DATES, Column.RECURRENCE, Column.PARTICIPANTS)


def split_cells(row: BrokenRow, columns: tuple[Column, ...], hints: Hints) -> dict[Column, Cell]:
    """The cells of `row` by column. The text of a column that does not show itself stays in the run around it."""
    stream = Stream(row.lines)
    spans: dict[Column, Span] = {}
    pending: list[Column] = []
    position = 0
    for column in columns[1:]:
        if column not in _ANCHORS:
            pending.append(column)
            continue
        span = _find(column, stream, position, len(pending))
        if span is None or span[0] == span[1]:
            continue
        spans.update(_split_pending(stream, (position, span[0]), pending, hints))
        spans[column] = span
        position, pending = span[1], []
    spans.update(_split_pending(stream, (position, len(stream.text)), pending, hints))
    cells = {column: stream.cell(first, last) for column, (first, last) in spans.items()}
    return {column: cell for column, cell in cells.items() if cell is not None}


def _find(column: Column, stream: Stream, position: int, cells_before: int) -> Span | None:
    if column is Column.RECURRENCE:
        return find_recurrence(stream, position)
    if column is Column.PARTICIPANTS:
        return find_count(stream, position)
    if cells_before:
        return search_dates_cell(stream, position, cells_before)
    return find_dates_cell(stream, position)


def _split_pending(stream: Stream, run: Span, columns: list[Column], hints: Hints) -> dict[Column, Span]:
    if not columns:
        return {}
    text = stream.text[run[0] : run[1]]
    first = run[0] + len(text) - len(text.lstrip(" \n"))
    parts = split_run(text.strip(" \n"), tuple(columns), hints)
    return {
        column: (first + start, first + stop) for column, (start, stop) in zip(columns, parts, strict=True)
    }
