"""The answers of a round that a person may read, whether or not they wait for anything."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.role import RIGHTS, Right
from mitodoke.reporting.attach import attach_shared
from mitodoke.reporting.models import Assignment, ReportingRound
from mitodoke.reporting.permissions import actor


def answers_for(
    *, reporting_round: ReportingRound, person: User, clock: Clock = timezone.now
) -> list[Assignment]:
    """The requests of the round that `person` may read, in the order of the plan, with what a list shows.

    A person with a role in departments sees those departments, one with a role in the city sees all; nobody else
    sees any. Cancelled requests are left out. Six queries at most.
    """
    who = actor(person, clock)
    places = Q(pk__in=())
    for grant in who.grants:
        if Right.READ_ANSWERS not in RIGHTS[grant.role]:
            continue
        if grant.department is not None:
            places |= Q(department=grant.department)
        else:
            places |= Q(department__municipality=grant.municipality)
    rows = list(
        Assignment.objects.filter(places, round=reporting_round, cancelled=False)
        .select_related("item")
        .order_by("item__position", "position", "pk")
    )
    attach_shared(rows)
    return rows
