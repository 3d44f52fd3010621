"""Stores what a workbook changes, by the same service as the web form: all of it, or nothing when it is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.models import Assignment, WorkbookEntry
from mitodoke.reporting.services import FieldChange, SavedAnswer, SaveOutcome, add_entry, save_fields
from mitodoke.reporting.workbook.reading import Difference, WorkbookReading


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedWorkbook:
    """What became of a workbook: fields stored, conflicts that wait for a decision, cells held back, projects added."""

    answers: tuple[SavedAnswer, ...]
    saved: int
    conflicts: int
    held_back: int
    added: int


@transaction.atomic
def apply_workbook(
    *,
    reading: WorkbookReading,
    by: User,
    decided: Collection[tuple[int, str]] = (),
    clock: Clock = timezone.now,
) -> AppliedWorkbook:
    """Store the differences of `reading` as drafts; cells in rows with a problem are left out.

    A conflict is stored only where `decided` names it (number of the request, field): the person saw both and
    chose the workbook's. Others are kept in the history, as `save_fields` does. ActionDenied, and nothing stored,
    for a refused workbook and for anyone who may not write for the department. Storing the same reading, or reading
    and storing the same file, again changes nothing.
    """
    if reading.refusal is not None:
        raise ActionDenied(reading.refusal)
    chosen = set(decided)
    differences = [one for one in (*reading.differences, *reading.conflicts) if not one.held_back]
    answers: list[SavedAnswer] = []
    added = 0
    by_token: dict[str, list[Difference]] = defaultdict(list)
    for one in differences:
        by_token[one.token].append(one)
    for token, several in by_token.items():
        assignment = several[0].assignment
        if assignment is None:
            assignment, is_new = _entry_for(reading, token, by, clock)
            added += is_new
        changes = [
            FieldChange(
                field=one.field,
                value=one.now,
                revision=one.revision_now if (assignment.pk, one.field) in chosen else one.revision,
            )
            for one in several
        ]
        answers.append(save_fields(assignment=assignment, changes=changes, by=by, clock=clock))
    outcomes = [field.outcome for answer in answers for field in answer.fields]
    return AppliedWorkbook(
        answers=tuple(answers),
        saved=outcomes.count(SaveOutcome.SAVED),
        conflicts=outcomes.count(SaveOutcome.CONFLICT),
        held_back=sum(one.held_back for one in (*reading.differences, *reading.conflicts)),
        added=added,
    )


def _entry_for(reading: WorkbookReading, token: str, by: User, clock: Clock) -> tuple[Assignment, bool]:
    """The answer of a new project's row: added the first time, found again ever after."""
    known = WorkbookEntry.objects.filter(seal=reading.seal, token=token).select_related("assignment").first()
    if known is not None:
        return known.assignment, False
    assert reading.reporting_round is not None
    assert reading.department is not None
    assignment = add_entry(
        reporting_round=reading.reporting_round, department=reading.department, by=by, clock=clock
    )
    WorkbookEntry.objects.create(seal=reading.seal, token=token, assignment=assignment)
    return assignment, True
