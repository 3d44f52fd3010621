"""Rounds for 企画担当: the list, the board of one round, and what changes about it."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitodoke.departments.models import Department
from mitodoke.departments.queries import others_hold
from mitodoke.desk.forms import RoundChangeForm, first_problem
from mitodoke.desk.presentation.on_behalf import on_behalf_address
from mitodoke.desk.presentation.round_pages import (
    attention,
    round_lines,
    round_state,
    waiting_for_planner,
)
from mitodoke.desk.presentation.staffing import missing_staff
from mitodoke.desk.presentation.words import round_title, show_due
from mitodoke.desk.presentation.workbook_pages import workbook_links
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.history import HistoryAct
from mitodoke.domain.role import Right, Role
from mitodoke.plans.models import PlanItem
from mitodoke.reporting.mail.round_links import links_are_allowed
from mitodoke.reporting.models import Assignment, HistoryEvent
from mitodoke.reporting.proxies import entered_and_waiting
from mitodoke.reporting.queries import Matrix, board, matrix, proxies_in, round_sentences, rounds_of
from mitodoke.reporting.services import (
    assign_item,
    cancel_assignment,
    close_desk_round,
    extend_round,
    move_assignments,
    reopen_round,
)


@require_safe
def rounds(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Every round of the municipality, those due first on top; closed ones below."""
    found = rounds_of(municipality_code=code)
    return show(
        request,
        visit,
        "rounds.html",
        title="調査",
        section="rounds",
        running=round_lines([one for one in found if one.closed_on is None], visit.today),
        closed=round_lines([one for one in reversed(found) if one.closed_on is not None], visit.today),
        new=reverse("desk:round_new", kwargs={"code": code}) if visit.may(Right.RUN_ROUNDS) else None,
    )


