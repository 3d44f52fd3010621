"""The rates of an indicator for a page: each with the numbers put in, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.domain.indicator import DesiredChange, Indicator, ValueRole
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.progress import Rate, Undefined
from mitodoke.publishing.presentation.numbers import show_number, show_rate


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRate:
    """A rate: either the exact `rate`, its `text` and the `formula` it came from, or the `reason` for none."""

    rate: Fraction | None = None
    text: str | None = None
    formula: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRates:
    """The rates of one indicator; `reached` is empty where the document does not tell which way is better."""

    progress: ShownRate
    achievement: ShownRate
    reached: str
    direction: str


def shown_rates(indicator: Indicator) -> ShownRates:
    """The rates at the latest values (percentage-traps: refused where the formula would mislead)."""
    rates = rates_of(indicator)
    low, now, high = (
        value.quantity.value if value else None for value in (indicator.value(role) for role in ValueRole)
    )
    change: DesiredChange | None = indicator.desired_change
    reached = ""
    if change is not None and not isinstance(rates.reached, Undefined):
        reached = "目標値に達している" if rates.reached else "目標値に達していない"
    return ShownRates(
        progress=_shown(
            rates.progress, f"（{_text(now)} − {_operand(low)}）÷（{_text(high)} − {_operand(low)}）"
        ),
        achievement=_shown(rates.achievement, f"{_text(now)} ÷ {_operand(high)}"),
        reached=reached,
        direction=f"{change.label}指標" if change else "",
    )


def _shown(rate: Rate, formula: str) -> ShownRate:
    if isinstance(rate, Undefined):
        return ShownRate(reason=rate.label)
    return ShownRate(rate=rate, text=show_rate(rate), formula=formula)


def _text(value: Decimal | None) -> str:
    return "" if value is None else show_number(value)


def _operand(value: Decimal | None) -> str:
    """A number after a sign of calculation: a negative one stands in brackets."""
    return f"（{_text(value)}）" if value is not None and value < 0 else _text(value)
