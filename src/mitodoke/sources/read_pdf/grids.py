"""Ruled tables: the cells that rules enclose, merged ones included."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from mitodoke.sources.read_pdf.box import Box
from mitodoke.sources.read_pdf.rules import Rules

_NEAR = 2.5
"""Rules nearer than this (in points) are one rule, and one that ends so near another touches it."""
_MOST_CELLS = 40_000
"""Grids of more cells are drawings, not tables."""

_Rule = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and which rows and columns (from 0) it covers, both ends included."""

    box: Box
    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Grid:
    """A ruled table: the edges of its columns and rows, and its cells from left to right, top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """The box around it."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], GridCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.last_row + 1)
            for column in range(cell.column, cell.last_column + 1)
        }

    def at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds a point."""
        return self._by_place.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def find_grids(rules: Rules) -> list[Grid]:
    """The grids of more than one cell that `rules` form, from top to bottom."""
    grids = []
    for horizontal, vertical in _connected(rules):
        grid = _grid(horizontal, vertical)
        if grid is not None and len(grid.cells) > 1:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _connected(rules: Rules) -> list[tuple[list[_Rule], list[_Rule]]]:
    """The rules in groups that touch each other."""
    count = len(rules.horizontal)
    group = list(range(count + len(rules.vertical)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    by_x = sorted(enumerate(rules.vertical, start=count), key=lambda rule: rule[1][0])
    positions = [rule[0] for _, rule in by_x]

    for number, (y, first, last) in enumerate(rules.horizontal):
        low, high = bisect_left(positions, first - _NEAR), bisect_right(positions, last + _NEAR)
        for index, (_, top, bottom) in by_x[low:high]:
            if top - _NEAR <= y <= bottom + _NEAR:
                group[root(index)] = root(number)
    parts: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for index, rule in enumerate((*rules.horizontal, *rules.vertical)):
        parts.setdefault(root(index), ([], []))[0 if index < count else 1].append(rule)
    return [part for part in parts.values() if part[0] and part[1]]


def _grid(horizontal: list[_Rule], vertical: list[_Rule]) -> Grid | None:
    xs = _clustered([x for x, _, _ in vertical] + _open_ends(horizontal, vertical))
    ys = _clustered([y for y, _, _ in horizontal] + _open_ends(vertical, horizontal))
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    beside = [[rule for rule in vertical if abs(rule[0] - x) <= _NEAR] for x in xs]
    between = [[rule for rule in horizontal if abs(rule[0] - y) <= _NEAR] for y in ys]
    columns, rows = len(xs) - 1, len(ys) - 1
    owner = list(range(columns * rows))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            centre = (xs[column] + xs[column + 1]) / 2
            here = row * columns + column
            if column + 1 < columns and not _covers(beside[column + 1], middle):
                owner[root(here + 1)] = root(here)
            if row + 1 < rows and not _covers(between[row + 1], centre):
                owner[root(here + columns)] = root(here)
    regions: dict[int, list[int]] = {}
    for index in range(columns * rows):
        regions.setdefault(root(index), []).append(index)
    cells = [_cell(region, xs, ys, columns) for region in regions.values()]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(xs), tuple(ys), tuple(cells))


def _open_ends(along: list[_Rule], across: list[_Rule]) -> list[float]:
    """The open sides of a table: where several rules `along` it begin or end beyond all rules `across` it.

    Tables are open left and right by taste, above and below where a page's end cuts a row.
    """
    positions = [rule[0] for rule in across]
    first, last = min(rule[1] for rule in along), max(rule[2] for rule in along)
    ends = []
    if first < min(positions) - _NEAR and sum(rule[1] <= first + _NEAR for rule in along) > 1:
        ends.append(first)
    if last > max(positions) + _NEAR and sum(rule[2] >= last - _NEAR for rule in along) > 1:
        ends.append(last)
    return ends


def _cell(region: list[int], xs: list[float], ys: list[float], columns: int) -> GridCell:
    rows, over = [index // columns for index in region], [index % columns for index in region]
    box = Box(xs[min(over)], ys[min(rows)], xs[max(over) + 1], ys[max(rows) + 1])
    return GridCell(box, min(rows), min(over), max(rows), max(over))


def _covers(rules: Iterable[_Rule], position: float) -> bool:
    return any(first - _NEAR <= position <= last + _NEAR for _, first, last in rules)


def _clustered(positions: list[float]) -> list[float]:
    """Positions from small to large, those of one rule as one."""
    clusters: list[list[float]] = []
    for position in sorted(positions):
        if clusters and position - clusters[-1][-1] <= _NEAR:
            clusters[-1].append(position)
        else:
            clusters.append([position])
    return [sum(cluster) / len(cluster) for cluster in clusters]
