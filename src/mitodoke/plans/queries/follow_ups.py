"""検証, what the next year has to say about them, observations, and opinions: reads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mitodoke.domain.follow_up import FollowUpQuestion, VerificationDecision, questions_due
from mitodoke.domain.opinion import OpinionState
from mitodoke.plans.models import (
    FollowUp,
    Observation,
    Opinion,
    OpinionAnswer,
    PlanLedger,
    Verification,
    WordingNote,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFollowUp:
    """A question of a year, with the 検証 that `follow_up` takes."""

    question: FollowUpQuestion
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOpinion:
    """An opinion with the city's confirmed answer, as it is published beside the self-rating."""

    item_id: str | None
    evaluator: str
    written_on: datetime.date
    text: str
    answer: str


def verifications_of(
    *, ledger: PlanLedger, fiscal_year: int | None = None
) -> dict[tuple[str, int], Verification]:
    """The 検証 that counts by item id and year, with what came of it prefetched: two queries."""
    rows = Verification.objects.filter(ledger=ledger)
    if fiscal_year is not None:
        rows = rows.filter(fiscal_year=fiscal_year)
    ordered = rows.prefetch_related("follow_ups").order_by("fiscal_year", "number")
    return {(row.item_key, row.fiscal_year): row for row in ordered}


def follow_ups_due(*, ledger: PlanLedger, fiscal_year: int) -> list[DueFollowUp]:
    """What `fiscal_year` has to say about the 検証 of earlier years, oldest first: two queries."""
    newest = verifications_of(ledger=ledger)
    answered = set(
        FollowUp.objects.filter(verification__ledger=ledger).values_list(
            "verification__item_key", "verification__fiscal_year"
        )
    )
    questions = (
        FollowUpQuestion(
            item_id=row.item_key,
            verified_for=row.fiscal_year,
            decision=VerificationDecision(row.decision),
            reason=row.reason,
            next_steps=row.next_steps,
        )
        for row in newest.values()
    )
    return [
        DueFollowUp(question=one, verification=newest[one.item_id, one.verified_for])
        for one in questions_due(questions, answered, fiscal_year=fiscal_year)
    ]


def observations_of(*, ledger: PlanLedger, item_id: str | None = None) -> list[Observation]:
    """The log of an item or of all, newest first; entries that were corrected are left out. One query."""
    rows = Observation.objects.filter(ledger=ledger, corrections__isnull=True)
    if item_id is not None:
        rows = rows.filter(item_key=item_id)
    return list(rows.order_by("-observed_on", "-pk"))


def opinions_of(*, ledger: PlanLedger, only_open: bool = False) -> list[Opinion]:
    """Every opinion with its answers prefetched, those that wait longest first: two queries."""
    rows = Opinion.objects.filter(ledger=ledger).select_related("department").prefetch_related("answers")
    if only_open:
        rows = rows.exclude(state__in=[one.value for one in OpinionState if one.is_settled])
    return list(rows.order_by("due_on", "pk"))


def public_opinions(*, ledger: PlanLedger, fiscal_year: int) -> list[PublicOpinion]:
    """The opinions of a year with a confirmed answer, in the order in which they came: one query."""
    newest = {
        answer.opinion_id: answer
        for answer in OpinionAnswer.objects.filter(
            opinion__ledger=ledger,
            opinion__fiscal_year=fiscal_year,
            opinion__state=OpinionState.CONFIRMED.value,
        )
        .select_related("opinion")
        .order_by("opinion_id", "number")
    }
    return [
        PublicOpinion(
            item_id=one.opinion.item_key,
            evaluator=one.opinion.evaluator,
            written_on=one.opinion.written_on,
            text=one.opinion.text,
            answer=one.text,
        )
        for one in newest.values()
    ]


def wording_notes(*, ledger: PlanLedger) -> dict[str, list[WordingNote]]:
    """The notes beside promises by item id, oldest first: one query."""
    found: dict[str, list[WordingNote]] = {}
    for note in WordingNote.objects.filter(ledger=ledger).order_by("noted_on", "pk"):
        found.setdefault(note.item_key, []).append(note)
    return found
