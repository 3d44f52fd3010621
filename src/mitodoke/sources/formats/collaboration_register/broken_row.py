"""Takes one broken row apart into its cells: first those that show themselves, then the runs between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitodoke.sources.formats.collaboration_register.anchors import (
    Span,
    find_count,
    find_dates_cell,
    find_recurrence,
    search_dates_cell,
)
from mitodoke.sources.formats.collaboration_register.broken_rows import BrokenRow
from mitodoke.sources.formats.collaboration_register.cells import Cell
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.run_split import Hints, split_run
from mitodoke.sources.formats.collaboration_register.stream import Stream

_ANCHORS = (Column.DATES, Column.RECURRENCE, Column.PARTICIPANTS)


@dataclass(slots=True)
class BrokenCells:
    """The cells of a row by column, and the anchors that were not found."""

    cells: dict[Column, Cell] = field(default_factory=dict)
    missing: list[Column] = field(default_factory=list)


def split_cells(row: BrokenRow, columns: tuple[Column, ...], hints: Hints) -> BrokenCells:
    """The cells of `row`. A column whose anchor is not found joins the run around it as one more text column."""
    stream = Stream(row.lines)
    result = BrokenCells()
    spans: dict[Column, Span] = {}
    position = 0
    pending: list[Column] = []
    for column in columns[1:]:
        span = _find(column, stream, position, len(pending)) if column in _ANCHORS else None
        if span is None:
            if column in _ANCHORS:
                result.missing.append(column)
            if column not in _ANCHORS:
                pending.append(column)
            continue
        if column is Column.DATES and span[0] == span[1]:
            result.missing.append(column)
            continue
        _split_pending(stream, position, span[0], pending, hints, spans)
        spans[column] = span
        position, pending = span[1], []
    _split_pending(stream, position, len(stream.text), pending, hints, spans)
    for column, (first, last) in spans.items():
        if (cell := stream.cell(first, last)) is not None:
            result.cells[column] = cell
    return result


def _find(column: Column, stream: Stream, position: int, cells_before: int) -> Span | None:
    if column is Column.DATES:
        return (
            search_dates_cell(stream, position, cells_before)
            if cells_before
            else find_dates_cell(stream, position)
        )
    if column is Column.RECURRENCE:
        return find_recurrence(stream, position)
    return find_count(stream, position)


def _split_pending(
    stream: Stream, first: int, last: int, columns: list[Column], hints: Hints, spans: dict[Column, Span]
) -> None:
    if not columns:
        return
    text = stream.text[first:last]
    lead = len(text) - len(text.lstrip(" \n"))
    stripped = text.strip(" \n")
    for column, (start, stop) in zip(columns, split_run(stripped, tuple(columns), hints), strict=True):
        spans[column] = (first + lead + start, first + lead + stop)
