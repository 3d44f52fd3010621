"""Doubts a cumulative count that is smaller than in an earlier year."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.domain.answer import Answer, value_of
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.entry_checks.impossible_number import impossible
from mitodoke.domain.entry_checks.last_value import last_actual
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.indicator import Accumulation


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    for actual in answer.actuals:
        indicator = context.indicator(actual.indicator_id)
        last = last_actual(indicator, context.fiscal_year) if indicator else None
        value = value_of(actual)
        if indicator is None or last is None or last.quantity.value is None or value is None:
            continue
        if indicator.accumulation is not Accumulation.CUMULATIVE and not last.quantity.cumulative:
            continue
        if value < last.quantity.value and not impossible(actual, indicator, context.fiscal_year):
            yield Doubt(
                field=f"kpi.{indicator.indicator_id}.value",
                message=f"「{indicator.name}」は累計ですが、{FiscalYear(last.fiscal_year or 0).label}の"
                f"「{last.quantity.printed}」より小さくなっています。単年度の値を入力していないか確かめてください。",
            )


CHECK = EntryCheck(
    name="cumulative_falls",
    label="減っている累計",
    explanation="累計の実績値が前の年度より小さくなっていないかを見ます。累計は増えるか変わらないかのどちらかです。",
    look=_look,
)
