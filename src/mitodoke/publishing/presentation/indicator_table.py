"""Tables of indicators (数値目標, KPI): printed values with their years, and the rates with their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import show_year
from mitodoke.publishing.presentation.numbers import ShownQuantity, show_quantity
from mitodoke.publishing.presentation.page import SourceLink, source_link
from mitodoke.publishing.presentation.rates import ShownRates, shown_rates
from mitodoke.publishing.presentation.text import address_key


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownValue:
    """One value with its year and what the source notes beside it."""

    year: str
    quantity: ShownQuantity
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator of a table; `anchor` names it within its page."""

    anchor: str
    name: str
    level: str
    unit: str | None
    accumulation: str | None
    changed: bool
    note: str | None
    baseline: tuple[ShownValue, ...]
    actual: tuple[ShownValue, ...]
    target: tuple[ShownValue, ...]
    rates: ShownRates
    source: SourceLink | None


def indicator_rows(indicators: Iterable[Indicator], addresses: EditionAddresses) -> tuple[IndicatorRow, ...]:
    """The rows of a table of `indicators`."""
    return tuple(_row(indicator, addresses) for indicator in indicators)


def indicator_anchor(indicator: Indicator) -> str:
    """The name of an indicator within its page."""
    return f"indicator-{address_key(indicator.indicator_id)}"


def _row(indicator: Indicator, addresses: EditionAddresses) -> IndicatorRow:
    by_role = {
        role: tuple(_value(value) for value in indicator.values if value.role is role) for role in ValueRole
    }
    return IndicatorRow(
        anchor=indicator_anchor(indicator),
        name=indicator.name,
        level=indicator.level.label,
        unit=indicator.unit,
        accumulation=indicator.accumulation.label if indicator.accumulation else None,
        changed=indicator.changed is True,
        note=indicator.note,
        baseline=by_role[ValueRole.BASELINE],
        actual=by_role[ValueRole.ACTUAL],
        target=by_role[ValueRole.TARGET],
        rates=shown_rates(indicator),
        source=source_link(indicator.place, addresses),
    )


def _value(value: IndicatorValue) -> ShownValue:
    notes = [text for text in (value.quantity.note, value.note) if text]
    return ShownValue(
        year=show_year(value.fiscal_year, calendar_year=value.calendar_year),
        quantity=show_quantity(value.quantity),
        note="、".join(notes) or None,
    )
