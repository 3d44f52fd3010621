"""Figures a document states about itself, and the same figures calculated again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.place import Place

COUNT_NAMES: dict[str, str] = {
    "count.visions": "ビジョンの数",
    "count.pledges": "公約の数",
    "count.measures": "施策の数",
    "count.basic_goals": "基本目標の数",
    "count.basic_directions": "施策の基本的方向の数",
    "count.projects": "事業の数",
    "count.measures_per_pledge.min": "公約ごとの施策の最少数",
    "count.measures_per_pledge.max": "公約ごとの施策の最多数",
}
"""What people call the numbers that a document states of its own outline, by the word for the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A percentage, total or count that the document prints about its own content.

    `subject` is a record's id or ``document``; `figure` says what is stated, from a small vocabulary
    (``progress``, ``progress.summary``, ``count.pledges``, ``count.entries`` ...); `printed` is the text as
    printed and `value` its number, both None where the print is lost although the layout has a place for it.
    """

    subject: str
    figure: str
    printed: str | None
    value: Decimal | None
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A stated figure beside its recomputation.

    `calculated_exact` is the unrounded result (a fraction is written as a decimal of 12 places), `calculated`
    the result after the rule's rounding, `rule` names the rule; `agrees` is None where either side is missing.
    """

    subject: str
    figure: str
    printed: str | None
    calculated_exact: str | None
    calculated: str | None
    rule: str
    agrees: bool | None
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTrial:
    """One roll-up rule tried against every printed figure.

    `failures` tells, for each printed figure it misses, ``subject: printed ≠ calculated``.
    """

    rule: str
    label: str
    reproduces: int
    of: int
    failures: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether the rule reproduces all printed figures (at least one)."""
        return self.of > 0 and self.reproduces == self.of
