"""Where HTML goes beyond one cell: its end among the lines, and its contents flattened in the cells beside it."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import fold_width, without_space
from mitodoke.sources.formats.strategy.markup import Fragment, has_table

_NAME = re.compile("(?:指標|数値目標|KPI|重要業績評価指標)")
_HEAD_WORD = re.compile("[値準績標状]|単位")


def side_rows(cells: list[str]) -> list[Fragment]:
    """Rows that stand flattened in the cells beside an HTML text: a head of at least three, then as long rows."""
    heads = [i for i, cell in enumerate(cells) if _NAME.match(without_space(fold_width(cell[:40])))]
    if not heads:
        return []
    cells = cells[heads[0] :]
    width = next((i for i, cell in enumerate(cells) if i and not _HEAD_WORD.search(cell)), len(cells))
    if width < 3 or len(cells) % width:
        return []
    return [Fragment(0, 0, "", tuple(cells[i : i + width])) for i in range(0, len(cells), width)]


def end_of_block(lines: tuple[str, ...], first: int) -> int:
    """The last line of the HTML block that begins at line `first`: its end tag, or where tags stop."""
    if not has_table(lines[first - 1]):
        return first
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if "</table" in line.lower():
            return number
        if line.strip() and "<" not in line:
            return max(first, number - 1)
    return len(lines)
