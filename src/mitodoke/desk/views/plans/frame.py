"""The frame of the pages of one plan: where the person is, which pages the plan has, and what may be done."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from mitodoke.departments.models import Department
from mitodoke.desk.permissions import ACCESS
from mitodoke.desk.presentation.plan_words import difference_words, item_address, plan_addresses
from mitodoke.desk.views.plan_trail import follow_tabs
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_content import PlanContent, PlannedItem
from mitodoke.domain.role import Right
from mitodoke.plans.queries import LedgerState, differences_since, former_content, ledger_state

_TABS = (
    ("plan", "計画の内容"),
    ("plan_revisions", "策定と見直し"),
    ("plan_fields", "独自の欄"),
    ("plan_rules", "評価の規則"),
    ("plan_calculation", "計算のしかた"),
    ("plan_issue", "文書に反映"),
    ("plan_history", "履歴"),
)
TOLD = 30
"""How many of somebody else's changes a page lists; the comparison has all of them."""


def show_plan(
    request: HttpRequest,
    visit: Visit,
    template: str,
    *,
    title: str,
    here: str,
    trail: tuple[Entry, ...] = (),
    denied: str | None = None,
    status: int = 200,
    **content: Any,
) -> HttpResponse:
    """A page of the plan of the address; `here` is the name of its tab, `trail` what lies between plan and page."""
    addresses = plan_addresses(visit.plan.pk)
    way = (
        Entry(label="計画", address=reverse("desk:plans", kwargs={"code": visit.city.code})),
        *(() if here == "plan" and not trail and content.get("is_root") else (_plan_entry(visit),)),
        *trail,
    )
    return show(
        request,
        visit,
        f"plans/{template}",
        title=title,
        section="plans",
        trail=way,
        denied=denied,
        status=status,
        plan=visit.plan,
        tabs=[
            Entry(label=label, address=addresses[name], current=name == here)
            for name, label in _TABS
            if visit.opens(ACCESS[name])
        ]
        + list(follow_tabs(visit)),
        addresses=addresses,
        edits=may_edit(visit),
        typed=request.POST,
        **content,
    )


def _plan_entry(visit: Visit) -> Entry:
    return Entry(label=visit.plan.title, address=reverse("desk:plan", kwargs={"ledger_id": visit.plan.pk}))


def may_edit(visit: Visit) -> bool:
    """Whether the person plans for the whole city."""
    return visit.may(Right.EDIT_PLANS)


def reads_drafts(visit: Visit) -> bool:
    """Whether the person reads what is not decided yet."""
    return visit.may(Right.READ_HISTORY)


def state_for(visit: Visit) -> LedgerState:
    """The plan as it stands; Http404 for who may read decided plans only while nothing is decided."""
    state = ledger_state(ledger=visit.plan)
    if state.in_force is None and not reads_drafts(visit):
        raise Http404
    return state


def readable_content(visit: Visit, state: LedgerState) -> PlanContent:
    """What this person may read of it: the draft, or what is in force."""
    if reads_drafts(visit) or state.in_force is None:
        return state.content
    return state.in_force


def found_item(content: PlanContent, item_id: str) -> PlannedItem:
    """The item of the address; Http404 where the plan has none."""
    for item in content.items:
        if item.item_id == item_id:
            return item
    raise Http404


def found_or_former(state: LedgerState, item_id: str, seen: int) -> PlannedItem:
    """The item of the address, or as the person saw it before somebody took it out, so that nothing typed is lost."""
    if all(item.item_id != item_id for item in state.content.items):
        former = former_content(ledger=state.ledger, number=seen)
        if former is not None:
            return found_item(former, item_id)
    return found_item(state.content, item_id)


def item_entry(visit: Visit, item: PlannedItem) -> Entry:
    """The item in the line that tells where the person is."""
    return Entry(label=item.name, address=item_address(visit.plan.pk)(item.item_id))


def city_departments(visit: Visit) -> list[str]:
    """The names of the city's departments of today."""
    rows = Department.objects.filter(municipality=visit.city, valid_to__isnull=True)
    return list(rows.order_by("pk").values_list("name", flat=True))


def seen_by_now(state: LedgerState, seen: int) -> None:
    """ActionDenied, with what became different, where the person looked at an earlier state.

    For acts whose outcome depends on the whole plan: who has read what changed presses the button again.
    """
    if seen == state.version.number:
        return
    raise ActionDenied(
        f"開いている間に、{state.version.by}がこの計画を変えました。下の「開いている間に変わったところ」を"
        "確かめ、このままでよければもう一度押してください。"
    )


def changes_told(state: LedgerState, seen: int) -> list[str]:
    """What became different since the person looked, as sentences; the last one counts the rest."""
    found = differences_since(state=state, seen=seen)
    told = [difference_words(one) for one in found[:TOLD]]
    return [*told, f"ほか{len(found) - TOLD:,}件"] if len(found) > TOLD else told
