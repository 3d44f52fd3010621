"""Splits a run of text into the cells of neighbouring columns where nothing but their look tells them apart.

All ways to cut at a block break, a space or a line break are compared (a bounded number of cuts is looked at);
each cell is scored by how much it looks like one of its column, each cut by how cells are usually divided: mostly
by a block, on one line only after a cell of one line, hardly ever by a mere line break.
"""

from __future__ import annotations

import re
from itertools import combinations

from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.likeness import LOOKED_AT, Hints, likeness, loss
from mitodoke.sources.formats.collaboration_register.stream import BLOCK_BREAK

_CUTS = re.compile(r"\s+")
_MOST_CUTS = 26


def split_run(text: str, columns: tuple[Column, ...], hints: Hints) -> list[tuple[int, int]]:
    """For each column the part of `text` that is its cell; an empty part for a cell that seems to be lost."""
    cuts = _possible_cuts(text, len(columns))
    if len(columns) == 1 or not text.strip():
        return [(0, len(text))] + [(len(text), len(text))] * (len(columns) - 1)
    scores: dict[tuple[int, int, Column], int] = {}

    def score(first: int, last: int, column: Column) -> int:
        key = (first, last, column)
        if key not in scores:
            scores[key] = likeness(text[first:last], column, hints)
        return scores[key]

    best: tuple[int, list[tuple[int, int]]] | None = None
    choices = (chosen for number in range(len(columns)) for chosen in combinations(cuts, number))
    for chosen in choices:
        edges = [0, *(edge for cut in chosen for edge in cut), len(text)]
        parts = list(zip(edges[::2], edges[1::2], strict=True))
        total = sum(_cut_likeness(text, parts[i], cut, hints) for i, cut in enumerate(chosen))
        for columns_used in _ways(columns, len(parts)):
            complete = total + sum(
                score(first, last, column) for (first, last), column in zip(parts, columns_used, strict=True)
            )
            complete -= sum(loss(column, hints) for column in columns if column not in columns_used)
            if best is None or complete > best[0]:
                best = (complete, _spread(parts, columns_used, columns))
    assert best is not None
    return best[1]


def _ways(columns: tuple[Column, ...], parts: int) -> list[tuple[Column, ...]]:
    return [columns] if parts == len(columns) else list(combinations(columns, parts))


def _spread(
    parts: list[tuple[int, int]], used: tuple[Column, ...], columns: tuple[Column, ...]
) -> list[tuple[int, int]]:
    held = dict(zip(used, parts, strict=True))
    return [held.get(column, (parts[-1][1], parts[-1][1])) for column in columns]


def _possible_cuts(text: str, columns: int) -> list[tuple[int, int]]:
    """The cuts looked at: the outermost blocks, and spaces and line breaks near the beginning and the end."""
    most = _MOST_CUTS if columns <= 3 else _MOST_CUTS // 2
    beginning = [match.span() for match, _ in zip(_CUTS.finditer(text), range(most), strict=False)]
    tail = max(0, len(text) - 2000)
    near_end = [match.span() for match in _CUTS.finditer(text, tail) if match.start() > tail]
    cuts = sorted({*beginning, *near_end[-most:]})
    if len(cuts) <= most:
        return [cut for cut in cuts if cut[0] > 0 and cut[1] < len(text)]
    ranked = sorted(cuts, key=lambda cut: (-_rank(text, cut), min(cut[0], len(text) - cut[1])))
    return sorted(cut for cut in ranked[:most] if cut[0] > 0 and cut[1] < len(text))


def _rank(text: str, cut: tuple[int, int]) -> int:
    space = text[cut[0] : cut[1]]
    return 2 if BLOCK_BREAK in space else (0 if "\n" in space else 1)


def _cut_likeness(text: str, left: tuple[int, int], cut: tuple[int, int], hints: Hints) -> int:
    space = text[cut[0] : cut[1]]
    if BLOCK_BREAK in space:
        return 5
    if "\n" in space:
        return -4 if hints.has_blocks else 1
    one_line = "\n" not in text[max(left[0], left[1] - LOOKED_AT) : left[1]]
    return (1 if one_line else -3) - (4 if "\u3000" in space else 0)
