"""Looks for values in percent under a name that says number."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.indicator_words import names_a_count
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        odd = [v for v in indicator.values if v.quantity.value is not None and v.quantity.unit in ("%", "％")]
        if odd and names_a_count(indicator.name):
            note = f"注に「{indicator.note}」とあります。" if indicator.note else ""
            yield Doubt(
                subject=indicator.indicator_id,
                field="unit",
                place=odd[0].place,
                printed="、".join(value.quantity.printed for value in odd),
                message=f"「{indicator.name}」は数を表す名前ですが、値は％です。{note}名前を「…率」「…割合」とするか、数で示してください。",
            )


CHECK = Check(
    name="percent_for_number",
    label="数を表す名前なのに％の値",
    explanation="「…数」「…件数」「…量」という名前の指標に、％の値が入っているものを挙げます。"
    "何を何で割った割合なのかが名前から分からなくなります。",
    severity=Severity.WARNING,
    look=_look,
)
