"""The rounds of a municipality."""

from __future__ import annotations

from django.db.models import Q

from mitodoke.reporting.models import ReportingRound


def rounds_of(*, municipality_code: str, only_open: bool = False) -> list[ReportingRound]:
    """Rounds of the desk with their documents loaded, those due first on top; one query."""
    rows = ReportingRound.objects.filter(
        Q(plan__document__municipality=municipality_code) | Q(register__municipality=municipality_code)
    ).exclude(asks=())
    if only_open:
        rows = rows.filter(closed_on__isnull=True)
    return list(
        rows.select_related("plan__document", "register", "previous").order_by("due_on", "fiscal_year", "pk")
    )
