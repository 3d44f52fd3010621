"""Geometry of the small charts: how much of a ring or bar is filled; the templates draw it as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One percentage as a ring or bar on an axis from 0 to 100.

    `filled` and `rest` add up to 100; `number` is the figure as written, `description` the whole in words. A
    figure outside 0 to 100 is drawn at the end of the axis, while number and words still tell it as it is.
    """

    number: str
    filled: str
    rest: str
    description: str


def share(percent: Decimal, number: str, subject: str) -> Share:
    """The chart of `percent` for `subject`; `number` is the figure as it is written."""
    filled = min(max(percent, Decimal(0)), _HUNDRED)
    return Share(
        number=number,
        filled=_plain(filled),
        rest=_plain(_HUNDRED - filled),
        description=f"{subject} {number}％",
    )


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}"
