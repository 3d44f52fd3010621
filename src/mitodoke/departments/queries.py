"""Reads about departments and the rights of the people in them."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from mitodoke.departments.models import (
    Delegation,
    Department,
    DepartmentEvent,
    DepartmentSuccession,
    Membership,
)
from mitodoke.domain.department_history import DepartmentAct, DepartmentRecord, department_sentence
from mitodoke.domain.role import DELEGABLE_ROLES, Grant, Right, Role, grants_for


def department_on(*, municipality_code: str, name: str, day: datetime.date) -> Department | None:
    """The department of exactly this name on `day`, or None; nearly the same name is another department."""
    return (
        Department.objects.filter(municipality_id=municipality_code, name=name)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .first()
    )


def exists_on(department: Department, day: datetime.date) -> bool:
    """Whether the department exists on `day` under its name."""
    return (department.valid_from is None or department.valid_from <= day) and (
        department.valid_to is None or day <= department.valid_to
    )


def departments_today(*, department: Department, today: datetime.date) -> list[Department]:
    """Who does the work of `department` today: itself while it lasts, and whoever took over, step by step.

    Reorganisations after `today` do not count yet. Sorted by name; a circle of successions is walked once.
    """
    seen: dict[int, Department] = {department.pk: department}
    waiting = [department.pk]
    while waiting:
        steps = DepartmentSuccession.objects.filter(predecessor__in=waiting, on__lte=today).select_related(
            "successor"
        )
        waiting = []
        for step in steps:
            if step.successor_id not in seen:
                seen[step.successor_id] = step.successor
                waiting.append(step.successor_id)
    lasting = [one for one in seen.values() if one.valid_to is None or one.valid_to >= today]
    return sorted(lasting, key=lambda one: one.name)


def rights_of(person: User, today: datetime.date) -> tuple[Grant, ...]:
    """Every role that `person` holds today: the own ones, then those of people whose deputy they are.

    Someone whose account is switched off holds none; being a superuser of Django gives none. Two queries.
    """
    if not person.is_active or person.pk is None:
        return ()
    absences = Delegation.objects.filter(
        deputy=person, revoked_at__isnull=True, valid_from__lte=today, valid_to__gte=today
    ).values_list("absent_id", flat=True)
    absent = set(absences)
    rows = (
        Membership.objects.filter(person__in={person.pk, *absent}, valid_from__lte=today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .order_by("id")
    )
    grants = []
    for row in rows:
        own = row.person_id == person.pk
        if own or Role(row.role) in DELEGABLE_ROLES:
            grants.append(
                Grant(
                    role=Role(row.role),
                    municipality=row.municipality_id,
                    department=row.department_id,
                    on_behalf_of=None if own else row.person_id,
                )
            )
    return tuple(sorted(grants, key=lambda grant: grant.on_behalf_of is not None))


def may(
    person: User,
    right: Right,
    department: Department | None,
    today: datetime.date,
    *,
    municipality_code: str | None = None,
) -> bool:
    """Whether `person` has `right` for `department` today; without a department, for the whole municipality.

    Without a department `municipality_code` must tell which; ValueError otherwise.
    """
    code = department.municipality_id if department is not None else municipality_code
    if code is None:
        raise ValueError("a right is held in a department or in a municipality")
    number = None if department is None else department.pk
    return bool(grants_for(rights_of(person, today), right, municipality=code, department=number))


def members_on(*, municipality_code: str, day: datetime.date) -> list[Membership]:
    """Who holds which role on `day`, with people and departments loaded: for the yearly review of accounts."""
    rows = Membership.objects.filter(municipality_id=municipality_code, valid_from__lte=day).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    return list(
        rows.select_related("person", "department").order_by("department__name", "role", "person__username")
    )


def headed_departments(*, departments: Collection[int], day: datetime.date) -> frozenset[int]:
    """Those of `departments` (by number) of which somebody can approve on `day`; one query."""
    rows = Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        role=Role.HEAD,
        department__in=departments,
        person__is_active=True,
        valid_from__lte=day,
    )
    return frozenset(number for number in rows.values_list("department_id", flat=True) if number is not None)


def people_known_in(codes: Collection[str]) -> QuerySet[User]:
    """People whom these municipalities may name: who hold or held a role in one, and accounts without any role yet.

    Whoever has roles elsewhere only, and an operator's account without a role, is a stranger: that they exist is not
    told.
    """
    here = Q(memberships__municipality__in=codes)
    without_role = Q(memberships__isnull=True, is_superuser=False)
    return User.objects.filter(here | without_role).distinct()


def others_hold(role: Role, *, municipality_code: str, person: User, day: datetime.date) -> bool:
    """Whether anybody but `person` holds `role` for the whole municipality on `day`; one query."""
    rows = Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        role=role,
        municipality=municipality_code,
        department__isnull=True,
        person__is_active=True,
        valid_from__lte=day,
    )
    return rows.exclude(person=person).exists()


def department_sentences(*, municipality_code: str) -> list[str]:
    """What was registered about the departments of a municipality, newest first: one query."""
    rows = DepartmentEvent.objects.filter(municipality_id=municipality_code).select_related(
        "department", "successor"
    )
    return [
        department_sentence(
            DepartmentRecord(
                at=timezone.localtime(row.at),
                by=row.by,
                act=DepartmentAct(row.act),
                department=row.department.name,
                successor=row.successor.name if row.successor else None,
                on=row.on,
                reason=row.reason,
                decider=row.decider,
            )
        )
        for row in rows.order_by("-id")
    ]
