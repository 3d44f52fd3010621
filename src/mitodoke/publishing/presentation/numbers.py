"""Numbers as people read them: grouped, with units, rates with one decimal and the rounding said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.quantity import Quantity

_MAX_DIGITS = 40


def show_number(value: Decimal | int) -> str:
    """A number with thousands separators and its own decimals; the minus is a real minus sign."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if len(text) > _MAX_DIGITS:
        return text.replace("-", "−")
    return f"{Decimal(text):,f}".replace("-", "−")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuantity:
    """A printed quantity for a page.

    `text` is the number with its unit, or the words for its absence; `printed` is the text of the source where
    it says more than `text` (None where it says the same); `data` is the plain number for machines.
    """

    text: str
    printed: str | None
    data: str | None
    cumulative: bool
    approximate: bool
    missing: bool


def show_quantity(quantity: Quantity) -> ShownQuantity:
    """A quantity with its printed text beside it; absence is said in words and never becomes 0."""
    if quantity.value is None:
        words = quantity.missing.label if quantity.missing else ""
        printed = quantity.printed if _says_something(quantity.printed) else None
        return ShownQuantity(
            text=words,
            printed=printed,
            data=None,
            cumulative=quantity.cumulative,
            approximate=quantity.approximate,
            missing=True,
        )
    value = quantity.value
    if value == value.to_integral_value() and any(large in quantity.printed for large in "万億"):
        value = value.to_integral_value()  # 199.5万人 is 1,995,000人: its decimal was one of the 万
    number = show_number(value)
    text = f"{number}{quantity.unit or ''}"
    marks = ("累計" if quantity.cumulative else "") + ("約" if quantity.approximate else "")
    same = {comparable(mark + text).replace("−", "-") for mark in (marks, "")}
    said = comparable(quantity.printed).replace("延べ", "累計").replace("のべ", "累計").replace("−", "-")
    return ShownQuantity(
        text=text,
        printed=None if said in same else quantity.printed,
        data=f"{value:f}",
        cumulative=quantity.cumulative,
        approximate=quantity.approximate,
        missing=False,
    )


def _says_something(printed: str) -> bool:
    return any(character.isalnum() for character in printed)
