"""The newest actual value of an indicator before the year that is asked about."""

from __future__ import annotations

from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole


def last_actual(indicator: Indicator, fiscal_year: int) -> IndicatorValue | None:
    """The actual of the latest earlier fiscal year that has a number, or None."""
    earlier = [
        value
        for value in indicator.values
        if value.role is ValueRole.ACTUAL
        and value.fiscal_year is not None
        and value.fiscal_year < fiscal_year
        and value.quantity.value is not None
    ]
    return max(earlier, key=lambda value: value.fiscal_year or 0, default=None)
