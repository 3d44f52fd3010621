"""The chart of one indicator from its printed values, or the reason why there is none to draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.domain.indicator_rates import sums_beside_one_year
from mitodoke.outputs.charts.axis_ticks import Power
from mitodoke.outputs.charts.kpi_chart import kpi_chart
from mitodoke.outputs.charts.kpi_parts import KpiChart, KpiPoint, KpiWords
from mitodoke.outputs.charts.svg_writing import ChartHead
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.dates import show_year
from mitodoke.publishing.presentation.numbers import show_quantity
from mitodoke.publishing.presentation.text import one_line

_POWERS = (Power(4, "万"), Power(8, "億"), Power(12, "兆"))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorChart:
    """A drawing, or none; `remark` says why there is none or what was left out of it."""

    drawing: Markup | None
    remark: str


def indicator_chart(
    indicator: Indicator,
    name: str,
    marks: Mapping[int, str],
    original: IndicatorValue | None = None,
) -> IndicatorChart:
    """The chart named `name`; `marks` are the marks of notes by the value's position among the values.

    Not drawn: values of different units, and beside a cumulative target a baseline that is a single year's, from
    which no path leads to it.
    """
    values = [
        (one, marks.get(at, "")) for at, one in enumerate(indicator.values) if one.fiscal_year is not None
    ]
    units = {one.quantity.unit for one, _ in values if one.quantity.value is not None}
    if len(units) > 1:
        return IndicatorChart(drawing=None, remark=tr("値の単位が同じでないため、図にしていません。"))
    single = sums_beside_one_year(indicator)
    drawn = [(one, mark) for one, mark in values if not (single and one.role is ValueRole.BASELINE)]
    labels = {
        one.fiscal_year: show_year(one.fiscal_year, calendar_year=one.calendar_year)
        for one in (*(one for one, _ in drawn), *((original,) if original else ()))
        if one.fiscal_year is not None
    }
    targets = sorted(_points(drawn, ValueRole.TARGET), key=lambda point: point.year)
    known = [point for point in targets if point.value is not None]
    baselines = _points(drawn, ValueRole.BASELINE)
    drawing = kpi_chart(
        KpiChart(
            head=ChartHead(name=name, title=_title(indicator), description=_description(drawn)),
            year_labels=labels,
            words=_words(),
            baseline=max(baselines, key=lambda point: point.year, default=None),
            actuals=tuple(_points(drawn, ValueRole.ACTUAL)),
            target=known[-1] if known else None,
            original_target=_point(original, "") if original else None,
            targets_between=tuple(known[:-1]),
            unit=unit_words(indicator.unit if indicator.unit in units else next(iter(units), None)),
            powers=_POWERS if language() == JAPANESE else (),
        )
    )
    if drawing is None:
        return IndicatorChart(drawing=None, remark=tr("図にできる値がありません。"))
    remark = (
        tr("基準値は単年度の値で、累計の目標値とは比べられないため、図に入れていません。") if single else ""
    )
    return IndicatorChart(drawing=Markup(drawing), remark=remark)  # noqa: S704 - the charts escape their words


def unit_words(unit: str | None) -> str:
    """A unit inside a drawing: on pages of another language only one that needs no Japanese."""
    text = one_line(unit)
    return text if language() == JAPANESE or text.isascii() else ""


def quantity_words(value: IndicatorValue) -> str:
    """A value inside a drawing, with its unit where `unit_words` has one; absence in words."""
    shown = show_quantity(value.quantity)
    if value.quantity.value is None:
        return tr(shown.text)
    unit = value.quantity.unit or ""
    number = shown.text.removesuffix(unit) if unit else shown.text
    about = tr("約") if value.quantity.approximate else ""
    words = f"{about}{number}{unit_words(unit)}"
    return tr("累計{number}", number=words) if value.quantity.cumulative else words


def _points(values: list[tuple[IndicatorValue, str]], role: ValueRole) -> list[KpiPoint]:
    return [_point(one, mark) for one, mark in values if one.role is role]


def _point(value: IndicatorValue, mark: str) -> KpiPoint:
    known = value.quantity.value is not None
    return KpiPoint(
        year=value.fiscal_year or 0,
        value=value.quantity.value,
        number=quantity_words(value) if known else "",
        note=mark,
        approximate=value.quantity.approximate,
        absent="" if known else quantity_words(value),
    )


def _words() -> KpiWords:
    return KpiWords(
        baseline=tr("基準値"),
        actual=tr("実績値"),
        approximate=tr("実績値（約）"),
        target=tr("目標値"),
        original_target=tr("当初の目標値"),
        absent=tr("値なし"),
        path=tr("目標までの直線"),
    )


def _title(indicator: Indicator) -> str:
    """The name; on pages of another language the number, since names are Japanese."""
    if language() == JAPANESE:
        return tr("{name}の推移", name=one_line(indicator.name))
    number = indicator.indicator_id if indicator.indicator_id.isascii() else ""
    return tr("指標{number}の推移", number=number)


def _description(values: list[tuple[IndicatorValue, str]]) -> str:
    return tr("、").join(
        tr(
            "{role}（{year}）{value}",
            role=tr(one.role.label),
            year=show_year(one.fiscal_year, calendar_year=one.calendar_year),
            value=quantity_words(one),
        )
        for one, _ in values
    )
