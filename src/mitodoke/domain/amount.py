"""Money of a project in one fiscal year (予算・決算): exact yen, and what was spent of what was planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.quantity import parse_quantity

LARGEST = Decimal(10) ** 14
"""No amount reaches 100兆円: what is larger was typed in another unit."""


class AmountKind(StrEnum):
    """What an amount is."""

    BUDGET = "budget"
    FINAL_BUDGET = "final_budget"
    SETTLEMENT = "settlement"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            AmountKind.BUDGET: "当初予算",
            AmountKind.FINAL_BUDGET: "最終予算",
            AmountKind.SETTLEMENT: "決算",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAmounts:
    """The amounts of one item and year in yen; None is "not told", which is not 0."""

    budget: Decimal | None = None
    final_budget: Decimal | None = None
    settlement: Decimal | None = None

    @property
    def planned(self) -> Decimal | None:
        """What was allowed in the end: the final budget, or the first one where no other is told."""
        return self.budget if self.final_budget is None else self.final_budget

    @property
    def execution(self) -> Fraction | None:
        """執行率 = settlement ÷ planned, exact; None where either is not told or nothing was planned."""
        if self.planned is None or self.settlement is None or self.planned == 0:
            return None
        return Fraction(self.settlement) / Fraction(self.planned)


def read_yen(typed: str) -> Decimal:
    """Yen as people type them: ``1,250,000``, ``125万円``, ``1250千円``; ActionDenied for anything else."""
    quantity = parse_quantity(typed)
    value = quantity.value
    clean = not (quantity.note or quantity.approximate or quantity.cumulative)
    unit = {None: 1, "円": 1, "千円": 1000, "百万円": 1_000_000}.get(quantity.unit)
    if value is None or unit is None or not clean:
        raise ActionDenied(
            f"金額は「1,250,000」や「1,250千円」のように一つの数で入力してください（「{typed.strip()[:20]}」は読めません）。"
        )
    yen = value * unit
    if yen != yen.to_integral_value() or yen < 0:
        raise ActionDenied("金額は0円以上の円単位で入力してください。")
    if yen >= LARGEST:
        raise ActionDenied("金額が大きすぎます。単位（円、千円、百万円）を確かめてください。")
    return yen.quantize(Decimal(1))


def year_amounts(amounts: Mapping[AmountKind, Decimal | None]) -> YearAmounts:
    """The amounts of a year by their kind."""
    return YearAmounts(**{kind.value: amount for kind, amount in amounts.items()})
