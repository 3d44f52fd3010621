"""Counts of register entries by form and name holder, as the headings of a register state them (共催（25件）)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mitodoke.audit.figures.kind import AuditContext, FigureKind, figure_beside
from mitodoke.domain.figure import Figure, StatedFigure


def _covers(context: AuditContext, stated: StatedFigure) -> bool:
    return stated.figure == "count.entries"


def _recompute(context: AuditContext, stated: Sequence[StatedFigure]) -> Iterator[Figure]:
    """The subject is a form (``patronage``), a form with its name holder (``patronage-city``), or ``document``."""
    found: Counter[str] = Counter()
    for entry in context.content.entries:
        found["document"] += 1
        found[entry.form.value] += 1
        if entry.name_holder is not None:
            found[f"{entry.form.value}-{entry.name_holder.value}"] += 1
    for figure in stated:
        yield figure_beside(figure, rule="本文で見つかった事業の件数", exact=found[figure.subject])


KIND = FigureKind(name="entries", covers=_covers, recompute=_recompute)
