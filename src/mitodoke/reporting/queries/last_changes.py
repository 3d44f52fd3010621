"""The last change of each field of an answer: what could be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from mitodoke.domain.answer_fields import field_label, parse_field, shown_value
from mitodoke.domain.history import FIELD_ACTS, HistoryAct, HistoryRecord, last_changes
from mitodoke.plans.models import Indicator
from mitodoke.reporting.models import AnswerField, Assignment, HistoryEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    """A field that stands as `after` since the change `record`, and was `before`; texts as people read them.

    `revision` is the field's now. The autosaves of one sitting are one change.
    """

    field: str
    label: str
    before: str | None
    after: str | None
    record: HistoryRecord
    revision: int


def change_records(*, assignment: Assignment) -> dict[str, HistoryRecord]:
    """The last change by the name of the field, with values as stored; one query."""
    events = (
        HistoryEvent.objects.filter(assignment=assignment, act__in=[act.value for act in FIELD_ACTS])
        .select_related("proxy__department")
        .order_by("id")
    )
    return last_changes(
        HistoryRecord(
            at=timezone.localtime(one.at),
            by=one.by,
            act=HistoryAct(one.act),
            on_behalf_of=one.on_behalf_of,
            for_department=one.proxy.department.name if one.proxy else None,
            proxy_reason=one.proxy.reason if one.proxy else None,
            field=one.field,
            before=one.before,
            after=one.after,
        )
        for one in events
    )


def changes_to_take_back(*, assignment: Assignment) -> list[LastChange]:
    """The last change of every field whose value still stands as that change left it, newest first; three queries."""
    records = change_records(assignment=assignment)
    rows = {row.name: row for row in AnswerField.objects.filter(assignment=assignment, name__in=records)}
    names: dict[str, str] = {}
    if assignment.item_id is not None:
        names = dict(Indicator.objects.filter(item=assignment.item_id).values_list("key", "name"))
    found = [
        LastChange(
            field=name,
            label=field_label(name, names),
            before=shown_value(name, record.before),
            after=shown_value(name, record.after),
            record=record,
            revision=rows[name].revision,
        )
        for name, record in records.items()
        if name in rows
        and parse_field(name) is not None
        and rows[name].value == record.after != record.before
    ]
    return sorted(found, key=lambda one: one.record.at, reverse=True)
