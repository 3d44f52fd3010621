"""The chart of one indicator: baseline, actuals, the path to the target, original and revised target."""

from __future__ import annotations

from collections.abc import Iterable

from mitodoke.outputs.charts import marks, palette
from mitodoke.outputs.charts.axis_ticks import Exact, axis
from mitodoke.outputs.charts.kpi_parts import KpiChart, KpiPoint
from mitodoke.outputs.charts.label_places import LabelPlaces
from mitodoke.outputs.charts.legend import Entry, legend
from mitodoke.outputs.charts.svg_writing import SMALL, UNIT, WIDTH, frame, label, label_width, written
from mitodoke.outputs.charts.time_plot import YEARS_HEIGHT, TimePlot, drawn_axes, time_plot

_TOP = 40 * UNIT
_BOTTOM = 196 * UNIT
_WIDEST_LABEL = 200 * UNIT
"""A longer number stands in the legend and the table only: cut, it would read as another number."""


def kpi_chart(chart: KpiChart, *, standalone: bool = False) -> str | None:
    """The chart, or None where no value is known: there is nothing to draw then, only words to say."""
    original = _original(chart)
    known = [point for point in _points(chart, original) if point.value is not None]
    if not known:
        return None
    scale = axis([_exact(point) for point in known], chart.powers)
    years = [point.year for point in _points(chart, original)]
    plot = time_plot(scale, [*years, *chart.year_labels], _TOP, _BOTTOM)
    unit = f"{scale.factor}{chart.unit}" if scale.factor else chart.unit
    body = [
        drawn_axes(plot, chart.year_labels, _importance(chart, original), unit),
        _paths(chart, original, plot),
        _line(chart.actuals, plot),
        _marks(chart, original, plot),
        _numbers(chart, original, plot),
    ]
    below, height = legend(_entries(chart, original), _BOTTOM + YEARS_HEIGHT + 4 * UNIT)
    return frame(chart.head, "".join(body) + below, kind="kpi", height=height, standalone=standalone)


def _original(chart: KpiChart) -> KpiPoint | None:
    """The original target where it has a value and differs from the current one."""
    first, now = chart.original_target, chart.target
    if first is None or first.value is None:
        return None
    if now is not None and now.value is not None and (first.year, first.value) == (now.year, now.value):
        return None
    return first


def _points(chart: KpiChart, original: KpiPoint | None) -> Iterable[KpiPoint]:
    alone = (chart.baseline, chart.target, original)
    return (*(point for point in alone if point is not None), *chart.actuals, *chart.targets_between)


def _exact(point: KpiPoint) -> Exact:
    assert point.value is not None
    return point.value


def _at(point: KpiPoint, plot: TimePlot) -> tuple[int, int]:
    return plot.x(point.year), plot.y(_exact(point))


def _latest(chart: KpiChart) -> KpiPoint | None:
    known = [point for point in chart.actuals if point.value is not None]
    return max(known, key=lambda point: point.year, default=None)


def _importance(chart: KpiChart, original: KpiPoint | None) -> list[int]:
    """Which years must be named if not all can be."""
    ordered = (chart.target, chart.baseline, _latest(chart), original)
    return [point.year for point in ordered if point is not None]


