"""Links that open one department's part of one round without signing in: for a short time, and revocable.

Only where the city allows them (the setting ``ROUND_LINKS_ALLOWED``). The token in the address is signed, so that it
cannot be guessed, and names a row, so that it can be ended at any time. Who opens it acts as the person it was made
for: the services then ask for that person's rights as ever.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.departments.models import Department
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import may
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import window_refusal
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.history import HistoryAct
from mitodoke.domain.role import Right
from mitodoke.reporting.mail.outbox import Draft, queue
from mitodoke.reporting.mail.words import MessageKind
from mitodoke.reporting.models import Assignment, HistoryEvent, ReportingRound, RoundLink
from mitodoke.reporting.permissions import actor

MOST_DAYS = 14
_SALT = "mitodoke.reporting.round_link"
_BROKEN = (
    "このリンクは正しくありません。メールのリンクをそのまま開くか、企画担当に新しいリンクを依頼してください。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLink:
    """What a link opens: the part of `department` in `reporting_round`, as `person`, and nothing else."""

    link: RoundLink
    person: User
    reporting_round: ReportingRound
    department: Department


class BrokenLinkError(ActionDenied):
    """A token that was not made here: cut short by a mail program, or guessed."""


def links_are_allowed() -> bool:
    """Whether the city allows links."""
    return bool(getattr(settings, "ROUND_LINKS_ALLOWED", False))


@transaction.atomic
def make_link(
    *,
    reporting_round: ReportingRound,
    department: Department,
    person: User,
    days: int,
    by: User,
    clock: Clock = timezone.now,
) -> RoundLink:
    """Make a link for `person` that lasts `days` days (1 to 14), and put the message that carries it in the outbox.

    By the planner. `person` holds the right to write for the department: a link gives nobody a right.
    """
    _deny_unless_allowed()
    current = ReportingRound.objects.select_related("plan__document", "register").get(pk=reporting_round.pk)
    who = actor(by, clock)
    municipality = current.document.municipality_id
    grant = grant_for(who, Right.RUN_ROUNDS, municipality=municipality, what="リンクの作成")
    if not 1 <= days <= MOST_DAYS:
        raise ActionDenied(f"リンクの日数は1日から{MOST_DAYS}日までです。日数を直してください。")
    if refusal := window_refusal(current.window, who.today):
        raise ActionDenied(refusal)
    if not Assignment.objects.filter(round=current, department=department, cancelled=False).exists():
        raise ActionDenied(
            f"{department.name}には、この調査の回答を依頼していません。部署を確かめてください。"
        )
    if not may(person, Right.WRITE_ANSWERS, department, who.today):
        raise ActionDenied(
            f"{person_name(person)}は{department.name}の所属担当ではありません。先に管理者に役割の登録を依頼してください。"
        )
    if not person.email:
        raise ActionDenied(
            f"{person_name(person)}のメールアドレスが登録されていません。先に管理者に登録を依頼してください。"
        )
    link = RoundLink.objects.create(
        round=current,
        department=department,
        person=person,
        made_by=who.name,
        made_at=who.at,
        expires_at=who.at + datetime.timedelta(days=days),
    )
    until_told = _told(link)
    who.event(
        grant,
        round=current,
        act=HistoryAct.MAKE_LINK,
        after=f"{department.name}、{person_name(person)}、{until_told}まで",
    ).save()
    message = Draft(
        key=f"link:{link.pk}",
        person=person,
        kind=MessageKind.LINK,
        reporting_round=current,
        link=link,
        values={
            "survey": current.name,
            "department": department.name,
            "until": until_told,
        },
    )
    queue([message], clock=clock)
    return link


def token_of(link: RoundLink) -> str:
    """The signed token that stands in the link's address; it is stored nowhere."""
    return signing.dumps([link.pk, _moment(link)], salt=_SALT)


def look_at_link(*, token: str, clock: Clock = timezone.now) -> OpenedLink:
    """What the link with `token` would open now; changes nothing, so that a program that scans mail does no harm.

    BrokenLinkError for a token that was not made here, ActionDenied when it opens nothing (any more).
    """
    _deny_unless_allowed()
    try:
        number, made_at = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise BrokenLinkError(_BROKEN) from None
    return _living(number, made_at, clock)


