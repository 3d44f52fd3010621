"""The history of a plan as sentences, oldest first."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from mitodoke.domain.plan_history import PlanAct, PlanRecord, plan_sentence
from mitodoke.plans.models import Opinion, PlanEvent, PlanLedger

OPINION_DEPARTMENT = "意見への回答の担当"
"""The field under which it is recorded who answers an opinion."""


def plan_sentences(
    *,
    ledger: PlanLedger,
    item_id: str | None = None,
    field: str | None = None,
    fields: Iterable[str] | None = None,
    decided_only: bool = False,
) -> list[str]:
    """What happened to a plan, or to one item of it, or to one field or several (by their Japanese names): one query.

    `decided_only` leaves out what was done in drafts that were not decided, for who may not read drafts.
    """
    events = PlanEvent.objects.filter(ledger=ledger)
    if item_id is not None:
        events = events.filter(item_key=item_id)
    if field is not None:
        events = events.filter(field=field)
    if fields is not None:
        events = events.filter(field__in=tuple(fields))
    if decided_only:
        events = events.filter(Q(version__isnull=True) | Q(version__revision__result__isnull=False))
    return [plan_sentence(_record(event)) for event in events.order_by("id")]


def follow_up_sentences(*, ledger: PlanLedger, item_id: str) -> list[str]:
    """The 検証 of an item, what came of them, and its observations: one query."""
    events = PlanEvent.objects.filter(
        ledger=ledger, item_key=item_id, act__in=[PlanAct.VERIFY, PlanAct.FOLLOW_UP, PlanAct.OBSERVE]
    )
    return [plan_sentence(_record(event)) for event in events.order_by("id")]


def opinion_sentences(*, opinion: Opinion) -> list[str]:
    """What was done about the opinions on the item (or, of one on the plan, on the plan as a whole): one query.

    Events tell the item and not the opinion; of several opinions on one item all are told.
    """
    events = PlanEvent.objects.filter(ledger=opinion.ledger_id, item_key=opinion.item_key).filter(
        Q(act__in=[PlanAct.OPINION, PlanAct.OPINION_STATE, PlanAct.ANSWER_OPINION])
        | Q(act=PlanAct.RECORD, field=OPINION_DEPARTMENT)
    )
    return [plan_sentence(_record(event)) for event in events.order_by("id")]


def _record(event: PlanEvent) -> PlanRecord:
    return PlanRecord(
        at=timezone.localtime(event.at),
        by=event.by,
        act=PlanAct(event.act),
        subject=event.subject,
        on_behalf_of=event.on_behalf_of,
        field=event.field,
        before=event.before,
        after=event.after,
        reason=event.reason,
    )
