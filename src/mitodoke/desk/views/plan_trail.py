"""The way between a plan and the pages about its 検証, observations and opinions."""

from __future__ import annotations

from django.urls import reverse

from mitodoke.desk.permissions import ACCESS
from mitodoke.desk.views.show import Entry
from mitodoke.desk.visit import Visit
from mitodoke.domain.fiscal_year import FiscalYear


def plan_trail(visit: Visit) -> tuple[Entry, ...]:
    """The entries that lead to the plan of the address; none for who may not open them."""
    if not visit.opens(ACCESS["plan"]):
        return ()
    return (
        Entry(label="計画", address=reverse("desk:plans", kwargs={"code": visit.city.code})),
        Entry(label=visit.plan.title, address=reverse("desk:plan", kwargs={"ledger_id": visit.plan.pk})),
    )


def follow_tabs(visit: Visit) -> tuple[Entry, ...]:
    """The pages beside the plan of the address that this person can open; 検証 of the year that ended last."""
    ledger = {"ledger_id": visit.plan.pk}
    year = {"year": FiscalYear.of(visit.today).year - 1}
    pages = (
        ("verification", "検証", ledger | year),
        ("observations", "観察と判断", ledger),
        ("opinions", "外部評価の意見", ledger),
    )
    return tuple(
        Entry(label=label, address=reverse(f"desk:{name}", kwargs=parts))
        for name, label, parts in pages
        if visit.opens(ACCESS[name])
    )
