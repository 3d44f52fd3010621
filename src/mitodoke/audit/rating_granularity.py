"""Pledges whose printed percentage cannot be the mean of ten-step ratings of their measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.roll_up import PERCENT_PER_STEP


def can_be_mean_of_steps(printed: Decimal, measures: int) -> bool:
    """Whether `printed` percent can be the mean of `measures` ratings of 0 to 10 steps, rounded down or to the nearest.

    The means are 10 × s ÷ measures for whole s from 0 to 10 × measures. Rounded down at the decimals of the
    print, such a mean lies from the print up to (not including) one unit of its last decimal; rounded to the
    nearest (a half either way), at most half a unit away. Rounding up is not considered.
    Without measures there is nothing to contradict.
    """
    if measures < 1:
        return True
    exponent = printed.as_tuple().exponent
    unit = Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
    steps = Fraction(printed) * measures / PERCENT_PER_STEP
    below = steps.numerator // steps.denominator
    for whole in (below, below + 1):
        mean = Fraction(whole * PERCENT_PER_STEP, measures)
        distance = mean - Fraction(printed)
        if 0 <= mean <= 100 and (0 <= distance < unit or abs(distance) <= unit / 2):
            return True
    return False


def rating_granularity(content: DocumentContent) -> Iterator[Finding]:
    """A note for each such pledge: the ratings are then not given one a measure."""
    measures = Counter(item.parent_id for item in content.items if item.kind is ItemKind.MEASURE)
    for item in content.items:
        if item.kind is not ItemKind.PLEDGE or item.printed_progress is None:
            continue
        count = measures[item.item_id]
        if can_be_mean_of_steps(item.printed_progress, count):
            continue
        yield Finding(
            check="rating_granularity",
            severity=Severity.NOTE,
            subject=item.item_id,
            field="printed_progress",
            place=item.place,
            printed=f"{item.printed_progress:f}",
            expected="",
            message=f"公約 {item.item_id} の進捗状況 {item.printed_progress:f}% は、{count}件の施策を10段階（10%刻み）で"
            "評価した平均としては、切り捨てでも四捨五入でも出ない値です。評価の単位が施策ではなく取組ごとである可能性があります。",
        )
