"""Opening a round: who would be asked what is shown first, and the same form opens it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mitodoke.departments.models import Department
from mitodoke.desk.forms import RoundForm, first_problem
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_documents
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import ENTRY_ASKS, Ask
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.reporting.derive import RoundPlan
from mitodoke.reporting.services import open_desk_round, plan_desk_round


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPreview:
    """Who would be asked how much, and what nobody would be asked about."""

    total: int
    departments: tuple[tuple[str, int], ...]
    without: tuple[str, ...]
    new_departments: tuple[str, ...]
    one_off: int


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The form; sent with 「だれに何を尋ねるか見る」 it shows the plan, with 「調査を始める」 it opens the round."""
    documents = [one for one in current_documents() if one.municipality_id == code]
    departments = list(Department.objects.filter(municipality=visit.city, valid_to__isnull=True))
    if request.method != "POST":
        return _page(request, visit, documents, departments, _first_values(documents, visit))
    form = RoundForm(request.POST, departments=[(str(one.pk), one.name) for one in departments])
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in form.fields}
    typed |= {name: request.POST.getlist(name) for name in ("asks", "departments")}
    if not form.is_valid():
        return _page(request, visit, documents, departments, typed, denied=first_problem(form), status=422)
    try:
        planned = _planned(form.cleaned_data, documents, departments)
        if request.POST.get("action") != "open":
            preview = _preview(plan_desk_round(**planned))
            return _page(request, visit, documents, departments, typed, preview=preview)
        opened = open_desk_round(
            **planned,
            fiscal_year=form.cleaned_data["fiscal_year"],
            due_on=form.cleaned_data["due_on"],
            instructions=form.cleaned_data["instructions"] or None,
            by=visit.person,
        )
    except ActionDenied as denied:
        return _page(request, visit, documents, departments, typed, denied=str(denied), status=422)
    count = opened.assignments.count()
    messages.success(request, f"調査を始め、{count:,}件の回答を依頼しました。")
    return redirect("desk:round", round_id=opened.pk)


def _first_values(documents: list[SourceDocument], visit: Visit) -> dict[str, Any]:
    """The newest plan and its year, today as the first day."""
    newest = max(documents, key=lambda one: (one.fiscal_year or 0, one.pk), default=None)
    year = (
        newest.fiscal_year if newest is not None and newest.fiscal_year else FiscalYear.of(visit.today).year
    )
    return {
        "document": newest.key if newest else "",
        "previous": "",
        "fiscal_year": str(year),
        "opened_on": format_date(visit.today),
        "due_on": "",
        "asks": [],
        "departments": [],
        "instructions": "",
    }


def _planned(
    values: dict[str, Any], documents: list[SourceDocument], departments: list[Department]
) -> dict[str, Any]:
    """What both previewing and opening take."""
    by_key = {one.key: one for one in documents}
    document = by_key.get(values["document"])
    if document is None:
        raise ActionDenied("対象の文書を選んでください。")
    chosen = set(values["departments"])
    only = [one for one in departments if str(one.pk) in chosen] or None
    register = document.kind == DocumentKind.COLLABORATION_REGISTER
    asks = [ask for ask in Ask if ask.value in values["asks"] and (ask in ENTRY_ASKS) is register]
    if len(asks) < len(values["asks"]):
        what = "協働事業" if register else "計画"
        raise ActionDenied(
            f"選んだ文書は{what}の文書です。尋ねることは、その種類のものだけを選んでください。"
        )
    return {
        "plan": None if register else document.plan,
        "register": document if register else None,
        "previous": by_key.get(values["previous"]),
        "asks": asks,
        "opened_on": values["opened_on"],
        "departments": only,
    }


def _preview(plan: RoundPlan) -> RoundPreview:
    counts = Counter(
        name
        for request in plan.requests
        for name in ([one.name for one in request.departments] or [request.name])
    )
    return RoundPreview(
        total=sum(counts.values()),
        departments=tuple(sorted(counts.items())),
        without=plan.without_department,
        new_departments=plan.new_departments,
        one_off=plan.one_off,
    )


def _page(
    request: HttpRequest,
    visit: Visit,
    documents: list[SourceDocument],
    departments: list[Department],
    typed: dict[str, Any],
    *,
    preview: RoundPreview | None = None,
    denied: str | None = None,
    status: int = 200,
) -> HttpResponse:
    code = visit.city.code
    return show(
        request,
        visit,
        "round_new.html",
        title="調査を始める",
        section="rounds",
        trail=(Entry(label="調査", address=reverse("desk:rounds", kwargs={"code": code})),),
        denied=denied,
        status=status,
        documents=documents,
        departments=departments,
        asks=[(ask.value, ask.label, ask in ENTRY_ASKS) for ask in Ask],
        typed=typed,
        preview=preview,
    )
