"""Indicators (数値目標, KPI) and their values as a document prints them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.place import Place
from mitodoke.domain.quantity import Quantity


class IndicatorLevel(StrEnum):
    """A goal's 数値目標 or a project's KPI."""

    NUMERICAL_TARGET = "numerical_target"
    KPI = "kpi"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {IndicatorLevel.NUMERICAL_TARGET: "数値目標", IndicatorLevel.KPI: "KPI"}[self]


class Accumulation(StrEnum):
    """How values of several years relate."""

    CUMULATIVE = "cumulative"
    ANNUAL = "annual"
    SNAPSHOT = "snapshot"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            Accumulation.CUMULATIVE: "累計",
            Accumulation.ANNUAL: "単年度",
            Accumulation.SNAPSHOT: "時点",
        }[self]


class DesiredChange(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            DesiredChange.INCREASE: "増やす",
            DesiredChange.DECREASE: "減らす",
            DesiredChange.MAINTAIN: "維持する",
        }[self]


class ValueRole(StrEnum):
    """What a value of an indicator is."""

    BASELINE = "baseline"
    ACTUAL = "actual"
    TARGET = "target"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            ValueRole.BASELINE: "基準値",
            ValueRole.ACTUAL: "実績値",
            ValueRole.TARGET: "目標値",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    """One value: `fiscal_year` as the column head says; `calendar_year` when the head says 年, not 年度."""

    role: ValueRole
    fiscal_year: int | None
    quantity: Quantity
    place: Place
    calendar_year: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of an item.

    `accumulation` and `desired_change` are None where the document does not tell. `changed` is True where the
    document marks this very indicator as changed by a review, None where the mark stands on the whole item.
    """

    indicator_id: str
    item_id: str
    level: IndicatorLevel
    name: str
    unit: str | None
    accumulation: Accumulation | None
    desired_change: DesiredChange | None
    values: tuple[IndicatorValue, ...]
    place: Place
    note: str | None = None
    changed: bool | None = None

    def value(self, role: ValueRole) -> IndicatorValue | None:
        """The latest value in `role`, or None."""
        found = [v for v in self.values if v.role is role]
        return max(found, key=lambda v: v.fiscal_year or 0) if found else None
