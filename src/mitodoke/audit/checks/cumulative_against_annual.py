"""Counts the indicators that set a cumulative target beside the baseline of a single year."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.listing import listed_places
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import ValueRole


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    places = []
    for indicator in content.indicators:
        baseline, target = indicator.value(ValueRole.BASELINE), indicator.value(ValueRole.TARGET)
        if baseline is None or target is None or baseline.quantity.value is None:
            continue
        if target.quantity.cumulative and not baseline.quantity.cumulative:
            places.append(target.place)
    if places:
        yield Doubt(
            subject="document",
            field="baseline",
            place=places[0],
            printed=f"{len(places)}件",
            message=f"基準値に「累計」の表示がなく、目標値が累計の指標が{len(places)}件あります（{listed_places(places)}）。"
            "1年分と数年分の合計は同じ軸で比べられないため、進捗率は基準値を使わず、累計の目標に対する割合で見ます。",
        )


CHECK = Check(
    name="cumulative_against_annual",
    label="累計の目標と単年度の基準値",
    explanation="基準値が1年分で、目標値が数年分の累計になっている指標を数えます。誤りではありませんが、"
    "並べて見ると減ったように見えたり、差の式で意味のない進捗率が出たりします。",
    severity=Severity.NOTE,
    look=_look,
)
