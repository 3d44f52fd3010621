"""The daily digest: the waiting messages of a person who wants one a day, and what waits for that person, as one."""

from __future__ import annotations

from collections import defaultdict

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.person_name import person_name
from mitodoke.domain.fiscal_year import format_date
from mitodoke.reporting.mail.letters import write_letter
from mitodoke.reporting.mail.words import Delivery, MessageKind, MessageState
from mitodoke.reporting.models import OutboxMessage
from mitodoke.reporting.queries import tasks_of


@transaction.atomic
def make_digests(*, clock: Clock = timezone.now) -> int:
    """Put the waiting messages of everyone with daily delivery into one each, at most once a day; how many.

    What comes later on the day waits for the next. A link is sent by itself: it lasts a short time.
    """
    today = timezone.localdate(clock())
    waiting: dict[int, list[OutboxMessage]] = defaultdict(list)
    people: dict[int, User] = {}
    rows = OutboxMessage.objects.filter(
        state=MessageState.WAITING, person__mail_preference__delivery=Delivery.DAILY
    ).exclude(kind__in=[MessageKind.DIGEST, MessageKind.LINK])
    for row in rows.select_related("person").order_by("id"):
        waiting[row.person_id].append(row)
        people[row.person_id] = row.person
    made = 0
    for number, messages in waiting.items():
        key = f"digest:{today.isoformat()}:{number}"
        if OutboxMessage.objects.filter(key=key).exists():
            continue
        digest = _digest(key, people[number], messages, clock)
        OutboxMessage.objects.filter(pk__in=[one.pk for one in messages]).update(
            state=MessageState.IN_DIGEST, digest=digest
        )
        made += 1
    return made


def _digest(key: str, person: User, messages: list[OutboxMessage], clock: Clock) -> OutboxMessage:
    tasks = tasks_of(person=person, clock=clock)
    letter = write_letter(
        MessageKind.DIGEST,
        name=person_name(person),
        day=format_date(timezone.localdate(clock())),
        messages=messages,
        waiting=len(tasks),
        overdue=sum(task.overdue for task in tasks),
    )
    return OutboxMessage.objects.create(
        key=key,
        person=person,
        kind=MessageKind.DIGEST,
        subject=letter.subject,
        body=letter.body,
        made_at=clock(),
    )
