"""Reads about departments."""

from __future__ import annotations

import datetime

from django.db.models import Q

from mitodoke.departments.models import Department, DepartmentSuccession


def department_on(*, municipality_code: str, name: str, day: datetime.date) -> Department | None:
    """The department of exactly this name on `day`, or None; nearly the same name is another department."""
    return (
        Department.objects.filter(municipality_id=municipality_code, name=name)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .first()
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
