"""Saving while a person types: the same service as the button, with its outcome as JSON."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mitodoke.desk.presentation.words import show_moment
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import shown_value
from mitodoke.domain.approval import AnswerState
from mitodoke.reporting.services import FieldChange, SavedAnswer, save_fields

LARGEST_MESSAGE = 1_000_000
"""Bytes of one message; a form with every field full is smaller."""


@require_POST
def answer_autosave(request: HttpRequest, visit: Visit, assignment_id: int) -> HttpResponse:
    """Takes ``{"changes": [{"field", "value", "revision"}]}``; tells what became of each, and what is doubted."""
    changes = _changes(request)
    if changes is None:
        return _answer({"error": "送られた内容を読めませんでした。「下書きを保存」で保存してください。"}, 400)
    try:
        saved = save_fields(assignment=visit.answer, changes=changes, by=visit.person)
    except ActionDenied as denied:
        return _answer({"error": str(denied)}, 422)
    return _answer(_told(saved), 200)


def _changes(request: HttpRequest) -> list[FieldChange] | None:
    """The changes of the message, or None where it is not what this page sends."""
    if len(request.body) > LARGEST_MESSAGE:
        return None
    try:
        message = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    sent = message.get("changes") if isinstance(message, dict) else None
    if not isinstance(sent, list):
        return None
    changes = []
    for one in sent:
        if not isinstance(one, dict):
            return None
        field, value, revision = one.get("field"), one.get("value"), one.get("revision")
        if not isinstance(field, str) or not isinstance(value, str | None) or type(revision) is not int:
            return None
        changes.append(FieldChange(field=field, value=value, revision=revision))
    return changes


def _told(saved: SavedAnswer) -> dict[str, Any]:
    return {
        "saved_at": show_moment(timezone.now()),
        "state": AnswerState(saved.assignment.state).label,
        "fields": [
            {
                "field": one.field,
                "outcome": one.outcome.value,
                "value": one.value or "",
                "shown": shown_value(one.field, one.value) or "",
                "revision": one.revision,
                "by": one.changed_by or "",
            }
            for one in saved.fields
        ],
        "problems": [{"field": one.field, "message": one.message} for one in saved.sheet.problems],
        "doubts": [
            {"field": one.field, "message": one.message}
            for one in saved.doubts
            if one.override_reason is None
        ],
    }


def _answer(message: dict[str, Any], status: int) -> JsonResponse:
    return JsonResponse(message, status=status, json_dumps_params={"ensure_ascii": False})
