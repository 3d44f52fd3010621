"""Writes of the desk itself: attempts to sign in are recorded, and accounts are made for people."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.models import Municipality
from mitodoke.departments.queries import rights_of
from mitodoke.desk.first_password import random_password
from mitodoke.desk.models import SignInAttempt
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Right, grants_for

Clock = Callable[[], datetime.datetime]

LONGEST_NAME = 150
"""Characters of a typed name that are kept: what an account's name can hold."""


def record_sign_in(*, address: str, succeeded: bool, by: str, clock: Clock = timezone.now) -> SignInAttempt:
    """Record an attempt from `address`; `by` is the name as typed, whether or not there is such an account."""
    return SignInAttempt.objects.create(
        username=by[:LONGEST_NAME], address=address[:64], at=clock(), succeeded=succeeded
    )


@transaction.atomic
def create_account(
    *,
    username: str,
    family_name: str,
    given_name: str,
    email: str,
    municipality: Municipality,
    by: User,
    clock: Clock = timezone.now,
) -> tuple[User, str]:
    """An account for a member of staff and its first password, told once; by a 管理者 of `municipality`.

    The account can do nothing until it holds a role.
    """
    grants = rights_of(by, timezone.localdate(clock()))
    if not grants_for(grants, Right.MANAGE_PEOPLE, municipality=municipality.code, department=None):
        raise ActionDenied("利用者を登録できるのは管理者だけです。管理者に依頼してください。")
    return open_account(
        username=username, family_name=family_name, given_name=given_name, email=email, by=by.get_username()
    )


@transaction.atomic
def open_account(
    *, username: str, family_name: str = "", given_name: str = "", email: str = "", by: str
) -> tuple[User, str]:
    """An account with a random first password; for the command line, where `by` is the name of the login."""
    name = username.strip()
    if not by:
        raise ValueError("an account is opened by somebody")
    if User.objects.filter(username=name).exists():
        raise ActionDenied(f"「{name}」という利用者はすでにいます。別の利用者名にしてください。")
    person = User(
        username=name, last_name=family_name.strip(), first_name=given_name.strip(), email=email.strip()
    )
    password = random_password()
    person.set_password(password)
    try:
        person.full_clean()
    except ValidationError as problem:
        raise ActionDenied("".join(message for message in problem.messages)) from problem
    person.save()
    return person, password


@transaction.atomic
def renew_password(*, person: User, municipality: Municipality, by: User, clock: Clock = timezone.now) -> str:
    """A new random password for somebody who forgot theirs, told once; by a 管理者 of a municipality they work for."""
    grants = rights_of(by, timezone.localdate(clock()))
    if not grants_for(grants, Right.MANAGE_PEOPLE, municipality=municipality.code, department=None):
        raise ActionDenied("パスワードを作り直せるのは管理者だけです。管理者に依頼してください。")
    if not person.memberships.filter(municipality=municipality).exists():
        raise ActionDenied("この人は、この自治体の役割を持ったことがありません。")
    if person.memberships.exclude(municipality=municipality).exists():
        raise ActionDenied("この人は別の自治体の役割も持つため、ここではパスワードを作り直せません。")
    password = random_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    return password