def continue_link(*, link: tuple[int, str], clock: Clock = timezone.now) -> OpenedLink:
    """What a session that was begun by `link` (see `reference_to`) opens now; ActionDenied once it is over."""
    _deny_unless_allowed()
    return _living(*link, clock)


def reference_to(link: RoundLink) -> tuple[int, str]:
    """How a session remembers its link; only with the site's key does it become a token."""
    return link.pk, _moment(link)


@transaction.atomic
def open_link(*, token: str, clock: Clock = timezone.now) -> OpenedLink:
    """Begin to work by the link: what `look_at_link` tells, and it is noted in the trail of the round."""
    opened = look_at_link(token=token, clock=clock)
    link, now = opened.link, clock()
    RoundLink.objects.filter(pk=link.pk).update(last_opened_at=now)
    HistoryEvent.objects.create(
        round=link.round,
        at=now,
        by=person_name(link.person),
        person=link.person,
        act=HistoryAct.OPEN_LINK,
        after=f"{link.department.name}、{_told(link)}まで",
    )
    return opened


def _living(number: int, made_at: str, clock: Clock) -> OpenedLink:
    link = (
        RoundLink.objects.select_related("round__plan__document", "round__register", "department", "person")
        .filter(pk=number)
        .first()
    )
    if link is None or _moment(link) != made_at:
        raise BrokenLinkError(_BROKEN)
    now = clock()
    today = timezone.localdate(now)
    if link.revoked_at is not None:
        raise ActionDenied(
            "このリンクは取り消されています。必要なときは、企画担当に新しいリンクを依頼してください。"
        )
    if link.expires_at <= now:
        raise ActionDenied(
            "このリンクは期限が過ぎています。必要なときは、企画担当に新しいリンクを依頼してください。"
        )
    if refusal := window_refusal(link.round.window, today):
        raise ActionDenied(refusal)
    if not may(link.person, Right.WRITE_ANSWERS, link.department, today):
        raise ActionDenied(
            f"{person_name(link.person)}はいま{link.department.name}の所属担当ではないため、このリンクは使えません。"
            "企画担当に連絡してください。"
        )
    return OpenedLink(link=link, person=link.person, reporting_round=link.round, department=link.department)


@transaction.atomic
def revoke_link(*, link: RoundLink, by: User, clock: Clock = timezone.now) -> RoundLink:
    """End a link at once; by the planner, or by the person it was made for."""
    current = RoundLink.objects.select_related("department", "person").get(pk=link.pk)
    who = actor(by, clock)
    grant = None
    if by.pk != current.person_id:
        municipality = current.department.municipality_id
        grant = grant_for(who, Right.RUN_ROUNDS, municipality=municipality, what="リンクの取消し")
    if current.revoked_at is not None:
        raise ActionDenied("このリンクはすでに取り消されています。")
    current.revoked_at, current.revoked_by = who.at, who.name
    current.save(update_fields=["revoked_at", "revoked_by"])
    told = f"{current.department.name}、{person_name(current.person)}"
    who.event(grant, round_id=current.round_id, act=HistoryAct.REVOKE_LINK, before=told).save()
    return current


def links_of(reporting_round: ReportingRound) -> QuerySet[RoundLink]:
    """The links of a round, newest first, with people and departments loaded."""
    return RoundLink.objects.filter(round=reporting_round).select_related("person", "department")


def _told(link: RoundLink) -> str:
    """When it ends, in words."""
    until = timezone.localtime(link.expires_at)
    return f"{format_date(until.date())}{until.hour}時{until.minute:02}分"


def _moment(link: RoundLink) -> str:
    return link.made_at.astimezone(datetime.UTC).isoformat()


def _deny_unless_allowed() -> None:
    if not links_are_allowed():
        raise ActionDenied("この市では、サインインしないで開くリンクを使わない設定になっています。")
