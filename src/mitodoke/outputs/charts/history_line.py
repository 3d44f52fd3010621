"""One percentage over the editions of a plan: a small line on an axis from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.outputs.charts import marks, palette
from mitodoke.outputs.charts.axis_ticks import Axis, Ticks
from mitodoke.outputs.charts.label_places import LabelPlaces
from mitodoke.outputs.charts.svg_writing import (
    SMALL,
    UNIT,
    WIDTH,
    ChartHead,
    frame,
    label,
    label_width,
    percent_of,
    written,
)
from mitodoke.outputs.charts.time_plot import YEARS_HEIGHT, drawn_axes, time_plot

_TOP = 38 * UNIT
_BOTTOM = 118 * UNIT
_AXIS = Axis(Ticks(0, 2, 5, 1), ("0", "50", "100"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPoint:
    """The percentage of one edition: `number` as written, or the reason in words where `percent` is None."""

    label: str
    percent: Decimal | Fraction | None
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """The editions from the earliest, at equal distances; `unit` stands above the axis (％)."""

    head: ChartHead
    points: tuple[HistoryPoint, ...]
    unit: str = "%"


def history_line(chart: HistoryLine, *, standalone: bool = False) -> str | None:
    """The line, interrupted where a percentage is missing; None where none is known."""
    known = [at for at, point in enumerate(chart.points) if point.percent is not None]
    if not known:
        return None
    plot = time_plot(_AXIS, range(len(chart.points)), _TOP, _BOTTOM)
    places = LabelPlaces(plot.left, 14 * UNIT, WIDTH, _BOTTOM)
    line, shapes, numbers, broken = "", [], [], True
    spots = [
        (plot.x(at), _BOTTOM - percent_of(_BOTTOM - _TOP, point.percent or 0))
        for at, point in enumerate(chart.points)
    ]
    for at, point in enumerate(chart.points):
        spot = spots[at] if point.percent is not None else (spots[at][0], _BOTTOM - 8 * UNIT)
        if point.percent is None:
            shapes.append(marks.cross(*spot))
        else:
            line += f"{'M' if broken else 'L'}{written(spot[0])} {written(spot[1])}"
            shapes.append(marks.actual(*spot))
        broken = point.percent is None
        places.take_point(*spot)
    for at in sorted(
        range(len(chart.points)), key=lambda at: (at not in known[-1:], at not in known[:1], at)
    ):
        numbers.append(_number(chart.points[at], spots[at], places))
    names = {at: point.label for at, point in enumerate(chart.points)}
    body = (
        drawn_axes(plot, names, (known[-1], known[0]), chart.unit)
        + f'<path class="chart-line" d="{line}" fill="none" stroke="{palette.LINE}" stroke-width="2.5"/>'
        + "".join(shapes)
        + f'<g class="chart-halo" font-weight="700"{palette.HALO}>{"".join(numbers)}</g>'
    )
    return frame(
        chart.head, body, kind="history", height=_BOTTOM + YEARS_HEIGHT + UNIT, standalone=standalone
    )


def _number(point: HistoryPoint, spot: tuple[int, int], places: LabelPlaces) -> str:
    size = SMALL if point.percent is None else 13 * UNIT
    x, y = spot if point.percent is not None else (spot[0], _BOTTOM - 8 * UNIT)
    wide = min(label_width(point.number, size), 110 * UNIT)
    place = places.place(x, y, wide) if point.number else None
    return "" if place is None else label(*place, point.number, wide, size=size, anchor="middle")
