"""Looks for shares of a whole that exceed it or fall below nothing."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.indicator_words import cannot_pass_100
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        if not cannot_pass_100(indicator.name):
            continue
        for value in indicator.values:
            quantity = value.quantity
            if quantity.unit in ("%", "％") and quantity.value is not None and not 0 <= quantity.value <= 100:
                yield Doubt(
                    subject=indicator.indicator_id,
                    field=value.role.value,
                    place=value.place,
                    printed=quantity.printed,
                    expected="0～100%",
                    message=f"「{indicator.name}」は全体に占める割合ですが、{value.role.label}が{quantity.printed}です。"
                    "値か単位の誤りでないか確かめてください。",
                )


CHECK = Check(
    name="share_above_100",
    label="100％を超える割合",
    explanation="「…割合」や受診率・加入率など、全体に占める割合の値が0％から100％の間にあるかを見ます。"
    "達成率や充足率のように100％を超えうるものは見ません。",
    severity=Severity.WARNING,
    look=_look,
)
