"""Handing in the drafts of a round together: after a workbook was read in, nobody opens forty answers for a button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mitodoke.desk.presentation.task_list import entry_titles
from mitodoke.desk.presentation.words import ACTION_DONE, ACTION_RESULT, subject
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action
from mitodoke.domain.role import Right
from mitodoke.reporting.attach import attach_shared
from mitodoke.reporting.models import Assignment
from mitodoke.reporting.services import ActReport, SeenAnswer, act_on_answers

TOLD_REFUSALS = 20
"""How many refusals are told one by one."""
_WRITING = (Right.WRITE_ANSWERS, Right.ENTER_ON_BEHALF)


@require_POST
def round_submit(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """提出 of every draft that the form names, as it was seen; what is not finished stays a draft and says why.

    企画担当 hands in what they entered on behalf of a department by the same form; without a reason the service refuses.
    """
    seen = _seen(request.POST.getlist("every"), visit)
    back = _back(seen, visit)
    if not seen:
        messages.error(request, "提出できる下書きがありません。回答を入力して、下書きを保存してください。")
        return back
    try:
        report = act_on_answers(answers=seen, action=Action.SUBMIT, by=visit.person)
    except ActionDenied as denied:
        messages.error(request, str(denied))
        return back
    _tell(request, report)
    return back


def _seen(keys: list[str], visit: Visit) -> list[SeenAnswer]:
    """The answers of this round that ``number:revision`` name and that this visit may write; others are left out.

    To write on behalf of their department is to write, too.
    """
    wanted: dict[int, int] = {}
    for key in keys:
        number, _, revision = key.partition(":")
        if all(one.isascii() and one.isdigit() and len(one) < 10 for one in (number, revision)):
            wanted[int(number)] = int(revision)
    rows = Assignment.objects.filter(round=visit.survey, cancelled=False, pk__in=wanted).order_by("position")
    return [
        SeenAnswer(assignment=row, revision=wanted[row.pk])
        for row in rows
        if any(visit.may(right, department=row.department_id) for right in _WRITING)
    ]


def _back(seen: list[SeenAnswer], visit: Visit) -> HttpResponse:
    """To the page of the department that the person acts for, else to the answers of the round."""
    departments = {one.assignment.department_id for one in seen}
    if len(departments) == 1:
        (number,) = departments
        if not visit.may(Right.WRITE_ANSWERS, department=number):
            return redirect("desk:on_behalf", round_id=visit.survey.pk, department_id=number)
    return redirect("desk:round_answers", round_id=visit.survey.pk)


def _tell(request: HttpRequest, report: ActReport) -> None:
    if report.done:
        told = f"{report.done:,}件を{ACTION_DONE[Action.SUBMIT]}{ACTION_RESULT[Action.SUBMIT]}"
        messages.success(request, told)
    refused = report.refused
    if not refused:
        return
    rows = [one.assignment for one in refused]
    attach_shared(rows)
    titles = entry_titles(rows)
    messages.error(request, f"{len(refused):,}件は、まだ提出していません。開いて直してください。")
    for one in refused[:TOLD_REFUSALS]:
        messages.error(request, f"{subject(one.assignment, titles)}：{one.refusal}")
