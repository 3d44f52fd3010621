"""Codes of local governments (全国地方公共団体コード): six digits, the last one a check digit."""

from __future__ import annotations

import re

_SIX_DIGITS = re.compile(r"\d{6}\Z", re.ASCII)


def check_digit(first_five: str) -> str:
    """The sixth digit for `first_five` (modulus 11, weights 6 to 2; 総務省 全国地方公共団体コード 附則)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_five, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def is_municipality_code(code: str) -> bool:
    """Whether `code` has six digits of which the last is right."""
    return _SIX_DIGITS.match(code) is not None and check_digit(code[:5]) == code[5]
