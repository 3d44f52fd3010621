"""Numbers as they are printed in Japanese: grouped by commas, with 万 and 億, read exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal

MAX_DIGITS = 28
"""A longer row of digits counts nothing a city reports; it also bounds every calculation with the value."""

_NUMBER = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?(?![0-9]|[,.][0-9])", re.ASCII)
_LARGE = re.compile(r"\s{0,3}(兆|億|千万|百万|十万|万)")
_THOUSAND = re.compile(r"\s{0,3}千")
_GAP = re.compile(r"\s{0,3}(?=[0-9])", re.ASCII)
_ZEROS = {"兆": 12, "億": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4}
_EXACT = Context(prec=4 * MAX_DIGITS)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number found at the beginning of a text: exact `value`, `decimals` as printed, text read up to `end`."""

    value: Decimal
    decimals: int
    end: int


def read_number(text: str, start: int = 0) -> PrintedNumber | None:
    """The number printed at ``text[start:]`` (half-width digits), or None where none stands.

    ``1,234.5``; ``199.5万`` is 1995000, ``1万5,000`` and ``1万5千`` are 15000, ``2億3,000万`` is 230000000; a 千
    that follows no larger part stays outside, as a unit (千円, 千t). Badly grouped digits (``1,23``) and numbers
    of more than 28 digits are none. Whatever follows the number is not judged here.
    """
    total, decimals, position = Decimal(0), 0, start
    smallest = max(_ZEROS.values()) + 1
    while match := _NUMBER.match(text, position):
        whole, fraction = match[1].replace(",", ""), match[2] or ""
        if len(whole) + len(fraction) > MAX_DIGITS:
            return None
        zeros, end = _zeros_after(text, match.end(), within=smallest < max(_ZEROS.values()) + 1)
        if zeros >= smallest:
            return None
        total = _EXACT.add(total, _shifted(whole + fraction, zeros - len(fraction)))
        decimals, position, smallest = len(fraction), end, zeros
        gap = _GAP.match(text, position)
        if not zeros or gap is None:
            break
        position = gap.end()
    if position == start or len(total.as_tuple().digits) > MAX_DIGITS:
        return None
    return PrintedNumber(total, decimals, position)


def _zeros_after(text: str, position: int, *, within: bool) -> tuple[int, int]:
    """How many zeros the word after a number stands for, and where it ends; 千 counts only `within` 1万5千."""
    if large := _LARGE.match(text, position):
        return _ZEROS[large[1]], large.end()
    if within and (thousand := _THOUSAND.match(text, position)):
        return 3, thousand.end()
    return 0, position


def _shifted(digits: str, exponent: int) -> Decimal:
    """`digits` times ten to the `exponent`, written out in full: no 1E+3, and no zeros behind the point."""
    if exponent >= 0:
        return Decimal(digits + "0" * exponent)
    return Decimal((0, tuple(int(digit) for digit in digits), exponent))
