"""年度の文書に反映: the plan in force becomes the document of a year, for rounds and for publishing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mitodoke.desk.plan_forms import IssueForm, valid
from mitodoke.desk.views.plans.frame import show_plan
from mitodoke.desk.visit import Visit
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_documents
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.plans.models import PlanRevision
from mitodoke.plans.queries import ledger_state, revisions_of
from mitodoke.plans.services import issue_plan


@require_http_methods(["GET", "HEAD", "POST"])
def plan_issue(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Which year, under which title, with the marks of which revision; then the next step."""
    revisions = [
        one
        for one in revisions_of(ledger=visit.plan)
        if one.base_id is not None and one.result_id is not None and not one.is_reorganisation
    ]
    denied, status, made, year = None, 200, None, None
    if request.method == "POST":
        try:
            made = _issued(request, visit, revisions)
            year = made.fiscal_year
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            label = FiscalYear(year).label if year is not None else ""
            messages.success(request, f"{label}の文書「{made.title}」（第{made.revision}稿）に反映しました。")
            return redirect(f"{reverse('desk:plan_issue', kwargs={'ledger_id': ledger_id})}?done={made.key}")
    code = visit.city.code
    documents = [one for one in current_documents() if one.municipality_id == code]
    done = next((one for one in documents if one.key == request.GET.get("done")), None)
    return show_plan(
        request,
        visit,
        "issue.html",
        title="年度の文書に反映",
        here="plan_issue",
        denied=denied,
        status=status,
        state=ledger_state(ledger=visit.plan),
        revisions=list(reversed(revisions)),
        done=done,
        documents=_of_kind(documents, visit),
        next_year=FiscalYear.of(visit.today).label,
        round_new=f"{reverse('desk:round_new', kwargs={'code': code})}?{urlencode({'document': done.key})}"
        if done
        else "",
        publication=reverse("desk:publication", kwargs={"document": done.key}) if done else "",
    )


def _issued(request: HttpRequest, visit: Visit, revisions: list[PlanRevision]) -> SourceDocument:
    values = valid(IssueForm(request.POST))
    number = values.pop("marks_of")
    marks = next((one for one in revisions if one.number == number), None)
    if number is not None and marks is None:
        raise ActionDenied("印を付ける見直しを、一覧から選び直してください。")
    return issue_plan(ledger=visit.plan, marks_of=marks, by=visit.person, **values)


def _of_kind(documents: list[SourceDocument], visit: Visit) -> list[tuple[str, str, str]]:
    """The documents of the plan's kind that there are: year, title, address."""
    return [
        (
            FiscalYear(one.fiscal_year).label if one.fiscal_year is not None else "年度の記載なし",
            one.title,
            reverse("desk:publication", kwargs={"document": one.key}),
        )
        for one in documents
        if visit.plan.document_kind and one.kind == visit.plan.document_kind
    ]
