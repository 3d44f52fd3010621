"""Whom a person may let stand in for themselves, by place: colleagues of today; and for whom they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from mitodoke.departments.models import Delegation, Membership
from mitodoke.departments.person_name import person_name
from mitodoke.desk.visit import Visit
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import DELEGABLE_ROLES, Grant, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleagues:
    """People of one department, or with one role of the whole city: (account, name with role)."""

    place: str
    people: tuple[tuple[str, str], ...]


def delegable(visit: Visit) -> tuple[Grant, ...]:
    """The person's own roles that a deputy can take over."""
    return tuple(one for one in visit.grants if one.on_behalf_of is None and one.role in DELEGABLE_ROLES)


def colleagues(visit: Visit) -> tuple[Colleagues, ...]:
    """Who works in the same departments, or has the same role for the whole city: one query.

    Nobody else is named: evaluators from outside are not shown the staff of the city.
    """
    wanted = Q(pk__in=())
    for one in delegable(visit):
        place = {"municipality": one.municipality}
        if one.department is None:
            wanted |= Q(**place, department__isnull=True, role=one.role.value)
        else:
            wanted |= Q(**place, department=one.department)
    rows = (
        Membership.objects.filter(wanted, person__is_active=True, valid_from__lte=visit.today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=visit.today))
        .exclude(person=visit.person)
        .select_related("person", "department", "municipality")
        .order_by("department__name", "role", "person__username", "pk")
    )
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        role = Role(row.role).label
        office = row.department.name if row.department else row.municipality.name
        name = f"{person_name(row.person)}（{role}）"
        found.setdefault(office, {}).setdefault(row.person.get_username(), name)
    return tuple(Colleagues(place=place, people=tuple(people.items())) for place, people in found.items())


def standing_in(visit: Visit) -> tuple[str, ...]:
    """For whom this person stands in today or later, as sentences: one query."""
    rows = (
        Delegation.objects.filter(deputy=visit.person, revoked_at__isnull=True, valid_to__gte=visit.today)
        .select_related("absent")
        .order_by("valid_from", "pk")
    )
    return tuple(
        f"{person_name(one.absent)}の代理（{format_date(one.valid_from)}～{format_date(one.valid_to)}、{one.reason}）"
        for one in rows
    )
