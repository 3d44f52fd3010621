"""検証, what the next year has to say about them, observations, and opinions: reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localdate

from mitodoke.domain.beside import ItemVerification, OutsideOpinion
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


def verifications_of(
    *, ledger: PlanLedger, fiscal_year: int | None = None
) -> dict[tuple[str, int], Verification]:
    """The 検証 that counts by item id and year, with what came of it prefetched: two queries."""
    rows = Verification.objects.filter(ledger=ledger)
    if fiscal_year is not None:
        rows = rows.filter(fiscal_year=fiscal_year)
    ordered = rows.prefetch_related("follow_ups").order_by("fiscal_year", "number")
    return {(row.item_key, row.fiscal_year): row for row in ordered}


def question_of(verification: Verification) -> FollowUpQuestion:
    """What the 検証 asks the next year."""
    return FollowUpQuestion(
        item_id=verification.item_key,
        verified_for=verification.fiscal_year,
        decision=VerificationDecision(verification.decision),
        reason=verification.reason,
        next_steps=verification.next_steps,
    )


def follow_ups_due(*, ledger: PlanLedger, fiscal_year: int) -> list[DueFollowUp]:
    """What `fiscal_year` has to say about the 検証 of earlier years, oldest first: two queries."""
    newest = verifications_of(ledger=ledger)
    answered = set(
        FollowUp.objects.filter(verification__ledger=ledger).values_list(
            "verification__item_key", "verification__fiscal_year"
        )
    )
    questions = (question_of(row) for row in newest.values())
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


def public_opinions(*, ledger: PlanLedger, fiscal_year: int | None) -> list[OutsideOpinion]:
    """The opinions of a year (None: of every year) with a confirmed answer, in the order in which they came.

    One query; an opinion that waits, was withdrawn, or whose confirmation was undone is none of them.
    """
    rows = OpinionAnswer.objects.filter(
        opinion__ledger=ledger, opinion__state=OpinionState.CONFIRMED.value, opinion__department__isnull=False
    )
    if fiscal_year is not None:
        rows = rows.filter(opinion__fiscal_year=fiscal_year)
    newest = {
        answer.opinion_id: answer
        for answer in rows.select_related("opinion__department").order_by("opinion_id", "number")
    }
    return [
        OutsideOpinion(
            item_id=one.opinion.item_key,
            fiscal_year=one.opinion.fiscal_year,
            evaluator=one.opinion.evaluator,
            written_on=one.opinion.written_on.isoformat(),
            text=one.opinion.text,
            answer=one.text,
            department=one.opinion.department.name,
            answered_on=localdate(one.at).isoformat(),
        )
        for one in newest.values()
        if one.opinion.department is not None
    ]


def public_verifications(*, ledger: PlanLedger, fiscal_year: int | None) -> list[ItemVerification]:
    """The 検証 that count of a year (None: of every year): two queries."""
    return [
        ItemVerification(
            item_id=row.item_key,
            fiscal_year=row.fiscal_year,
            decision=VerificationDecision(row.decision),
            reason=row.reason,
            next_steps=row.next_steps,
        )
        for row in verifications_of(ledger=ledger, fiscal_year=fiscal_year).values()
    ]


def wording_notes(*, ledger: PlanLedger) -> dict[str, list[WordingNote]]:
    """The notes beside promises by item id, oldest first: one query."""
    found: dict[str, list[WordingNote]] = {}
    for note in WordingNote.objects.filter(ledger=ledger).order_by("noted_on", "pk"):
        found.setdefault(note.item_key, []).append(note)
    return found
