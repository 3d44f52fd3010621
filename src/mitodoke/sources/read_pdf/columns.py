"""The order in which the lines of a page are read: prose set in two columns goes down the left one first."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from mitodoke.sources.read_pdf.printed_lines import PrintedLine, Segment
from mitodoke.sources.read_pdf.table import Table

_LEAST_LINES = 8
"""Columns of prose have at least so many lines each."""
_FULL = 0.8
"""Lines of prose fill their column; the cells of a table do not."""
_NARROWEST = 1.2
"""A gutter is at least so many letter heights wide."""

Run = list[PrintedLine] | Table
"""Parts that stand together: lines of one column, or one table."""


def reading_order(lines: Sequence[PrintedLine], tables: Sequence[Table]) -> list[Run]:
    """Lines and tables of a page in the order in which they are read."""
    gutter = find_gutter(lines)
    runs: list[Run] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []

    def end() -> None:
        for column in (left, right):
            if column:
                runs.append(list(column))
            column.clear()

    parts: list[PrintedLine | Table] = [*lines, *tables]
    for part in sorted(parts, key=lambda part: part.box.y0):
        if isinstance(part, Table):
            end()
            runs.append(part)
        elif gutter is None:
            left.append(part)
        else:
            before = tuple(one for one in part.segments if one.box.x1 <= gutter)
            after = tuple(one for one in part.segments if one.box.x0 >= gutter)
            if len(before) + len(after) < len(part.segments):
                end()
                runs.append([part])
                continue
            for column, segments in ((left, before), (right, after)):
                if segments:
                    column.append(PrintedLine(segments))
    end()
    return runs


def find_gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Where the gap between two columns of prose runs; None for a page that has none."""
    if len(lines) < _LEAST_LINES:
        return None
    start, end = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    size = median(line.size for line in lines)
    segments = [segment for line in lines for segment in line.segments]
    third = (end - start) / 3
    best: tuple[float, float] | None = None
    position = start + third
    while position < end - third:
        crossing = [one for one in segments if one.box.x0 < position < one.box.x1]
        if len(crossing) <= len(lines) // 5:
            left = [one for one in segments if one.box.x1 <= position]
            right = [one for one in segments if one.box.x0 >= position]
            if _is_prose(left) and _is_prose(right):
                room = min(one.box.x0 for one in right) - max(one.box.x1 for one in left)
                if room >= _NARROWEST * size and (best is None or room > best[0]):
                    best = (room, position)
        position += size / 2
    return None if best is None else best[1]


def _is_prose(segments: Sequence[Segment]) -> bool:
    if len(segments) < _LEAST_LINES:
        return False
    width = max(one.box.x1 for one in segments) - min(one.box.x0 for one in segments)
    return width > 0 and median(one.box.width for one in segments) >= _FULL * width
