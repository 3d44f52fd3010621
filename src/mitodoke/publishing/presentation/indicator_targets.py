"""Original and current targets: what earlier editions set as the target of the same indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.domain.japanese_text import comparable
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_table import ShownValue, indicator_address, show_value
from mitodoke.publishing.presentation.rates import ShownRates, shown_rates

_Names = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierEdition:
    """An edition of the strategy that is older than the one shown."""

    index: EditionIndex
    addresses: EditionAddresses
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalTarget:
    """The target of an indicator in the oldest edition that has it.

    `differs` tells whether the current one is another; `rates` are those of the current actual value against the
    original target.
    """

    edition: str
    address: str
    value: IndicatorValue
    shown: ShownValue
    rates: ShownRates
    differs: bool


def original_target(
    indicator: Indicator, index: EditionIndex, earlier: Sequence[EarlierEdition]
) -> OriginalTarget | None:
    """The first target that was published for `indicator`; None where no edition of `earlier` has it.

    `earlier` begins with the oldest. The same indicator is the one with the same number and name, or else the
    only one of that name under an item of that title; nothing else is taken for the same.
    """
    for edition in earlier:
        found = same_indicator(indicator, index, edition.index)
        target = found.value(ValueRole.TARGET) if found else None
        if found is None or target is None:
            continue
        others = tuple(value for value in indicator.values if value.role is not ValueRole.TARGET)
        return OriginalTarget(
            edition=edition.label,
            address=indicator_address(found, edition.index, edition.addresses),
            value=target,
            shown=show_value(target),
            rates=shown_rates(replace(indicator, values=(*others, target))),
            differs=not same_target(target, indicator.value(ValueRole.TARGET)),
        )
    return None


def same_target(one: IndicatorValue, other: IndicatorValue | None) -> bool:
    """Whether two targets ask for the same by the same year; without a number their words decide."""
    if other is None or (one.fiscal_year, one.calendar_year) != (other.fiscal_year, other.calendar_year):
        return False
    if one.quantity.value is None or other.quantity.value is None:
        return comparable(one.quantity.printed) == comparable(other.quantity.printed)
    return (one.quantity.value, one.quantity.unit, one.quantity.cumulative) == (
        other.quantity.value,
        other.quantity.unit,
        other.quantity.cumulative,
    )


def same_indicator(indicator: Indicator, index: EditionIndex, other: EditionIndex) -> Indicator | None:
    """The indicator of `other` that is the same as `indicator` of `index`; None where that is not certain."""
    found = other.indicators.get(indicator.indicator_id)
    if found is not None and comparable(found.name) == comparable(indicator.name):
        return found
    names = _names(indicator, index)
    alike = _by_names(other).get(names, ())
    return alike[0] if len(alike) == 1 and len(_by_names(index).get(names, ())) == 1 else None


def _names(indicator: Indicator, index: EditionIndex) -> _Names:
    item = index.items.get(indicator.item_id)
    return str(indicator.level), comparable(item.title or "" if item else ""), comparable(indicator.name)


@lru_cache(maxsize=32)
def _by_names(index: EditionIndex) -> dict[_Names, tuple[Indicator, ...]]:
    found: dict[_Names, tuple[Indicator, ...]] = {}
    for indicator in index.indicators.values():
        names = _names(indicator, index)
        found[names] = (*found.get(names, ()), indicator)
    return found
