"""Requests with what belongs to them: rounds and departments of many loaded once and shared, and one whole."""

from __future__ import annotations

from collections.abc import Iterable

from mitodoke.departments.models import Department
from mitodoke.reporting.models import Assignment, ReportingRound


def attach_shared(assignments: Iterable[Assignment]) -> None:
    """Set the round (with its documents) and the department of every request; two queries."""
    rows = list(assignments)
    rounds = ReportingRound.objects.select_related("plan__document", "register", "previous").in_bulk(
        {row.round_id for row in rows}
    )
    departments = Department.objects.in_bulk({row.department_id for row in rows})
    for row in rows:
        row.round = rounds[row.round_id]
        row.department = departments[row.department_id]


def load_answer(assignment: Assignment) -> Assignment:
    """The request as it is now, with what the checks and refusals look at."""
    return Assignment.objects.select_related(
        "round__plan__document", "round__register", "round__previous", "item", "department"
    ).get(pk=assignment.pk)
