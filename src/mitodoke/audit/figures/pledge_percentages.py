"""Percentages of pledges: the body against the summary table, and against the ratings where they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mitodoke.audit.figures.kind import AuditContext, FigureKind, figure_beside, figure_from_means
from mitodoke.audit.rule_search import value_of
from mitodoke.domain.combining import Combining
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.roll_up import Carried, Level, LevelRule, Mean
from mitodoke.domain.roll_up_plan import RollUpRule, roll_up_plan
from mitodoke.domain.rounding import RoundingMode, RoundingRule

_OTHER = {"progress": "progress.summary", "progress.summary": "progress"}
_SOURCE = {"progress": "総括表の値との照合", "progress.summary": "本文の値との照合"}
_ALONE = {
    "progress": "総括表に同じ割合がなく、評価も公表されていない",
    "progress.summary": "本文に割合がない",
}


def _covers(context: AuditContext, stated: StatedFigure) -> bool:
    return stated.figure in _OTHER


def _recompute(context: AuditContext, stated: Sequence[StatedFigure]) -> Iterator[Figure]:
    values = {(s.subject, s.figure): s.value for s in context.content.stated}
    rated = _from_ratings(context.content)
    for figure in stated:
        if figure.figure == "progress" and figure.subject in rated:
            yield _against_ratings(figure, rated[figure.subject], context.content.combining)
            continue
        other = values.get((figure.subject, _OTHER[figure.figure]))
        words = _ALONE if other is None else _SOURCE
        yield figure_beside(figure, rule=words[figure.figure], exact=other)


def _from_ratings(content: DocumentContent) -> dict[str, list[tuple[LevelRule, Mean]]]:
    """For each pledge with a rating: every rule that may lead from the ratings to its percentage, and its mean.

    Straight from the ratings only where the plan takes the mean of them: any other way to combine the ratings of
    one measure makes sense only by measures.
    """
    if not content.ratings:
        return {}
    printed = [
        item.printed_progress
        for item in content.items
        if item.kind is ItemKind.PLEDGE and item.printed_progress
    ]
    decimals = max((-int(value.as_tuple().exponent) for value in printed), default=0)
    found: dict[str, list[tuple[LevelRule, Mean]]] = {}
    measure = LevelRule(level=Level.MEASURE, averages=Level.RATING)
    straight = (Level.RATING,) if content.combining is Combining.MEAN else ()
    for averages in (Level.MEASURE, *straight):
        for mode in RoundingMode:
            pledge = LevelRule(
                level=Level.PLEDGE,
                averages=averages,
                carried=Carried.EXACT,
                rounding=RoundingRule(mode, decimals),
            )
            means = roll_up_plan(
                content.items,
                content.ratings,
                RollUpRule(name="", levels=(measure, pledge)),
                combining=content.combining,
            )
            for item in content.items:
                if item.kind is ItemKind.PLEDGE and means[item.item_id].exact is not None:
                    found.setdefault(item.item_id, []).append((pledge, means[item.item_id]))
    return _only_fitting(found, {i.item_id: i.printed_progress for i in content.items})


def _only_fitting(
    found: dict[str, list[tuple[LevelRule, Mean]]], printed: dict[str, Decimal | None]
) -> dict[str, list[tuple[LevelRule, Mean]]]:
    """The rules that reproduce every printed pledge; all of them where none does."""
    failed = {
        rule
        for item_id, means in found.items()
        for rule, mean in means
        if printed[item_id] is not None and value_of(mean) != printed[item_id]
    }
    fitting = {rule for means in found.values() for rule, _ in means} - failed
    if not fitting:
        return found
    return {item_id: [m for m in means if m[0] in fitting] for item_id, means in found.items()}


def _against_ratings(
    stated: StatedFigure, candidates: list[tuple[LevelRule, Mean]], combining: Combining
) -> Figure:
    labels = {rule.label for rule, _ in candidates}
    words = (
        labels.pop()
        if len(labels) == 1
        else f"評価からの集計（{len(labels)}通りの規則が一致する値だけを示す）"
    )
    if combining is not Combining.MEAN:
        words = f"{combining.rule}。{words}"
    coverage = candidates[0][1].coverage.label
    return figure_from_means(stated, [mean for _, mean in candidates], f"{words}。{coverage}")


KIND = FigureKind(name="pledge_percentages", covers=_covers, recompute=_recompute)
