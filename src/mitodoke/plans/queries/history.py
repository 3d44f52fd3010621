"""The history of a plan as sentences, oldest first."""

from __future__ import annotations

from django.utils import timezone

from mitodoke.domain.plan_history import PlanAct, PlanRecord, plan_sentence
from mitodoke.plans.models import PlanEvent, PlanLedger


def plan_sentences(*, ledger: PlanLedger, item_id: str | None = None, field: str | None = None) -> list[str]:
    """What happened to a plan, or to one item of it, or to one field (by its Japanese name): one query."""
    events = PlanEvent.objects.filter(ledger=ledger)
    if item_id is not None:
        events = events.filter(item_key=item_id)
    if field is not None:
        events = events.filter(field=field)
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
