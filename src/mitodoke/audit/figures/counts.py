"""Counts of items that the document states about itself (7つのビジョン, 34項目91施策, 19の施策)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mitodoke.audit.figures.kind import AuditContext, FigureKind, figure_beside
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.domain.outline import ItemKind

_COUNTED = {
    "count.visions": ItemKind.VISION,
    "count.pledges": ItemKind.PLEDGE,
    "count.measures": ItemKind.MEASURE,
    "count.basic_goals": ItemKind.BASIC_GOAL,
    "count.basic_directions": ItemKind.BASIC_DIRECTION,
    "count.projects": ItemKind.PROJECT,
}
_FEWEST = "count.measures_per_pledge.min"
_MOST = "count.measures_per_pledge.max"


def _covers(context: AuditContext, stated: StatedFigure) -> bool:
    return stated.figure in _COUNTED or stated.figure in (_FEWEST, _MOST)


def _recompute(context: AuditContext, stated: Sequence[StatedFigure]) -> Iterator[Figure]:
    items = context.content.items
    found = Counter(item.kind for item in items)
    below = {item.item_id: 0 for item in items if item.kind is ItemKind.PLEDGE}
    for item in items:
        if item.kind is ItemKind.MEASURE and item.parent_id in below:
            below[item.parent_id] += 1
    for figure in stated:
        if figure.figure in _COUNTED:
            kind = _COUNTED[figure.figure]
            yield figure_beside(figure, rule=f"本文で見つかった{kind.label}の数", exact=found[kind])
        elif not below:
            yield figure_beside(figure, rule="本文に公約がないため、数えられない")
        else:
            least = figure.figure == _FEWEST
            count = min(below.values()) if least else max(below.values())
            words = "最も少ない" if least else "最も多い"
            yield figure_beside(figure, rule=f"公約ごとの施策の数のうち{words}もの", exact=count)


KIND = FigureKind(name="counts", covers=_covers, recompute=_recompute)
