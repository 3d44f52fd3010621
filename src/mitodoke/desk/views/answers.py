"""The page of one answer: read it, write it, submit it, and everything that may be done to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitodoke.desk.presentation.answer_form import answer_form
from mitodoke.desk.presentation.controls import NOTHING_TYPED, Typed, doubt_name
from mitodoke.desk.presentation.sent_answer import SentAnswer, read_sent
from mitodoke.desk.presentation.words import ACTION_RESULT, NEXT_STEP, round_title, show_due
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.history import HistoryAct
from mitodoke.reporting.models import HistoryEvent
from mitodoke.reporting.queries import AnswerPage, answer_page, history_sentences
from mitodoke.reporting.services import (
    SavedAnswer,
    SaveOutcome,
    act_on_answer,
    override_doubt,
    save_fields,
)


@require_safe
def answer(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """The answer: a form for whoever may write in it now, its text for everybody else."""
    return _page(request, visit)


@require_safe
def answer_history(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """Everything that happened to the answer, every single save included."""
    page = _loaded(visit)
    return show(
        request,
        visit,
        "answer_history.html",
        title=f"{_subject(page)}の履歴",
        trail=_trail(visit, page),
        sentences=history_sentences(assignment=visit.answer, every_save=True),
        back=reverse("desk:answer", kwargs={"assignment_id": assignment_id}),
    )


@require_POST
def answer_save(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """Save what was changed and the reasons for doubts; with the button 提出, submit afterwards.

    Whatever cannot be stored is shown again as it was typed.
    """
    sent = read_sent(request.POST)
    try:
        saved = save_fields(assignment=visit.answer, changes=sent.changes, by=visit.person)
    except ActionDenied as denied:
        return _page(request, visit, typed=sent.typed(), denied=str(denied), status=422)
    untold = _give_reasons(visit, sent, saved)
    conflicts = {one.field: one for one in saved.fields if one.outcome is SaveOutcome.CONFLICT}
    if conflicts:
        told = (
            f"{len(conflicts)}か所は、開いてから保存するまでの間に別の人が変えていたため、まだ保存していません。"
            "両方の内容を見比べて、どちらを残すか選んでください。ほかの欄は保存しました。"
        )
        return _page(request, visit, typed=sent.typed(conflicts), denied=told, status=409)
    if untold:
        messages.error(request, untold)
    if request.POST.get("action") == Action.SUBMIT.value:
        return _submit(request, visit)
    if any(one.outcome is SaveOutcome.SAVED for one in saved.fields):
        messages.success(request, "下書きを保存しました。まだ提出していません。")
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
    seen = request.POST.get("revision", "")
    reason = request.POST.get("reason", "")
    try:
        act_on_answer(
            assignment=visit.answer,
            action=Action(name),
            revision=int(seen) if seen.isascii() and seen.isdigit() else -1,
            reason=reason,
            by=visit.person,
        )
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), reason=reason, status=422)
    messages.success(request, f"{Action(name).label}しました。{ACTION_RESULT[Action(name)]}")
    return redirect("desk:answer", assignment_id=assignment_id)


def _submit(request: HttpRequest, visit: Visit) -> HttpResponse:
    try:
        act_on_answer(assignment=visit.answer, action=Action.SUBMIT, by=visit.person)
    except ActionDenied as denied:
        messages.error(request, str(denied))
        return redirect("desk:answer", assignment_id=visit.answer.pk)
    messages.success(request, f"提出しました。{ACTION_RESULT[Action.SUBMIT]}")
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


def _loaded(visit: Visit) -> AnswerPage:
    page = answer_page(assignment_id=visit.answer.pk, person=visit.person)
    assert page is not None, "the guard has found the request"
    return page


def _page(
    request: HttpRequest,
    visit: Visit,
    *,
    typed: Typed = NOTHING_TYPED,
    denied: str | None = None,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    page = _loaded(visit)
    row = page.assignment
    history = history_sentences(assignment=row)
    return show(
        request,
        visit,
        "answer.html",
        title=_subject(page),
        trail=_trail(visit, page),
        denied=denied,
        status=status,
        page=page,
        form=answer_form(page, typed),
        survey=round_title(row.round),
        due=show_due(row.round.due_on, visit.today),
        next_step=NEXT_STEP[page.state],
        returned=_return_reason(page),
        history=history[-5:],
        earlier=max(0, len(history) - 5),
        reason=reason,
        addresses={
            name: reverse(f"desk:{name}", kwargs={"assignment_id": row.pk})
            for name in ("answer_save", "answer_autosave", "answer_act", "answer_history")
        },
    )


def _subject(page: AnswerPage) -> str:
    row = page.assignment
    if row.item is not None:
        return str(row.item)
    title = next((view.value for view in page.fields if view.name == "entry.title"), None)
    return title or "（新しい協働事業）"


def _trail(visit: Visit, page: AnswerPage) -> tuple[Entry, ...]:
    survey = page.assignment.round
    return (
        Entry(label="自分の仕事", address=reverse("desk:home")),
        Entry(
            label=round_title(survey), address=reverse("desk:round_answers", kwargs={"round_id": survey.pk})
        ),
    )


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
