"""Ratings of measures in ten steps by the responsible departments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.place import Place

NO_REASON_PRINTED = "理由は原典に書かれていません"
"""Stands as the reason of a state for which a document prints none; it says of itself that no department said it."""


class RatingState(StrEnum):
    """What a department says instead of, or beside, a step."""

    RATED = "rated"
    NOT_DUE = "not_due"
    STOPPED = "stopped"
    CANNOT_BE_JUDGED = "cannot_be_judged"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            RatingState.RATED: "評価済み",
            RatingState.NOT_DUE: "未着手",
            RatingState.STOPPED: "中止",
            RatingState.CANNOT_BE_JUDGED: "評価困難",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What `department` says of item `item_id` for `fiscal_year`: a step from 0 to 10, or a state with a reason.

    `place` is where a document prints it, None for what a department answered and for what a report of ours repeats.
    """

    item_id: str
    department: str
    fiscal_year: int
    state: RatingState
    step: int | None = None
    reason: str | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        if (self.state is RatingState.RATED) != (self.step is not None):
            raise ValueError("a rated item has a step, any other state has none")
        if self.step is not None and not 0 <= self.step <= 10:
            raise ValueError(f"a step is between 0 and 10: {self.step}")
        if self.state is not RatingState.RATED and not self.reason:
            raise ValueError(f"the state {self.state} needs a reason")
