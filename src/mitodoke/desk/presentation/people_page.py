"""The people of a city: roles held today or later, deputies, and choices for forms."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q

from mitodoke.departments.models import Delegation, Membership
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import people_known_in
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import DEPARTMENT_ROLES, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One role of one person."""

    membership_id: int
    username: str
    name: str
    active: bool
    role: str
    department: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyLine:
    """One deputy."""

    delegation_id: int
    absent: str
    deputy: str
    days: str
    reason: str


def people_lines(code: str, today: datetime.date) -> tuple[PersonLine, ...]:
    """Every role of today and of later days, by department and person; one query."""
    rows = (
        Membership.objects.filter(municipality=code)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .select_related("person", "department")
        .order_by("department__name", "role", "person__username", "id")
    )
    return tuple(
        PersonLine(
            membership_id=row.pk,
            username=row.person.get_username(),
            name=person_name(row.person),
            active=row.person.is_active,
            role=Role(row.role).label,
            department=row.department.name if row.department else "全体",
            since=format_date(row.valid_from),
            until=format_date(row.valid_to) if row.valid_to else "",
        )
        for row in rows
    )


def deputy_lines(
    today: datetime.date, *, code: str | None = None, absent: User | None = None
) -> tuple[DeputyLine, ...]:
    """Deputies of today and of later days: of the people of a city, or of one absent person; one query."""
    rows = Delegation.objects.filter(revoked_at__isnull=True, valid_to__gte=today)
    if absent is not None:
        rows = rows.filter(absent=absent)
    if code is not None:
        rows = rows.filter(absent__in=Membership.objects.filter(municipality=code).values("person"))
    return tuple(
        DeputyLine(
            delegation_id=row.pk,
            absent=person_name(row.absent),
            deputy=person_name(row.deputy),
            days=f"{format_date(row.valid_from)}～{format_date(row.valid_to)}",
            reason=row.reason,
        )
        for row in rows.select_related("absent", "deputy").order_by("valid_from", "id")
    )


def person_choices(code: str) -> tuple[tuple[str, str], ...]:
    """People who can sign in and to whom the city may give a role: (account, name); one query."""
    people = people_known_in([code]).filter(is_active=True).order_by("username")
    return tuple((one.get_username(), person_name(one)) for one in people)


def people_without_role() -> tuple[tuple[str, str], ...]:
    """Accounts that can sign in and never held a role anywhere, so can do nothing: (account, name); one query."""
    people = User.objects.filter(is_active=True, is_superuser=False, memberships__isnull=True)
    return tuple((one.get_username(), person_name(one)) for one in people.order_by("username"))


def role_choices() -> tuple[tuple[str, str, bool], ...]:
    """Every role: value, label, and whether it needs a department."""
    return tuple((role.value, role.label, role in DEPARTMENT_ROLES) for role in Role)


def account_choices(code: str) -> tuple[tuple[str, str], ...]:
    """People whose account an administrator of the city may help with, stopped ones as well: (account, name)."""
    people = (
        User.objects.filter(is_superuser=False, is_staff=False)
        .filter(
            Q(memberships__municipality=code) | Q(memberships__isnull=True, invitations__municipality=code)
        )
        .distinct()
        .order_by("username")
    )
    return tuple(
        (one.get_username(), person_name(one) + ("" if one.is_active else "・利用停止")) for one in people
    )
