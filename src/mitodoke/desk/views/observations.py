"""The log of observations and decisions (OODA) of a plan."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitodoke.desk.follow_forms import ObservationForm, typed, valid
from mitodoke.desk.forms import field_problems
from mitodoke.desk.item_rights import writable_items
from mitodoke.desk.presentation.follow_page import item_choices, log_lines
from mitodoke.desk.views.plan_trail import plan_trail
from mitodoke.desk.views.plans.frame import found_item, readable_content, state_for
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.plans.models import Observation
from mitodoke.plans.queries import observations_of
from mitodoke.plans.services import observe


@require_safe
def observations(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """The log of the plan or, with ``?item=``, of one item, with the form for a new entry."""
    return _log_page(request, visit, item_id=request.GET.get("item") or None)


@require_POST
def observe_item(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Add an entry to the log; one that corrects an earlier one takes its place in the list."""
    form = ObservationForm(request.POST)
    try:
        values = valid(form)
        content = readable_content(visit, state_for(visit))
        if values["item"] not in {item.item_id for item in content.items}:
            raise ActionDenied("選ばれた項目は計画にありません。項目を選び直してください。")
        corrects = None
        if values["corrects"]:
            corrects = Observation.objects.filter(pk=values["corrects"], ledger=visit.plan).first()
            if corrects is None:
                raise ActionDenied("訂正する記録がありません。画面を開き直してください。")
        observe(
            ledger=visit.plan,
            item_id=values["item"],
            observed_on=values["observed_on"],
            observation=values["observation"],
            decision=values["decision"],
            corrects=corrects,
            by=visit.person,
        )
    except ActionDenied as denied:
        return _log_page(request, visit, item_id=None, form=form, denied=str(denied))
    messages.success(request, "観察と判断を訂正しました。" if corrects else "観察と判断を記録しました。")
    return redirect("desk:observations", ledger_id=ledger_id)


def _log_page(
    request: HttpRequest,
    visit: Visit,
    *,
    item_id: str | None,
    form: ObservationForm | None = None,
    denied: str | None = None,
) -> HttpResponse:
    ledger = visit.plan
    content = readable_content(visit, state_for(visit))
    item = None if item_id is None else found_item(content, item_id)
    entries = observations_of(ledger=ledger, item_id=item_id)
    prefetch_related_objects(entries, "corrects")
    writable = writable_items(visit, content.items)
    lines = log_lines(entries, content, writable)
    number = request.POST.get("corrects") if form else request.GET.get("corrects")
    corrected = next((one for one in lines if one.writable and str(one.observation_id) == number), None)
    names = ("item", "observed_on", "observation", "decision")
    if form is not None:
        values = typed(request.POST, *names)
    elif corrected is not None:
        values = dict(
            zip(
                names,
                (corrected.item_id, corrected.day, corrected.observation, corrected.decision),
                strict=True,
            )
        )
    else:
        values = dict(zip(names, (item_id or "", format_date(visit.today), "", ""), strict=True))
    return show(
        request,
        visit,
        "follow/observations.html",
        title="観察と判断の記録" if item is None else f"{item.name}の観察と判断の記録",
        section="plans",
        trail=plan_trail(visit),
        denied=denied,
        status=200 if denied is None else 422,
        ledger=ledger,
        item=item,
        lines=lines,
        values=values,
        problems=field_problems(form) if form else {},
        corrected=corrected,
        choices=item_choices(content.items, writable),
        items=item_choices(content.items),
        printed_on=format_date(visit.today),
        here=reverse("desk:observations", kwargs={"ledger_id": ledger.pk}),
        act=reverse("desk:observe", kwargs={"ledger_id": ledger.pk}),
    )
