"""The board: what waits for 企画担当, a department's answers, what follows a closed round; refusals keep what was typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.domain.approval import Action
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import close_desk_round
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db


def at(name: str, survey: ReportingRound) -> str:
    return reverse(f"desk:{name}", kwargs={"round_id": survey.pk})


def test_what_waits_for_the_planner_is_one_link_away() -> None:
    desk = Desk()
    survey = desk.open()
    client = signed_in(desk.planner)
    assert "企画担当の確認・確定を待つ回答" not in body(client.get(at("round", survey)))
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    assert "企画担当の確認・確定を待つ回答" not in body(client.get(at("round", survey)))
    desk.act(mine, Action.APPROVE, desk.head)
    for action in (Action.CHECK, Action.CONFIRM):
        assert "企画担当の確認・確定を待つ回答 1件を開く" in body(client.get(at("round", survey)))
        desk.act(mine, action, desk.planner)
    page = body(client.get(at("round", survey)))
    assert "企画担当の確認・確定を待つ回答" not in page
    assert "確認・確定を待つ" not in body(signed_in(desk.reader).get(at("round", survey)))


def test_the_answers_of_one_department_or_state() -> None:
    desk = Desk()
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    client = signed_in(desk.planner)
    board, answers = body(client.get(at("round", survey))), at("round_answers", survey)
    assert f'{answers}?department={desk.green.pk}">' in board
    assert "回答 2件" in body(client.get(answers))
    only = body(client.get(answers, {"department": str(desk.green.pk)}))
    assert "回答 1件" in only
    assert reverse("desk:answer", kwargs={"assignment_id": mine.pk}) not in only
    assert "回答 1件" in body(client.get(answers, {"state": "draft"}))
    none = body(client.get(answers, {"department": str(desk.green.pk), "state": "draft"}))
    assert "この絞り込みに当たる回答はありません。" in none
    for odd in ({"department": "9" * 40}, {"department": "\x00"}, {"state": "<b>"}):
        assert "回答 2件" in body(client.get(answers, odd))


def test_a_filter_shows_nothing_of_other_departments_to_a_department() -> None:
    desk = Desk()
    survey = desk.open()
    page = body(signed_in(desk.reporter).get(at("round_answers", survey), {"department": str(desk.green.pk)}))
    assert "回答 1件" in page
    assert "みどり課" not in page


def test_what_follows_a_closed_round_stands_first_and_once() -> None:
    desk = Desk()
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    close_desk_round(reporting_round=survey, reason="年度の切替え", by=desk.planner, clock=desk.clock)
    client = signed_in(desk.planner)
    page = body(client.get(at("round", survey)))
    assert page.index("次にすること：公表の準備") < page.index("部署ごとの進み具合")
    assert "先に見るもの" not in page
    assert "日経過" not in page
    client.post(at("round_adopt", survey))
    page = body(client.get(at("round", survey)))
    assert "公表の確認に進む</a>" in page
    assert "回答を反映して、公表の確認に進む" not in page
    client.post(
        at("round_change", survey), {"action": "reopen", "due_on": "令和60年1月1日", "reason": "誤り"}
    )
    assert "次にすること：公表の準備" not in body(client.get(at("round", survey)))


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("round_change", {"action": "extend", "due_on": "令和元年5月1日", "reason": "連休の<b>ため"}),
        ("round_change", {"action": "extend", "due_on": "あした", "reason": "連休の<b>ため"}),
        ("round_request", {"action": "move", "predecessor": "0", "reason": "連休の<b>ため"}),
    ],
)
def test_a_refusal_keeps_what_was_typed(name: str, sent: dict[str, str]) -> None:
    desk = Desk()
    survey = desk.open()
    response = signed_in(desk.planner).post(at(name, survey), sent)
    assert response.status_code == 422
    page = body(response)
    assert page.count('value="連休の&lt;b&gt;ため"') == 1
    if "due_on" in sent:
        assert f'value="{sent["due_on"]}"' in page
