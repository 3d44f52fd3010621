"""Shares of a whole in percent that add up to exactly 100, for pies and tables (largest remainder)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction


def shares(values: Iterable[int | Decimal | Fraction], decimals: int = 0) -> tuple[Decimal, ...] | None:
    """The share of each value in percent at `decimals` places; together exactly 100.

    Largest remainder (Hamilton's method): each share is rounded down, and the units still missing go to the
    largest remainders, to the earlier value where two are equal. A value of 0 keeps a share of 0. None where
    the values are empty or all 0: shares of nothing are undefined. A negative value raises ValueError.
    """
    exact = [Fraction(value) for value in values]
    if any(value < 0 for value in exact):
        raise ValueError("a share of a negative value has no meaning")
    total = sum(exact, Fraction(0))
    if not total:
        return None
    units = 100 * 10**decimals
    floors, remainders = [], []
    for value in exact:
        whole, rest = divmod(value * units, total)
        floors.append(int(whole))
        remainders.append(rest)
    missing = units - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda i: (-remainders[i], i))
    for i in by_remainder[:missing]:
        floors[i] += 1
    return tuple(Decimal(share).scaleb(-decimals) for share in floors)
