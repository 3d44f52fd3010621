"""History as sentences, oldest first."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from mitodoke.domain.answer_fields import field_label, shown_value
from mitodoke.domain.history import HistoryAct, HistoryRecord, joined, sentence
from mitodoke.plans.models import Indicator
from mitodoke.reporting.models import Assignment, HistoryEvent, ReportingRound


def history_sentences(*, assignment: Assignment, every_save: bool = False) -> list[str]:
    """What happened to one answer; autosaves of one sitting are told as one change unless `every_save`."""
    names: dict[str, str] = {}
    if assignment.item_id is not None:
        names = dict(Indicator.objects.filter(item=assignment.item_id).values_list("key", "name"))
    return _sentences(HistoryEvent.objects.filter(assignment=assignment), names, every_save=every_save)


def round_sentences(*, reporting_round: ReportingRound) -> list[str]:
    """What happened to the round itself: opened, extended, closed, reopened, adopted."""
    events = HistoryEvent.objects.filter(round=reporting_round, assignment__isnull=True)
    return _sentences(events, {}, every_save=True)


def _sentences(events: QuerySet[HistoryEvent], names: dict[str, str], *, every_save: bool) -> list[str]:
    records: Iterable[HistoryRecord] = (
        _record(event, names) for event in events.select_related("proxy__department").order_by("id")
    )
    return [sentence(one) for one in (records if every_save else joined(records))]


def _record(event: HistoryEvent, names: dict[str, str]) -> HistoryRecord:
    is_field = event.act in (HistoryAct.SAVE, HistoryAct.UNDO, HistoryAct.CONFLICT)
    return HistoryRecord(
        at=timezone.localtime(event.at),
        by=event.by,
        act=HistoryAct(event.act),
        on_behalf_of=event.on_behalf_of,
        for_department=event.proxy.department.name if event.proxy else None,
        proxy_reason=event.proxy.reason if event.proxy else None,
        field=None if event.field is None else field_label(event.field, names),
        before=shown_value(event.field or "", event.before) if is_field else event.before,
        after=shown_value(event.field or "", event.after) if is_field else event.after,
        reason=event.reason,
    )
