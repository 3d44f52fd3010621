"""Where the ticks of an axis stand and how their numbers are written: exact, for any size and sign.

Whole numbers throughout: a tick is a multiple of a step, and a step is 1, 2 or 5 times a power of ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_LEADS = (1, 2, 5)
_MOST = 6
_PLAIN_BELOW = 6
_PLAIN_DECIMALS = 3
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Exact = Decimal | Fraction | int


@dataclass(frozen=True, slots=True)
class Power:
    """A word for a power of ten, by which an axis of large numbers is divided: ``Power(4, "万")``."""

    exponent: int
    word: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ticks ``first`` to ``last`` times ``lead`` times ten to the power of ``exponent``; at least two."""

    first: int
    last: int
    lead: int
    exponent: int

    @property
    def values(self) -> tuple[Fraction, ...]:
        """What the ticks stand for."""
        step = self.lead * Fraction(10) ** self.exponent
        return tuple(step * number for number in range(self.first, self.last + 1))

    def along(self, length: int, value: Exact) -> int:
        """How far `value` lies along an axis of `length` from the first tick, rounded half up."""
        over, under = value.as_integer_ratio()
        if self.exponent < 0:
            over *= 10**-self.exponent
        else:
            under *= 10**self.exponent
        under *= self.lead
        part, whole = over - self.first * under, (self.last - self.first) * under
        return (2 * length * part + whole) // (2 * whole)


@dataclass(frozen=True, slots=True)
class Axis:
    """Ticks, their numbers as written, and the factor that those leave out (万, ×10⁹, or nothing)."""

    ticks: Ticks
    numbers: tuple[str, ...]
    factor: str


def nice_ticks(low: Exact, high: Exact) -> Ticks:
    """Two to six ticks that enclose `low` to `high`.

    Zero is included where it is as near as the values lie apart, and always where all values are equal (a range
    of one value has no scale of its own); the axis of nothing but zeros ends at 1.
    """
    low_over, low_under = low.as_integer_ratio()
    high_over, high_under = high.as_integer_ratio()
    under = low_under * high_under
    least, greatest = sorted((low_over * high_under, high_over * low_under))
    apart = greatest - least
    if not apart or least <= apart:
        least = min(least, 0)
    if not apart or -greatest <= apart:
        greatest = max(greatest, 0)
    if least == greatest:
        greatest = least + under
    exponent = magnitude(greatest - least, under * _MOST)
    while True:
        for lead in _LEADS:
            step = lead * 10**exponent * under if exponent >= 0 else lead * under
            scale = 1 if exponent >= 0 else 10**-exponent
            first, last = least * scale // step, -(-greatest * scale // step)
            if last - first < _MOST:
                return Ticks(first, last, lead, exponent)
        exponent += 1


def magnitude(over: int, under: int) -> int:
    """The power of ten of the first digit of a positive value, or one less."""
    return len(str(over)) - len(str(under)) - 1


def axis(values: Sequence[Exact], powers: Sequence[Power] = ()) -> Axis:
    """The axis for `values` (at least one).

    From a million on, or below a thousandth, its numbers are divided by a power of ten, told in `factor`: the
    largest of `powers` that does not exceed the greatest number, or ×10ⁿ where none is given.
    """
    exact = [Fraction(value) for value in values]  # values of different exact types do not compare
    ticks = nice_ticks(min(exact), max(exact))
    exponent, word = _factor(ticks, powers)
    numbers = range(ticks.first, ticks.last + 1)
    return Axis(
        ticks, tuple(_number(number * ticks.lead, ticks.exponent - exponent) for number in numbers), word
    )


def _factor(ticks: Ticks, powers: Sequence[Power]) -> tuple[int, str]:
    greatest = max(-ticks.first, ticks.last) * ticks.lead
    digits = len(str(greatest)) + ticks.exponent
    if digits > _PLAIN_BELOW:
        fitting = [power for power in powers if power.exponent < digits]
        if fitting:
            largest = max(fitting, key=lambda one: one.exponent)
            return largest.exponent, largest.word
        exponent = (digits - 1) // 3 * 3
    elif ticks.exponent < -_PLAIN_DECIMALS and digits <= 0:
        exponent = digits - 1
    else:
        return 0, ""
    return exponent, f"×10{str(exponent).translate(_SUPERSCRIPTS)}"


def _number(multiple: int, exponent: int) -> str:
    """A tick with commas and a true minus sign; all ticks of an axis have the same decimals."""
    written = f"{Decimal(f'{abs(multiple)}E{exponent}'):,f}"
    return f"−{written}" if multiple < 0 else written
