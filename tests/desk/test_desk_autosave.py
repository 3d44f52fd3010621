"""Saving while typing: what the message may hold, and what is told back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desk.city import signed_in
from mitodoke.domain.approval import Action
from mitodoke.reporting.models import AnswerField, Assignment
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db


def send(client: Client, assignment: Assignment, message: Any) -> HttpResponse:
    return client.post(
        reverse("desk:answer_autosave", kwargs={"assignment_id": assignment.pk}),
        message if isinstance(message, str) else json.dumps(message),
        content_type="application/json",
        headers={"accept": "application/json"},
    )


def change(field: str, value: str | None, revision: int = 0) -> dict[str, Any]:
    return {"changes": [{"field": field, "value": value, "revision": revision}]}


def test_a_field_is_saved_and_its_next_revision_told() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    told = json.loads(send(signed_in(desk.reporter), assignment, change("rating.step", "7")).content)
    [field] = told["fields"]
    assert (field["outcome"], field["revision"], field["value"]) == ("saved", 1, "7")
    assert told["state"] == "下書き"
    assert any(problem["field"] == "kpi.K1.value" for problem in told["problems"])


def test_a_conflict_tells_the_other_version_and_stores_nothing() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    send(client, assignment, change("rating.step", "7"))
    [field] = json.loads(send(client, assignment, change("rating.step", "2")).content)["fields"]
    assert (field["outcome"], field["value"], field["by"]) == ("conflict", "7", "花担当")
    assert AnswerField.objects.get(assignment=assignment, name="rating.step").value == "7"


def test_the_same_message_twice_counts_once() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    send(client, assignment, change("rating.step", "7"))
    [field] = json.loads(send(client, assignment, change("rating.step", "7")).content)["fields"]
    assert (field["outcome"], field["revision"]) == ("unchanged", 1)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "{",
        "[" * 100_000,
        "[]",
        "null",
        {},
        {"changes": {}},
        {"changes": ["x"]},
        {"changes": [{"field": 1, "value": "", "revision": 0}]},
        {"changes": [{"field": "rating.step", "value": 7, "revision": 0}]},
        {"changes": [{"field": "rating.step", "value": "7", "revision": True}]},
        {"changes": [{"field": "rating.step", "value": "7", "revision": "0"}]},
        {"changes": [{"field": "rating.step", "value": "7" * 1_000_001, "revision": 0}]},
    ],
)
def test_a_message_of_another_shape_is_refused_in_words(message: Any) -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    response = send(signed_in(desk.reporter), assignment, message)
    assert response.status_code == 400
    assert "保存してください" in json.loads(response.content)["error"]
    assert not AnswerField.objects.filter(revision__gt=0).exists()


def test_a_forbidden_save_is_told_in_words() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    desk.fill(assignment)
    desk.act(assignment, Action.SUBMIT, desk.reporter)
    response = send(signed_in(desk.reporter), assignment, change("rating.step", "1", 1))
    assert response.status_code == 422
    assert "この回答は「提出済み」のため" in json.loads(response.content)["error"]


@pytest.mark.parametrize(("who", "status"), [("head", 403), ("green_reporter", 403), (None, 401)])
def test_who_may_not_write_is_told_as_json(who: str | None, status: int) -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(getattr(desk, who)) if who else Client()
    response = send(client, assignment, change("rating.step", "1"))
    assert response.status_code == status
    assert json.loads(response.content)["error"].endswith("。")


def test_an_unknown_field_is_refused() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    response = send(signed_in(desk.reporter), assignment, change("entry.title", "x"))
    assert response.status_code == 422
