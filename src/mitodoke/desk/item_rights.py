"""Which items of a plan a person may write about: those of the own departments, or all with a role of the city."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from mitodoke.departments.models import Department
from mitodoke.desk.visit import Visit
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.domain.role import RIGHTS, Right

FOLLOW_WRITERS = (Right.EDIT_PLANS, Right.WRITE_ANSWERS, Right.APPROVE_ANSWERS)
"""Who writes 検証 and observations, as `plans.services` decides anew at every act."""


def own_departments(visit: Visit, rights: Iterable[Right] | None = None) -> frozenset[str]:
    """The names, today, of the departments in the city of the address in which the person holds one of `rights`
    (None: any role). One query, none for who has no role in a department.
    """
    wanted = None if rights is None else set(rights)
    numbers = {
        one.department
        for one in visit.grants
        if one.municipality == visit.city.code
        and one.department is not None
        and (wanted is None or RIGHTS[one.role] & wanted)
    }
    if not numbers:
        return frozenset()
    rows = Department.objects.filter(pk__in=numbers).filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=visit.today),
        Q(valid_to__isnull=True) | Q(valid_to__gte=visit.today),
    )
    return frozenset(rows.values_list("name", flat=True))


def writable_items(
    visit: Visit, items: Iterable[PlannedItem], rights: Iterable[Right] = FOLLOW_WRITERS
) -> frozenset[str]:
    """The ids of the items that the person may write about: one query at most."""
    wanted = tuple(rights)
    if any(visit.may(right) for right in wanted):
        return frozenset(item.item_id for item in items)
    names = own_departments(visit, wanted)
    return frozenset(item.item_id for item in items if names.intersection(item.departments or ()))
