"""Quantities as documents print them: a decimal with its unit, its marks, and its absence with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mitodoke.domain.japanese_text import fold_width, is_missing_mark


class MissingReason(StrEnum):
    """Why a value is absent; absence is never 0."""

    NOT_GIVEN = "not_given"
    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    LOST = "lost"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {
            MissingReason.NOT_GIVEN: "記載なし（－）",
            MissingReason.EMPTY: "空欄",
            MissingReason.NOT_A_NUMBER: "数値ではない",
            MissingReason.LOST: "原文で失われている",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A printed quantity.

    `value` is exact, in `unit` (万人 and 億円 are multiplied out: 199.5万人 is 1995000 人; 千円, 千t, 千人 stay
    units as printed); `decimals` counts the decimals printed; `cumulative` is 累計 or 延べ, `approximate` 約,
    `note` what stood beside the number (``6隊`` in ``100%（6隊）``). Exactly one of `value` and `missing` is None.
    """

    printed: str
    value: Decimal | None = None
    unit: str | None = None
    decimals: int = 0
    cumulative: bool = False
    approximate: bool = False
    missing: MissingReason | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.missing is None):
            raise ValueError("a quantity has either a value or a reason why it is missing")


_NUMBER = re.compile(
    r"(?P<marks>(?:累計|延べ|のべ|約|およそ|概ね|\s)*)"
    r"(?P<sign>[-−▲△+])?\s*"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<unit>[^\d()]*?)\s*(?:\((?P<note>.*)\))?\Z",
    re.DOTALL,
)
_MULTIPLIERS = {"万": Decimal(10_000), "億": Decimal(100_000_000), "百万": Decimal(1_000_000)}
_LARGE = re.compile(r"(百万|万|億)(.*)\Z", re.DOTALL)


def parse_quantity(text: str) -> Quantity:
    """Read one cell; never raises: what is no number is kept as printed with the reason why it is missing."""
    printed = text.strip()
    if not printed:
        return Quantity(printed=printed, missing=MissingReason.EMPTY)
    if is_missing_mark(printed):
        return Quantity(printed=printed, missing=MissingReason.NOT_GIVEN)
    folded = fold_width(printed).replace("−", "-")
    match = _NUMBER.match(folded)
    if match is None:
        return Quantity(printed=printed, missing=MissingReason.NOT_A_NUMBER)
    digits = match["number"].replace(",", "")
    value = Decimal(digits)
    if match["sign"] in ("-", "▲", "△"):
        value = -value
    unit = re.sub(r"\s+", "", match["unit"]) or None
    if unit and (large := _LARGE.match(unit)):
        value *= _MULTIPLIERS[large[1]]
        unit = large[2] or None
    marks = match["marks"]
    return Quantity(
        printed=printed,
        value=value,
        unit=unit,
        decimals=len(digits.partition(".")[2]),
        cumulative=any(word in marks for word in ("累計", "延べ", "のべ")),
        approximate=any(word in marks for word in ("約", "およそ", "概ね")),
        note=match["note"] or None,
    )
