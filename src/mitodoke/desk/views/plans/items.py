"""An item of a plan: its page, editing its fields, and what is done to it as a whole."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.presentation.plan_controls import plan_controls, typed_fields
from mitodoke.desk.presentation.plan_item_fields import (
    NEW_FIELDS,
    item_changes,
    item_specs,
    item_texts,
    new_item_specs,
)
from mitodoke.desk.presentation.plan_merge import Merge
from mitodoke.desk.presentation.plan_words import item_address
from mitodoke.desk.views.plans.edit_form import Texts, edit_page, save_merged
from mitodoke.desk.views.plans.frame import (
    city_departments,
    found_item,
    found_or_former,
    item_entry,
    show_plan,
)
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_change import AddItem
from mitodoke.domain.plan_content import PlanContent, PlannedItem
from mitodoke.plans.models import PromisedWording
from mitodoke.plans.queries import LedgerState, ledger_state
from mitodoke.plans.services import edit_plan


@require_http_methods(["GET", "HEAD", "POST"])
def plan_item_edit(request: HttpRequest, visit: Visit, ledger_id: int, item_id: str) -> HttpResponse:
    """Change the fields of an item; what somebody else changed meanwhile stays, or both versions are shown."""
    state = ledger_state(ledger=visit.plan)
    item = found_or_former(state, item_id, number_in(request.POST, "seen"))
    fixed = PromisedWording.objects.filter(ledger=visit.plan, item_key=item_id).exists()

    def former(content: PlanContent) -> Texts:
        return item_texts({one.item_id: one for one in content.items}.get(item_id, item))

    def save(merge: Merge) -> str:
        changes = partial(item_changes, item_id)
        return save_merged(request, visit, state, merge, changes, name=f"「{item.name}」")

    return edit_page(
        request,
        visit,
        "item_edit.html",
        title=f"{item.name}を変える",
        state=state,
        item=item,
        specs=item_specs(item, city_departments(visit), fixed_title=fixed),
        now=item_texts(item),
        former=former,
        save=save,
        done=item_address(ledger_id)(item_id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_item_new(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Add an item under another one, or at the top."""
    state = ledger_state(ledger=visit.plan)
    under = request.POST.get("under", "") or request.GET.get("under", "")
    parent = found_item(state.content, under) if under else None
    level = state.content.structure.below(None if parent is None else parent.level)
    specs = new_item_specs(city_departments(visit))
    typed, denied, status = None, None, 200
    if request.method == "POST":
        typed = typed_fields(request.POST, specs)
        try:
            added = _added(visit, state, parent, typed, request.POST.get("reason"))
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, f"「{added.name}」を加えました。")
            if "more" in request.POST:
                return redirect(request.get_full_path())
            return redirect(item_address(ledger_id)(added.item_id))
    return show_plan(
        request,
        visit,
        "item_new.html",
        title=f"{level.name if level else '項目'}を加える",
        here="plan",
        trail=(item_entry(visit, parent),) if parent is not None else (),
        denied=denied,
        status=status,
        state=state,
        parent=parent,
        level=level,
        under=under,
        controls=plan_controls(specs, dict.fromkeys(NEW_FIELDS, ""), typed=typed, denied=denied),
    )


def _added(
    visit: Visit, state: LedgerState, parent: PlannedItem | None, typed: dict[str, str], reason: str | None
) -> PlannedItem:
    """Add the item to the newest state: whatever others did meanwhile, a new item takes nothing away."""
    known = {item.item_id for item in state.content.items}
    adding = AddItem(
        parent_id=None if parent is None else parent.item_id,
        code=typed["code"],
        title=typed["title"],
        departments=tuple(line for line in typed["departments"].split("\n") if line),
        summary=typed["summary"],
    )
    edit_plan(ledger=visit.plan, changes=[adding], seen=state.version.number, reason=reason, by=visit.person)
    after = ledger_state(ledger=visit.plan)
    return next(item for item in after.content.items if item.item_id not in known)
