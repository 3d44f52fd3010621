"""Indicators of an item: a new one, changing one, and taking one out."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.presentation.plan_controls import plan_controls, typed_fields
from mitodoke.desk.presentation.plan_indicator_fields import (
    empty_indicator_texts,
    indicator_changes,
    indicator_specs,
    indicator_texts,
    new_indicator,
)
from mitodoke.desk.presentation.plan_merge import Merge
from mitodoke.desk.presentation.plan_words import item_address
from mitodoke.desk.views.plans.edit_form import Texts, edit_page, save_merged
from mitodoke.desk.views.plans.frame import (
    found_item,
    found_or_former,
    item_entry,
    seen_by_now,
    show_plan,
)
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_change import RemoveIndicator
from mitodoke.domain.plan_content import PlanContent, PlannedIndicator
from mitodoke.domain.quantity import parse_quantity
from mitodoke.plans.queries import LedgerState, former_content, ledger_state
from mitodoke.plans.services import edit_plan


@require_http_methods(["GET", "HEAD", "POST"])
def plan_indicator_new(request: HttpRequest, visit: Visit, ledger_id: int, item_id: str) -> HttpResponse:
    """Add a 数値目標 or KPI to an item."""
    state = ledger_state(ledger=visit.plan)
    item = found_item(state.content, item_id)
    typed, denied, status, specs = None, None, 200, indicator_specs(0, new=True)
    if request.method == "POST":
        typed = typed_fields(request.POST, specs)
        try:
            adding = new_indicator(item_id, typed)
            edit_plan(
                ledger=visit.plan,
                changes=[adding],
                seen=state.version.number,
                reason=request.POST.get("reason"),
                by=visit.person,
            )
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, f"{adding.level.label}「{adding.name}」を加えました。")
            told = [one.printed for one in (adding.baseline, *adding.targets) if one is not None]
            if texts := [one for one in told if parse_quantity(one).value is None]:
                messages.info(request, f"「{'」「'.join(texts)}」は数として読めないため、率は計算しません。")
            return redirect(f"{item_address(ledger_id)(item_id)}#indicators")
    return show_plan(
        request,
        visit,
        "indicator.html",
        title="指標を加える",
        here="plan",
        trail=(item_entry(visit, item),),
        denied=denied,
        status=status,
        item=item,
        indicator=None,
        state=state,
        since=[],
        controls=plan_controls(specs, empty_indicator_texts(), typed=typed, denied=denied),
        back=item_address(ledger_id)(item_id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_indicator(
    request: HttpRequest, visit: Visit, ledger_id: int, item_id: str, indicator_id: str
) -> HttpResponse:
    """Change an indicator or take it out; as with items, nobody's change is overwritten unseen."""
    state = ledger_state(ledger=visit.plan)
    seen = number_in(request.POST, "seen")
    item = found_or_former(state, item_id, seen)
    indicator = _found(state, item_id, indicator_id, seen)

    def former(content: PlanContent) -> Texts:
        return indicator_texts(
            {one.indicator_id: one for one in content.indicators}.get(indicator_id, indicator)
        )

    def save(merge: Merge) -> str:
        if request.POST.get("action") == "remove":
            return _removed(request, visit, state, indicator)
        changes = partial(indicator_changes, indicator_id)
        return save_merged(request, visit, state, merge, changes, name=f"指標「{indicator.name}」")

    return edit_page(
        request,
        visit,
        "indicator.html",
        title=f"指標「{indicator.name}」を変える",
        state=state,
        item=item,
        specs=indicator_specs(len(indicator.targets), new=False),
        now=indicator_texts(indicator),
        former=former,
        save=save,
        done=f"{item_address(ledger_id)(item_id)}#indicators",
        indicator=indicator,
    )


def _found(state: LedgerState, item_id: str, indicator_id: str, seen: int) -> PlannedIndicator:
    """The indicator of the address, or as the person saw it before somebody took it out; Http404 without either."""
    wanted = (indicator_id, item_id)
    for content in (state.content, former_content(ledger=state.ledger, number=seen)):
        for one in content.indicators if content is not None else ():
            if (one.indicator_id, one.item_id) == wanted:
                return one
    raise Http404


def _removed(request: HttpRequest, visit: Visit, state: LedgerState, indicator: PlannedIndicator) -> str:
    seen_by_now(state, number_in(request.POST, "seen"))
    edit_plan(
        ledger=visit.plan,
        changes=[RemoveIndicator(indicator_id=indicator.indicator_id)],
        seen=state.version.number,
        reason=request.POST.get("reason"),
        by=visit.person,
    )
    return f"指標「{indicator.name}」を計画から外しました。前の見直しまでの内容には残っています。"
