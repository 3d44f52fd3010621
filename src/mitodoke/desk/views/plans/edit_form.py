"""Changing the fields of a part of a plan while others may change them too: nobody's change is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.presentation.plan_controls import (
    FieldSpec,
    decided_fields,
    plan_controls,
    typed_fields,
)
from mitodoke.desk.presentation.plan_merge import UNKNOWN, Merge, merge_fields
from mitodoke.desk.presentation.plan_words import item_address
from mitodoke.desk.views.plans.frame import changes_told, item_entry, show_plan
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_change import Change
from mitodoke.domain.plan_content import PlanContent, PlannedItem
from mitodoke.plans.queries import LedgerState, former_content
from mitodoke.plans.services import edit_plan

Texts = Mapping[str, str]
"""The fields of a part of a plan, each as text."""


def edit_page(
    request: HttpRequest,
    visit: Visit,
    template: str,
    *,
    title: str,
    state: LedgerState,
    item: PlannedItem,
    specs: Sequence[FieldSpec],
    now: Texts,
    former: Callable[[PlanContent], Texts],
    save: Callable[[Merge], str],
    done: str,
    **content: Any,
) -> HttpResponse:
    """The form with the fields `now` of `item` or of a part of it; what is sent is merged, saved, and leads to `done`.

    `former` finds the same fields in an earlier content, `save` stores what was merged and says so; its ActionDenied
    is told on the page, with everything that was typed.
    """
    typed, merge, denied, status, seen = None, None, None, 200, state.version.number
    if request.method == "POST":
        seen = number_in(request.POST, "seen")
        typed = typed_fields(request.POST, specs)
        merge = merge_fields(
            base=_seen_fields(state, seen, now, former),
            now=now,
            typed=typed,
            decided=decided_fields(request.POST, specs),
        )
        try:
            told = save(merge)
        except ActionDenied as refusal:
            denied, status = str(refusal), 409 if merge.conflicts else 422
        else:
            messages.success(request, told)
            return redirect(done)
    return show_plan(
        request,
        visit,
        template,
        title=title,
        here="plan",
        trail=(item_entry(visit, item),),
        denied=denied,
        status=status,
        item=item,
        state=state,
        since=changes_told(state, seen),
        controls=plan_controls(
            specs, now, typed=typed, merge=merge, changed_by=state.version.by, denied=denied
        ),
        back=item_address(visit.plan.pk)(item.item_id),
        **content,
    )


def _seen_fields(state: LedgerState, seen: int, now: Texts, former: Callable[[PlanContent], Texts]) -> Texts:
    """The fields as the person saw them; where that is not known, unlike anything, so that each must be decided."""
    if seen == state.version.number:
        return now
    content = former_content(ledger=state.ledger, number=seen)
    return dict.fromkeys(now, UNKNOWN) if content is None else former(content)


def save_merged(
    request: HttpRequest,
    visit: Visit,
    state: LedgerState,
    merge: Merge,
    changes: Callable[[Texts], Sequence[Change]],
    *,
    name: str,
) -> str:
    """Store what was merged for the part called `name`, as the `changes` that its fields make, and what is said of it.

    ActionDenied where two people changed the same field and nobody has decided yet.
    """
    if merge.conflicts:
        raise ActionDenied(
            f"開いている間に、{state.version.by}が同じ欄を変えました。枠で囲んだ欄で、どちらを残すか選んでください。"
        )
    edit_plan(
        ledger=visit.plan,
        changes=changes(merge.changes),
        seen=state.version.number,
        reason=request.POST.get("reason"),
        by=visit.person,
    )
    if not merge.changes:
        return "変わったところはありませんでした。"
    kept = f"開いている間に{state.version.by}が変えた別の欄は、そのまま残しました。" if merge.kept else ""
    return f"{name}を保存しました。{kept}"
