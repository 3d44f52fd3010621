"""Rows of a round that opens: its requests, and the texts that last year offers in their fields."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.services import register_departments
from mitodoke.documents.models import SourceDocument
from mitodoke.reporting.derive import RoundPlan
from mitodoke.reporting.models import AnswerField, Assignment, ReportingRound
from mitodoke.reporting.offers import collect_offers


def store_requests(
    reporting_round: ReportingRound, plan: RoundPlan, document: SourceDocument, by: str, clock: Clock
) -> Sequence[Assignment]:
    """Store the requests of `plan` in their order, and departments whose names are new; nothing is asked twice."""
    new = register_departments(
        municipality=document.municipality, names=plan.new_departments, by=by, clock=clock
    )
    by_name = {one.name: one for one in new}
    rows: dict[tuple[int, object], Assignment] = {}
    for request in plan.requests:
        for department in request.departments or (by_name[request.name],):
            subject = request.item.pk if request.item else request.entry.key if request.entry else None
            # Two old names may have become one department; an entry is asked of one department only.
            key = (department.pk if request.item else 0, subject)
            if key not in rows:
                rows[key] = Assignment(
                    round=reporting_round,
                    department=department,
                    item=request.item,
                    entry_key=request.entry.key if request.entry else None,
                    position=len(rows) + 1,
                    is_lead=request.is_lead,
                )
    _one_lead_an_item(rows.values())
    return Assignment.objects.bulk_create(rows.values(), batch_size=500)


def _one_lead_an_item(assignments: Collection[Assignment]) -> None:
    """Where the work of the leading department went to several, or it is not asked, the first one asked leads."""
    led: dict[int, Assignment] = {}
    for one in assignments:
        if one.item_id is not None:
            best = led.setdefault(one.item_id, one)
            if one.is_lead and not best.is_lead:
                led[one.item_id] = one
    for one in assignments:
        if one.item_id is not None:
            one.is_lead = led[one.item_id] is one


def store_offers(reporting_round: ReportingRound, assignments: Sequence[Assignment]) -> None:
    """Put last year's texts into the fields of new requests, marked as offered."""
    offers = collect_offers(
        previous=reporting_round.previous,
        asks=reporting_round.asked,
        fiscal_year=reporting_round.fiscal_year,
    )
    fields = []
    for one in assignments:
        if one.item is not None:
            texts = offers.for_item(one.item.key, one.department.name)
        else:
            texts = offers.for_entry(one.entry_key or "")
        fields += [
            AnswerField(assignment=one, name=name, value=text, offered=text) for name, text in texts.items()
        ]
    AnswerField.objects.bulk_create(fields, batch_size=500)
