"""代行入力: 企画担当 begins to enter for a department with a reason, finds its answers, and ends it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mitodoke.desk.presentation.on_behalf import (
    EXAMPLES,
    cautions,
    department_answers,
    others_entering,
    own_proxy,
)
from mitodoke.desk.presentation.words import show_due
from mitodoke.desk.views.show import show
from mitodoke.desk.views.workbooks import round_entry
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.models import Assignment
from mitodoke.reporting.services import begin_proxy, end_proxy
from mitodoke.reporting.services.proxies import LONGEST_REASON


@require_http_methods(["GET", "HEAD", "POST"])
def on_behalf(request: HttpRequest, visit: Visit, round_id: int, department_id: int) -> HttpResponse:
    """The reason, what to do next, and the department's answers; a refusal keeps what was typed."""
    if request.method != "POST":
        return _page(request, visit, to=request.GET.get("to", ""))
    survey, office, action = visit.survey, visit.office, request.POST.get("action")
    if action == "end":
        end_proxy(reporting_round=survey, department=office, by=visit.person)
        messages.success(
            request, f"{office.name}の代行入力を終えました。入力した内容はそのまま残っています。"
        )
        return redirect("desk:round", round_id=round_id)
    to = request.POST.get("to", "")
    try:
        if action != "begin":
            raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
        begin_proxy(
            reporting_round=survey,
            department=office,
            reason=request.POST.get("reason", ""),
            by=visit.person,
        )
    except ActionDenied as denied:
        return _page(request, visit, to=to, denied=str(denied), status=422)
    messages.success(request, f"{office.name}に代わって入力できます。理由は、入力のたびに履歴に残ります。")
    return redirect(_next(visit, to))


def _next(visit: Visit, to: str) -> str:
    """Where to go on: the answer or the workbook that the person came from, else the list of answers."""
    parts = {"round_id": visit.survey.pk, "department_id": visit.office.pk}
    if to == "workbook":
        return reverse("desk:workbook_upload", kwargs=parts)
    if to.isascii() and to.isdigit() and len(to) < 18:
        row = Assignment.objects.filter(pk=int(to), round=visit.survey, department=visit.office).first()
        if row is not None:
            return reverse("desk:answer", kwargs={"assignment_id": row.pk})
    return reverse("desk:on_behalf", kwargs=parts)


def _page(
    request: HttpRequest, visit: Visit, *, to: str, denied: str | None = None, status: int = 200
) -> HttpResponse:
    parts = {"round_id": visit.survey.pk, "department_id": visit.office.pk}
    proxy = own_proxy(visit)
    return show(
        request,
        visit,
        "on_behalf.html",
        title=f"{visit.office.name}に代わって入力する",
        office=visit.office.name,
        section="rounds",
        trail=(round_entry(visit),),
        denied=denied,
        status=status,
        proxy=proxy,
        due=show_due(visit.survey.due_on, visit.today),
        closed=visit.survey.closed_on is not None,
        cautions=cautions(visit),
        others=others_entering(visit),
        answers=department_answers(visit),
        examples=EXAMPLES,
        longest=LONGEST_REASON,
        typed=request.POST.get("reason", proxy.reason if proxy else ""),
        to=to,
        act=reverse("desk:on_behalf", kwargs=parts),
        submit=reverse("desk:round_submit", kwargs={"round_id": visit.survey.pk}),
        upload=reverse("desk:workbook_upload", kwargs=parts),
    )
