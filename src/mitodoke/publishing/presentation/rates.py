"""The rates of an indicator for a page: each with the numbers put in, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.domain.indicator import DesiredChange, Indicator, ValueRole
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.progress import Rate, Undefined, percent
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.numbers import show_number

_DIRECTIONS = {
    DesiredChange.INCREASE: "増やす指標",
    DesiredChange.DECREASE: "減らす指標",
    DesiredChange.MAINTAIN: "維持する指標",
}


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
        reached = tr("目標値に達している") if rates.reached else tr("目標値に達していない")
    return ShownRates(
        progress=_shown(
            rates.progress,
            tr(
                "（{actual} − {baseline}）÷（{target} − {baseline}）",
                actual=_text(now),
                baseline=_operand(low),
                target=_text(high),
            ),
        ),
        achievement=_shown(rates.achievement, f"{_text(now)} ÷ {_operand(high)}"),
        reached=reached,
        direction=tr(_DIRECTIONS[change]) if change else "",
    )


def show_percent(rate: Fraction) -> str:
    """A share as a percentage with one decimal in the language of the page; no cap at 0 or 100."""
    return tr("{number}％", number=show_number(percent(rate)))


def _shown(rate: Rate, formula: str) -> ShownRate:
    if isinstance(rate, Undefined):
        return ShownRate(reason=tr(rate.label))
    return ShownRate(rate=rate, text=show_percent(rate), formula=formula)


def _text(value: Decimal | None) -> str:
    return "" if value is None else show_number(value)


def _operand(value: Decimal | None) -> str:
    """A number after a sign of calculation: a negative one stands in brackets."""
    if value is None or value >= 0:
        return _text(value)
    return tr("（{number}）", number=_text(value))
