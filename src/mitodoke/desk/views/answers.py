"""The page of one answer: read it, write it, submit it, and everything that may be done to it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitodoke.desk.link_door import LINK_ACTIONS
from mitodoke.desk.presentation.answer_form import answer_form
from mitodoke.desk.presentation.answer_needs import above, is_complete
from mitodoke.desk.presentation.controls import NOTHING_TYPED, Typed, doubt_name
from mitodoke.desk.presentation.evidence_list import evidence_lines
from mitodoke.desk.presentation.not_mine import not_mine
from mitodoke.desk.presentation.on_behalf import entered_by_others, on_behalf_address
from mitodoke.desk.presentation.sent_answer import SentAnswer, read_sent
from mitodoke.desk.presentation.unsaved_texts import unsaved_texts
from mitodoke.desk.presentation.words import (
    ACTION_DONE,
    ACTION_RESULT,
    NEXT_STEP,
    round_title,
    show_due,
)
from mitodoke.desk.views.evidence import store_sent_evidence, typed_evidence
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.evidence import LARGEST
from mitodoke.domain.history import HistoryAct
from mitodoke.domain.role import Right
from mitodoke.reporting.models import HistoryEvent
from mitodoke.reporting.queries import AnswerPage, answer_page, evidence_of, history_sentences
from mitodoke.reporting.services import (
    SavedAnswer,
    SaveOutcome,
    act_on_answer,
    override_doubt,
    save_fields,
)
from mitodoke.sources.evidence_files import KINDS


@require_safe
def answer(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """The answer: a form for whoever may write in it now, its text for everybody else."""
    return _page(request, visit)


@require_POST
def answer_save(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """Save what was changed, files of evidence and the reasons for doubts; with the button 提出, submit afterwards.

    Whatever cannot be stored is shown again as it was typed.
    """
    sent = read_sent(request.POST)
    try:
        saved = save_fields(assignment=visit.answer, changes=sent.changes, by=visit.person)
    except ActionDenied as denied:
        return _page(request, visit, typed=sent.typed(), denied=str(denied), status=422)
    files, refusals = store_sent_evidence(request, visit)
    untold = _give_reasons(visit, sent, saved)
    conflicts = {one.field: one for one in saved.fields if one.outcome is SaveOutcome.CONFLICT}
    if conflicts:
        told = (
            f"{len(conflicts)}か所は、開いてから保存するまでの間に別の人が変えていたため、まだ保存していません。"
            "両方の内容を見比べて、どちらを残すか選んでください。ほかの欄は保存しました。"
        )
        if request.POST.get("action") == Action.SUBMIT.value:
            told += "提出は、選んだ後にもう一度行ってください。"
        told = "".join([told, *refusals])
        return _page(request, visit, typed=sent.typed(conflicts), denied=told, status=409)
    if refusals:
        return _page(request, visit, denied="".join(refusals), file_problem="".join(refusals), status=422)
    if untold:
        messages.error(request, untold)
    if request.POST.get("action") == Action.SUBMIT.value:
        return _submit(request, visit)
    if files or any(one.outcome is SaveOutcome.SAVED for one in saved.fields):
        with_files = "根拠資料のファイルの変更も保存しました。" if files else ""
        messages.success(request, f"下書きを保存しました。{with_files}まだ提出していません。")
    elif not untold:
        messages.info(request, "変わったところはありません。")
    return redirect("desk:answer", assignment_id=assignment_id)


@require_POST
def answer_act(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """取下げ, 承認, 確認, 確定, 差戻し or 確定の解除 of the answer as it was seen."""
    name = request.POST.get("action", "")
    if name not in set(Action) - {Action.SAVE}:
        return _page(
            request, visit, denied="何をするのか分かりませんでした。ボタンを選び直してください。", status=400
        )
    if visit.link is not None and Action(name) not in LINK_ACTIONS:
        told = f"{Action(name).label}は、回答用のリンクではできません。サインインして行ってください。"
        return _page(request, visit, denied=told, status=422)
    seen = request.POST.get("revision", "")
    reason = request.POST.get("reason", "")
    try:
        act_on_answer(
            assignment=visit.answer,
            action=Action(name),
            revision=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1,
            reason=reason,
            by=visit.person,
        )
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), reason=reason, status=422)
    messages.success(request, f"{ACTION_DONE[Action(name)]}{ACTION_RESULT[Action(name)]}")
    return redirect("desk:answer", assignment_id=assignment_id)


_NOT_YET = (
    "まだ提出できません。入力したところまでは下書きとして保存してあります。"
    "下の「提出までに必要なこと」を上から順に直して、もう一度「保存して提出」を押してください。"
)


def _submit(request: HttpRequest, visit: Visit) -> HttpResponse:
    page = load_page(visit)
    if Action.SAVE in page.actions and not is_complete(page):
        if page.state is AnswerState.NOT_BEGUN:
            return _page(request, visit, denied=_NOT_YET, wants_to_submit=True, status=422)
        messages.error(request, _NOT_YET)
        return redirect("desk:answer", assignment_id=visit.answer.pk)
    try:
        done = act_on_answer(assignment=visit.answer, action=Action.SUBMIT, by=visit.person)
    except ActionDenied as denied:
        messages.error(request, str(denied))
        return redirect("desk:answer", assignment_id=visit.answer.pk)
    told = f"「{subject_of_page(page)}」を提出しました。{ACTION_RESULT[Action.SUBMIT]}"
    messages.success(request, told)
    if visit.link is not None:
        return redirect("desk:round_answers", round_id=visit.link.round_id)
    if done.submitted_proxy_id is not None:
        return redirect("desk:on_behalf", round_id=done.round_id, department_id=done.department_id)
    return redirect("desk:home")


def _give_reasons(visit: Visit, sent: SentAnswer, saved: SavedAnswer) -> str:
    """Store the reasons for doubts that still stand; why one could not be stored, if so."""
    for doubt in saved.doubts:
        reason = sent.reasons.get(doubt_name(doubt), "").strip()
        if reason and reason != doubt.override_reason:
            try:
                override_doubt(
                    assignment=visit.answer,
                    check=doubt.check_name,
                    field=doubt.field,
                    reason=reason,
                    by=visit.person,
                )
            except ActionDenied as denied:
                return str(denied)
    return ""


def load_page(visit: Visit) -> AnswerPage:
    """The answer that the address names, with the acts that this visit may do; by a link those of writing only."""
    page = answer_page(assignment_id=visit.answer.pk, person=visit.person)
    assert page is not None, "the guard has found the request"
    if visit.link is None:
        return page
    return replace(page, actions=tuple(one for one in page.actions if one in LINK_ACTIONS))


def _page(
    request: HttpRequest,
    visit: Visit,
    *,
    typed: Typed = NOTHING_TYPED,
    denied: str | None = None,
    file_problem: str = "",
    reason: str = "",
    wants_to_submit: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = load_page(visit)
    row = page.assignment
    writable = Action.SAVE in page.actions
    history = history_sentences(assignment=row)
    return show(
        request,
        visit,
        "answer.html",
        title=subject_of_page(page),
        trail=trail_of(visit, page),
        denied=denied,
        status=status,
        page=page,
        form=answer_form(page, typed if writable else NOTHING_TYPED, tells_problems=wants_to_submit),
        unsaved=() if writable else unsaved_texts(request.POST),
        above=above(row.item),
        file_problem=file_problem,
        to_approvals=visit.link is None
        and any(visit.may(right, department=row.department_id) for right in _DECIDING),
        evidence=evidence_lines(evidence_of(assignment=row)),
        typed_evidence=typed_evidence(request),
        file_kinds=KINDS,
        file_megabytes=LARGEST // 1024 // 1024,
        change_request=reverse("desk:answer_request", kwargs={"assignment_id": row.pk})
        if visit.may(Right.RUN_ROUNDS)
        else None,
        entered_for=entered_by_others(page),
        on_behalf=on_behalf_address(row.round_id, row.department_id, to="" if page.proxy else str(row.pk)),
        survey=round_title(row.round),
        due=show_due(row.round.due_on, visit.today),
        next_step=NEXT_STEP[page.state],
        not_mine=not_mine(page, visit),
        returned=_return_reason(page),
        history=history[-5:],
        earlier=max(0, len(history) - 5),
        reason=reason,
        addresses={
            name: reverse(f"desk:{name}", kwargs={"assignment_id": row.pk})
            for name in ("answer_save", "answer_autosave", "answer_act", "answer_history")
        },
    )


def subject_of_page(page: AnswerPage) -> str:
    """What the answer is about."""
    row = page.assignment
    if row.item is not None:
        return str(row.item)
    title = next((view.value for view in page.fields if view.name == "entry.title"), None)
    return title or "（新しい協働事業）"


def trail_of(visit: Visit, page: AnswerPage) -> tuple[Entry, ...]:
    """The way back: to the tasks and the answers of the round."""
    survey = page.assignment.round
    answers = Entry(
        label=round_title(survey), address=reverse("desk:round_answers", kwargs={"round_id": survey.pk})
    )
    if visit.link is not None:
        return (answers,)
    return Entry(label="自分の仕事", address=reverse("desk:home")), answers


_DECIDING = (Right.APPROVE_ANSWERS, Right.CHECK_ANSWERS)


def _return_reason(page: AnswerPage) -> tuple[str, str] | None:
    """Who returned the answer and why, while it waits to be mended."""
    if page.state is not AnswerState.RETURNED:
        return None
    last = (
        HistoryEvent.objects.filter(
            assignment=page.assignment, act__in=(HistoryAct.RETURN, HistoryAct.REOPEN)
        )
        .order_by("-id")
        .first()
    )
    return (last.by, last.reason or "") if last else None
