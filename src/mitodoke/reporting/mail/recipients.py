"""Who gets messages for a department: those who hold the role that day, and their deputies."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from mitodoke.departments.models import Delegation, Membership
from mitodoke.domain.role import Role


def people_of(departments: Collection[int], role: Role, today: datetime.date) -> dict[int, list[User]]:
    """The people with `role` in each of the departments, each once, by account name; two queries."""
    rows = _members(today).filter(role=role, department__in=departments)
    return _with_deputies([(row.department_id or 0, row.person) for row in rows], today)


def people_at_work(municipality_code: str, today: datetime.date) -> list[User]:
    """Everyone who plans, writes or approves in the municipality, each once; two queries."""
    return _people_with((Role.PLANNER, Role.REPORTER, Role.HEAD), municipality_code, today)


def planners_of(municipality_code: str, today: datetime.date) -> list[User]:
    """The 企画担当 of the municipality, each once; two queries."""
    return _people_with((Role.PLANNER,), municipality_code, today)


def _people_with(roles: tuple[Role, ...], municipality_code: str, today: datetime.date) -> list[User]:
    rows = _members(today).filter(municipality=municipality_code, role__in=roles)
    return _with_deputies([(0, row.person) for row in rows], today).get(0, [])


def _members(today: datetime.date) -> QuerySet[Membership]:
    return Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today), valid_from__lte=today
    ).select_related("person")


def _with_deputies(held: list[tuple[int, User]], today: datetime.date) -> dict[int, list[User]]:
    deputies: dict[int, list[User]] = defaultdict(list)
    for row in Delegation.objects.filter(
        absent__in={person.pk for _, person in held},
        revoked_at__isnull=True,
        valid_from__lte=today,
        valid_to__gte=today,
    ).select_related("deputy"):
        deputies[row.absent_id].append(row.deputy)
    found: dict[int, dict[int, User]] = defaultdict(dict)
    for place, person in held:
        for one in (person, *deputies[person.pk]):
            if one.is_active:
                found[place][one.pk] = one
    return {
        place: sorted(people.values(), key=lambda one: one.get_username()) for place, people in found.items()
    }
