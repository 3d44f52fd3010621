"""Stores what a list of people was seen to change: all of it in one transaction, or nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import Municipality
from mitodoke.departments.services import begin_membership
from mitodoke.desk.accounts.staff_list.changes import plan_changes
from mitodoke.desk.accounts.staff_list.outcome import PersonChange
from mitodoke.desk.accounts.staff_list.rows import StaffList
from mitodoke.desk.services import create_account
from mitodoke.domain.action import ActionDenied


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """How many accounts were made, and how many roles begin."""

    accounts: int
    roles: int


@transaction.atomic
def store_staff(
    *,
    staff: StaffList,
    municipality: Municipality,
    valid_from: datetime.date,
    seen: str,
    by: User,
    clock: Clock = timezone.now,
) -> Stored:
    """Make the accounts and begin the roles that the preview `seen` told; ActionDenied where it would be another list now.

    The accounts have no password: each person is invited to choose their own.
    """
    changes = plan_changes(staff=staff, municipality=municipality, valid_from=valid_from)
    if changes.seen != seen:
        raise ActionDenied("確かめた内容から変わったところがあります。下の内容をもう一度確かめてください。")
    if not changes.role_count:
        raise ActionDenied("登録するものはありません。")
    for change in changes.everybody:
        try:
            _store_person(change, municipality, valid_from, by, clock)
        except ActionDenied as denied:
            raise ActionDenied(f"「{change.username}」を登録できません。{denied}") from denied
    return Stored(accounts=len(changes.accounts), roles=changes.role_count)


def _store_person(
    change: PersonChange, municipality: Municipality, valid_from: datetime.date, by: User, clock: Clock
) -> None:
    person = change.account
    if person is None:
        person, _ = create_account(
            username=change.username,
            family_name=change.family_name,
            given_name=change.given_name,
            email=change.email,
            municipality=municipality,
            by=by,
            with_password=False,
            clock=clock,
        )
    for one in change.roles:
        begin_membership(
            person=person,
            role=one.role,
            municipality=municipality,
            department=one.department,
            valid_from=valid_from,
            by=by,
            clock=clock,
        )
