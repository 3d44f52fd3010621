"""What a chart of one indicator is drawn from: points, targets, and every word that appears in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mitodoke.outputs.charts.axis_ticks import Power
from mitodoke.outputs.charts.svg_writing import ChartHead


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiPoint:
    """One value of one fiscal year.

    `number` is the value as written (with or without its unit), `note` a marker behind it (※1), `approximate`
    draws it hollow (見込み, 約). Without a `value` the point is a gap, and `absent` says why.
    """

    year: int
    value: Decimal | Fraction | int | None
    number: str = ""
    note: str = ""
    approximate: bool = False
    absent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiWords:
    """The words of the legend, in the language of the page."""

    baseline: str
    actual: str
    approximate: str
    target: str
    original_target: str
    absent: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiChart:
    """One indicator over fiscal years.

    `year_labels` names the years on the axis. `original_target` is drawn where it differs from `target` in year or
    value. `unit` stands above the value axis; `powers` are words for large numbers there. `targets_between` are
    yearly targets: the path then leads over them, and is straight where there are none.
    """

    head: ChartHead
    year_labels: Mapping[int, str]
    words: KpiWords
    baseline: KpiPoint | None = None
    actuals: tuple[KpiPoint, ...] = ()
    target: KpiPoint | None = None
    original_target: KpiPoint | None = None
    targets_between: tuple[KpiPoint, ...] = ()
    unit: str = ""
    powers: tuple[Power, ...] = field(default=())
