"""Opinions of outside evaluators: written, given to a department, answered, confirmed; tracked until then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitodoke.departments.models import Department
from mitodoke.desk.follow_forms import OpinionActForm, typed, valid
from mitodoke.desk.forms import field_problems
from mitodoke.desk.presentation.opinion_pages import (
    NEXT_STEP,
    is_of_own_department,
    is_overdue,
    item_names,
    opinion_lines,
    opinions_in,
    possible_actions,
    readable,
    reads_everything,
    reason_label,
    responsible_in,
    subject_of,
    told_answers,
)
from mitodoke.desk.presentation.words import show_due, show_moment
from mitodoke.desk.views.opinion_trail import opinion_trail
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.domain.opinion import OpinionAction, OpinionState
from mitodoke.domain.role import Right
from mitodoke.plans.models import Opinion, PlanLedger
from mitodoke.plans.queries import opinion_sentences
from mitodoke.plans.services import act_on_opinion, answer_opinion, assign_opinion

SHOWS = {"open": "回答が確定していない意見", "overdue": "期限を過ぎた意見", "all": "すべての意見"}
"""Which opinions of the list are shown."""


@require_safe
def city_opinions(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The opinions on every plan of the city."""
    return _list(request, visit, None)


@require_safe
def opinions(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """The opinions on one plan."""
    return _list(request, visit, visit.plan)


@require_safe
def opinion(request: HttpRequest, visit: Visit, ledger_id: int, opinion_id: int) -> HttpResponse:
    """One opinion: its text, how far the answer is, and what this person can do."""
    row = _row(visit, opinion_id)
    return _page(request, visit, row) if readable(visit, row) else _unreadable(request, visit)


@require_POST
def opinion_act(request: HttpRequest, visit: Visit, ledger_id: int, opinion_id: int) -> HttpResponse:
    """Give on, answer, return, confirm, reopen or withdraw."""
    row = _row(visit, opinion_id)
    if not readable(visit, row):
        return _unreadable(request, visit)
    form = OpinionActForm(request.POST)
    try:
        values = valid(form)
        action = OpinionAction(values["action"])
        _ACTS.get(action, _move)(row, action, values, visit)
    except ActionDenied as denied:
        return _page(request, visit, _row(visit, opinion_id), form=form, denied=str(denied))
    messages.success(request, f"{_DONE[action]}{NEXT_STEP[OpinionState(_row(visit, opinion_id).state)]}")
    return redirect("desk:opinion", ledger_id=ledger_id, opinion_id=opinion_id)


def _assign(row: Opinion, action: OpinionAction, values: Mapping[str, Any], visit: Visit) -> None:
    department = Department.objects.filter(pk=values["department"], municipality=visit.city).first()
    if department is None:
        raise ActionDenied("回答する部署を選んでください。")
    if values["due_on"] is None:
        raise ActionDenied("回答期限を入力してください。")
    assign_opinion(
        opinion=row, department=department, due_on=values["due_on"], seen=values["seen"], by=visit.person
    )


def _answer(row: Opinion, action: OpinionAction, values: Mapping[str, Any], visit: Visit) -> None:
    answer_opinion(opinion=row, text=values["text"], seen=values["seen"], by=visit.person)


def _move(row: Opinion, action: OpinionAction, values: Mapping[str, Any], visit: Visit) -> None:
    act_on_opinion(
        opinion=row, action=action, seen=values["seen"], reason=values["reason"] or None, by=visit.person
    )


_ACTS: dict[OpinionAction, Callable[[Opinion, OpinionAction, Mapping[str, Any], Visit], None]] = {
    OpinionAction.ASSIGN: _assign,
    OpinionAction.ANSWER: _answer,
}
_DONE = {
    OpinionAction.ASSIGN: "回答を依頼しました。",
    OpinionAction.ANSWER: "回答案を提出しました。",
    OpinionAction.RETURN: "回答案を差し戻しました。",
    OpinionAction.CONFIRM: "回答を確定しました。",
    OpinionAction.REOPEN: "確定を解きました。",
    OpinionAction.WITHDRAW: "意見を取り下げました。",
}


def _list(request: HttpRequest, visit: Visit, ledger: PlanLedger | None) -> HttpResponse:
    item_id = request.GET.get("item") if ledger is not None else None
    found = [one for one in opinions_in(visit, ledger) if not item_id or one.item_key == item_id]
    lines = opinion_lines(found, visit.today, item_names(one.ledger_id for one in found))
    wanted = request.GET.get("show", "")
    wanted = wanted if wanted in SHOWS else "open"
    chosen = {
        "open": [one for one in lines if not one.settled],
        "overdue": [one for one in lines if one.overdue],
        "all": list(lines),
    }
    return show(
        request,
        visit,
        "follow/opinions.html",
        title="外部評価の意見と回答" if ledger is None else f"「{ledger.title}」への意見と回答",
        section="evaluation",
        trail=opinion_trail(visit),
        lines=chosen[wanted],
        total=len(lines),
        shows=[(key, label, len(chosen[key])) for key, label in SHOWS.items()],
        shown=wanted,
        with_plan=ledger is None,
        query=urlencode({"item": item_id}) if item_id else "",
        only=lines[0].subject if item_id and lines else "",
        whole=reverse("desk:opinions", kwargs={"ledger_id": ledger.pk}) if ledger is not None else "",
        new=reverse("desk:opinion_new", kwargs={"ledger_id": ledger.pk})
        if ledger is not None and visit.may(Right.WRITE_OPINIONS)
        else "",
    )


def _page(
    request: HttpRequest,
    visit: Visit,
    row: Opinion,
    *,
    form: OpinionActForm | None = None,
    denied: str | None = None,
) -> HttpResponse:
    actions = possible_actions(visit, row)
    everything = reads_everything(visit) or is_of_own_department(visit, row)
    answers = told_answers(row, only_confirmed=not everything)
    values = typed(request.POST, "action", "department", "due_on", "text", "reason")
    state = OpinionState(row.state)
    departments = _departments(visit) if OpinionAction.ASSIGN in actions else ()
    parts = {"ledger_id": row.ledger_id, "opinion_id": row.pk}
    return show(
        request,
        visit,
        "follow/opinion.html",
        title=f"意見{row.pk}：{subject_of(row, names := item_names([row.ledger_id]))}",
        section="evaluation",
        trail=opinion_trail(visit),
        denied=denied,
        status=200 if denied is None else 422,
        row=row,
        subject=subject_of(row, names),
        year=FiscalYear(row.fiscal_year).label,
        written=f"{row.by}、{show_moment(row.at)}",
        written_on=format_date(row.written_on),
        state=state.label,
        next_step=NEXT_STEP[state],
        department=row.department.name if row.department else "",
        due=show_due(row.due_on, visit.today) if row.due_on else "",
        overdue=is_overdue(row, visit.today),
        answers=answers,
        answered=values["text"] if values["action"] == "answer" else (answers[-1].text if answers else ""),
        actions={action.value for action in actions},
        moves=[one for one in actions if one not in _ACTS],
        reason_label=reason_label(actions),
        departments=departments,
        chosen=values["department"] if form else str(row.department_id or responsible_in(row, departments)),
        due_on=values["due_on"] if form and values["action"] == "assign" else _day(row),
        values=values,
        problems=field_problems(form) if form else {},
        sentences=opinion_sentences(opinion=row) if everything else (),
        everything=everything,
        act=reverse("desk:opinion_act", kwargs=parts),
    )


def _day(row: Opinion) -> str:
    return format_date(row.due_on) if row.due_on else ""


def _departments(visit: Visit) -> tuple[tuple[int, str], ...]:
    rows = Department.objects.filter(municipality=visit.city).filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=visit.today),
        Q(valid_to__isnull=True) | Q(valid_to__gte=visit.today),
    )
    return tuple(rows.order_by("name").values_list("pk", "name"))


def _row(visit: Visit, opinion_id: int) -> Opinion:
    row = (
        Opinion.objects.select_related("department", "ledger")
        .filter(pk=opinion_id, ledger=visit.plan)
        .first()
    )
    if row is None:
        raise Http404
    return row


def _unreadable(request: HttpRequest, visit: Visit) -> HttpResponse:
    return show(
        request,
        visit,
        "problem.html",
        title="この意見は開けません",
        sentence="回答が確定するまで、意見を開けるのは、書いた人、回答する部署の人、企画担当と閲覧・監査の人です。",
        status=403,
    )
