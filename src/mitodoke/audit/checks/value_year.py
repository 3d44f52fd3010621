"""The year of an indicator's value, as people read it."""

from __future__ import annotations

from mitodoke.domain.fiscal_year import FiscalYear, format_year
from mitodoke.domain.indicator import IndicatorValue


def year_of(value: IndicatorValue) -> str:
    """The value's year: 令和3年度, for calendar years 令和3年; empty where the head tells none."""
    if value.fiscal_year is None:
        return ""
    return format_year(value.fiscal_year) if value.calendar_year else FiscalYear(value.fiscal_year).label
