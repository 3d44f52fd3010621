"""Counts by class as one bar of 100 %: each part with its texture, words, count and share."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.shares import shares
from mitodoke.outputs.charts import palette
from mitodoke.outputs.charts.legend import LINE
from mitodoke.outputs.charts.svg_writing import (
    SMALL,
    UNIT,
    WIDTH,
    ChartHead,
    frame,
    identifier,
    label,
    label_width,
    written,
)
from mitodoke.outputs.charts.textures import Tone, swatch, texture, texture_url

_BAR = 30 * UNIT
_LEFT = UNIT
_LENGTH = WIDTH - 2 * UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClass:
    """One class: `number` is the count as written (12件); `mark` a short sign for the bar itself (A), or empty."""

    label: str
    count: int
    number: str
    tone: Tone = Tone.KEY
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedCounts:
    """Classes in their order; shares have `decimals` and `percent_sign`, and add up to exactly 100."""

    head: ChartHead
    classes: tuple[CountClass, ...]
    percent_sign: str = "%"
    decimals: int = 1


def stacked_counts(chart: StackedCounts, *, standalone: bool = False) -> str:
    """The bar and below it one line a class; classes of nothing have a line and no part, an empty whole no shares."""
    base = identifier(chart.head.name)
    told = shares((one.count for one in chart.classes), chart.decimals)
    total = sum(one.count for one in chart.classes)
    defs, parts, lines, before = [], [], [], 0
    for number, one in enumerate(chart.classes):
        defs.append(texture(base, number, one.tone))
        if one.count:
            start, before = _along(before, total), before + one.count
            parts.append(_part(base, number, one, start, _along(before, total)))
        share = "" if told is None else f"{told[number]}{chart.percent_sign}"
        lines.append(_line(base, number, one, share, _BAR + 10 * UNIT + number * LINE))
    empty = (
        f'<rect class="chart-track-bar" x="{written(_LEFT)}" y="1" width="{written(_LENGTH)}"'
        f' height="{written(_BAR - 2 * UNIT)}" fill="{palette.TRACK}" stroke="{palette.AXIS}"/>'
    )
    body = f"<defs>{''.join(defs)}</defs>{''.join(parts) or empty}{''.join(lines)}"
    height = _BAR + 12 * UNIT + len(chart.classes) * LINE
    return frame(chart.head, body, kind="counts", height=height, standalone=standalone)


def _along(count: int, total: int) -> int:
    return _LEFT + (2 * _LENGTH * count + total) // (2 * total)


def _part(base: str, number: int, one: CountClass, start: int, end: int) -> str:
    rect = (
        f'<rect class="chart-part chart-tone-{one.tone}" color="{one.tone.colour}" x="{written(start)}" y="1"'
        f' width="{written(end - start)}" height="{written(_BAR - 2 * UNIT)}" fill="{texture_url(base, number)}"'
        ' stroke="currentColor"/>'
    )
    wide = label_width(one.mark)
    if not one.mark or wide + 14 * UNIT > end - start:
        return rect
    middle = (start + end) // 2
    plate = (
        f'<rect class="chart-plate" x="{written(middle - wide // 2 - 3 * UNIT)}" y="6" rx="2"'
        f' width="{written(wide + 6 * UNIT)}" height="18" fill="{palette.PAPER}"/>'
    )
    bold = ' font-weight="700"'
    return rect + plate + label(middle, 20 * UNIT, one.mark, wide, anchor="middle", more=bold)


def _line(base: str, number: int, one: CountClass, share: str, y: int) -> str:
    """Texture, name, count and share on one line; the name is cut before the numbers are."""
    figures = f"{one.number} ({share})" if share else one.number
    taken = min(label_width(figures, SMALL), WIDTH // 2)
    name = label(20 * UNIT, 1050, one.label, WIDTH - taken - 30 * UNIT, size=SMALL)
    right = label(WIDTH, 1050, figures, taken, size=SMALL, anchor="end", more=' font-weight="700"')
    return f'<g transform="translate(0 {written(y)})">{swatch(base, number, one.tone)}{name}{right}</g>'
