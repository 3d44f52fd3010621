"""A mean of a roll-up in words: before and after its rounding, or why there is none."""

from __future__ import annotations

from fractions import Fraction

from mitodoke.domain.roll_up import Mean
from mitodoke.domain.rounding import RoundingMode, RoundingRule

_PLACES = 4


def mean_words(mean: Mean) -> str:
    """``65.3333… → 65.3％``; ``65.0％`` where rounding changes nothing; the reason where there is no mean."""
    if mean.exact is None or mean.rounded is None:
        return f"値なし（{mean.undefined.label}）" if mean.undefined else "値なし"
    if mean.exact == Fraction(mean.rounded):
        return f"{mean.rounded:f}％"
    return f"{exact_words(mean.exact)} → {mean.rounded:f}％"


def percent_words(mean: Mean) -> str:
    """``65.3％`` as it is printed, or why there is none."""
    if mean.rounded is None:
        return f"値なし（{mean.undefined.label}）" if mean.undefined else "値なし"
    return f"{mean.rounded:f}％"


def exact_words(value: Fraction) -> str:
    """An exact value, cut after four decimals and marked as cut where more follow."""
    cut = RoundingRule(RoundingMode.DOWN, _PLACES).apply(value)
    text = f"{cut:f}".rstrip("0").rstrip(".")
    return text if Fraction(cut) == value else f"{cut:f}…"
