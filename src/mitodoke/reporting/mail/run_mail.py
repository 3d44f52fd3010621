"""One run of the mail: gather what is to be told, make digests, send; safe to run as often as one likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.reporting.mail.digests import make_digests
from mitodoke.reporting.mail.gather import (
    Published,
    gather_event_messages,
    gather_published,
    gather_round_messages,
)
from mitodoke.reporting.mail.gather_opinions import gather_opinion_messages
from mitodoke.reporting.mail.outbox import queue
from mitodoke.reporting.mail.send_messages import SendReport, send_messages


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRun:
    """What a run did: messages newly written, digests made, and what was sent."""

    written: int
    digests: int
    report: SendReport


def run_mail(
    *,
    published: Sequence[Published] = (),
    connection: BaseEmailBackend | None = None,
    clock: Clock = timezone.now,
) -> MailRun:
    """Gather, digest and send as of now; `published` are the editions that publishing tells of."""
    drafts = [
        *gather_round_messages(clock=clock),
        *gather_event_messages(clock=clock),
        *gather_opinion_messages(clock=clock),
        *gather_published(list(published), clock=clock),
    ]
    written = queue(drafts, clock=clock)
    digests = make_digests(clock=clock)
    return MailRun(written=written, digests=digests, report=send_messages(connection=connection, clock=clock))
