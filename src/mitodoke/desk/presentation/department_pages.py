"""Departments of a city with what became of them, and requests that wait for their new department."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from mitodoke.departments.models import Department, DepartmentSuccession, SuccessionExtent
from mitodoke.desk.presentation.words import round_title
from mitodoke.desk.reorganisation_preview import open_requests
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import Role
from mitodoke.reporting.models import ReportingRound


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentLine:
    """One department: its days, how many people answer and approve in it, and where its work came from and went."""

    name: str
    since: str
    until: str
    people: str
    origins: tuple[str, ...]
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRequests:
    """Requests of an open round to a department that has ended; `successor_id` is 0 where nobody took over all."""

    round_id: int
    round_title: str
    round_address: str
    predecessor_id: int
    predecessor: str
    successor_id: int
    successor: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentLists:
    """The departments of a city by whether they last today."""

    today: tuple[DepartmentLine, ...]
    coming: tuple[DepartmentLine, ...]
    former: tuple[DepartmentLine, ...]


def department_lists(code: str, today: datetime.date) -> DepartmentLists:
    """Every department of the city: two queries."""
    held = (
        Q(memberships__person__is_active=True)
        & Q(memberships__valid_from__lte=today)
        & (Q(memberships__valid_to__isnull=True) | Q(memberships__valid_to__gte=today))
    )
    rows = (
        Department.objects.filter(municipality=code)
        .annotate(
            reporters=Count("memberships", filter=held & Q(memberships__role=Role.REPORTER.value)),
            heads=Count("memberships", filter=held & Q(memberships__role=Role.HEAD.value)),
        )
        .order_by("name", "valid_from")
    )
    origins: dict[int, list[str]] = defaultdict(list)
    successors: dict[int, list[str]] = defaultdict(list)
    for one in DepartmentSuccession.objects.filter(predecessor__municipality=code).select_related(
        "predecessor", "successor"
    ):
        how = f"（{format_date(one.on)}に業務の{SuccessionExtent(one.extent).label}）"
        origins[one.successor_id].append(f"{one.predecessor.name}{how}")
        successors[one.predecessor_id].append(f"{one.successor.name}{how}")
    groups: dict[str, list[DepartmentLine]] = {"today": [], "coming": [], "former": []}
    for row in rows:
        group = "today"
        if row.valid_from is not None and row.valid_from > today:
            group = "coming"
        elif row.valid_to is not None and row.valid_to < today:
            group = "former"
        groups[group].append(
            DepartmentLine(
                name=row.name,
                since=format_date(row.valid_from) if row.valid_from else "",
                until=format_date(row.valid_to) if row.valid_to else "",
                people=f"{_counted(Role.REPORTER, row.reporters)}、{_counted(Role.HEAD, row.heads)}",
                origins=tuple(origins[row.pk]),
                successors=tuple(successors[row.pk]),
            )
        )
    return DepartmentLists(**{name: tuple(lines) for name, lines in groups.items()})


def _counted(role: Role, count: int) -> str:
    return f"{role.label}{f' {count:,}人' if count else 'なし'}"


def waiting_requests(code: str, today: datetime.date) -> tuple[WaitingRequests, ...]:
    """Requests of open rounds to departments that have ended: four queries at most."""
    ended = {one.pk: one for one in Department.objects.filter(municipality=code, valid_to__lt=today)}
    found = open_requests(ended.values()) if ended else []
    if not found:
        return ()
    rounds = {
        one.pk: one
        for one in ReportingRound.objects.filter(pk__in={number for number, _, _ in found}).select_related(
            "plan__document", "register"
        )
    }
    whole = {
        one.predecessor_id: one.successor
        for one in DepartmentSuccession.objects.filter(
            predecessor__in=ended, extent=SuccessionExtent.WHOLE
        ).select_related("successor")
    }
    lines = []
    for round_id, number, count in found:
        successor = whole.get(number)
        lines.append(
            WaitingRequests(
                round_id=round_id,
                round_title=round_title(rounds[round_id]),
                round_address=reverse("desk:round", kwargs={"round_id": round_id}),
                predecessor_id=number,
                predecessor=ended[number].name,
                successor_id=successor.pk if successor else 0,
                successor=successor.name if successor else "",
                count=count,
            )
        )
    return tuple(lines)
