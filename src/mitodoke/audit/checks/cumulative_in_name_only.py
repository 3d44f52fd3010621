"""Looks for indicators called cumulative whose values do not say so."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import IndicatorValue


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        known = [value for value in indicator.values if value.quantity.value is not None]
        if "累計" in indicator.name and known and not any(_says_so(value) for value in known):
            yield Doubt(
                subject=indicator.indicator_id,
                field="accumulation",
                place=known[0].place,
                printed="、".join(f"{value.role.label} {value.quantity.printed}" for value in known),
                message=f"「{indicator.name}」は名前に累計とありますが、値には「累計」の表示がありません。"
                "基準値・実績値・目標値がそれぞれ何年分の累計かを確かめてください。",
            )


def _says_so(value: IndicatorValue) -> bool:
    """Whether the value itself is printed as cumulative; a reader may have taken the mark from the name."""
    return any(mark in value.quantity.printed for mark in ("累計", "累積", "延べ"))


CHECK = Check(
    name="cumulative_in_name_only",
    label="名前だけが累計の指標",
    explanation="名前に「累計」とあるのに、どの値にも「累計」の表示がない指標を挙げます。何年分を足した値かが値ごとに違うことがあります。",
    severity=Severity.NOTE,
    look=_look,
)
