"""The outbox: what is to be told is written down once, whoever asks for it and however often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.person_name import person_name
from mitodoke.reporting.mail.letters import write_letter
from mitodoke.reporting.mail.words import Delivery, MessageKind
from mitodoke.reporting.models import MailPreference, OutboxMessage, ReportingRound, RoundLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message that is due. `key` says what it tells to whom; `values` fill its text (the name is added)."""

    key: str
    person: User
    kind: MessageKind
    values: Mapping[str, object]
    reporting_round: ReportingRound | None = None
    link: RoundLink | None = None


@transaction.atomic
def queue(drafts: Iterable[Draft], *, clock: Clock = timezone.now) -> int:
    """Write the messages that are not written yet; how many were new. What was told under a key stays as it was.

    Who wants no messages gets none, but for a link that was asked for.
    """
    waiting = {draft.key: draft for draft in drafts}
    known = set(OutboxMessage.objects.filter(key__in=list(waiting)).values_list("key", flat=True))
    new = [draft for key, draft in waiting.items() if key not in known]
    refused = set(
        MailPreference.objects.filter(
            person__in={draft.person.pk for draft in new}, delivery=Delivery.NONE
        ).values_list("person", flat=True)
    )
    rows = [
        _row(draft, clock)
        for draft in new
        if draft.kind is MessageKind.LINK or draft.person.pk not in refused
    ]
    # Another process may have written the same key in between: the database keeps the first.
    OutboxMessage.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)
    return len(rows)


def choose_delivery(*, person: User, delivery: Delivery, clock: Clock = timezone.now) -> MailPreference:
    """Keep how `person` wants messages; the person's own choice, which needs no role."""
    row, _ = MailPreference.objects.update_or_create(
        person=person, defaults={"delivery": delivery.value, "changed_at": clock()}
    )
    return row


def delivery_of(person: User) -> Delivery:
    """How `person` wants messages."""
    row = MailPreference.objects.filter(person=person).first()
    return Delivery.EACH if row is None else Delivery(row.delivery)


def _row(draft: Draft, clock: Clock) -> OutboxMessage:
    letter = write_letter(draft.kind, name=person_name(draft.person), **draft.values)
    return OutboxMessage(
        key=draft.key,
        person=draft.person,
        kind=draft.kind,
        round=draft.reporting_round,
        link=draft.link,
        subject=letter.subject,
        body=letter.body,
        made_at=clock(),
    )
