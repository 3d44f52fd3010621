"""The trail of what happened to accounts: written by every act, read by the person and by administrators."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User

from mitodoke.departments.person_name import person_name
from mitodoke.desk.accounts.words import AccountAct
from mitodoke.desk.models import AccountEvent


def record_event(
    *, person: User, act: AccountAct, by: User | str, at: datetime.datetime, note: str = ""
) -> AccountEvent:
    """One line of the trail; `by` is a person, or the login of the command line."""
    who = person_name(by) if isinstance(by, User) else by
    return AccountEvent.objects.create(person=person, act=act.value, by=who, at=at, note=note)


def events_of(person: User, count: int = 20) -> list[AccountEvent]:
    """The newest lines about a person."""
    return list(AccountEvent.objects.filter(person=person)[:count])
