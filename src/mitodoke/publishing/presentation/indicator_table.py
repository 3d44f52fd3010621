"""Tables of indicators (数値目標, KPI): printed values with their years, and the rates with their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import show_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import ShownQuantity, show_quantity
from mitodoke.publishing.presentation.page import Link, SourceLink, source_link
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
    """One indicator of a table; `address` leads to its chart, `anchor` names it within the page of its item.

    `owner` is the item that it belongs to, where the table holds those of several.
    """

    anchor: str
    address: str
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
    owner: Link | None = None


def indicator_rows(
    indicators: Iterable[Indicator], index: EditionIndex, addresses: EditionAddresses
) -> tuple[IndicatorRow, ...]:
    """The rows of a table of `indicators`."""
    return tuple(indicator_row(indicator, index, addresses) for indicator in indicators)


def indicator_anchor(indicator: Indicator) -> str:
    """The name of an indicator within its page."""
    return f"indicator-{address_key(indicator.indicator_id)}"


def indicator_address(indicator: Indicator, index: EditionIndex, addresses: EditionAddresses) -> str:
    """Where an indicator stands: on the page of its item; the edition's first page for one without an item."""
    key = index.item_keys.get(indicator.item_id)
    return addresses.home if key is None else f"{addresses.page(key)}#{indicator_anchor(indicator)}"


def indicator_row(indicator: Indicator, index: EditionIndex, addresses: EditionAddresses) -> IndicatorRow:
    """One indicator as a row."""
    by_role = {
        role: tuple(show_value(value) for value in indicator.values if value.role is role)
        for role in ValueRole
    }
    return IndicatorRow(
        anchor=indicator_anchor(indicator),
        address=indicator_address(indicator, index, addresses),
        name=indicator.name,
        level=tr(indicator.level.label),
        unit=indicator.unit,
        accumulation=tr(indicator.accumulation.label) if indicator.accumulation else None,
        changed=indicator.changed is True,
        note=indicator.note,
        baseline=by_role[ValueRole.BASELINE],
        actual=by_role[ValueRole.ACTUAL],
        target=by_role[ValueRole.TARGET],
        rates=shown_rates(indicator),
        source=source_link(indicator.place, addresses),
    )


def show_value(value: IndicatorValue) -> ShownValue:
    """One value in words; the reason of an absence in the language of the page."""
    quantity = show_quantity(value.quantity)
    if quantity.missing:
        quantity = replace(quantity, text=tr(quantity.text))
    return ShownValue(
        year=show_year(value.fiscal_year, calendar_year=value.calendar_year),
        quantity=quantity,
        note="、".join(value_notes(value)) or None,
    )


def value_notes(value: IndicatorValue) -> tuple[str, ...]:
    """What the source notes beside a value, and what stands beside its number."""
    return tuple(text for text in (value.quantity.note, value.note) if text)
