"""The columns of a sheet to print: those of its widest table, on which every other table is laid."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.outputs.reports.blocks import Table

_WIDTHS = {False: 92, True: 140}
"""The width of a sheet in characters, upright and landscape."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The widths of a sheet's columns, in characters."""

    widths: tuple[int, ...]

    @classmethod
    def of(cls, tables: tuple[Table, ...], *, landscape: bool) -> Grid:
        """The grid for `tables`: the columns of the first table that has the most; one column without any."""
        if not tables:
            return cls((_WIDTHS[landscape],))
        widest = max(tables, key=lambda table: len(table.columns))
        weights = sum(column.weight for column in widest.columns)
        return cls(tuple(max(4, _WIDTHS[landscape] * column.weight // weights) for column in widest.columns))

    def spans(self, table: Table) -> list[tuple[int, int]]:
        """For each column of `table` the first and last column of the grid that it covers.

        Every column gets at least one, the borders lie as near as they can to the table's own shares.
        """
        count, columns = len(self.widths), table.columns
        weights = sum(column.weight for column in columns)
        total = sum(self.widths)
        spans: list[tuple[int, int]] = []
        first, passed, covered = 0, 0, 0
        for place, column in enumerate(columns):
            passed += column.weight
            last = first
            covered += self.widths[first]
            left_for_others = len(columns) - place - 1
            while last + 1 < count - left_for_others and (
                not left_for_others
                or covered * weights + self.widths[last + 1] * weights // 2 <= passed * total
            ):
                last += 1
                covered += self.widths[last]
            spans.append((first, last))
            first = last + 1
        return spans

    def width(self, first: int, last: int) -> int:
        """The characters that the columns `first` to `last` hold together."""
        return sum(self.widths[first : last + 1])
