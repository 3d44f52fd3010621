"""A person who acts: at which moment, in which roles, and for whom they stand in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from django.contrib.auth.models import User
from django.utils import timezone

from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import rights_of
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Grant, Right, grants_for, roles_with

Clock = Callable[[], datetime.datetime]
"""Tells the moment at which somebody acts; tests set their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingPerson:
    """A person at one moment, with the roles held; `absent` are the names of those they stand in for."""

    person: User
    at: datetime.datetime
    today: datetime.date
    grants: tuple[Grant, ...]
    absent: dict[int, str]

    @classmethod
    def now(cls, by: User, clock: Clock) -> Self:
        """`by` at this moment: two queries, three where they stand in for somebody."""
        at = clock()
        today = timezone.localdate(at)
        grants = rights_of(by, today)
        numbers = {one.on_behalf_of for one in grants if one.on_behalf_of is not None}
        absent = {one.pk: person_name(one) for one in User.objects.filter(pk__in=numbers)} if numbers else {}
        return cls(person=by, at=at, today=today, grants=grants, absent=absent)

    @property
    def name(self) -> str:
        """How history calls the person."""
        return person_name(self.person)

    def absent_name(self, grant: Grant | None) -> str | None:
        """For whom the person stands in with the role `grant`; None in a role of their own."""
        absent = grant.on_behalf_of if grant else None
        return None if absent is None else self.absent.get(absent)


def grant_for(
    who: ActingPerson, right: Right, *, municipality: str, department: int | None = None, what: str
) -> Grant:
    """The role by which `who` may do `what`; ActionDenied names the roles that may."""
    grants = grants_for(who.grants, right, municipality=municipality, department=department)
    if not grants:
        names = "または".join(role.label for role in roles_with(right))
        raise ActionDenied(f"{what}を行えるのは{names}です。{names}に依頼してください。")
    return grants[0]
