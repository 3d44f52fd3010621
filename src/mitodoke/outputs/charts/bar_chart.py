"""Horizontal bars of percentages on an axis from 0 to 100, each with its words above it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.outputs.charts import palette
from mitodoke.outputs.charts.svg_writing import (
    SMALL,
    UNIT,
    WIDTH,
    ChartHead,
    frame,
    label,
    label_width,
    link,
    percent_of,
    written,
)

_LEFT = UNIT
_NUMBER = 78 * UNIT
_LENGTH = WIDTH - _LEFT - _NUMBER
_ROW = 46 * UNIT
_BAR = 16 * UNIT
_WIDEST_TICK = 100 * UNIT
_TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: `number` is written at its end, or says in words why there is none where `percent` is None."""

    label: str
    number: str
    percent: Decimal | Fraction | None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars in the order given; `unit` is written at the axis (％)."""

    head: ChartHead
    bars: tuple[Bar, ...]
    unit: str = "%"


def bar_chart(chart: BarChart, *, standalone: bool = False) -> str:
    """The bars from top to bottom; a percentage outside 0 to 100 ends where the axis ends."""
    foot = len(chart.bars) * _ROW
    rows = "".join(_row(bar, number * _ROW) for number, bar in enumerate(chart.bars))
    return frame(
        chart.head,
        _axis(foot, chart.unit) + rows,
        kind="bars",
        height=foot + 24 * UNIT,
        linked=any(bar.href is not None for bar in chart.bars),
        standalone=standalone,
    )


def _axis(foot: int, unit: str) -> str:
    lines, numbers = [], []
    for tick in _TICKS:
        x = _LEFT + percent_of(_LENGTH, tick)
        lines.append(f'<path d="M{written(x)} 0V{written(foot + 4 * UNIT)}"/>')
        words = f"{tick}{unit if tick == 100 else ''}"
        half = min(label_width(words, SMALL), _WIDEST_TICK) // 2
        place = min(max(x, half), WIDTH - half)
        numbers.append(label(place, foot + 17 * UNIT, words, _WIDEST_TICK, size=SMALL, anchor="middle"))
    return (
        f'<g aria-hidden="true"><g class="chart-grid" stroke="{palette.GRID}">{"".join(lines)}</g>'
        f'<g class="chart-soft" fill="{palette.SOFT}">{"".join(numbers)}</g></g>'
    )


def _row(bar: Bar, top: int) -> str:
    words = label(0, top + 16 * UNIT, bar.label, WIDTH, more=' class="chart-halo"' + palette.HALO)
    y = top + 24 * UNIT
    if bar.percent is None:
        inside = words + _absent(bar.number, y)
    else:
        inside = words + _filled(bar.percent, bar.number, y)
    if bar.href is None:
        return f"<g>{inside}</g>"
    return link(bar.href, f"{bar.label} {bar.number}", inside)


def _filled(percent: Decimal | Fraction, number: str, y: int) -> str:
    length = percent_of(_LENGTH, percent)
    value = (
        f'<rect class="chart-value" x="{written(_LEFT)}" y="{written(y)}" width="{written(length)}"'
        f' height="{written(_BAR)}" fill="{palette.LINE}"/>'
        if length
        else ""
    )
    track = (
        f'<rect class="chart-track-bar" x="{written(_LEFT)}" y="{written(y)}" width="{written(_LENGTH)}"'
        f' height="{written(_BAR)}" fill="{palette.TRACK}" stroke="{palette.AXIS}"/>'
    )
    bold = ' font-weight="700"'
    shown = label(WIDTH - UNIT, y + 13 * UNIT, number, _NUMBER - 6 * UNIT, anchor="end", more=bold)
    return track + value + shown


def _absent(words: str, y: int) -> str:
    """Words in a dashed frame where the bar would be."""
    return (
        f'<rect class="chart-absent" x="{written(_LEFT)}" y="{written(y)}" width="{written(_LENGTH)}"'
        f' height="{written(_BAR)}" fill="{palette.PAPER}" stroke="{palette.AXIS}" stroke-dasharray="3 3"/>'
        + label(
            _LEFT + 6 * UNIT,
            y + 12 * UNIT + UNIT // 2,
            words,
            _LENGTH - 12 * UNIT,
            size=SMALL,
            more=f' class="chart-soft" fill="{palette.SOFT}"',
        )
    )
