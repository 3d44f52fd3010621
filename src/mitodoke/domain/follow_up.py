"""Yearly 検証 of an item (PDCA) and the question that the next year asks about it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum


class VerificationDecision(StrEnum):
    """What becomes of an item after a year."""

    CONTINUE = "continue"
    IMPROVE = "improve"
    EXPAND = "expand"
    MERGE = "merge"
    END = "end"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            VerificationDecision.CONTINUE: "継続",
            VerificationDecision.IMPROVE: "改善",
            VerificationDecision.EXPAND: "拡充",
            VerificationDecision.MERGE: "統合",
            VerificationDecision.END: "終了",
        }[self]

    @property
    def question(self) -> str:
        """What the next year's follow-up asks."""
        return {
            VerificationDecision.CONTINUE: "継続した結果はどうでしたか。",
            VerificationDecision.IMPROVE: "どこを改善し、その結果はどうでしたか。",
            VerificationDecision.EXPAND: "何を拡充し、その結果はどうでしたか。",
            VerificationDecision.MERGE: "何と統合し、その結果はどうでしたか。",
            VerificationDecision.END: "終了は済みましたか。終了による影響はどうでしたか。",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpQuestion:
    """A question that `fiscal_year` owes an answer: what came of the 検証 of `item_id` the year before or earlier."""

    item_id: str
    verified_for: int
    decision: VerificationDecision
    reason: str
    next_steps: str | None

    @property
    def text(self) -> str:
        """The question in words."""
        return self.decision.question


def questions_due(
    verified: Iterable[FollowUpQuestion], answered: Set[tuple[str, int]], *, fiscal_year: int
) -> tuple[FollowUpQuestion, ...]:
    """The questions without an answer that `fiscal_year` asks: of every earlier year, oldest first.

    `answered` are pairs of item id and the year that was verified. A question stays until it is answered.
    """
    due = [
        one
        for one in verified
        if one.verified_for < fiscal_year and (one.item_id, one.verified_for) not in answered
    ]
    return tuple(sorted(due, key=lambda one: one.verified_for))
