"""Which departments have nobody who could answer or approve: a round that asks them would wait for ever."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from mitodoke.departments.models import Membership
from mitodoke.domain.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingStaff:
    """Names of departments without 所属担当, and of those that have one but no 所属長."""

    without_reporter: tuple[str, ...] = ()
    without_head: tuple[str, ...] = ()


def missing_staff(names: Iterable[str], code: str, today: datetime.date) -> MissingStaff:
    """Of the departments of the city with these names; one query however many there are.

    Only people count who hold the role today and can sign in. A name that no department has yet has nobody.
    """
    rows = (
        Membership.objects.filter(
            municipality=code,
            role__in=(Role.REPORTER.value, Role.HEAD.value),
            person__is_active=True,
            valid_from__lte=today,
        )
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .values_list("department__name", "role")
    )
    held = set(rows)
    wanted = tuple(dict.fromkeys(names))
    return MissingStaff(
        without_reporter=tuple(one for one in wanted if (one, Role.REPORTER.value) not in held),
        without_head=tuple(
            one for one in wanted if (one, Role.REPORTER.value) in held and (one, Role.HEAD.value) not in held
        ),
    )
