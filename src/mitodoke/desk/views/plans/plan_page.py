"""A plan: its tree with a filter, its levels, and its history."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from mitodoke.desk.paging import page_of
from mitodoke.desk.plan_forms import number_in, unbroken_levels
from mitodoke.desk.presentation.plan_levels import level_rows, restructured
from mitodoke.desk.presentation.plan_tree import (
    ITEMS_A_PAGE,
    STATES,
    count_lines,
    departments_in,
    found_items,
    item_lines,
)
from mitodoke.desk.presentation.plan_words import (
    item_address,
    kind_label,
    level_chain,
    revision_address,
    revision_state,
)
from mitodoke.desk.views.plans.filtering import wanted_items
from mitodoke.desk.views.plans.frame import (
    changes_told,
    readable_content,
    reads_drafts,
    seen_by_now,
    show_plan,
    state_for,
)
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_change import SetStructure
from mitodoke.domain.revision import compare_plans
from mitodoke.plans.queries import ledger_state, plan_sentences, targets_of
from mitodoke.plans.services import edit_plan

SENTENCES = 200
"""How many sentences of the history stand on one page."""


@require_safe
def plan(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """The items with their marks and indicators; the draft while one is open, or what is in force on request."""
    state = state_for(visit)
    content = readable_content(visit, state)
    has_both = state.revision is not None and state.in_force is not None and reads_drafts(visit)
    in_force = has_both and request.GET.get("show") == "in_force"
    if in_force and state.in_force is not None:
        content = state.in_force
    is_draft = state.revision is not None and content is state.content
    comparison = None
    if is_draft and state.in_force is not None:
        comparison = compare_plans(state.in_force, state.content)
    wanted = wanted_items(request, content)
    found = found_items(content, wanted, comparison)
    page = page_of(request, found, ITEMS_A_PAGE)
    lines = item_lines(
        content,
        page.lines,
        address=item_address(ledger_id),
        comparison=comparison,
        targets=targets_of(ledger=visit.plan),
    )
    return show_plan(
        request,
        visit,
        "plan.html",
        title=visit.plan.title,
        here="plan",
        is_root=True,
        kind=kind_label(visit.plan),
        levels=level_chain(content),
        structure=content.structure,
        state=state,
        revision=state.revision if reads_drafts(visit) else None,
        revision_state=None if state.revision is None else revision_state(state.revision),
        comparison_address=None if state.revision is None else revision_address(state.revision),
        is_draft=is_draft,
        has_both=has_both,
        counts=count_lines(content),
        lines=lines,
        page=page,
        total=len(content.items),
        wanted=wanted,
        states=STATES,
        departments=departments_in(content),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_levels(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Rename the levels of a plan, and add or take away levels at its lower end."""
    state = ledger_state(ledger=visit.plan)
    denied, status, seen = None, 200, state.version.number
    if request.method == "POST":
        seen = number_in(request.POST, "seen")
        try:
            seen_by_now(state, seen)
            structure = restructured(state.content.structure, unbroken_levels(request.POST))
            edit_plan(
                ledger=visit.plan,
                changes=[SetStructure(structure=structure)],
                seen=seen,
                reason=request.POST.get("reason"),
                by=visit.person,
            )
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, "階層を保存しました。")
            return redirect("desk:plan", ledger_id=ledger_id)
    return show_plan(
        request,
        visit,
        "levels.html",
        title="階層の名前",
        here="plan",
        denied=denied,
        status=status,
        state=state,
        since=changes_told(state, seen),
        rows=level_rows(state.content, request.POST if denied else None),
    )


@require_safe
def plan_history(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Who did what to the plan or to one item, newest first; nothing here can be changed."""
    content = ledger_state(ledger=visit.plan).content
    wanted = request.GET.get("item", "")[:500].replace("\x00", "")
    sentences = plan_sentences(ledger=visit.plan, item_id=wanted or None)
    sentences.reverse()
    return show_plan(
        request,
        visit,
        "history.html",
        title="計画の履歴",
        here="plan_history",
        items=content.items,
        wanted=wanted,
        page=page_of(request, sentences, SENTENCES),
    )
