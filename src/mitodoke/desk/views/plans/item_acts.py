"""What is done to an item as a whole: moved, reordered, ended, resumed, removed, or given a note beside its promise."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mitodoke.desk.plan_forms import NoteForm, number_in, valid
from mitodoke.desk.presentation.plan_words import item_address
from mitodoke.desk.views.plans.frame import found_item, seen_by_now
from mitodoke.desk.views.plans.item_page import item_page
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_change import Change, EndItem, MoveItem, RemoveItem, ResumeItem
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.plans.queries import ledger_state
from mitodoke.plans.services import annotate_wording, edit_plan


@require_POST
def plan_item_act(request: HttpRequest, visit: Visit, ledger_id: int, item_id: str) -> HttpResponse:
    """Move, reorder, end, resume or remove an item, or put a note beside its fixed wording."""
    state = ledger_state(ledger=visit.plan)
    item = found_item(state.content, item_id)
    action = request.POST.get("action", "")
    try:
        if action == "annotate":
            annotate_wording(
                ledger=visit.plan, item_id=item_id, by=visit.person, **valid(NoteForm(request.POST))
            )
            told = "補足を付けました。公約の文言は変わっていません。"
        else:
            change, told = _change(request, item, action)
            seen_by_now(state, number_in(request.POST, "seen"))
            edit_plan(
                ledger=visit.plan,
                changes=[change],
                seen=state.version.number,
                reason=request.POST.get("why"),
                by=visit.person,
            )
    except ActionDenied as denied:
        return item_page(request, visit, item_id, denied=str(denied), status=422)
    messages.success(request, told)
    if action == "remove":
        return redirect("desk:plan", ledger_id=ledger_id)
    return redirect(item_address(ledger_id)(item_id))


def _change(request: HttpRequest, item: PlannedItem, action: str) -> tuple[Change, str]:
    """The change that a button asks for, and what is told when it is done."""
    to, before = request.POST.get("parent", ""), request.POST.get("before", "")
    match action:
        case "move":
            if not to:
                raise ActionDenied("移す先の項目を選んでください。")
            return MoveItem(item_id=item.item_id, parent_id=to), f"「{item.name}」を移しました。"
        case "order":
            change = MoveItem(item_id=item.item_id, parent_id=item.parent_id, before=before or None)
            return change, "並び順を変えました。"
        case "end":
            change_end = EndItem(item_id=item.item_id, reason=request.POST.get("reason", ""))
            return change_end, f"「{item.name}」を、下の項目と一緒に終了にしました。"
        case "resume":
            return ResumeItem(
                item_id=item.item_id
            ), f"「{item.name}」の終了を取り消しました。一緒に終了にした下の項目は、終了のままです。"
        case "remove":
            return RemoveItem(item_id=item.item_id), f"「{item.name}」を消しました。"
    raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
