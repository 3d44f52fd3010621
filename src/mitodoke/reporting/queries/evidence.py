"""The files of evidence of answers: what is listed without its bytes, and one file for who may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.role import Right
from mitodoke.reporting.models import Assignment, Evidence, EvidenceFile
from mitodoke.reporting.permissions import actor


def evidence_of(*, assignment: Assignment, removed: bool = False) -> list[Evidence]:
    """The pieces that stand at an answer in their order, or those that were removed; one query, no bytes read."""
    return list(_listed().filter(assignment=assignment, removed_at__isnull=not removed))


def evidence_by_assignment(numbers: Collection[int]) -> dict[int, list[Evidence]]:
    """The pieces that stand at each of these answers; one query."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    for piece in _listed().filter(assignment__in=numbers, removed_at__isnull=True):
        found[piece.assignment_id].append(piece)
    return found


def readable_evidence(
    *, assignment: Assignment, evidence_id: int, person: User, clock: Clock = timezone.now
) -> Evidence | None:
    """A piece of the answer with its bytes, or None where `person` may not read it or there is none.

    Who may read the answer may read its evidence. What was removed is only for those who read the history of the
    whole municipality.
    """
    who = actor(person, clock)
    place = Assignment.objects.values_list("department_id", "department__municipality_id").get(
        pk=assignment.pk
    )
    if not who.may(Right.READ_ANSWERS, municipality=place[1], department=place[0]):
        return None
    piece = Evidence.objects.select_related("file").filter(pk=evidence_id, assignment=assignment.pk).first()
    if (
        piece is not None
        and piece.removed_at is not None
        and not who.may(Right.READ_HISTORY, municipality=place[1])
    ):
        return None
    return piece


def evidence_bytes(sha256: str) -> bytes | None:
    """The bytes of a kept file by their hash, whoever asks; None where there are none."""
    data = EvidenceFile.objects.filter(pk=sha256).values_list("data", flat=True).first()
    return None if data is None else bytes(data)


def _listed() -> QuerySet[Evidence]:
    return Evidence.objects.select_related("file").defer("file__data").order_by("assignment_id", "position")
