"""Units as people type them: the scale in front (千人, 百円) apart from what is counted."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from mitodoke.domain.indicator import Indicator, IndicatorValue

_MULTIPLIED_OUT = re.compile(r"(?:[十百千]?万|[十百千]?億|兆)")
"""Scales that reading a quantity multiplies out (199.5万人 is 1,995,000 人), so that they are none of a value's unit."""
_SCALES = {"千": Decimal(1_000), "百": Decimal(100), "十": Decimal(10)}
_SAME = {
    "名": "人",
    "箇所": "か所",
    "個所": "か所",
    "カ所": "か所",
    "ヵ所": "か所",
    "ヶ所": "か所",
    "ケ所": "か所",
}


def scale_and_base(unit: str) -> tuple[Decimal, str]:
    """The scale of a unit and what it counts: 千人 is (1000, 人), 万人 and 名 are (1, 人), ％ is (1, %)."""
    plain = unicodedata.normalize("NFKC", unit).replace(" ", "")
    if found := _MULTIPLIED_OUT.match(plain):
        return Decimal(1), _same(plain[found.end() :])
    scale = _SCALES.get(plain[:1])
    if scale is not None and len(plain) > 1:
        return scale, _same(plain[1:])
    return Decimal(1), _same(plain)


def usual_unit(indicator: Indicator, last: IndicatorValue | None) -> str | None:
    """The unit in which the indicator's values are told: that of the last actual, of any other value, its own."""
    several = indicator.values if last is None else (last, *indicator.values)
    told = next((one.quantity.unit for one in several if one.quantity.unit), None)
    return told or indicator.unit


def _same(base: str) -> str:
    return _SAME.get(base, base)
