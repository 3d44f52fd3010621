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
    """`mode` at `decimals` places (negative: tens, hundreds ...).

    DOWN is towards zero (切り捨て), UP away from zero, HALF_UP takes a half away from zero (四捨五入), HALF_EVEN
    to the even neighbour.
    """

    mode: RoundingMode
    decimals: int

    def apply(self, exact: Fraction) -> Decimal:
        """Round an exact fraction once, of any size, without passing through a rounded decimal; -0 becomes 0."""
        scaled = abs(exact) * Fraction(10) ** self.decimals
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        twice = 2 * rest
        up = {
            RoundingMode.DOWN: False,
            RoundingMode.UP: rest > 0,
            RoundingMode.HALF_UP: twice >= scaled.denominator,
            RoundingMode.HALF_EVEN: twice > scaled.denominator
            or (twice == scaled.denominator and whole % 2 == 1),
        }[self.mode]
        return _shifted(whole + up, self.decimals, negative=exact < 0)


def _shifted(whole: int, decimals: int, *, negative: bool) -> Decimal:
    """`whole` with its last `decimals` digits behind the point; exact, as no decimal context takes part."""
    if decimals < 0:
        whole, decimals = whole * 10**-decimals, 0
    return Decimal((int(negative and whole > 0), Decimal(whole).as_tuple().digits, -decimals))


def exact_text(value: Fraction, places: int = 12) -> str:
    """An exact value as a plain decimal of at most `places` decimals, for tables."""
    text = f"{RoundingRule(RoundingMode.HALF_EVEN, places).apply(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
