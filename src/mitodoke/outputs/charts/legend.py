"""A legend below a chart: marks and words in lines that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.outputs.charts.svg_writing import SMALL, UNIT, WIDTH, label, label_width, written

LINE = 19 * UNIT
_MARK = 14 * UNIT
_GAP = 5 * UNIT
_BETWEEN = 14 * UNIT


@dataclass(frozen=True, slots=True)
class Entry:
    """`mark` is SVG in a box 14 units wide and 12 high; `words` stand behind it."""

    mark: str
    words: str


def legend(entries: Sequence[Entry], top: int) -> tuple[str, int]:
    """The legend from `top` downwards, and where it ends (both hundredths)."""
    parts, x, y = [], 0, top
    for entry in entries:
        room = WIDTH - _MARK - _GAP
        taken = min(label_width(entry.words, SMALL), room)
        if x and x + _MARK + _GAP + taken > WIDTH:
            x, y = 0, y + LINE
        words = label(_MARK + _GAP, 10 * UNIT + UNIT // 2, entry.words, room, size=SMALL)
        parts.append(f'<g transform="translate({written(x)} {written(y)})">{entry.mark}{words}</g>')
        x += _MARK + _GAP + taken + _BETWEEN
    if not entries:
        return "", top
    return f'<g class="chart-legend">{"".join(parts)}</g>', y + LINE
