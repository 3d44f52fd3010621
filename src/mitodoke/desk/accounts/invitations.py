"""Invitations: a link or a code on paper that lets a person choose their password once, for a while.

The mail is sent at once and not through the outbox: what opens an account must not stand in a table until then.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.models import Municipality
from mitodoke.departments.person_name import person_name
from mitodoke.desk.accounts.events import record_event
from mitodoke.desk.accounts.first_passwords import forget_first_password
from mitodoke.desk.accounts.sealing import digest_of
from mitodoke.desk.accounts.sessions import end_sessions
from mitodoke.desk.accounts.words import AccountAct, InvitationWay, SessionEnd
from mitodoke.desk.first_password import random_password, read_code
from mitodoke.desk.models import Invitation
from mitodoke.desk.services import deny_unless_only_here
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date

LASTING_DAYS = 7
OVER = (
    "この招待は使えません。期限が切れたか、取り消されたか、すでに使われています。"
    "コードを確かめ、それでも使えないときは、管理者にもう一度招待するよう依頼してください。"
)


@transaction.atomic
def make_invitation(
    *,
    person: User,
    municipality: Municipality,
    way: InvitationWay,
    by: User,
    now: datetime.datetime,
    is_new: bool = False,
    days: int = LASTING_DAYS,
) -> tuple[Invitation, str]:
    """An invitation and the code that opens it, told once; earlier ones of the person end.

    `is_new` is an account that was made in the same act and holds no role yet.
    """
    if not is_new:
        deny_unless_only_here(person=person, municipality=municipality, by=by, clock=lambda: now)
    if not person.is_active:
        raise ActionDenied(f"{person_name(person)}は利用を停止しています。先に利用を再開してください。")
    if way is InvitationWay.MAIL and not person.email:
        raise ActionDenied(
            "メールアドレスが登録されていないため、メールでは招待できません。印刷した招待状を使ってください。"
        )
    _revoke_open(person, by, now)
    code = random_password()
    made = Invitation.objects.create(
        person=person,
        municipality=municipality,
        way=way.value,
        digest=digest_of(code),
        made_by=person_name(by),
        made_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    record_event(person=person, act=AccountAct.INVITED, by=by, at=now, note=way.label)
    return made, code


def send_invitation(
    *, invitation: Invitation, address: str, connection: BaseEmailBackend | None = None
) -> str | None:
    """Send the mail with the link `address`; what went wrong in words, None where the mail server took it.

    Many mails go through one open `connection`.
    """
    person = invitation.person
    last_day = format_date(timezone.localdate(invitation.expires_at))
    text = (
        f"{person_name(person)} 様\n\n"
        f"{invitation.municipality.name}の「みとどけ」（職員の作業画面）を使えるようになりました。\n"
        f"次のアドレスを開き、パスワードを決めてください。使えるのは{last_day}まで、一度だけです。\n\n"
        f"{address}\n\n"
        f"利用者名: {person.get_username()}\n\n"
        f"心当たりのないときは、開かずに{invitation.made_by}に知らせてください。\n"
    )
    mail = EmailMessage(
        subject="「みとどけ」の利用の案内",
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[person.email],
        connection=connection,
    )
    try:
        mail.send()
    except (OSError, ValueError) as problem:
        invitation.problem = f"{type(problem).__name__}: {problem}"[:500]
        invitation.save(update_fields=["problem"])
        return "メールを送れませんでした。メールの設定と宛先を確かめるか、印刷した招待状を使ってください。"
    return None


def open_invitation(code: str, now: datetime.datetime) -> Invitation | None:
    """The invitation that a typed code opens now; None where it opens none."""
    read = read_code(code)
    if not read:
        return None
    return (
        Invitation.objects.select_related("person", "municipality")
        .filter(
            digest=digest_of(read),
            used_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=now,
            person__is_active=True,
        )
        .first()
    )


@transaction.atomic
def use_invitation(*, code: str, password: str, now: datetime.datetime) -> User:
    """Set the password that the person chose and use the invitation up; ActionDenied says what is wrong."""
    found = open_invitation(code, now)
    if found is None:
        raise ActionDenied(OVER)
    person = found.person
    try:
        validate_password(password, person)
    except ValidationError as problem:
        raise ActionDenied("".join(problem.messages)) from problem
    if not Invitation.objects.filter(pk=found.pk, used_at__isnull=True, revoked_at__isnull=True).update(
        used_at=now
    ):
        raise ActionDenied(OVER)
    person.set_password(password)
    person.save(update_fields=["password"])
    forget_first_password(person)
    _revoke_open(person, person, now)
    record_event(person=person, act=AccountAct.INVITATION_USED, by=person, at=now)
    end_sessions(person, SessionEnd.PASSWORD, now)
    return person


@transaction.atomic
def revoke_invitation(
    *, invitation: Invitation, municipality: Municipality, by: User, now: datetime.datetime
) -> None:
    """End an open invitation of the city."""
    rows = Invitation.objects.filter(
        pk=invitation.pk, municipality=municipality, used_at__isnull=True, revoked_at__isnull=True
    )
    if not rows.update(revoked_at=now, revoked_by=person_name(by)):
        raise ActionDenied("この招待は、すでに使われたか取り消されています。")
    record_event(person=invitation.person, act=AccountAct.INVITATION_REVOKED, by=by, at=now)


def open_invitations(code: str, now: datetime.datetime) -> list[Invitation]:
    """The invitations of a city that were not used yet, the newest first; also those that have expired this month."""
    since = now - datetime.timedelta(days=30)
    rows = Invitation.objects.filter(
        municipality=code, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=since
    )
    return list(rows.select_related("person"))


def _revoke_open(person: User, by: User, now: datetime.datetime) -> None:
    Invitation.objects.filter(person=person, used_at__isnull=True, revoked_at__isnull=True).update(
        revoked_at=now, revoked_by=person_name(by)
    )
