"""KPIs in the shape of IATI results (activity standard 2.03): indicator, baseline, period, target and actual.

A city is no donor and its plan no aid, but the shape is the one that tools for results know. Each plan is one
activity, each item with indicators one result.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from xml.etree import ElementTree

from mitodoke.domain.edition import Edition
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.quantity import MissingReason
from mitodoke.outputs.open_data.dates import iso_day
from mitodoke.outputs.open_data.edition_name import UNKNOWN, edition_title
from mitodoke.outputs.open_data.open_table import one_line
from mitodoke.outputs.open_data.xml_text import add, xml_bytes

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LOCAL_GOVERNMENT = "11"
_PLANNED_START, _PLANNED_END = "1", "3"
_IMPLEMENTATION, _FINALISATION = "2", "3"
_OUTPUT, _OUTCOME = "1", "2"
_UNIT, _PERCENTAGE, _QUALITATIVE = "1", "2", "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutValue:
    """A value that the format has no place for, and the reason in Japanese."""

    indicator_id: str
    role: ValueRole
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The file, and the values that it cannot hold."""

    data: bytes
    left_out: tuple[LeftOutValue, ...]


def iati_results(edition: Edition) -> Results:
    """The indicators of the edition as IATI XML; absent values are left out and told, never 0."""
    document = edition.content.document
    attributes = {"version": "2.03"}
    if edition.published_on:
        attributes["generated-datetime"] = f"{edition.published_on}T00:00:00+09:00"
    root = ElementTree.Element("iati-activities", attributes)
    activity = add(root, "iati-activity")
    activity.set(_XML_LANG, "ja")
    organisation = f"JP-LGC-{document.municipality_code or UNKNOWN}"
    # The plan is the activity: a corrected version is the same one.
    year = UNKNOWN if document.fiscal_year is None else document.fiscal_year
    add(activity, "iati-identifier", f"{organisation}-{document.kind}-{year}")
    _narrated(activity, "reporting-org", document.municipality, ref=organisation, type_=_LOCAL_GOVERNMENT)
    _narrated(activity, "title", edition_title(edition))
    _narrated(activity, "description", f"{document.kind.label}の指標と実績")
    _narrated(
        activity,
        "participating-org",
        document.municipality,
        ref=organisation,
        role="4",
        type_=_LOCAL_GOVERNMENT,
    )
    over = bool(document.as_of and document.period_end and document.as_of >= document.period_end)
    add(activity, "activity-status", code=_FINALISATION if over else _IMPLEMENTATION)
    for kind, day in ((_PLANNED_START, document.period_start), (_PLANNED_END, document.period_end)):
        if day and iso_day(day):
            add(activity, "activity-date", type_=kind, iso_date=day)
    add(activity, "recipient-country", code="JP")
    left_out = [value for result in _results(activity, edition) for value in result]
    return Results(data=xml_bytes(root), left_out=tuple(left_out))


def _results(activity: ElementTree.Element, edition: Edition) -> Iterable[list[LeftOutValue]]:
    titles = {item.item_id: item.title for item in edition.content.items}
    for item_id, group in groupby(edition.content.indicators, key=lambda indicator: indicator.item_id):
        indicators = list(group)
        outcome = any(indicator.level is IndicatorLevel.NUMERICAL_TARGET for indicator in indicators)
        result = add(
            activity,
            "result",
            type_=_OUTCOME if outcome else _OUTPUT,
            aggregation_status=_boolean(all(_adds_up(indicator) for indicator in indicators)),
        )
        _narrated(result, "title", titles.get(item_id) or item_id)
        for indicator in indicators:
            yield _indicator(result, indicator)


def _indicator(result: ElementTree.Element, indicator: Indicator) -> list[LeftOutValue]:
    numbers = any(value.quantity.value is not None for value in indicator.values)
    percent = indicator.unit in {"%", "％"}
    measure = (_PERCENTAGE if percent else _UNIT) if numbers else _QUALITATIVE
    attributes = {"measure": measure, "aggregation_status": _boolean(_adds_up(indicator))}
    if indicator.desired_change in {DesiredChange.INCREASE, DesiredChange.DECREASE}:
        attributes["ascending"] = _boolean(indicator.desired_change is DesiredChange.INCREASE)
    element = add(result, "indicator", **attributes)
    _narrated(element, "title", indicator.name)
    _narrated(element, "description", _description(indicator))
    left_out = [
        LeftOutValue(indicator_id=indicator.indicator_id, role=value.role, reason=reason)
        for value in indicator.values
        if (reason := _why_not(value, numbers))
    ]
    kept = [value for value in indicator.values if _why_not(value, numbers) is None]
    for value in kept:
        if value.role is ValueRole.BASELINE:
            _value(element, "baseline", value, numbers, year=str(value.fiscal_year))
    _periods(element, [value for value in kept if value.role is not ValueRole.BASELINE], numbers)
    return left_out


def _periods(element: ElementTree.Element, values: list[IndicatorValue], numbers: bool) -> None:
    """One period for each year, with the targets before the actuals, as the standard orders them."""
    ordered = sorted(values, key=lambda v: (v.fiscal_year or 0, v.calendar_year))
    for (year, calendar), group in groupby(ordered, key=lambda v: (v.fiscal_year or 0, v.calendar_year)):
        first, last = _bounds(year, calendar)
        period = add(element, "period")
        add(period, "period-start", iso_date=first.isoformat())
        add(period, "period-end", iso_date=last.isoformat())
        of_year = list(group)
        for role, tag in ((ValueRole.TARGET, "target"), (ValueRole.ACTUAL, "actual")):
            for value in of_year:
                if value.role is role:
                    _value(period, tag, value, numbers)


def _value(
    parent: ElementTree.Element, tag: str, value: IndicatorValue, numbers: bool, **attributes: str
) -> None:
    quantity = value.quantity
    if numbers and quantity.value is not None:
        attributes["value"] = _plain(quantity.value)
    element = add(parent, tag, **attributes)
    words = [quantity.printed, value.note or quantity.note]
    _narrated(element, "comment", "　".join(word for word in words if word) or None)


def _why_not(value: IndicatorValue, numbers: bool) -> str | None:
    """Why the format has no place for a value; None when it has one."""
    if value.fiscal_year is None or not 1 <= value.fiscal_year <= 9998:
        return "年度が分かりません。"
    missing = value.quantity.missing
    if missing is None or (missing is MissingReason.NOT_A_NUMBER and not numbers):
        return None
    return f"値がありません（{missing.label}）。"


def _bounds(year: int, calendar: bool) -> tuple[datetime.date, datetime.date]:
    if calendar:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return FiscalYear(year).first_day, FiscalYear(year).last_day


def _adds_up(indicator: Indicator) -> bool:
    """Whether values of several years may be added: only those of single years, and no percentages."""
    return indicator.accumulation is Accumulation.ANNUAL and indicator.unit not in {"%", "％"}


def _description(indicator: Indicator) -> str:
    change = indicator.desired_change.label if indicator.desired_change else "原典に記載がありません"
    kind = indicator.accumulation.label if indicator.accumulation else "原典に記載がありません"
    parts = [
        f"単位：{indicator.unit or '記載なし'}",
        f"望ましい方向：{change}",
        f"値の積み上げ方：{kind}",
        indicator.note,
    ]
    return "　".join(part for part in parts if part)


def _narrated(parent: ElementTree.Element, tag: str, text: str | None, **attributes: str) -> None:
    element = add(parent, tag, **attributes)
    add(element, "narrative", one_line(text or "") or "不明")


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _boolean(value: bool) -> str:
    return "1" if value else "0"
