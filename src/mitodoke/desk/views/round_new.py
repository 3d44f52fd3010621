"""Opening a round: who would be asked what is shown first, and the same form opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mitodoke.departments.models import Department
from mitodoke.desk.forms import RoundForm, field_problems, problems_told
from mitodoke.desk.presentation.document_names import document_name, newest_first
from mitodoke.desk.presentation.round_preview import RoundPreview, round_preview
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_documents
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import ENTRY_ASKS, Ask
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import Right
from mitodoke.reporting.round_dates import deny_due_before_start
from mitodoke.reporting.services import open_desk_round, plan_desk_round

AUTOMATIC = "auto"
"""The choice of last year's document by kind and year."""


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The form; sent with 「だれに何を尋ねるか見る」 it shows the plan, with 「調査を始める」 it opens the round."""
    documents = newest_first(one for one in current_documents() if one.municipality_id == code)
    departments = list(Department.objects.filter(municipality=visit.city, valid_to__isnull=True))
    if request.method != "POST":
        wanted = request.GET.get("document", "")
        return _page(request, visit, documents, departments, _first_values(documents, wanted, visit))
    form = RoundForm(request.POST, departments=[(str(one.pk), one.name) for one in departments])
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in form.fields}
    typed |= {name: request.POST.getlist(name) for name in ("asks", "departments")}
    if not form.is_valid():
        return _page(request, visit, documents, departments, typed, form=form)
    try:
        chosen = _chosen(form.cleaned_data, documents)
        planned = _planned(form.cleaned_data, chosen, departments)
        deny_due_before_start(form.cleaned_data["opened_on"], form.cleaned_data["due_on"])
        if request.POST.get("action") != "open":
            preview = round_preview(
                plan_desk_round(**planned),
                document=chosen.document,
                previous=chosen.previous,
                fiscal_year=chosen.fiscal_year,
                today=visit.today,
            )
            return _page(request, visit, documents, departments, typed, preview=preview)
        opened = open_desk_round(
            **planned,
            fiscal_year=chosen.fiscal_year,
            due_on=form.cleaned_data["due_on"],
            instructions=form.cleaned_data["instructions"] or None,
            by=visit.person,
        )
    except ActionDenied as denied:
        return _page(request, visit, documents, departments, typed, denied=str(denied), status=422)
    count = opened.assignments.count()
    messages.success(request, f"調査を始め、{count:,}件の回答を依頼しました。")
    return redirect("desk:round", round_id=opened.pk)


def _first_values(documents: list[SourceDocument], wanted: str, visit: Visit) -> dict[str, Any]:
    """The document that the address asks for, else the newest; today as the first day."""
    keys = [one.key for one in documents]
    return {
        "document": wanted if wanted in keys else next(iter(keys), ""),
        "previous": AUTOMATIC,
        "fiscal_year": "",
        "opened_on": format_date(visit.today),
        "due_on": "",
        "asks": [],
        "departments": [],
        "instructions": "",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    document: SourceDocument
    previous: SourceDocument | None
    fiscal_year: int


def _chosen(values: dict[str, Any], documents: list[SourceDocument]) -> _Chosen:
    """The documents and the year that the form means; ActionDenied where they do not fit together."""
    by_key = {one.key: one for one in documents}
    document = by_key.get(values["document"])
    if document is None:
        raise ActionDenied("対象の文書を選んでください。")
    year = values["fiscal_year"] or document.fiscal_year
    if year is None:
        raise ActionDenied("この文書には年度の記載がありません。年度を入力してください。")
    if values["previous"] == AUTOMATIC:
        earlier = [one for one in documents if one.kind == document.kind and (one.fiscal_year or year) < year]
        previous = max(earlier, key=lambda one: one.fiscal_year or 0, default=None)
    else:
        previous = by_key.get(values["previous"])
    if previous is not None and previous.kind != document.kind:
        raise ActionDenied("昨年度の文書には、対象の文書と同じ種類の文書を選んでください。")
    return _Chosen(document=document, previous=previous, fiscal_year=year)


def _planned(values: dict[str, Any], chosen: _Chosen, departments: list[Department]) -> dict[str, Any]:
    """What both previewing and opening take."""
    picked = set(values["departments"])
    only = [one for one in departments if str(one.pk) in picked] or None
    register = chosen.document.kind == DocumentKind.COLLABORATION_REGISTER
    asks = [ask for ask in Ask if ask.value in values["asks"] and (ask in ENTRY_ASKS) is register]
    if len(asks) < len(values["asks"]):
        what = "協働事業" if register else "計画"
        raise ActionDenied(
            f"選んだ文書は{what}の文書です。尋ねることは、その種類のものだけを選んでください。"
        )
    return {
        "plan": None if register else chosen.document.plan,
        "register": chosen.document if register else None,
        "previous": chosen.previous,
        "asks": asks,
        "opened_on": values["opened_on"],
        "departments": only,
    }


def _page(
    request: HttpRequest,
    visit: Visit,
    documents: list[SourceDocument],
    departments: list[Department],
    typed: dict[str, Any],
    *,
    form: RoundForm | None = None,
    preview: RoundPreview | None = None,
    denied: str | None = None,
    status: int = 200,
) -> HttpResponse:
    code = visit.city.code
    if form is not None:
        denied, status = "".join(problems_told(form)), 422
    return show(
        request,
        visit,
        "round_new.html",
        title="調査を始める",
        section="rounds",
        trail=(Entry(label="調査", address=reverse("desk:rounds", kwargs={"code": code})),),
        denied=denied,
        status=status,
        documents=[(one.key, document_name(one), one.revision) for one in documents],
        automatic=AUTOMATIC,
        departments=departments,
        asks=[(ask.value, ask.label, ask in ENTRY_ASKS) for ask in Ask],
        typed=typed,
        problems=field_problems(form) if form else {},
        preview=preview,
        manages_people=visit.may(Right.MANAGE_PEOPLE),
    )
