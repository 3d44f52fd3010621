"""What stands below the heads of a table in a sheet: each cell under its head, and whether the cells tell their scale."""

from __future__ import annotations

from collections.abc import Sequence

from mitodoke.sources.formats.pledge_table.head import read_wide_head
from mitodoke.sources.formats.pledge_table.rating_cells import is_unclear
from mitodoke.sources.read_excel.sheet import GridCell
from mitodoke.sources.read_excel.table_heads import Head


def under_heads(row: Sequence[GridCell], columns: Sequence[int]) -> tuple[str, ...]:
    """The texts of `row`, one for each head, which begin in `columns`: a cell is that of the head it stands in or right of.

    What is merged over rows leaves its column empty in the further ones.
    """
    texts = [""] * len(columns)
    for cell in row:
        left = [column for column in columns if column <= cell.first_column]
        place = columns.index(max(left) if left else min(columns))
        texts[place] = f"{texts[place]} {cell.text}" if texts[place] else cell.text
    return tuple(texts)


def unclear_ratings(head: Head, below: Sequence[Sequence[GridCell]]) -> frozenset[int]:
    """The positions of columns of ratings whose scale neither their head nor the cells of the table tell."""
    wide = read_wide_head([slot.text for slot in head.slots])
    if wide is None:
        return frozenset()
    columns = [*wide.ratings, *([wide.progress_or_rating] if wide.progress_or_rating else [])]
    cells: dict[int, list[tuple[str, ...]]] = {place: [] for place, _ in columns}
    for row in below:
        for cell in row:
            if (place := head.slot_of(cell.first_column)) in cells:
                cells[place].append(tuple(line.strip() for line in cell.text.split("\n") if line.strip()))
    return frozenset(place for place, words in columns if is_unclear(words, cells[place]))
