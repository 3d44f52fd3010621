"""Looks for indicators whose values carry different units."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import comparable

_SAME = {
    "名": "人",
    "箇所": "か所",
    "ヶ所": "か所",
    "ケ所": "か所",
    "カ所": "か所",
    "ヵ所": "か所",
    "個所": "か所",
    "㎥": "m3",
    "㎡": "m2",
}


def same_unit(unit: str) -> str:
    """One form for units that are only written differently (名 and 人, ヶ所 and か所)."""
    plain = comparable(unit)
    return _SAME.get(plain, plain)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        known = [v for v in indicator.values if v.quantity.unit and v.quantity.value is not None]
        units = dict.fromkeys(same_unit(value.quantity.unit or "") for value in known)
        if len(units) < 2:
            continue
        odd = next(value for value in known if same_unit(value.quantity.unit or "") != next(iter(units)))
        yield Doubt(
            subject=indicator.indicator_id,
            field="unit",
            place=odd.place,
            printed="、".join(f"{value.role.label} {value.quantity.printed}" for value in known),
            expected=known[0].quantity.unit or "",
            message=f"「{indicator.name}」の値の単位がそろっていません（{'、'.join(units)}）。"
            "このままでは基準値・実績値・目標値を比べられません。",
        )


CHECK = Check(
    name="units_differ",
    label="そろわない単位",
    explanation="一つの指標の基準値・実績値・目標値の単位が同じかを見ます。「人」と「名」のような書き方の違いは同じとみなします。",
    severity=Severity.WARNING,
    look=_look,
)
