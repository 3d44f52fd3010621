"""Exact shares (1 is 100 %) as text in JSON and back: ``0.8`` where a decimal tells it, else ``1/3``."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mitodoke.domain.rounding import exact_text

_TEXT = re.compile(r"-?\d{1,12}(\.\d{1,12}|/0*[1-9]\d{0,11})?")


def write_fraction(value: Any) -> str:
    """The text of a fraction, for msgspec's `enc_hook`; NotImplementedError for anything else."""
    if not isinstance(value, Fraction):
        raise NotImplementedError(type(value).__name__)
    text = exact_text(value)
    return text if Fraction(Decimal(text)) == value else f"{value.numerator}/{value.denominator}"


def read_fraction(wanted: type[Any], value: Any) -> Fraction:
    """The fraction of a text, for msgspec's `dec_hook`; ValueError where it is none."""
    if wanted is not Fraction:
        raise NotImplementedError(wanted.__name__)
    if not isinstance(value, str) or not _TEXT.fullmatch(value):
        raise ValueError("a share is written as 0.8 or 1/3")
    return Fraction(value)


def fraction_schema(wanted: type[Any]) -> dict[str, Any]:
    """How the JSON Schema tells of a fraction, for msgspec's `schema_hook`."""
    if wanted is not Fraction:
        raise NotImplementedError(wanted.__name__)
    return {"type": "string", "pattern": f"^{_TEXT.pattern}$"}
