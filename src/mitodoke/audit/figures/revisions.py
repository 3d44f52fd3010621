"""The table in which a mid-term review counts its changes, against the flags that the items carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mitodoke.audit.figures.kind import AuditContext, FigureKind, figure_beside
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.outline import RevisionFlag

PREFIX = "count.revisions."
_FLAGS = {f"{PREFIX}{flag.value}": flag for flag in RevisionFlag}


def _covers(context: AuditContext, stated: StatedFigure) -> bool:
    return stated.figure in _FLAGS


def _recompute(context: AuditContext, stated: Sequence[StatedFigure]) -> Iterator[Figure]:
    """Items that carry the flag; a numeric target that is itself marked counts instead of its whole goal."""
    found = _count(context.content)
    lost = unknown_flags(context.content)
    for figure in stated:
        flag = _FLAGS[figure.figure]
        rule = f"「{flag.label}」の印がある項目の数"
        if lost:
            rule += f"（印が失われた項目が{lost}件ある）"
        yield figure_beside(figure, rule=rule, exact=found[flag])


def unknown_flags(content: DocumentContent) -> int:
    """How many items have lost their heading and with it their flags."""
    return sum(item.flags is None for item in content.items)


def _count(content: DocumentContent) -> Counter[RevisionFlag]:
    found = Counter(flag for item in content.items for flag in set(item.flags or ()))
    targets = sum(
        indicator.changed is True and indicator.level is IndicatorLevel.NUMERICAL_TARGET
        for indicator in content.indicators
    )
    if targets:
        found[RevisionFlag.TARGET_CHANGED] = targets
    return found


KIND = FigureKind(name="revisions", covers=_covers, recompute=_recompute)
