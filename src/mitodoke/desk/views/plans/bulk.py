"""Many items of a plan changed together: ended for one reason, or given to other departments; all or none."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.paging import page_of
from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.presentation.plan_bulk import bulk_changes
from mitodoke.desk.presentation.plan_tree import ITEMS_A_PAGE, departments_in, found_items, item_lines
from mitodoke.desk.presentation.plan_words import item_address
from mitodoke.desk.views.plans.filtering import wanted_items
from mitodoke.desk.views.plans.frame import changes_told, city_departments, seen_by_now, show_plan
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.plans.queries import LedgerState, ledger_state
from mitodoke.plans.services import edit_plan


@require_http_methods(["GET", "HEAD", "POST"])
def plan_bulk(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Choose items, then what is done to all of them."""
    state = ledger_state(ledger=visit.plan)
    denied, status, seen = None, 200, state.version.number
    if request.method == "POST":
        seen = number_in(request.POST, "seen")
        try:
            told = _done(request, visit, state, seen)
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, told)
            return redirect("desk:plan", ledger_id=ledger_id)
    wanted = wanted_items(request, state.content)
    page = page_of(request, found_items(state.content, wanted), ITEMS_A_PAGE)
    return show_plan(
        request,
        visit,
        "bulk.html",
        title="まとめて変える",
        here="plan",
        denied=denied,
        status=status,
        state=state,
        since=changes_told(state, seen),
        lines=item_lines(
            state.content, page.lines, address=item_address(ledger_id), comparison=None, targets={}
        ),
        page=page,
        total=len(state.content.items),
        wanted=wanted,
        structure=state.content.structure,
        in_plan=departments_in(state.content),
        departments=city_departments(visit),
        picked=set(request.POST.getlist("item")),
    )


def _done(request: HttpRequest, visit: Visit, state: LedgerState, seen: int) -> str:
    post = request.POST
    changes, told = bulk_changes(
        state.content,
        post.getlist("item"),
        action=post.get("action", ""),
        reason=post.get("reason", ""),
        former=post.get("former", ""),
        department=post.get("department", ""),
        allowed=city_departments(visit),
    )
    seen_by_now(state, seen)
    edit_plan(
        ledger=visit.plan,
        changes=changes,
        seen=state.version.number,
        reason=post.get("reason"),
        by=visit.person,
    )
    return told
