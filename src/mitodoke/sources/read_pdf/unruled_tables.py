"""Tables without rules: lines whose gaps stand under each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mitodoke.sources.read_pdf.box import box_around
from mitodoke.sources.read_pdf.glyphs import Glyph
from mitodoke.sources.read_pdf.printed_lines import PrintedLine, Segment, is_narrow
from mitodoke.sources.read_pdf.table import Cell, Row, Table

_NARROWEST = 0.6
"""Columns are parted by a strip without letters of at least so many letter heights."""
_FAR = 3.0
"""Lines further apart than so many letter heights are not of one table."""
_ROW_GAP = 1.35
"""Where the room between lines differs by this factor, the wider room parts rows."""

_CLOSING = "、。，．」』）】〕〉》］｝)]"
_OPENING = "「『（【〔〈《［｛(["
"""Full-width marks that fill only the half of their room next to the word they belong to."""
_MANY = 4
"""Strips that no accident puts under each other, however narrow they are."""
_ALONE = 2.0
"""A text alone on its height is of the table above it only where it is nearer than so many letter heights."""

_Strip = tuple[float, float]


def find_unruled(lines: Sequence[PrintedLine], page: int) -> list[PrintedLine | Table]:
    """`lines` (one below the other) with those that form a table without rules put into one."""
    parts: list[PrintedLine | Table] = []
    fine = [_finely_parted(line) for line in lines]
    index = 0
    while index < len(lines):
        end, strips = _block(fine, index)
        told = fine
        if len(strips) < _MANY:
            # Few narrow gaps under each other may be an accident: here only wide ones part columns.
            end, strips = _block(lines, index)
            told = list(lines)
        if strips:
            parts.append(_table(told[index:end], strips, page))
            index = end
        else:
            parts.append(lines[index])
            index += 1
    return parts


def _finely_parted(line: PrintedLine) -> PrintedLine:
    """`line` parted at every gap that is wide enough for a strip between columns, typed spaces not counted.

    A cell that is full leaves no more room before the next one; that such a gap parts columns, the lines below show.
    """
    parted: list[Segment] = []
    for segment in line.segments:
        runs: list[list[Glyph]] = [[]]
        inked: Glyph | None = None
        spaces = 0.0
        for glyph in segment.glyphs:
            if glyph.is_space:
                spaces += glyph.box.width
            else:
                if inked is not None and _start(glyph) - _end(inked) - spaces >= _NARROWEST * line.size:
                    runs.append([])
                inked, spaces = glyph, 0.0
            runs[-1].append(glyph)
        parted += [Segment(tuple(run)) for run in runs]
    return line if len(parted) == len(line.segments) else PrintedLine(tuple(parted))


def _left(segment: Segment) -> float:
    return _start(next(glyph for glyph in segment.glyphs if not glyph.is_space))


def _right(segment: Segment) -> float:
    return _end(next(glyph for glyph in reversed(segment.glyphs) if not glyph.is_space))


def _start(glyph: Glyph) -> float:
    """Where the ink of `glyph` begins, as far as its kind tells."""
    half = glyph.box.width / 2 if glyph.text in _OPENING and not is_narrow(glyph.text) else 0.0
    return glyph.box.x0 + half


def _end(glyph: Glyph) -> float:
    """Where the ink of `glyph` ends; a mark at the end of a line may hang into the room between columns."""
    half = glyph.box.width / 2 if glyph.text in _CLOSING and not is_narrow(glyph.text) else 0.0
    return glyph.box.x1 - half


def _block(lines: Sequence[PrintedLine], first: int) -> tuple[int, list[_Strip]]:
    """Where the table that begins at line `first` ends, and the strips between its columns; none for no table."""
    line = lines[first]
    if len(line.segments) < 2:
        return first, []
    strips = [(_right(a), _left(b)) for a, b in pairwise(line.segments)]
    end, split = first + 1, 1
    for before, line in pairwise(lines[first:]):
        if line.box.y0 - before.box.y1 > _FAR * line.size:
            break
        narrowed = [left for strip in strips if (left := _left_of(strip, line)) is not None]
        if len(narrowed) < len(strips) and (len(line.segments) < 2 or not narrowed):
            break
        is_text = len(line.segments) == 1 and line.box.x0 < narrowed[0][0]
        if len(line.segments) == 1 and line.box.y0 - before.box.y1 > _ALONE * line.size:
            break
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
            for piece in (
                (start, min(end, _left(segment))),
                (max(start, _right(segment)), end),
            )
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
    return Table(
        box,
        edges,
        tuple(_row(row, edges, spans, page) for row in rows),
        1,
        ruled=False,
        unclear=sum(_has_gap_in_cell(line, edges) for line in lines),
    )


def _has_gap_in_cell(line: PrintedLine, edges: Sequence[float]) -> bool:
    """Whether two texts of the line fall into one column: it may be two columns that other lines run over."""
    return any(
        sum(left <= _middle(one) <= right for one in line.segments) > 1 for left, right in pairwise(edges)
    )


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
    size = min(line.box.height for line in lines)
    # Lines of neighbouring cells may stand a little lower than each other: that is no step between lines.
    steps = [pitch for pitch in pitches if pitch >= size]
    wide = [pitch for pitch in steps if pitch >= _ROW_GAP * steps[0]]
    if len(pitches) < 2 or not wide:
        return None
    return (steps[0] + wide[0]) / 2 - size


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
