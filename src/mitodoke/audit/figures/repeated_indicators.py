"""Numeric targets of a goal that repeat a cumulative KPI of one of its projects: their values should be equal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mitodoke.audit.figures.kind import AuditContext, FigureKind, number_text
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.domain.indicator import Accumulation, Indicator, IndicatorLevel, ValueRole
from mitodoke.domain.japanese_text import comparable

_BESIDE_NAME = re.compile(r"\([^()]*\)|※\d*|累計")


def _covers(context: AuditContext, stated: StatedFigure) -> bool:
    return False


def _recompute(context: AuditContext, stated: Sequence[StatedFigure]) -> Iterator[Figure]:
    return iter(())


def _derive(context: AuditContext) -> Iterator[Figure]:
    """For each numeric target and each KPI of its goal with the same name, one of them cumulative."""
    content = context.content
    goals = _goals(content)
    kpis: dict[tuple[str, str], list[Indicator]] = {}
    for indicator in content.indicators:
        if indicator.level is IndicatorLevel.KPI:
            key = goals.get(indicator.item_id, ""), indicator_name(indicator)
            kpis.setdefault(key, []).append(indicator)
    for target in content.indicators:
        if target.level is not IndicatorLevel.NUMERICAL_TARGET:
            continue
        for kpi in kpis.get((goals.get(target.item_id, ""), indicator_name(target)), ()):
            if Accumulation.CUMULATIVE in (target.accumulation, kpi.accumulation):
                yield from _compare(target, kpi)


def indicator_name(indicator: Indicator) -> str:
    """The name without what stands in brackets, note marks and 累計, in the form in which spellings are equal."""
    return _BESIDE_NAME.sub("", comparable(indicator.name))


def _compare(target: Indicator, kpi: Indicator) -> Iterator[Figure]:
    for role in (ValueRole.ACTUAL, ValueRole.TARGET):
        printed, repeated = target.value(role), kpi.value(role)
        if printed is None or repeated is None or printed.fiscal_year != repeated.fiscal_year:
            continue
        one, other = printed.quantity, repeated.quantity
        if one.value is None or other.value is None or one.unit != other.unit:
            continue
        yield Figure(
            subject=target.indicator_id,
            figure=f"repeated.{role.value}",
            printed=number_text(one.value),
            calculated_exact=number_text(other.value),
            calculated=number_text(other.value),
            rule=f"同じ名前のKPI（{kpi.indicator_id}）の{role.label}",
            agrees=one.value == other.value,
            place=printed.place,
        )


def _goals(content: DocumentContent) -> dict[str, str]:
    """The topmost item above each item (itself at the top)."""
    parents = {item.item_id: item.parent_id for item in content.items}
    tops: dict[str, str] = {}
    for item in content.items:
        parent = parents[item.item_id]
        tops[item.item_id] = tops.get(parent, parent) if parent else item.item_id
    return tops


KIND = FigureKind(name="repeated_indicators", covers=_covers, recompute=_recompute, derive=_derive)
