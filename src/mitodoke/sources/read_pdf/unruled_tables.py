"""Tables without rules: lines whose gaps stand under each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mitodoke.sources.read_pdf.box import box_around
from mitodoke.sources.read_pdf.printed_lines import PrintedLine, Segment
from mitodoke.sources.read_pdf.table import Cell, Row, Table

_NARROWEST = 0.6
"""Columns are parted by a strip without letters of at least so many letter heights."""
_FAR = 3.0
"""Lines further apart than so many letter heights are not of one table."""
_ROW_GAP = 1.35
"""Where the room between lines differs by this factor, the wider room parts rows."""

_Strip = tuple[float, float]


def find_unruled(lines: Sequence[PrintedLine], page: int) -> list[PrintedLine | Table]:
    """`lines` (one below the other) with those that form a table without rules put into one."""
    parts: list[PrintedLine | Table] = []
    index = 0
    while index < len(lines):
        end, strips = _block(lines, index)
        if strips:
            parts.append(_table(lines[index:end], strips, page))
            index = end
        else:
            parts.append(lines[index])
            index += 1
    return parts


def _block(lines: Sequence[PrintedLine], first: int) -> tuple[int, list[_Strip]]:
    """Where the table that begins at line `first` ends, and the strips between its columns; none for no table."""
    line = lines[first]
    if len(line.segments) < 2:
        return first, []
    strips = [(a.box.x1, b.box.x0) for a, b in pairwise(line.segments)]
    end, split = first + 1, 1
    for before, line in pairwise(lines[first:]):
        if line.box.y0 - before.box.y1 > _FAR * line.size:
            break
        narrowed = [left for strip in strips if (left := _left_of(strip, line)) is not None]
        if len(narrowed) < len(strips) and (len(line.segments) < 2 or not narrowed):
            break
        is_text = len(line.segments) == 1 and line.box.x0 < narrowed[0][0]
        if is_text and line.box.y0 - before.box.y1 > line.size:
            break
        strips = narrowed
        split += len(line.segments) > 1
        end += 1
    while end > first and len(lines[end - 1].segments) == 1 and lines[end - 1].box.x0 < strips[0][0]:
        end -= 1
    is_table = (len(strips) > 1 and split > 1) or (split > 2 and split >= 0.7 * (end - first))
    return (end, strips) if is_table else (first, [])


def _left_of(strip: _Strip, line: PrintedLine) -> _Strip | None:
    """The widest part of `strip` that `line` leaves free; None where that is too narrow."""
    pieces = [strip]
    for segment in line.segments:
        pieces = [
            piece
            for start, end in pieces
            for piece in ((start, min(end, segment.box.x0)), (max(start, segment.box.x1), end))
            if piece[0] < piece[1]
        ]
    widest = max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
    return widest if widest and widest[1] - widest[0] >= _NARROWEST * line.size else None


def _table(lines: Sequence[PrintedLine], strips: Sequence[_Strip], page: int) -> Table:
    box = box_around(*(line.box for line in lines))
    edges = (box.x0, *((start + end) / 2 for start, end in strips), box.x1)
    rows: list[list[PrintedLine]] = []
    all_begin = all(line.segments[0].box.x0 < edges[1] for line in lines)
    wide = None if all_begin else _wide_gap(lines)
    for number, line in enumerate(lines):
        begins = number == 0 or (
            line.box.y0 - lines[number - 1].box.y1 > wide
            if wide is not None
            else line.segments[0].box.x0 < edges[1]
        )
        rows.append([line]) if begins else rows[-1].append(line)
    spans = [_span(lines, left, right) for left, right in pairwise(edges)]
    return Table(box, edges, tuple(_row(row, edges, spans, page) for row in rows), 1, ruled=False)


def _span(lines: Sequence[PrintedLine], left: float, right: float) -> _Strip:
    """Where the text of a column begins and how wide it is."""
    held = [one for line in lines for one in line.segments if left <= _middle(one) <= right]
    start = min((one.box.x0 for one in held), default=left)
    return start, max((one.box.x1 for one in held), default=right) - start


def _middle(segment: Segment) -> float:
    return (segment.box.x0 + segment.box.x1) / 2


def _wide_gap(lines: Sequence[PrintedLine]) -> float | None:
    """The room between lines above which a row ends; None where all lines are equally far apart."""
    pitches = sorted(line.box.y0 - before.box.y0 for before, line in pairwise(lines))
    if len(pitches) < 2 or pitches[-1] < _ROW_GAP * pitches[0]:
        return None
    size = min(line.box.height for line in lines)
    return (pitches[0] + pitches[-1]) / 2 - size


def _row(lines: Sequence[PrintedLine], edges: Sequence[float], spans: Sequence[_Strip], page: int) -> Row:
    cells: list[Cell | None] = []
    for (left, right), (start, room) in zip(pairwise(edges), spans, strict=True):
        held = []
        for line in lines:
            inside = [one for one in line.segments if left <= _middle(one) <= right]
            if inside:
                held.append(PrintedLine((_one(inside),)))
        cells.append(Cell(tuple(held), start, room))
    return Row(tuple(cells), page, box_around(*(line.box for line in lines)))


def _one(segments: Sequence[Segment]) -> Segment:
    return Segment(tuple(glyph for segment in segments for glyph in segment.glyphs))
