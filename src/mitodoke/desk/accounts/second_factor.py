"""The second factor of a person: set up, asked for at sign-in, recovered, removed; and for whom a city requires it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from mitodoke.departments.models import Municipality
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import rights_of
from mitodoke.desk.accounts.events import record_event
from mitodoke.desk.accounts.one_time_code import matching_step, new_secret
from mitodoke.desk.accounts.sealing import digest_of, seal, unseal
from mitodoke.desk.accounts.words import AccountAct, SignInStep
from mitodoke.desk.first_password import random_password, read_code
from mitodoke.desk.models import RecoveryCode, SecondFactor, SecondFactorRule
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Grant, Right, Role, grants_for

RECOVERY_CODES = 10
_RECOVERY_GROUPS = 3
WRONG_CODE = (
    "確認コードが違います。アプリに今表示されている6桁を入力してください。"
    "一度使ったコードは使えないので、次のコードに変わるまで待ってください。"
)


def has_second_factor(person: User) -> bool:
    """Whether a code is asked for when `person` signs in."""
    return SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).exists()


@transaction.atomic
def begin_second_factor(*, person: User, now: datetime.datetime) -> None:
    """A new secret that does not count until a code from it was typed; ActionDenied where one counts already."""
    if has_second_factor(person):
        raise ActionDenied("二段階認証はすでに設定されています。先に解除してください。")
    SecondFactor.objects.filter(person=person).delete()
    SecondFactor.objects.create(person=person, sealed_secret=seal(new_secret()), begun_at=now)


def secret_being_set_up(person: User) -> str | None:
    """The secret that waits for its first code; None where none waits."""
    row = SecondFactor.objects.filter(person=person, confirmed_at__isnull=True).first()
    return None if row is None else unseal(row.sealed_secret)


@transaction.atomic
def confirm_second_factor(*, person: User, typed: str, now: datetime.datetime) -> list[str]:
    """Let the waiting secret count once a code from it is typed; the recovery codes, told once."""
    row = SecondFactor.objects.filter(person=person, confirmed_at__isnull=True).first()
    if row is None:
        raise ActionDenied("設定の途中の二段階認証がありません。はじめから設定してください。")
    step = matching_step(unseal(row.sealed_secret), typed, now)
    if step is None:
        raise ActionDenied(
            "確認コードが違います。アプリに今表示されている6桁を入力してください。"
            "合わないときは、スマートフォンとこのサーバーの時刻が合っているかを確かめてください。"
        )
    row.confirmed_at, row.last_step = now, step
    row.save(update_fields=["confirmed_at", "last_step"])
    record_event(person=person, act=AccountAct.FACTOR_SET_UP, by=person, at=now)
    return _new_recovery_codes(person, now)


def check_code(*, person: User, typed: str, now: datetime.datetime) -> SignInStep | None:
    """Use up a code of the app, or a recovery code; which it was, None where it is neither or was used before."""
    row = SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).first()
    if row is None:
        return None
    step = matching_step(unseal(row.sealed_secret), typed, now)
    if step is not None:
        # One statement, so that of two requests with the same code only one goes through.
        used = SecondFactor.objects.filter(pk=row.pk, last_step__lt=step).update(last_step=step)
        return SignInStep.CODE if used else None
    code = read_code(typed)
    if len(code) != len(random_password(_RECOVERY_GROUPS)):
        return None
    with transaction.atomic():
        waiting = RecoveryCode.objects.filter(person=person, digest=digest_of(code), used_at__isnull=True)
        if not waiting.update(used_at=now):
            return None
        left = RecoveryCode.objects.filter(person=person, used_at__isnull=True).count()
        record_event(
            person=person, act=AccountAct.RECOVERY_CODE_USED, by=person, at=now, note=f"残り{left}個"
        )
    return SignInStep.RECOVERY_CODE


def recovery_codes_left(person: User) -> int:
    """How many recovery codes of `person` were not used."""
    return RecoveryCode.objects.filter(person=person, used_at__isnull=True).count()


@transaction.atomic
def renew_recovery_codes(*, person: User, now: datetime.datetime) -> list[str]:
    """New recovery codes instead of all earlier ones, told once."""
    if not has_second_factor(person):
        raise ActionDenied("二段階認証が設定されていません。先に設定してください。")
    record_event(person=person, act=AccountAct.RECOVERY_CODES_MADE, by=person, at=now)
    return _new_recovery_codes(person, now)


@transaction.atomic
def remove_second_factor(*, person: User, by: User, now: datetime.datetime, reason: str = "") -> None:
    """Forget the secret and the recovery codes; whether `by` may do that, the caller has decided."""
    deleted, _ = SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).delete()
    if not deleted:
        raise ActionDenied(f"{person_name(person)}は二段階認証を設定していません。")
    RecoveryCode.objects.filter(person=person).delete()
    record_event(person=person, act=AccountAct.FACTOR_REMOVED, by=by, at=now, note=reason)


@transaction.atomic
def require_second_factor(
    *,
    municipality: Municipality,
    roles: Iterable[Role],
    by: User,
    now: datetime.datetime,
    today: datetime.date,
) -> SecondFactorRule:
    """From now on who holds one of `roles` in the city needs a second factor; by a 管理者 with one of their own.

    So that nobody locks out everybody, themselves included, without having tried it.
    """
    grants = rights_of(by, today)
    if not grants_for(grants, Right.MANAGE_SETTINGS, municipality=municipality.code, department=None):
        raise ActionDenied("二段階認証の決まりを変えられるのは管理者だけです。管理者に依頼してください。")
    wanted = tuple(role.value for role in Role if role in set(roles))
    if wanted and not has_second_factor(by):
        raise ActionDenied(
            "先に自分の二段階認証を設定してください。設定して試してから、ほかの人に求めることができます。"
        )
    if required_roles(municipality.code) == frozenset(Role(one) for one in wanted):
        raise ActionDenied("今の決まりと同じです。変えるときは、役割を選び直してください。")
    return SecondFactorRule.objects.create(
        municipality=municipality, roles=wanted, recorded_by=person_name(by), recorded_at=now
    )


def required_roles(code: str) -> frozenset[Role]:
    """The roles of a city that need a second factor today; one query."""
    row = SecondFactorRule.objects.filter(municipality=code).first()
    return frozenset() if row is None else frozenset(Role(one) for one in row.roles)


def must_set_up(person: User, grants: Iterable[Grant]) -> bool:
    """Whether one of the roles that the person holds needs a second factor and there is none; one or two queries."""
    held = {(one.municipality, one.role) for one in grants}
    if not held:
        return False
    newest: dict[str, tuple[str, ...]] = {}
    rows = SecondFactorRule.objects.filter(municipality__in={code for code, _ in held}).order_by("id")
    for row in rows:
        newest[row.municipality_id] = row.roles
    asked = any(role.value in newest.get(code, ()) for code, role in held)
    return asked and not has_second_factor(person)


def _new_recovery_codes(person: User, now: datetime.datetime) -> list[str]:
    RecoveryCode.objects.filter(person=person).delete()
    codes = [random_password(_RECOVERY_GROUPS) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=digest_of(one), made_at=now) for one in codes
    )
    return codes
