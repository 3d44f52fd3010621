"""One request of a round for 企画担当: taken back, asked again, moved to another department, or asked of one more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mitodoke.departments.models import Department
from mitodoke.desk.presentation.words import answer_address, round_title
from mitodoke.desk.presentation.words import subject as subject_of
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import AnswerState
from mitodoke.reporting.models import AnswerField, Assignment
from mitodoke.reporting.services import (
    assign_item,
    cancel_assignment,
    move_assignments,
    restore_assignment,
)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_request(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """The forms; a refusal is told on the page and what was typed is kept."""
    row = Assignment.objects.select_related(
        "round__plan__document", "round__register", "item", "department"
    ).get(pk=assignment_id)
    if request.method != "POST":
        return _page(request, visit, row)
    try:
        told = _act(request, visit, row)
    except ActionDenied as denied:
        return _page(request, visit, row, denied=str(denied), status=422)
    messages.success(request, told)
    return redirect("desk:answer_request", assignment_id=assignment_id)


def _act(request: HttpRequest, visit: Visit, row: Assignment) -> str:
    action, reason = request.POST.get("action", ""), request.POST.get("reason", "")
    if action == "cancel":
        cancel_assignment(assignment=row, reason=reason, by=visit.person)
        return "回答の依頼を取り消しました。入力された内容と履歴は残っています。"
    if action == "restore":
        restore_assignment(assignment=row, by=visit.person)
        return f"{row.department.name}にもう一度回答を依頼しました。"
    if action == "move":
        successor = _department(request, visit)
        if row.cancelled or row.state == AnswerState.CONFIRMED:
            raise ActionDenied("取り消した依頼と確定した回答は、別の部署に移せません。")
        move_assignments(
            reporting_round=row.round,
            predecessor=row.department,
            successor=successor,
            reason=reason,
            only=row,
            by=visit.person,
        )
        return f"回答の依頼を、入力された内容と一緒に{row.department.name}から{successor.name}に移しました。"
    if action == "assign":
        if row.item is None:
            raise ActionDenied("協働事業の回答は、1つの部署だけに依頼します。別の部署に移してください。")
        department = _department(request, visit)
        assign_item(reporting_round=row.round, item=row.item, department=department, by=visit.person)
        return f"{department.name}にも回答を依頼しました。"
    raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")


def _department(request: HttpRequest, visit: Visit) -> Department:
    number = request.POST.get("department", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    found = Department.objects.filter(municipality=visit.city, pk=wanted).first()
    if found is None:
        raise ActionDenied("部署を選んでください。")
    return found


def _page(
    request: HttpRequest, visit: Visit, row: Assignment, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    survey = row.round
    others = (
        list(
            Assignment.objects.filter(round=survey, item=row.item_id)
            .exclude(pk=row.pk)
            .select_related("department")
            .order_by("position", "pk")
        )
        if row.item_id is not None
        else []
    )
    address = answer_address()
    titles = dict(
        AnswerField.objects.filter(assignment=row, name="entry.title", value__isnull=False).values_list(
            "assignment_id", "value"
        )
    )
    subject = subject_of(row, {number: title or "" for number, title in titles.items()})
    return show(
        request,
        visit,
        "answer_request.html",
        title=f"{subject}の依頼を変える",
        section="rounds",
        trail=(
            Entry(label=round_title(survey), address=reverse("desk:round", kwargs={"round_id": survey.pk})),
            Entry(label=subject, address=address(row.pk)),
        ),
        denied=denied,
        status=status,
        row=row,
        state=AnswerState(row.state).label,
        confirmed=row.state == AnswerState.CONFIRMED,
        closed=survey.closed_on is not None,
        others=[(one.department.name, address(one.pk), one.cancelled) for one in others],
        departments=list(
            Department.objects.filter(municipality=visit.city, valid_to__isnull=True).exclude(
                pk=row.department_id
            )
        ),
        asked={one.department_id for one in others if not one.cancelled},
        typed={name: request.POST.get(name, "") for name in ("action", "department", "reason")},
        act=reverse("desk:answer_request", kwargs={"assignment_id": row.pk}),
        back=address(row.pk),
    )
