"""The figures a document states about itself, recomputed: one kind a file, listed once in FIGURES."""

from __future__ import annotations

from mitodoke.audit.figures import (
    counts,
    entries,
    own_progress,
    participants,
    percentages,
    pledge_percentages,
    repeated_indicators,
    revisions,
)
from mitodoke.audit.figures.kind import AuditContext, FigureKind, figure_beside
from mitodoke.domain.figure import Figure, StatedFigure

FIGURES: tuple[FigureKind, ...] = (
    percentages.KIND,
    pledge_percentages.KIND,
    counts.KIND,
    entries.KIND,
    revisions.KIND,
    participants.KIND,
    repeated_indicators.KIND,
    own_progress.KIND,
)
"""The first kind that covers a stated figure recomputes it."""


def recompute_figures(context: AuditContext) -> tuple[Figure, ...]:
    """One figure for every stated figure, in their order, then those that follow from the content.

    A stated figure that no kind covers is kept and says that it is not recomputed.
    """
    stated = context.content.stated
    results: list[Figure | None] = [None] * len(stated)
    for kind, places in _by_kind(context).items():
        figures = FIGURES[kind].recompute(context, [stated[i] for i in places])
        for place, figure in zip(places, figures, strict=True):
            results[place] = figure
    kept = [result or _not_covered(figure) for result, figure in zip(results, stated, strict=True)]
    derived = [figure for kind in FIGURES if kind.derive is not None for figure in kind.derive(context)]
    return (*kept, *derived)


def _by_kind(context: AuditContext) -> dict[int, list[int]]:
    """Positions of the stated figures by the position of the kind that covers them."""
    places: dict[int, list[int]] = {}
    for i, figure in enumerate(context.content.stated):
        kind = next((k for k, kind in enumerate(FIGURES) if kind.covers(context, figure)), None)
        if kind is not None:
            places.setdefault(kind, []).append(i)
    return places


def _not_covered(stated: StatedFigure) -> Figure:
    return figure_beside(stated, rule="この数値を計算し直す方法は定めていない")
