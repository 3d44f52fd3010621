"""The rows of a ruled table: letters into cells, head rows of several heights into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mitodoke.sources.read_pdf.box import Box
from mitodoke.sources.read_pdf.glyphs import Glyph
from mitodoke.sources.read_pdf.grids import Grid, GridCell
from mitodoke.sources.read_pdf.printed_lines import PrintedLine, Segment, printed_lines
from mitodoke.sources.read_pdf.table import Cell, Row, Table
from mitodoke.sources.read_pdf.wrapping import usual_step

_BRACKETS = "（「『【〈《〔［｛(["
_MOST_HEADS = 4
_LEAST_FILLED = 2
"""A grid with fewer cells that hold letters is a drawing."""
_NO_END = 1e6
"""Room that no line fills: the words of several head rows stay apart."""
_PADDING = 2.0
"""The room (in points) taken to be free at a cell's side where no text shows how much it is."""


def ruled_table(grid: Grid, glyphs: Iterable[Glyph], page: int) -> Table | None:
    """The table that `grid` rules, filled with the letters inside it; None where it holds next to none."""
    held: dict[GridCell, list[Glyph]] = {}
    for glyph in glyphs:
        cell = grid.at((glyph.box.x0 + glyph.box.x1) / 2, (glyph.box.y0 + glyph.box.y1) / 2)
        if cell is not None:
            held.setdefault(cell, []).append(glyph)
    lines = {cell: _whole(printed_lines(inside)) for cell, inside in held.items()}
    filled = {cell: found for cell, found in lines.items() if found}
    if len(filled) < _LEAST_FILLED:
        return None
    padding = _padding(filled)
    step = usual_step(filled.values())
    heads = _head_rows(grid)
    rows = [
        row
        for first, last in [(0, heads - 1), *((number, number) for number in range(heads, grid.rows))]
        if not (row := _row(grid, filled, padding, step, page, first, last)).is_empty
    ]
    return Table(grid.box, grid.xs, tuple(rows), 1) if rows else None


def _whole(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """Lines of a cell, in which a wide gap is only a gap."""
    return tuple(
        PrintedLine((Segment(tuple(glyph for segment in line.segments for glyph in segment.glyphs)),))
        for line in lines
    )


def _padding(filled: dict[GridCell, tuple[PrintedLine, ...]]) -> float:
    """How far letters stay from the sides of the cells: the distance most lines keep on their left.

    Not the smallest one, which a bracket that is moved out shows; where the lines are centred, none is usual, and
    the smallest counts.
    """
    starts = [
        max(line.box.x0 - cell.box.x0, 0.0)
        for cell, lines in filled.items()
        for line in lines
        if line.text[0] not in _BRACKETS
    ]
    if not starts:
        return _PADDING
    usual, times = Counter(round(start) for start in starts).most_common(1)[0]
    if times <= 2 or times * 3 <= len(starts):
        return min(starts)
    near = [start for start in starts if abs(start - usual) <= 1]
    return sum(near) / len(near)


def _head_rows(grid: Grid) -> int:
    """How many rows the head has: those that the tallest cell of the first row covers beside split ones."""
    first = [cell for cell in grid.cells if cell.row == 0]
    deepest = max(cell.last_row for cell in first)
    is_split = any(cell.last_row < deepest for cell in first)
    return deepest + 1 if is_split and deepest < min(_MOST_HEADS, grid.rows - 1) else 1


def _row(
    grid: Grid,
    filled: dict[GridCell, tuple[PrintedLine, ...]],
    padding: float,
    step: float | None,
    page: int,
    first: int,
    last: int,
) -> Row:
    """Grid rows `first` to `last` as one row; several are a head, whose upper cells tell of all below them."""
    cells: list[Cell | None] = [None] * grid.columns
    box = Box(grid.xs[0], grid.ys[first], grid.xs[-1], grid.ys[last + 1])
    spans_all = False
    for cell in grid.cells:
        if not first <= cell.row <= last:
            continue
        lines = filled.get(cell, ())
        own = Cell(lines, cell.box.x0 + padding, cell.box.width - 2 * padding, step)
        over = range(cell.column, cell.last_column + 1) if last > first else (cell.column,)
        for column in over:
            before = cells[column]
            cells[column] = (
                own
                if before is None or not before.lines
                else Cell((*before.lines, *lines), own.left, _NO_END)
            )
        spans_all = spans_all or (
            first == last and len(over) == 1 and cell.last_column - cell.column + 1 == grid.columns
        )
    return Row(tuple(cells), page, box, spans_all)
