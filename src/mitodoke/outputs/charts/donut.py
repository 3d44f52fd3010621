"""The donut of one percentage, with its number in the middle."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.outputs.charts import palette
from mitodoke.outputs.charts.label_text import clean, shorten, width, xml
from mitodoke.outputs.charts.svg_writing import (
    SMALL,
    UNIT,
    ChartHead,
    frame,
    part_of,
    percent_of,
    written,
)

_SIDE = 120 * UNIT
_CENTRE = _SIDE // 2
_RADIUS = 49 * UNIT
_AROUND = part_of(_RADIUS, Fraction(6283185307, 1000000000))
"""2 pi r; the error of ten digits is far below the hundredth that is written."""
_ROOM = 82 * UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Donut:
    """One percentage: `number` and `unit` stand in the middle as they are; None draws an empty ring."""

    head: ChartHead
    percent: Decimal | Fraction | None
    number: str
    unit: str = ""


def donut(chart: Donut, *, standalone: bool = False) -> str:
    """The donut of one percentage; outside 0 to 100 it is drawn at the end, with the number as it is."""
    arc = ""
    if chart.percent is not None:
        filled = percent_of(_AROUND, chart.percent)
        arc = _arc(filled, f'class="chart-value" stroke="{palette.LINE}"') if filled else ""
    body = _track(known=chart.percent is not None) + arc + _middle(chart.number, chart.unit)
    return frame(chart.head, body, kind="donut", height=_SIDE, wide=_SIDE, standalone=standalone)


def _circle(radius: int, attributes: str) -> str:
    centre = written(_CENTRE)
    return f'<circle cx="{centre}" cy="{centre}" r="{written(radius)}" fill="none" {attributes}/>'


def _track(*, known: bool) -> str:
    outline = f'class="chart-outline" stroke="{palette.AXIS}"'
    outline += "" if known else ' stroke-dasharray="3 3"'
    track = (
        _circle(_RADIUS, f'class="chart-track" stroke="{palette.TRACK}" stroke-width="18"') if known else ""
    )
    return track + _circle(58 * UNIT, outline) + _circle(40 * UNIT, outline)


def _arc(length: int, attributes: str) -> str:
    """`length` of the ring, clockwise from the top."""
    centre = written(_CENTRE)
    turned = f'transform="rotate({written(-9000)} {centre} {centre})"'
    rest = _AROUND - length
    dash = f' stroke-dasharray="{written(length)} {written(rest)}"' if rest > 0 else ""
    return _circle(_RADIUS, f'{attributes} stroke-width="18"{dash} {turned}')


def _middle(number: str, unit: str) -> str:
    """The number with its unit, in the largest size that fits."""
    shown, sign = clean(number), shorten(clean(unit), SMALL, _ROOM // 2)
    if not shown and not sign:
        return ""
    for size in (26 * UNIT, 22 * UNIT, 18 * UNIT, 15 * UNIT, SMALL):
        small = max(SMALL, size * 6 // 10)
        if width(shown, size) + width(sign, small) <= _ROOM:
            break
    whole = shown
    shown = shorten(shown, size, _ROOM - width(sign, small))
    tail = f'<tspan font-size="{written(small)}">{xml(sign)}</tspan>' if sign else ""
    title = "" if shown == whole else f"<title>{xml(whole)}</title>"
    y = _CENTRE + size * 36 // 100
    return (
        f'<text class="chart-number" x="{written(_CENTRE)}" y="{written(y)}" font-size="{written(size)}"'
        f' font-weight="700" text-anchor="middle">{title}{xml(shown)}{tail}</text>'
    )
