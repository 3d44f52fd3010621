"""Codes of local governments (全国地方公共団体コード): six digits, the last one a check digit."""

from __future__ import annotations

import re

_FIVE_DIGITS = re.compile(r"\d{5}\Z", re.ASCII)
_SIX_DIGITS = re.compile(r"\d{6}\Z", re.ASCII)


def check_digit(first_five: str) -> str:
    """The sixth digit for `first_five`; ValueError for anything but five half-width digits.

    Modulus 11 with the weights 6 to 2, the last digit of the rest (総務省 全国地方公共団体コード, 検査数字の算出).
    """
    if _FIVE_DIGITS.match(first_five) is None:
        raise ValueError(f"not five digits: {first_five!r}")
    total = sum(int(digit) * weight for digit, weight in zip(first_five, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def is_municipality_code(code: str) -> bool:
    """Whether `code` has six half-width digits of which the last is right."""
    return _SIX_DIGITS.match(code) is not None and check_digit(code[:5]) == code[5]
