"""How far the rounds of a person's own departments are: also what is no longer waiting for that person."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from mitodoke.departments.models import Department
from mitodoke.desk.presentation.words import round_title, show_due
from mitodoke.desk.visit import Visit
from mitodoke.domain.approval import WRITABLE, AnswerState
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import RIGHTS, Right
from mitodoke.reporting.models import Assignment, ReportingRound

KEPT = datetime.timedelta(days=400)
"""How long a closed round stays on the list: until the next one of the same plan has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRound:
    """One round for one department: where its answers are, and how many of them are how far."""

    title: str
    department: str
    address: str
    coverage: str
    due: str
    overdue: int


def department_rounds(visit: Visit) -> tuple[DepartmentRound, ...]:
    """Open rounds, due first on top, then those closed lately; three queries, one without a role in a department."""
    departments = {
        one.department
        for one in visit.grants
        if one.department is not None and Right.READ_ANSWERS in RIGHTS[one.role]
    }
    if not departments:
        return ()
    rows = list(
        Assignment.objects.filter(department__in=departments, cancelled=False)
        .filter(Q(round__closed_on__isnull=True) | Q(round__closed_on__gte=visit.today - KEPT))
        .filter(round__opened_on__lte=visit.today)
        .exclude(round__asks=())
        .order_by()
        .values("round_id", "department_id")
        .annotate(
            total=Count("pk"),
            writable=Count("pk", filter=Q(state__in=[one.value for one in WRITABLE])),
            returned=Count("pk", filter=Q(state=AnswerState.RETURNED.value)),
            waiting=Count("pk", filter=Q(state=AnswerState.SUBMITTED.value)),
            confirmed=Count("pk", filter=Q(state=AnswerState.CONFIRMED.value)),
        )
    )
    rounds = ReportingRound.objects.select_related("plan__document", "register").in_bulk(
        {row["round_id"] for row in rows}
    )
    names = Department.objects.in_bulk({row["department_id"] for row in rows})
    rows.sort(key=lambda row: (*_order(rounds[row["round_id"]]), names[row["department_id"]].name))
    return tuple(_line(row, rounds[row["round_id"]], names[row["department_id"]], visit) for row in rows)


def _order(one: ReportingRound) -> tuple[bool, int, int]:
    """Open before closed; open ones by their due date, closed ones the latest first."""
    if one.closed_on is None:
        return False, one.due_on.toordinal(), one.pk
    return True, -one.closed_on.toordinal(), -one.pk


def _line(
    row: Mapping[str, Any], one: ReportingRound, department: Department, visit: Visit
) -> DepartmentRound:
    is_open = one.closed_on is None
    address = reverse("desk:round_answers", kwargs={"round_id": one.pk})
    return DepartmentRound(
        title=round_title(one),
        department=department.name,
        address=f"{address}?department={department.pk}",
        coverage=_coverage(row),
        due=f"{format_date(one.closed_on)}に締切り済み"
        if one.closed_on
        else f"回答期限 {show_due(one.due_on, visit.today)}",
        overdue=row["writable"] if is_open and one.due_on < visit.today else 0,
    )


def _coverage(row: Mapping[str, Any]) -> str:
    """``3件のうち、未提出1件（うち差戻し1件）、承認待ち1件、確定1件``: what there is none of is left out, but 未提出."""
    returned = f"（うち差戻し{row['returned']:,}件）" if row["returned"] else ""
    parts = [f"未提出{row['writable']:,}件{returned}"]
    between = row["total"] - row["writable"] - row["waiting"] - row["confirmed"]
    for label, count in (
        ("承認待ち", row["waiting"]),
        ("企画担当が確認中", between),
        ("確定", row["confirmed"]),
    ):
        if count:
            parts.append(f"{label}{count:,}件")
    return f"{row['total']:,}件のうち、{'、'.join(parts)}"
