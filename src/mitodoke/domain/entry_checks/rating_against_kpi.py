"""Doubts a rating at odds with the KPI of the same item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mitodoke.domain.answer import ActualAnswer, Answer
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.progress import PERCENT_ONE_DECIMAL, percent

HIGH, LOW = 8, 3
"""Ratings from HIGH on say that it went well, ratings up to LOW that it did not."""
HALF = Fraction(1, 2)


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    if answer.step is None or LOW < answer.step < HIGH:
        return
    for actual in answer.actuals:
        indicator = context.indicator(actual.indicator_id)
        if indicator is None or actual.quantity is None or actual.quantity.value is None:
            continue
        rates = rates_of(_with(indicator, actual, context.fiscal_year))
        if answer.step >= HIGH and isinstance(rates.progress, Fraction) and rates.progress < HALF:
            told = percent(rates.progress, PERCENT_ONE_DECIMAL)
            yield Doubt(
                field="rating.step",
                message=f"評価は{answer.step}ですが、「{indicator.name}」の進捗率は{told}％です。"
                "評価か実績値の誤りでなければ、評価の根拠を入力してください。",
            )
        elif answer.step <= LOW and rates.reached is True:
            yield Doubt(
                field="rating.step",
                message=f"評価は{answer.step}ですが、「{indicator.name}」は目標値に達しています。"
                "評価か実績値の誤りでなければ、評価の根拠を入力してください。",
            )


def _with(indicator: Indicator, actual: ActualAnswer, fiscal_year: int) -> Indicator:
    """The indicator with the answered value in the place of any of that year or later."""
    assert actual.quantity is not None
    others = tuple(
        value
        for value in indicator.values
        if value.role is not ValueRole.ACTUAL or (value.fiscal_year or 0) < fiscal_year
    )
    quantity = actual.quantity if actual.quantity.unit else replace(actual.quantity, unit=indicator.unit)
    answered = IndicatorValue(
        role=ValueRole.ACTUAL, fiscal_year=fiscal_year, quantity=quantity, place=indicator.place
    )
    return replace(indicator, values=(*others, answered))


CHECK = EntryCheck(
    name="rating_against_kpi",
    label="実績値と合わない評価",
    explanation="評価が8以上なのに指標の進捗率が50％に満たないもの、評価が3以下なのに目標値に達しているものを挙げます。",
    look=_look,
)
