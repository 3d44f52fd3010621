"""What opening a round would ask of whom, and what would stand in its way: told before anything is asked."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from mitodoke.desk.presentation.document_names import document_name
from mitodoke.desk.presentation.staffing import MissingStaff, missing_staff
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.reporting.derive import RoundPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPreview:
    """Who would be asked how much, and what nobody would be asked about.

    `document`, `previous` and `year` are what the choices of the form came to; `other_year` is the year of the
    document in words where the round is about another one.
    """

    document: str
    previous: str
    year: str
    other_year: str
    total: int
    departments: tuple[tuple[str, int], ...]
    missing: MissingStaff
    without: tuple[str, ...]
    new_departments: tuple[str, ...]
    one_off: int


def round_preview(
    plan: RoundPlan,
    *,
    document: SourceDocument,
    previous: SourceDocument | None,
    fiscal_year: int,
    today: datetime.date,
) -> RoundPreview:
    """The preview of a planned round; one query."""
    counts = Counter(
        name
        for request in plan.requests
        for name in ([one.name for one in request.departments] or [request.name])
    )
    elsewhere = document.fiscal_year is not None and document.fiscal_year != fiscal_year
    return RoundPreview(
        document=document_name(document),
        previous=document_name(previous) if previous else "",
        year=FiscalYear(fiscal_year).label,
        other_year=FiscalYear(document.fiscal_year).label if elsewhere and document.fiscal_year else "",
        total=sum(counts.values()),
        departments=tuple(sorted(counts.items())),
        missing=missing_staff(sorted(counts), document.municipality_id, today),
        without=plan.without_department,
        new_departments=plan.new_departments,
        one_off=plan.one_off,
    )
