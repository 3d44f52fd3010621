"""Sends what waits in the outbox, each message once.

A message is marked as begun before it is sent and as sent afterwards, each in a transaction of its own. A process that
dies in between leaves it begun; it is sent again later under the same Message-ID. In a folder that is the same file,
so nothing is doubled; a mail server may get it twice, and knows it by its Message-ID. Nothing is ever lost.
"""

from __future__ import annotations

import datetime
import hashlib
import smtplib
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.reporting.mail.addresses import link_address
from mitodoke.reporting.mail.round_links import token_of
from mitodoke.reporting.mail.words import Delivery, MessageKind, MessageState
from mitodoke.reporting.models import OutboxMessage

LINK_MARK = "{{ link }}"
"""Stands in the text of a message until it is sent: the outbox keeps no address that opens anything."""
CUT_OFF_AFTER = datetime.timedelta(minutes=10)
"""A message that was begun so long ago was cut off."""
MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """How many messages were sent, cannot be sent, and wait for another attempt; `problem` of the mail server."""

    sent: int = 0
    failed: int = 0
    waiting: int = 0
    problem: str | None = None


def send_messages(
    *, connection: BaseEmailBackend | None = None, clock: Clock = timezone.now, limit: int = 1_000
) -> SendReport:
    """Send up to `limit` waiting messages through `connection` (by default the site's mail settings).

    When the server cannot be reached everything keeps waiting, and `problem` says why in a sentence.
    """
    ready = list(_ready(clock).values_list("pk", flat=True)[:limit])
    if not ready:
        return SendReport()
    mail = connection or get_connection()
    try:
        mail.open()
    except (OSError, smtplib.SMTPException) as problem:
        return SendReport(
            waiting=len(ready),
            problem=f"メールの送信先につながりません（{_told(problem)}）。設定と接続を確かめてください。",
        )
    outcomes = []
    try:
        for number in ready:
            outcome = _send(number, mail, clock)
            if outcome is not None:
                outcomes.append(outcome)
    finally:
        mail.close()
    return SendReport(
        sent=outcomes.count(MessageState.SENT),
        failed=outcomes.count(MessageState.FAILED),
        waiting=outcomes.count(MessageState.WAITING),
    )


def _ready(clock: Clock) -> QuerySet[OutboxMessage]:
    """What waits, but for what belongs into a person's next digest, and what was cut off."""
    in_digest = Q(person__mail_preference__delivery=Delivery.DAILY) & ~Q(
        kind__in=[MessageKind.DIGEST, MessageKind.LINK]
    )
    cut_off = Q(state=MessageState.BEGUN, begun_at__lt=clock() - CUT_OFF_AFTER)
    waiting = Q(state=MessageState.WAITING) & ~in_digest
    return OutboxMessage.objects.filter(waiting | cut_off).order_by("id")


def _send(number: int, mail: BaseEmailBackend, clock: Clock) -> MessageState | None:
    """Send one message; None where another process has taken it meanwhile."""
    now = clock()
    claim = Q(state=MessageState.WAITING) | Q(state=MessageState.BEGUN, begun_at__lt=now - CUT_OFF_AFTER)
    taken = OutboxMessage.objects.filter(claim, pk=number).update(
        state=MessageState.BEGUN, begun_at=now, attempts=F("attempts") + 1
    )
    if not taken:
        return None
    row = OutboxMessage.objects.select_related("person", "link").get(pk=number)
    if not row.person.is_active or not row.person.email:
        return _end(
            row, MessageState.FAILED, clock, "メールアドレスが登録されていないか、使われていない人です。"
        )
    if row.link is not None and (row.link.revoked_at is not None or row.link.expires_at <= now):
        return _end(row, MessageState.FAILED, clock, "リンクが取り消されたか、期限が過ぎています。")
    try:
        mail.send_messages([_email(row, mail)])
    except smtplib.SMTPRecipientsRefused:
        return _end(row, MessageState.FAILED, clock, "送信先のサーバーが宛先を受け付けませんでした。")
    except (OSError, smtplib.SMTPException) as problem:
        state = MessageState.FAILED if row.attempts >= MOST_ATTEMPTS else MessageState.WAITING
        return _end(row, state, clock, _told(problem))
    return _end(row, MessageState.SENT, clock, None)


def _end(row: OutboxMessage, state: MessageState, clock: Clock, problem: str | None) -> MessageState:
    row.state, row.problem = state.value, problem
    row.sent_at = clock() if state is MessageState.SENT else None
    row.save(update_fields=["state", "problem", "sent_at"])
    return state


def _email(row: OutboxMessage, mail: BaseEmailBackend) -> EmailMessage:
    body = row.body
    if row.link is not None:
        body = body.replace(LINK_MARK, link_address(token_of(row.link)))
    return EmailMessage(
        subject=row.subject,
        body=body,
        to=[row.person.email],
        headers={"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"},
        connection=mail,
    )


def message_id(row: OutboxMessage) -> str:
    """The Message-ID: the same for the same message at every attempt, and for no other one."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "mitodoke.invalid"
    return f"<{row.pk}.{hashlib.sha256(row.key.encode()).hexdigest()[:24]}@{host}>"


def _told(problem: Exception) -> str:
    """An error of the server without line breaks, cut where it is long."""
    text = " ".join(str(problem).split())
    return (text or type(problem).__name__)[:200]
