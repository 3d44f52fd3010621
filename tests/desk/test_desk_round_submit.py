"""Handing in the drafts of a round together."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.city import body, signed_in
from desk.large_city import large_round
from desk.link_desk import begun, desk, link, page, survey
from mitodoke.domain.approval import AnswerState
from mitodoke.reporting.models import Assignment, ReportingRound, RoundLink
from mitodoke.reporting.services import close_desk_round
from reporting.desk import Desk, of

__all__ = ["desk", "link", "survey"]

pytestmark = pytest.mark.django_db


def send(client: Client, survey: ReportingRound, *keys: str) -> str:
    sent: dict[str, Any] = {"every": list(keys)}
    return body(client.post(page("round_submit", round_id=survey.pk), sent, follow=True))


def key(assignment: Assignment) -> str:
    assignment.refresh_from_db()
    return f"{assignment.pk}:{assignment.revision}"


def test_a_finished_draft_is_handed_in_from_the_list(desk: Desk, survey: ReportingRound) -> None:
    flowers = of(survey, desk.flowers)
    desk.fill(flowers)
    client = signed_in(desk.reporter)
    listed = body(client.get(page("round_answers", round_id=survey.pk)))
    assert "下書きをまとめて提出する" in listed
    assert f'value="{key(flowers)}"' in listed
    assert "1件を提出しました。所属長の承認を待つ状態になり" in send(client, survey, key(flowers))
    flowers.refresh_from_db()
    assert flowers.state == AnswerState.SUBMITTED
    assert "下書きをまとめて提出する" not in body(client.get(page("round_answers", round_id=survey.pk)))


def test_what_is_not_finished_stays_a_draft_and_says_why(desk: Desk, survey: ReportingRound) -> None:
    flowers = of(survey, desk.flowers)
    desk.save(flowers, "rating.step", "7")
    told = send(signed_in(desk.reporter), survey, key(flowers))
    assert "1件は、まだ提出していません。" in told
    assert "01-1-1 苗を配る" in told
    assert "実績値がありません。" in told
    flowers.refresh_from_db()
    assert flowers.state == AnswerState.DRAFT


def test_what_changed_meanwhile_is_not_handed_in(desk: Desk, survey: ReportingRound) -> None:
    flowers = of(survey, desk.flowers)
    desk.fill(flowers)
    old = key(flowers)
    desk.save(flowers, "rating.step", "3")
    assert "ご覧になっている間に回答が変わりました。" in send(signed_in(desk.reporter), survey, old)


@pytest.mark.parametrize("keys", [(), ("x",), ("1",), ("１:１",), (":",), ("9" * 30 + ":1",), ("999999:0",)])
def test_nothing_to_hand_in_is_told(desk: Desk, survey: ReportingRound, keys: tuple[str, ...]) -> None:
    assert "提出できる下書きがありません。" in send(signed_in(desk.reporter), survey, *keys)


def test_answers_of_others_are_left_alone(desk: Desk, survey: ReportingRound) -> None:
    green = of(survey, desk.green)
    desk.fill(green, desk.green_reporter)
    assert "提出できる下書きがありません。" in send(signed_in(desk.reporter), survey, key(green))
    green.refresh_from_db()
    assert green.state == AnswerState.DRAFT


@pytest.mark.parametrize("name", ["head", "reader"])
def test_who_does_not_write_has_no_button(desk: Desk, survey: ReportingRound, name: str) -> None:
    flowers = of(survey, desk.flowers)
    desk.fill(flowers)
    client = signed_in(getattr(desk, name))
    assert "下書きをまとめて提出する" not in body(client.get(page("round_answers", round_id=survey.pk)))
    assert client.post(page("round_submit", round_id=survey.pk), {"every": [key(flowers)]}).status_code == 403


def test_by_a_mailed_link_its_own_part_and_no_more(
    desk: Desk, survey: ReportingRound, link: RoundLink
) -> None:
    flowers, green = of(survey, desk.flowers), of(survey, desk.green)
    desk.fill(flowers)
    desk.fill(green, desk.green_reporter)
    client = begun(link)
    assert "入力が済んだ下書きをすべて提出する" in body(client.get(page("round_answers", round_id=survey.pk)))
    assert "1件を提出しました。" in send(client, survey, key(flowers), key(green))
    green.refresh_from_db()
    assert green.state == AnswerState.DRAFT


def test_a_closed_round_has_no_button(desk: Desk, survey: ReportingRound) -> None:
    flowers = of(survey, desk.flowers)
    desk.fill(flowers)
    close_desk_round(reporting_round=survey, reason="途中で終える", by=desk.planner, clock=desk.clock)
    client = signed_in(desk.reporter)
    assert "下書きをまとめて提出する" not in body(client.get(page("round_answers", round_id=survey.pk)))
    assert "締め切" in send(client, survey, key(flowers))
    flowers.refresh_from_db()
    assert flowers.state == AnswerState.DRAFT


def asked(measures: int) -> int:
    """How many queries it takes to hand in as many drafts."""
    made = Desk()
    wide = large_round(made, measures=measures, departments=1)
    wide.assignments.update(state=AnswerState.DRAFT, submitted_by=None, submitted_at=None)
    keys = [f"{one.pk}:{one.revision}" for one in wide.assignments.all()]
    assert len(keys) == measures
    client = signed_in(made.reporter)
    with CaptureQueriesContext(connection) as queries:
        assert client.post(page("round_submit", round_id=wide.pk), {"every": keys}).status_code == 302
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_drafts() -> None:
    with transaction.atomic():
        few = asked(2)
        transaction.set_rollback(True)
    assert asked(12) == few
