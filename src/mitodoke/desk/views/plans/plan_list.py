"""The plans of a city: the list, a new one, and one taken over from a document."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mitodoke.desk.plan_forms import PlanForm, TakeOverForm, typed_levels, valid
from mitodoke.desk.presentation.plan_list import (
    LEVELS,
    chosen_structure,
    plan_lines,
    plans_of_kind,
    presets,
    takeable_documents,
)
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.role import Right
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.queries import ledger_overviews
from mitodoke.plans.services import create_ledger, take_over_plan


@require_safe
def plans(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Every plan with what is in force, what is open and what is due."""
    year = FiscalYear.of(visit.today).year
    overviews = ledger_overviews(municipality_code=code, fiscal_year=year)
    return show(
        request,
        visit,
        "plans/plans.html",
        title="計画",
        section="plans",
        plans=plan_lines(overviews, with_drafts=visit.may(Right.READ_HISTORY)),
        edits=visit.may(Right.EDIT_PLANS),
        takeable=bool(takeable_documents(code)) if visit.may(Right.EDIT_PLANS) else False,
        new=reverse("desk:plan_new", kwargs={"code": code}),
        take_over=reverse("desk:plan_take_over", kwargs={"code": code}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Begin a plan: its title, its levels, and who decided that there be one."""
    denied, status = None, 200
    if request.method == "POST":
        try:
            made = _created(request, visit)
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, f"「{made.title}」を作りました。項目を加えてください。")
            return redirect("desk:plan", ledger_id=made.pk)
    offered = presets()
    wanted = request.GET.get("preset", "")
    chosen = next((one for one in offered if one.key == wanted), offered[0])
    return show(
        request,
        visit,
        "plans/plan_new.html",
        title="計画を作る",
        section="plans",
        trail=(Entry(label="計画", address=reverse("desk:plans", kwargs={"code": code})),),
        denied=denied,
        status=status,
        presets=offered,
        chosen=chosen,
        others=plans_of_kind(code, chosen.kind),
        names=dict(enumerate(chosen.names, start=1)),
        levels=range(1, LEVELS + 1),
        typed=request.POST,
    )


def _created(request: HttpRequest, visit: Visit) -> PlanLedger:
    values = valid(PlanForm(request.POST))
    preset = next((one for one in presets() if one.key == values["preset"]), None)
    if preset is None:
        raise ActionDenied("計画の種類を選んでください。")
    return create_ledger(
        municipality=visit.city,
        title=values["title"],
        structure=chosen_structure(preset, typed_levels(request.POST)),
        document_kind=preset.kind,
        reason=values["reason"],
        decider=values["decider"],
        decided_on=values["decided_on"],
        by=visit.person,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_take_over(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Begin with the plan that a document of the city prints; it is in force at once."""
    documents = takeable_documents(code)
    denied, status = None, 200
    if request.method == "POST":
        try:
            values = valid(TakeOverForm(request.POST))
            key = values.pop("document")
            document = next((one for one in documents if one.key == key), None)
            if document is None:
                raise ActionDenied("引き継ぐ文書を選んでください。")
            made = take_over_plan(document=document, by=visit.person, **values)
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(
                request, f"「{made.title}」を引き継ぎました。変えるときは、見直しを始めてください。"
            )
            return redirect("desk:plan", ledger_id=made.pk)
    return show(
        request,
        visit,
        "plans/plan_take_over.html",
        title="文書の計画を引き継ぐ",
        section="plans",
        trail=(Entry(label="計画", address=reverse("desk:plans", kwargs={"code": code})),),
        denied=denied,
        status=status,
        documents=documents,
        typed=request.POST,
    )
