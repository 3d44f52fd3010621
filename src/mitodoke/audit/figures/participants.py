"""Totals of participants that a row states beside the numbers of its single dates (※延べ309人)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mitodoke.audit.figures.kind import AuditContext, FigureKind, figure_beside
from mitodoke.domain.collaboration import CollaborationEntry, Occurrence
from mitodoke.domain.figure import Figure, StatedFigure


def _covers(context: AuditContext, stated: StatedFigure) -> bool:
    return stated.figure == "participants.total"


def _recompute(context: AuditContext, stated: Sequence[StatedFigure]) -> Iterator[Figure]:
    """The sum over the dates of the row, or over those under the label that the subject names (``id/label``)."""
    entries = {entry.entry_id: entry for entry in context.content.entries}
    for figure in stated:
        entry_id, _, label = figure.subject.partition("/")
        entry = entries.get(figure.subject) or entries.get(entry_id)
        yield _figure(figure, entry, label if figure.subject not in entries else "")


def _figure(stated: StatedFigure, entry: CollaborationEntry | None, label: str) -> Figure:
    if entry is None:
        return figure_beside(stated, rule="該当する事業が本文にない")
    parts = [o for o in entry.occurrences if not o.cancelled and (not label or o.label == label)]
    told = [part.participants for part in parts if part.participants is not None]
    if not told:
        return figure_beside(stated, rule="日ごとの人数が書かれていない")
    total = sum(told)
    words = f"「{label}」の{len(told)}回の人数の合計" if label else f"{len(told)}回の人数の合計"
    if len(told) < len(parts):
        silent = len(parts) - len(told)
        return _not_compared(stated, f"{words}は{total}人（人数のない回が{silent}回あり、比べられない）")
    if _rough(parts) and stated.value != total:
        return _not_compared(stated, f"{words}は{total}人（約の人数を含み、比べられない）")
    return figure_beside(stated, rule=words, exact=total)


def _rough(parts: Sequence[Occurrence]) -> bool:
    return any(part.approximate for part in parts)


def _not_compared(stated: StatedFigure, rule: str) -> Figure:
    return figure_beside(stated, rule=rule)


KIND = FigureKind(name="participants", covers=_covers, recompute=_recompute)