@require_safe
def one_round(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """The board: how far each department is, and what needs attention."""
    return _page(request, visit)


@require_POST
def round_change(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """Extend, close or reopen."""
    form = RoundChangeForm(request.POST)
    action = request.POST.get("action", "")
    if not form.is_valid():
        return _page(request, visit, denied=first_problem(form), status=422)
    due_on, reason = form.cleaned_data["due_on"], form.cleaned_data["reason"]
    try:
        told = _change(visit, action, due_on, reason)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    messages.success(request, told)
    return redirect("desk:round", round_id=round_id)


def _change(visit: Visit, action: str, due_on: datetime.date | None, reason: str) -> str:
    if action == "close":
        close_desk_round(reporting_round=visit.survey, reason=reason or None, by=visit.person)
        return "調査を締め切りました。確定した回答を、公表の元になる文書に反映できます。"
    if action not in ("extend", "reopen"):
        raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
    if due_on is None:
        raise ActionDenied("新しい回答期限を入力してください。")
    if action == "extend":
        extend_round(reporting_round=visit.survey, due_on=due_on, reason=reason, by=visit.person)
        return "回答期限を変えました。"
    reopen_round(reporting_round=visit.survey, due_on=due_on, reason=reason, by=visit.person)
    return "調査を再開しました。部署はまた回答を直せます。"


@require_POST
def round_request(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """Ask a department about an item, take a request back, or move a department's requests to another one."""
    action = request.POST.get("action", "")
    reason = request.POST.get("reason", "")
    try:
        if action == "assign":
            told = _assign(request, visit)
        elif action == "cancel":
            row = Assignment.objects.filter(round=visit.survey, pk=_number(request, "assignment")).first()
            if row is None:
                raise ActionDenied("取り消す依頼を選んでください。")
            cancel_assignment(assignment=row, reason=reason, by=visit.person)
            told = "回答の依頼を取り消しました。"
        elif action == "move":
            predecessor, successor = (
                _department(request, visit, name) for name in ("predecessor", "successor")
            )
            moved = move_assignments(
                reporting_round=visit.survey,
                predecessor=predecessor,
                successor=successor,
                reason=reason,
                by=visit.person,
            )
            told = f"{len(moved):,}件の依頼を{predecessor.name}から{successor.name}に移しました。"
        else:
            raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    messages.success(request, told)
    return redirect("desk:round", round_id=round_id)


def _assign(request: HttpRequest, visit: Visit) -> str:
    item = PlanItem.objects.filter(plan=visit.survey.plan_id, pk=_number(request, "item")).first()
    if item is None:
        raise ActionDenied("依頼する項目を選んでください。")
    department = _department(request, visit, "department")
    assign_item(reporting_round=visit.survey, item=item, department=department, by=visit.person)
    return f"{department.name}に「{item}」の回答を依頼しました。"


def _department(request: HttpRequest, visit: Visit, name: str) -> Department:
    found = Department.objects.filter(municipality=visit.city, pk=_number(request, name)).first()
    if found is None:
        raise ActionDenied("部署を選んでください。")
    return found


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _entering(visit: Visit, table: Matrix) -> dict[int, tuple[str, str]]:
    """For whom this person may enter on behalf, by number: the address, and who does so now."""
    survey = visit.survey
    if survey.closed_on is not None or not visit.may(Right.ENTER_ON_BEHALF):
        return {}
    now = proxies_in(reporting_round=survey)
    return {
        number: (
            on_behalf_address(survey.pk, number),
            "、".join(entry.by for entry in now.get(number, [])),
        )
        for number, _ in table.departments
    }


def _adopted(visit: Visit) -> str:
    """The page that follows once the answers of a closed round became facts of its document; empty before."""
    survey = visit.survey
    done = HistoryEvent.objects.filter(round=survey).order_by("-pk").values_list("act", flat=True).first()
    if survey.closed_on is None or done != HistoryAct.ADOPT:
        return ""
    return reverse("desk:publication", kwargs={"document": survey.document.key})


def _page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    survey = visit.survey
    runs = visit.may(Right.RUN_ROUNDS)
    standing = board(reporting_round=survey, today=visit.today)
    table = matrix(reporting_round=survey, today=visit.today)
    asked = {key for key, _, _ in table.subjects}
    items = (
        list(survey.plan.items.only("plan_id", "key", "code", "title"))
        if survey.plan is not None and runs
        else []
    )
    departments = (
        Department.objects.filter(municipality=visit.city, valid_to__isnull=True).only("name") if runs else ()
    )
    checks = visit.may(Right.CHECK_ANSWERS)
    entered = entered_and_waiting(survey, visit.person) if checks else 0
    parts = {"round_id": survey.pk}
    names = (
        "matrix",
        "matrix_csv",
        "matrix_xlsx",
        "round_answers",
        "round_change",
        "round_request",
        "round_adopt",
        "round_links",
    )
    return show(
        request,
        visit,
        "round.html",
        title=round_title(survey),
        section="rounds",
        trail=(Entry(label="調査", address=reverse("desk:rounds", kwargs={"code": visit.city.code})),),
        denied=denied,
        status=status,
        survey=survey,
        state=round_state(survey, visit.today),
        due=show_due(survey.due_on, visit.today) if survey.closed_on is None else format_date(survey.due_on),
        asks="、".join(ask.label for ask in survey.asked),
        board=standing,
        waiting=waiting_for_planner(standing.whole) - entered if checks else 0,
        entered=entered,
        is_alone=entered > 0
        and not others_hold(
            Role.PLANNER, municipality_code=visit.city.code, person=visit.person, day=visit.today
        ),
        missing=missing_staff(
            [one.department for one in standing.rows if one.department_id], visit.city.code, visit.today
        ),
        manages_people=visit.may(Right.MANAGE_PEOPLE),
        adopted=_adopted(visit),
        attention=attention(table),
        unasked=[one for one in items if one.key not in asked],
        items=items,
        departments=list(departments),
        asked_departments=table.departments,
        history=round_sentences(reporting_round=survey),
        runs=runs,
        on_behalf=_entering(visit, table),
        links_allowed=links_are_allowed(),
        publishes=visit.may(Right.PUBLISH),
        typed=request.POST,
        workbook=workbook_links(visit),
        addresses={name: reverse(f"desk:{name}", kwargs=parts) for name in names},
    )
