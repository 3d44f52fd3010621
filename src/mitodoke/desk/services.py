"""Writes of the desk itself: attempts to sign in are recorded, and accounts are made for people."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import Municipality
from mitodoke.departments.queries import rights_of
from mitodoke.desk.accounts.events import record_event
from mitodoke.desk.accounts.first_passwords import (
    forget_first_password,
    is_first_password,
    note_first_password,
)
from mitodoke.desk.accounts.sessions import end_sessions, prune
from mitodoke.desk.accounts.words import AccountAct, SessionEnd, SignInStep
from mitodoke.desk.first_password import random_password
from mitodoke.desk.models import RecoveryCode, SecondFactor, SignInAttempt
from mitodoke.desk.queries import typed_name
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Right, grants_for


def record_sign_in(
    *,
    address: str,
    succeeded: bool,
    by: str,
    step: SignInStep = SignInStep.PASSWORD,
    browser: str = "",
    clock: Clock = timezone.now,
) -> SignInAttempt:
    """Record an attempt from `address`; `by` is the name as typed, whether or not there is such an account.

    A success also deletes what is older than the log is kept.
    """
    now = clock()
    if succeeded:
        prune(now)
    return SignInAttempt.objects.create(
        username=typed_name(by),
        address=address[:64],
        at=now,
        succeeded=succeeded,
        step=step.value,
        browser=browser,
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
    with_password: bool = True,
    clock: Clock = timezone.now,
) -> tuple[User, str]:
    """An account for a member of staff and its first password, told once; by a 管理者 of `municipality`.

    Without a password (for who is invited, or signs in by the provider) the text is empty.

    The account can do nothing until it holds a role.
    """
    grants = rights_of(by, timezone.localdate(clock()))
    if not grants_for(grants, Right.MANAGE_PEOPLE, municipality=municipality.code, department=None):
        raise ActionDenied("利用者を登録できるのは管理者だけです。管理者に依頼してください。")
    return open_account(
        username=username,
        family_name=family_name,
        given_name=given_name,
        email=email,
        with_password=with_password,
        by=by.get_username(),
        clock=clock,
    )


@transaction.atomic
def open_account(
    *,
    username: str,
    family_name: str = "",
    given_name: str = "",
    email: str = "",
    with_password: bool = True,
    kept_because: str | None = None,
    by: str,
    clock: Clock = timezone.now,
) -> tuple[User, str]:
    """An account with a random first password; for the command line, where `by` is the name of the login.

    The person has to replace that password when they first sign in, unless `kept_because` says why not.
    """
    name = username.strip()
    if not by:
        raise ValueError("an account is opened by somebody")
    if User.objects.filter(username=name).exists():
        raise ActionDenied(f"「{name}」という利用者はすでにいます。別の利用者名にしてください。")
    person = User(
        username=name, last_name=family_name.strip(), first_name=given_name.strip(), email=email.strip()
    )
    password = random_password() if with_password else ""
    person.set_password(password or None)
    try:
        person.full_clean()
    except ValidationError as problem:
        raise ActionDenied("".join(message for message in problem.messages)) from problem
    person.save()
    if with_password:
        note_first_password(person=person, by=by, at=clock(), kept_because=kept_because)
    return person, password


@transaction.atomic
def renew_password(*, person: User, municipality: Municipality, by: User, clock: Clock = timezone.now) -> str:
    """A new random password for somebody who forgot theirs, told once; by a 管理者 of a municipality they work for."""
    deny_unless_only_here(person=person, municipality=municipality, by=by, clock=clock)
    password = random_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    note_first_password(person=person, by=by.get_username(), at=clock())
    record_event(person=person, act=AccountAct.PASSWORD_RENEWED, by=by, at=clock())
    end_sessions(person, SessionEnd.PASSWORD, clock())
    return password


@transaction.atomic
def rescue_account(*, person: User, by: str, clock: Clock = timezone.now) -> str:
    """A new random password, and no second factor: for the command line, when no 管理者 can sign in any more.

    `by` is the name of the login. Recorded like the same acts of an administrator.
    """
    if not by:
        raise ValueError("an account is rescued by somebody")
    password = random_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    note_first_password(person=person, by=by, at=clock())
    record_event(person=person, act=AccountAct.PASSWORD_RENEWED, by=by, at=clock())
    removed, _ = SecondFactor.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    if removed:
        record_event(person=person, act=AccountAct.FACTOR_REMOVED, by=by, at=clock())
    end_sessions(person, SessionEnd.ADMINISTRATOR, clock())
    return password


def deny_unless_only_here(
    *, person: User, municipality: Municipality, by: User, clock: Clock = timezone.now
) -> None:
    """ActionDenied unless `by` manages `municipality` and the account of `person` belongs to it alone.

    Whoever changes how a person signs in could act as them everywhere, so that another municipality's administrator
    must not; and never for an account of the framework itself.
    """
    grants = rights_of(by, timezone.localdate(clock()))
    if not grants_for(grants, Right.MANAGE_PEOPLE, municipality=municipality.code, department=None):
        raise ActionDenied(
            "ほかの人のサインインの方法を変えられるのは管理者だけです。管理者に依頼してください。"
        )
    if person.is_superuser or person.is_staff:
        raise ActionDenied("この利用者はデータベースの管理に使うため、ここでは変えられません。")
    elsewhere = person.memberships.exclude(municipality=municipality).exists()
    here = person.memberships.filter(municipality=municipality).exists()
    if not here and (elsewhere or not person.invitations.filter(municipality=municipality).exists()):
        raise ActionDenied("この人は、この自治体の役割を持ったことがありません。")
    if elsewhere:
        raise ActionDenied("この人は別の自治体の役割も持つため、ここでは変えられません。")


@transaction.atomic
def change_password(*, person: User, password: str, by: User, clock: Clock = timezone.now) -> None:
    """A password of one's own choice, already held to the rules; a first one that somebody else made is replaced by it."""
    if is_first_password(person) and person.check_password(password):
        raise ActionDenied("最初のパスワードと同じです。自分だけが知っている別のパスワードにしてください。")
    person.set_password(password)
    person.save(update_fields=["password"])
    forget_first_password(person)
    record_event(person=person, act=AccountAct.PASSWORD_CHANGED, by=by, at=clock())


@transaction.atomic
def stop_account(*, person: User, municipality: Municipality, by: User, clock: Clock = timezone.now) -> None:
    """利用停止: nobody signs in with the account any more, and its sessions end."""
    deny_unless_only_here(person=person, municipality=municipality, by=by, clock=clock)
    if person.pk == by.pk:
        raise ActionDenied("自分自身の利用は停止できません。ほかの管理者に依頼してください。")
    if not person.is_active:
        raise ActionDenied("この利用者はすでに停止しています。")
    person.is_active = False
    person.save(update_fields=["is_active"])
    record_event(person=person, act=AccountAct.STOPPED, by=by, at=clock())
    end_sessions(person, SessionEnd.ADMINISTRATOR, clock())


@transaction.atomic
def resume_account(
    *, person: User, municipality: Municipality, by: User, clock: Clock = timezone.now
) -> None:
    """The account can be used again."""
    deny_unless_only_here(person=person, municipality=municipality, by=by, clock=clock)
    if person.is_active:
        raise ActionDenied("この利用者は停止していません。")
    person.is_active = True
    person.save(update_fields=["is_active"])
    record_event(person=person, act=AccountAct.RESUMED, by=by, at=clock())
