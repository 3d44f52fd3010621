"""Doubts a value in another unit than the indicator's values so far: 千人 for 人, 件 for 人."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mitodoke.domain.answer import Answer
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.entry_checks.last_value import last_actual
from mitodoke.domain.entry_checks.units import scale_and_base, usual_unit


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    for actual in answer.actuals:
        indicator = context.indicator(actual.indicator_id)
        typed = actual.quantity.unit if actual.quantity and actual.quantity.value is not None else None
        if indicator is None or typed is None:
            continue
        usual = usual_unit(indicator, last_actual(indicator, context.fiscal_year))
        if usual is None or scale_and_base(typed) == scale_and_base(usual):
            continue
        yield Doubt(
            field=f"kpi.{indicator.indicator_id}.value",
            message=f"「{indicator.name}」の単位が「{typed}」ですが、これまでの値の単位は「{usual}」です。{_told(typed, usual)}",
        )


def _told(typed: str, usual: str) -> str:
    (scale, base), (usual_scale, usual_base) = scale_and_base(typed), scale_and_base(usual)
    if base != usual_base:
        return "これまでの単位に直すか、単位を変えた理由を入力してください。"
    large, small = (typed, usual) if scale > usual_scale else (usual, typed)
    factor = Decimal(max(scale, usual_scale)) / min(scale, usual_scale)
    return f"「{large}」は「{small}」の{factor:,f}倍です。これまでの単位に換算して入力してください。"


CHECK = EntryCheck(
    name="unit_differs",
    label="これまでと違う単位",
    explanation="実績値の単位が、指標のこれまでの値の単位（人と千人など）と違わないかを見ます。単位を付けない値は、これまでの単位の値として扱います。",
    look=_look,
)
