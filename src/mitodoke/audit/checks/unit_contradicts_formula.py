"""Looks for percent signs beside formulas that give per mille or cases per head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.japanese_text import fold_width

_FACTOR = re.compile(r"[×✕xX*]\s?(1,?000|10,?000|100,?000|1千|1万|10万)(?![0-9,千万])")
_PER_HEAD = re.compile(
    r"(人口|女性|男性|出生)?\s?(千|1,?000|1万|10,?000|10万|100,?000)\s?人?(?:対|当たり|あたり)"
)
_EXPECTED = {"1,000": "‰", "1000": "‰", "1千": "‰", "千": "‰"}


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        percents = [
            v for v in indicator.values if v.quantity.unit in ("%", "％") and v.quantity.value is not None
        ]
        factor = _factor(indicator)
        if not percents or factor is None:
            continue
        printed = "、".join(value.quantity.printed for value in percents)
        unit = _EXPECTED.get(factor, "")
        yield Doubt(
            subject=indicator.indicator_id,
            field="unit",
            place=percents[0].place,
            printed=printed,
            expected=unit,
            message=f"「{indicator.name}」の単位は％ですが、注の式は{factor}を掛けて（または{factor}人当たりで）求める値です。"
            f"{'千分率（‰）' if unit else '％以外の単位'}の誤りでないか確かめてください。",
        )


def _factor(indicator: Indicator) -> str | None:
    """The factor other than 100 that the indicator's name or notes multiply by."""
    texts = [indicator.name, indicator.note, *(value.note for value in indicator.values)]
    for text in texts:
        folded = fold_width(text or "")
        if match := _FACTOR.search(folded):
            return match[1]
        if match := _PER_HEAD.search(folded):
            return match[2]
    return None


CHECK = Check(
    name="unit_contradicts_formula",
    label="式に合わない単位",
    explanation="値の単位が％なのに、注の式が1,000倍や人口10万人当たりなど、百分率にならない計算になっているものを挙げます。",
    severity=Severity.WARNING,
    look=_look,
)