def _polyline(points: list[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{written(x)} {written(y)}" for x, y in points)


def _paths(chart: KpiChart, original: KpiPoint | None, plot: TimePlot) -> str:
    """The dashed way from the baseline to the target, and the dotted one to the original target."""
    base = chart.baseline
    if base is None or base.value is None:
        return ""
    parts = []
    if original is not None:
        way = _polyline([_at(base, plot), _at(original, plot)])
        parts.append(
            f'<path class="chart-original-path" d="{way}" fill="none" stroke="{palette.AXIS}" stroke-width="1.5"'
            ' stroke-dasharray="1.5 3"/>'
        )
    steps = sorted((p for p in chart.targets_between if p.value is not None), key=lambda point: point.year)
    ends = [chart.target] if chart.target is not None and chart.target.value is not None else []
    if steps or ends:
        way = _polyline([_at(point, plot) for point in (base, *steps, *ends)])
        parts.append(
            f'<path class="chart-target-path" d="{way}" fill="none" stroke="{palette.TARGET}" stroke-width="2"'
            ' stroke-dasharray="6 4"/>'
        )
    return "".join(parts)


def _line(actuals: tuple[KpiPoint, ...], plot: TimePlot) -> str:
    """The line through the actuals, interrupted where a value is missing."""
    runs: list[list[tuple[int, int]]] = [[]]
    for point in sorted(actuals, key=lambda one: one.year):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(_at(point, plot))
    drawn = "".join(_polyline(run) for run in runs if len(run) > 1)
    if not drawn:
        return ""
    return f'<path class="chart-line" d="{drawn}" fill="none" stroke="{palette.LINE}" stroke-width="2.5"/>'


def _marks(chart: KpiChart, original: KpiPoint | None, plot: TimePlot) -> str:
    parts = []
    for point in chart.actuals:
        if point.value is None:
            parts.append(marks.cross(plot.x(point.year), plot.bottom - 8 * UNIT))
        else:
            parts.append(marks.actual(*_at(point, plot), hollow=point.approximate))
    if chart.baseline is not None and chart.baseline.value is not None:
        parts.append(marks.baseline(*_at(chart.baseline, plot), hollow=chart.baseline.approximate))
    for point in chart.targets_between:
        if point.value is not None:
            parts.append(marks.between(*_at(point, plot)))
    if original is not None:
        parts.append(marks.original_target(*_at(original, plot)))
    if chart.target is not None and chart.target.value is not None:
        parts.append(marks.target(*_at(chart.target, plot)))
    return "".join(parts)


def _numbers(chart: KpiChart, original: KpiPoint | None, plot: TimePlot) -> str:
    """The numbers beside their points, the important ones first; one without room stands in the table only."""
    places = LabelPlaces(plot.left, 14 * UNIT, WIDTH, plot.bottom)
    for point in _points(chart, original):
        if point.value is not None:
            places.take_point(*_at(point, plot))
    latest = _latest(chart)
    first = [point for point in (latest, chart.target, chart.baseline, original) if point is not None]
    rest = sorted((p for p in chart.actuals if p is not latest), key=lambda one: (not one.note, -one.year))
    parts = []
    for point in (*first, *rest):
        if point.value is None:
            parts.append(_absence(point, plot, places))
        else:
            parts.append(_number(point, plot, places))
    return f'<g class="chart-halo" font-weight="700"{palette.HALO}>{"".join(parts)}</g>'


def _number(point: KpiPoint, plot: TimePlot, places: LabelPlaces) -> str:
    """The number with the marker of its note, or the marker alone where only that fits."""
    x, y = _at(point, plot)
    for words in dict.fromkeys((point.number + point.note, point.note)):
        wide = label_width(words)
        place = places.place(x, y, wide) if words and wide <= _WIDEST_LABEL else None
        if place is not None:
            return label(*place, words, wide, anchor="middle")
    return ""


def _absence(point: KpiPoint, plot: TimePlot, places: LabelPlaces) -> str:
    """The reason of a gap above its cross, where it fits; the legend has it in any case."""
    x, y = plot.x(point.year), plot.bottom - 8 * UNIT
    places.take_point(x, y)
    wide = label_width(point.absent, SMALL)
    place = places.place(x, y, wide) if point.absent and wide <= _WIDEST_LABEL else None
    if place is None:
        return ""
    return label(*place, point.absent, wide, size=SMALL, anchor="middle", more=' font-weight="400"')


def _entries(chart: KpiChart, original: KpiPoint | None) -> list[Entry]:
    """The legend: a mark for whatever is drawn, with the numbers that the drawing must not lose."""
    words, entries = chart.words, []
    x, y = 7 * UNIT, 6 * UNIT
    if chart.baseline is not None and chart.baseline.value is not None:
        entries.append(Entry(marks.baseline(x, y), _joined(words.baseline, chart.baseline)))
    known = [point for point in chart.actuals if point.value is not None]
    if any(not point.approximate for point in known):
        entries.append(Entry(marks.actual(x, y), words.actual))
    if any(point.approximate for point in known):
        entries.append(Entry(marks.actual(x, y, hollow=True), words.approximate))
    if chart.target is not None and chart.target.value is not None:
        entries.append(Entry(marks.target(x, y), _joined(words.target, chart.target)))
        if chart.baseline is not None and chart.baseline.value is not None:
            entries.append(Entry(marks.target_path(), words.path))
    if original is not None:
        entries.append(Entry(marks.original_target(x, y), _joined(words.original_target, original)))
    gaps = {point.absent or words.absent: "" for point in chart.actuals if point.value is None}
    for reason in gaps:
        years = [p.year for p in chart.actuals if p.value is None and (p.absent or words.absent) == reason]
        named = ", ".join(chart.year_labels.get(year, str(year)) for year in sorted(years))
        entries.append(Entry(marks.cross(x, y), f"{reason} ({named})"))
    return entries


def _joined(word: str, point: KpiPoint) -> str:
    return f"{word} {point.number}{point.note}".rstrip()
