"""What the forms of a plan's rules share: where they stand, from when and why, and that a preview came first."""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse

from mitodoke.desk.plan_rule_forms import digest, from_year_in
from mitodoke.desk.views.show import Entry
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_rules import year_refusal
from mitodoke.domain.plan_text import needed_text


def rule_trail(visit: Visit) -> tuple[Entry, ...]:
    """The page of the rules between the plan and a form."""
    address = reverse("desk:plan_calculation", kwargs={"ledger_id": visit.plan.pk})
    return (Entry(label="計算のしかた", address=address),)


def said(data: QueryDict) -> tuple[int | None, str]:
    """From when a choice counts and why it is made; ActionDenied where that is missing or unreadable."""
    from_year = from_year_in(data)
    if refusal := year_refusal(from_year):
        raise ActionDenied(refusal)
    return from_year, needed_text(data.get("reason"), "変える理由")


def was_shown(data: QueryDict, text: str) -> bool:
    """Whether the person saves, and what is saved is what the preview showed."""
    return data.get("action") == "save" and data.get("shown") == digest(text)


def field_of(denied: str | None) -> str:
    """The field that a refusal is about, told by the label that it begins with; empty for another or none."""
    told = (denied or "").lstrip("「")
    return next((name for name, label in _FIELDS.items() if told.startswith(label)), "")


_FIELDS = {
    "from_year": "使い始める年度",
    "reason": "変える理由",
    "first_year": "計画の最初の年度",
    "years": "計画の年数",
}
