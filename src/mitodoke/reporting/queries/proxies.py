"""代行入力 as pages tell it: who enters for which department of a round now, and who entered in an answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from mitodoke.domain.history import HistoryAct
from mitodoke.reporting.models import Assignment, HistoryEvent, ProxyEntry, ReportingRound


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyNote:
    """That `by` entered for `department` in an answer, last at `last_at`; `handed_in` tells that it was so submitted."""

    by: str
    department: str
    reason: str
    last_at: datetime.datetime
    handed_in: bool


def proxy_notes(*, assignment: Assignment) -> tuple[ProxyNote, ...]:
    """Who entered for the department in this answer, for each reason once, the latest first; one query."""
    rows = (
        HistoryEvent.objects.filter(assignment=assignment, proxy__isnull=False)
        .order_by()
        .values_list("proxy__by", "proxy__department__name", "proxy__reason")
        .annotate(last_at=Max("at"), handed_in=Count("pk", filter=Q(act=HistoryAct.SUBMIT.value)))
    )
    notes = (
        ProxyNote(by=by, department=department, reason=reason or "", last_at=at, handed_in=count > 0)
        for by, department, reason, at, count in rows
    )
    return tuple(sorted(notes, key=lambda one: one.last_at, reverse=True))


def proxies_in(*, reporting_round: ReportingRound) -> dict[int, list[ProxyEntry]]:
    """Who enters now, by the number of the department, in the order in which they began; one query."""
    newest: dict[tuple[int, int], ProxyEntry] = {}
    for one in ProxyEntry.objects.filter(round=reporting_round).order_by("id"):
        newest[one.department_id, one.person_id] = one
    found: dict[int, list[ProxyEntry]] = {}
    for one in sorted(newest.values(), key=lambda entry: entry.pk):
        if one.reason is not None:
            found.setdefault(one.department_id, []).append(one)
    return found
