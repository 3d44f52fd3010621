"""The frame of a chart over years: value axis with ticks, year axis, zero line, and where a point lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mitodoke.outputs.charts import palette
from mitodoke.outputs.charts.axis_ticks import Axis, Exact
from mitodoke.outputs.charts.label_places import spread
from mitodoke.outputs.charts.svg_writing import (
    SMALL,
    UNIT,
    WIDTH,
    label,
    label_width,
    written,
)

_WIDEST_NUMBER = 110 * UNIT
_LONGEST_YEAR = 90 * UNIT
_INSET = 16 * UNIT
YEARS_HEIGHT = 22 * UNIT


@dataclass(frozen=True, slots=True)
class TimePlot:
    """The area in which points are drawn, in hundredths of a unit; `years` are the first and the last."""

    axis: Axis
    years: tuple[int, int]
    left: int
    top: int
    bottom: int

    def x(self, year: int) -> int:
        """Where `year` lies; a single year in the middle."""
        first, last = self.years
        start, length = self.left + _INSET, WIDTH - _INSET - self.left - _INSET
        if first == last:
            return start + length // 2
        return start + (2 * length * (year - first) + last - first) // (2 * (last - first))

    def y(self, value: Exact) -> int:
        """Where `value` lies."""
        return self.bottom - self.axis.ticks.along(self.bottom - self.top, value)


def time_plot(axis: Axis, years: Iterable[int], top: int, bottom: int) -> TimePlot:
    """The plot between `top` and `bottom` that leaves room for the numbers of its axis on the left."""
    all_years = tuple(years)
    widest = max(label_width(number, SMALL) for number in axis.numbers)
    left = min(widest, _WIDEST_NUMBER) + 6 * UNIT
    return TimePlot(axis, (min(all_years), max(all_years)), left, top, bottom)


def drawn_axes(plot: TimePlot, labels: Mapping[int, str], important: Sequence[int], unit: str) -> str:
    """Grid, numbers, unit, zero line where there are negative values, and the names of the years.

    Where the names do not all fit, those of `important` years are written first.
    """
    lines, numbers = [], []
    ticks = plot.axis.ticks
    for at, number in enumerate(plot.axis.numbers):
        y = plot.bottom - (plot.bottom - plot.top) * at // (ticks.last - ticks.first)
        heavy = ticks.first + at == 0 or (at == 0 and ticks.first > 0)
        kind = f' class="chart-zero" stroke="{palette.AXIS}" stroke-width="1.5"' if heavy else ""
        lines.append(f'<path d="M{written(plot.left)} {written(y)}H{written(WIDTH)}"{kind}/>')
        room = plot.left - 6 * UNIT
        numbers.append(
            label(plot.left - 5 * UNIT, y + 4 * UNIT, number, room + UNIT, size=SMALL, anchor="end")
        )
    if unit:
        numbers.append(label(0, 12 * UNIT, unit, WIDTH, size=SMALL))
    return (
        f'<g aria-hidden="true"><g class="chart-grid" stroke="{palette.GRID}">{"".join(lines)}</g>'
        f'<g class="chart-soft" fill="{palette.SOFT}">{"".join(numbers)}{_years(plot, labels, important)}</g></g>'
    )


def _years(plot: TimePlot, labels: Mapping[int, str], important: Sequence[int]) -> str:
    inside = [year for year in labels if plot.years[0] <= year <= plot.years[1] and labels[year]]
    order = [year for year in dict.fromkeys(important) if year in inside]
    order += [year for year in sorted(inside) if year not in order]
    wide = [(plot.x(year), min(label_width(labels[year], SMALL), _LONGEST_YEAR)) for year in order]
    parts = []
    for year, centre in zip(order, spread(wide, WIDTH), strict=True):
        x = written(plot.x(year))
        parts.append(
            f'<path class="chart-axis" d="M{x} {written(plot.bottom)}v4" stroke="{palette.AXIS}" fill="none"/>'
        )
        if centre is not None:
            parts.append(
                label(
                    centre,
                    plot.bottom + 17 * UNIT,
                    labels[year],
                    _LONGEST_YEAR,
                    size=SMALL,
                    anchor="middle",
                )
            )
    return "".join(parts)
