"""Rounding as data: a mode and a number of decimals, applied to exact values only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class RoundingMode(StrEnum):
    """How a value between two printable ones is brought to one of them."""

    DOWN = "down"
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    UP = "up"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            RoundingMode.DOWN: "切り捨て",
            RoundingMode.HALF_UP: "四捨五入",
            RoundingMode.HALF_EVEN: "偶数丸め",
            RoundingMode.UP: "切り上げ",
        }[self]


@dataclass(frozen=True, slots=True)
class RoundingRule:
    """`mode` at `decimals` places; DOWN is towards zero, UP away from zero, HALF_UP rounds a half away from zero."""

    mode: RoundingMode
    decimals: int

    def apply(self, exact: Fraction) -> Decimal:
        """Round an exact fraction once, without passing through a rounded decimal."""
        scaled = abs(exact) * 10**self.decimals
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        twice = 2 * rest
        up = {
            RoundingMode.DOWN: False,
            RoundingMode.UP: rest > 0,
            RoundingMode.HALF_UP: twice >= scaled.denominator,
            RoundingMode.HALF_EVEN: twice > scaled.denominator
            or (twice == scaled.denominator and whole % 2 == 1),
        }[self.mode]
        magnitude = Decimal(whole + up).scaleb(-self.decimals)
        return -magnitude if exact < 0 and magnitude else magnitude


def exact_text(value: Fraction, places: int = 12) -> str:
    """An exact value as a plain decimal of at most `places` decimals, for tables."""
    text = f"{RoundingRule(RoundingMode.HALF_EVEN, places).apply(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
