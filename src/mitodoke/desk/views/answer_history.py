"""The history of one answer, and taking the last change of a field back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitodoke.desk.presentation.evidence_list import evidence_lines
from mitodoke.desk.views.answers import load_page, subject_of_page, trail_of
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import field_label
from mitodoke.domain.approval import Action
from mitodoke.domain.role import Right
from mitodoke.reporting.queries import changes_to_take_back, evidence_of, history_sentences
from mitodoke.reporting.services import undo_save


@require_safe
def answer_history(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """Everything that happened to the answer, every single save included."""
    return _page(request, visit)


@require_POST
def answer_undo(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """Take the last change of a field back, as it was seen."""
    field, seen = request.POST.get("field", "")[:200], request.POST.get("revision", "")
    known = seen.isascii() and seen.isdigit() and len(seen) < 10
    try:
        undo_save(assignment=visit.answer, field=field, revision=int(seen) if known else -1, by=visit.person)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    names = load_page(visit).asked_indicators
    messages.success(request, f"「{field_label(field, names)}」を前の内容に戻しました。")
    return redirect("desk:answer_history", assignment_id=assignment_id)


def _page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    page = load_page(visit)
    writes = Action.SAVE in page.actions
    whole_record = visit.may(Right.READ_HISTORY)
    parts = {"assignment_id": visit.answer.pk}
    return show(
        request,
        visit,
        "answer_history.html",
        title=f"{subject_of_page(page)}の履歴",
        trail=trail_of(visit, page),
        denied=denied,
        status=status,
        sentences=history_sentences(assignment=visit.answer, every_save=True),
        changes=changes_to_take_back(assignment=visit.answer) if writes else (),
        removed=evidence_lines(evidence_of(assignment=visit.answer, removed=True)) if whole_record else (),
        undo=reverse("desk:answer_undo", kwargs=parts),
        back=reverse("desk:answer", kwargs=parts),
    )
