"""承認・確認: the answers that wait for this person, and one act on many of them with a report on each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from mitodoke.desk.presentation.approval_list import WAITING, approval_list
from mitodoke.desk.presentation.task_list import entry_titles
from mitodoke.desk.presentation.words import ACTION_DONE, ACTION_NOT_DONE, ACTION_RESULT, subject
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action
from mitodoke.domain.role import Right
from mitodoke.reporting.models import Assignment
from mitodoke.reporting.queries import tasks_of
from mitodoke.reporting.services import ActReport, SeenAnswer, act_on_answers

TOLD_REFUSALS = 20
"""How many refusals are told one by one."""


_GONE = "{count}件は、画面を開いた後に取り下げられたか、ほかの人が先に処理したため、"
_NONE_CHOSEN = "回答が選ばれていません。表の「選ぶ」の欄で選んでから、もう一度押してください。"


@require_safe
def approvals(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The lists with a box before each answer."""
    return _page(request, visit)


@require_POST
def approvals_act(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Do the act to the answers that were chosen, or to all of a list, in the revisions that were seen."""
    name = request.POST.get("action", "")
    every = name.startswith("all-")
    name = name.removeprefix("all-")
    if name not in {*WAITING, Action.RETURN}:
        return _page(
            request, visit, denied="何をするのか分かりませんでした。ボタンを選び直してください。", status=400
        )
    seen, gone = _seen(request.POST.getlist("every" if every else "chosen"), visit)
    reason = request.POST.get("record_reason" if name == Action.RECORD_APPROVAL else "reason", "")
    if not seen:
        told = _GONE.format(count=gone) + ACTION_NOT_DONE[Action(name)] if gone else _NONE_CHOSEN
        return _page(request, visit, denied=told, reason=reason, status=422)
    try:
        report = act_on_answers(answers=seen, action=Action(name), reason=reason, by=visit.person)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), reason=reason, status=422)
    if not report.done:
        told = f"どの回答も{ACTION_NOT_DONE[report.action]}{report.refused[0].refusal}"
        return _page(request, visit, denied=told, reason=reason, status=422)
    _tell(request, report)
    if gone:
        messages.error(request, _GONE.format(count=gone) + ACTION_NOT_DONE[report.action])
    return redirect("desk:approvals")


def _seen(keys: list[str], visit: Visit) -> tuple[list[SeenAnswer], int]:
    """The answers that ``number:revision`` name and that wait for this person; how many others no longer do."""
    wanted: dict[int, int] = {}
    for key in keys:
        number, _, revision = key.partition(":")
        if number.isascii() and number.isdigit() and revision.isascii() and revision.isdigit():
            wanted[int(number)] = int(revision)
    mine = {task.assignment.pk: task.assignment for task in tasks_of(person=visit.person)}
    rows: list[Assignment] = [mine[number] for number in wanted if number in mine]
    seen = [SeenAnswer(assignment=row, revision=wanted[row.pk]) for row in rows]
    return seen, len(wanted) - len(seen)


def _tell(request: HttpRequest, report: ActReport) -> None:
    to = "に" if report.action is Action.RECORD_APPROVAL else "を"
    done = ACTION_DONE[report.action]
    messages.success(request, f"{report.done:,}件{to}{done}{ACTION_RESULT[report.action]}")
    refused = report.refused
    titles = entry_titles([one.assignment for one in refused])
    for one in refused[:TOLD_REFUSALS]:
        messages.error(request, f"{subject(one.assignment, titles)}：{one.refusal}")
    if len(refused) > TOLD_REFUSALS:
        messages.error(request, f"ほか{len(refused) - TOLD_REFUSALS:,}件も{ACTION_NOT_DONE[report.action]}")


def _page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, reason: str = "", status: int = 200
) -> HttpResponse:
    return show(
        request,
        visit,
        "approvals.html",
        title="承認・確認",
        section="approvals",
        denied=denied,
        status=status,
        reason=reason,
        # After a refusal the page stands as it was: what was chosen, and the reason for returning open to be written.
        chosen=frozenset(request.POST.getlist("chosen")),
        returning=request.POST.get("action") == Action.RETURN,
        approves=visit.has(Right.APPROVE_ANSWERS),
        checks=visit.has(Right.CHECK_ANSWERS),
        groups=approval_list(tasks_of(person=visit.person), visit.today),
    )
