"""An item of a plan: its page, editing its fields, and what is done to it as a whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.presentation.plan_controls import decided_fields, plan_controls, typed_fields
from mitodoke.desk.presentation.plan_item_fields import (
    NEW_FIELDS,
    item_changes,
    item_specs,
    item_texts,
    new_item_specs,
)
from mitodoke.desk.presentation.plan_merge import UNKNOWN, Merge, merge_fields
from mitodoke.desk.presentation.plan_words import item_address
from mitodoke.desk.views.plans.frame import (
    changes_told,
    city_departments,
    found_item,
    found_or_former,
    item_entry,
    show_plan,
)
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_change import (
    AddItem,
)
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.plans.models import PromisedWording
from mitodoke.plans.queries import LedgerState, former_content, ledger_state
from mitodoke.plans.services import edit_plan


@require_http_methods(["GET", "HEAD", "POST"])
def plan_item_edit(request: HttpRequest, visit: Visit, ledger_id: int, item_id: str) -> HttpResponse:
    """Change the fields of an item; what somebody else changed meanwhile stays, or both versions are shown."""
    state = ledger_state(ledger=visit.plan)
    item = found_or_former(state, item_id, number_in(request.POST, "seen"))
    fixed = PromisedWording.objects.filter(ledger=visit.plan, item_key=item_id).exists()
    specs = item_specs(item, city_departments(visit), fixed_title=fixed)
    now = item_texts(item)
    typed, merge, denied, status, seen = None, None, None, 200, state.version.number
    if request.method == "POST":
        seen = number_in(request.POST, "seen")
        typed = typed_fields(request.POST, specs)
        merge = merge_fields(
            base=_base(state, item, seen), now=now, typed=typed, decided=decided_fields(request.POST, specs)
        )
        try:
            told = _saved(visit, state, item, merge, request.POST.get("reason"))
        except ActionDenied as refusal:
            denied, status = str(refusal), 409 if merge.conflicts else 422
        else:
            messages.success(request, told)
            return redirect(item_address(ledger_id)(item_id))
    return show_plan(
        request,
        visit,
        "item_edit.html",
        title=f"{item.name}を変える",
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
        back=item_address(ledger_id)(item_id),
    )


def _base(state: LedgerState, item: PlannedItem, seen: int) -> dict[str, str]:
    """The fields as the person saw them; where that is not known, unlike anything, so that each must be decided."""
    if seen == state.version.number:
        return item_texts(item)
    content = former_content(ledger=state.ledger, number=seen)
    if content is None:
        return dict.fromkeys(item_texts(item), UNKNOWN)
    known = {one.item_id: one for one in content.items}
    return item_texts(known.get(item.item_id, item))


def _saved(visit: Visit, state: LedgerState, item: PlannedItem, merge: Merge, reason: str | None) -> str:
    if merge.conflicts:
        raise ActionDenied(
            f"開いている間に、{state.version.by}が同じ欄を変えました。枠で囲んだ欄で、どちらを残すか選んでください。"
        )
    edit_plan(
        ledger=visit.plan,
        changes=item_changes(item.item_id, merge.changes),
        seen=state.version.number,
        reason=reason,
        by=visit.person,
    )
    if not merge.changes:
        return "変わったところはありませんでした。"
    kept = f"開いている間に{state.version.by}が変えた別の欄は、そのまま残しました。" if merge.kept else ""
    return f"「{item.name}」を保存しました。{kept}"


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
