"""代行入力 on the pages: the reason is asked once, then the same form; everybody sees on whose behalf; approving follows."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.city import body, signed_in
from desk.large_city import large_round
from desk.test_desk_answer_form import sent_form
from mitodoke.departments.models import Membership
from mitodoke.departments.services import register_departments
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.reporting.models import AnswerField, Assignment, ProxyEntry, ReportingRound
from mitodoke.reporting.services import begin_proxy, close_desk_round
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db
REASON = "電話で<b>聞き取り"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def survey(desk: Desk) -> ReportingRound:
    return desk.open()


def place(survey: ReportingRound, desk: Desk) -> str:
    return reverse("desk:on_behalf", kwargs={"round_id": survey.pk, "department_id": desk.flowers.pk})


def of_answer(name: str, answer: Assignment) -> str:
    return reverse(f"desk:{name}", kwargs={"assignment_id": answer.pk})


def text(response: Any) -> str:
    """The page as text, without the marks that keep directions of writing apart."""
    return unescape(re.sub("</?bdi>", "", body(response)))


def begin(desk: Desk, survey: ReportingRound, reason: str = REASON) -> Client:
    client = signed_in(desk.planner)
    assert client.post(place(survey, desk), {"action": "begin", "reason": reason}).status_code == 302
    return client


def test_from_the_board_to_the_head(desk: Desk, survey: ReportingRound) -> None:
    answer, client = of(survey, desk.flowers), signed_in(desk.planner)
    board = body(client.get(reverse("desk:round", kwargs={"round_id": survey.pk})))
    assert f'<a href="{place(survey, desk)}" aria-label="花課に代わって入力する">' in board
    page = body(client.get(of_answer("answer", answer)))
    assert 'id="answer-form"' not in page
    assert f'href="{place(survey, desk)}?to={answer.pk}"' in page
    asked = body(client.get(f"{place(survey, desk)}?to={answer.pk}"))
    assert "「電話で聞き取り」" in asked
    assert f'name="to" value="{answer.pk}"' in asked
    sent = {"action": "begin", "reason": REASON, "to": str(answer.pk)}
    response = client.post(place(survey, desk), sent)
    assert response["Location"] == of_answer("answer", answer)

    page = text(client.get(of_answer("answer", answer)))
    assert f"花課に代わって入力しています。</b>理由：{REASON}" in page
    typed = {"rating__step": "7", "activity__1": "苗を令和7年6月1日に配りました。", "kpi__K1__value": "9か所"}
    form = sent_form(client, answer, kpi__K1__certainty="estimate", **typed)
    response = client.post(of_answer("answer_save", answer), form | {"action": "submit"}, follow=True)
    assert "提出しました。" in text(response)
    assert response.redirect_chain == [(place(survey, desk), 302)]
    assert "提出済み（企画担当が代わって提出）" in text(response)
    answer.refresh_from_db()
    assert answer.state == AnswerState.SUBMITTED

    for person in (desk.reporter, desk.head, desk.reader, desk.second_planner, desk.planner):
        seen = text(signed_in(person).get(of_answer("answer", answer)))
        assert f"企画担当 企画が花課に代わって入力し、提出しました（理由：{REASON}）。最後は令和" in seen
        assert (
            f"花課に代わって「10段階評価」を（なし）から「7」に変えました（代行の理由：{REASON}）。" in seen
        )
        assert "<b>聞き取り" not in body(signed_in(person).get(of_answer("answer", answer)))
    waiting = text(signed_in(desk.head).get("/desk/approvals/"))
    assert f"企画担当 企画が代わって提出（理由：{REASON}）" in waiting


def test_autosave_and_undo_are_the_department_s(desk: Desk, survey: ReportingRound) -> None:
    answer, client = of(survey, desk.flowers), signed_in(desk.planner)
    message = {"changes": [{"field": "rating.step", "value": "7", "revision": 0}]}

    def autosave() -> Any:
        return client.post(
            of_answer("answer_autosave", answer), json.dumps(message), content_type="application/json"
        )

    refused = autosave()
    assert refused.status_code == 422
    assert "先に「代わって入力する」の画面で理由を入力してください" in refused.json()["error"]
    begin(desk, survey)
    assert autosave().json()["fields"][0]["outcome"] == "saved"
    message["changes"][0] |= {"value": "8", "revision": 0}
    desk.save(answer, "rating.step", "5")
    clash = autosave().json()["fields"][0]
    assert (clash["outcome"], clash["value"], clash["by"]) == ("conflict", "5", "花担当")
    assert AnswerField.objects.get(assignment=answer, name="rating.step").value == "5"
    undone = client.post(of_answer("answer_undo", answer), {"field": "rating.step", "revision": "2"})
    assert undone.status_code == 302
    assert AnswerField.objects.get(assignment=answer, name="rating.step").value == "7"


def test_both_versions_are_shown_and_the_planner_decides(desk: Desk, survey: ReportingRound) -> None:
    answer, client = of(survey, desk.flowers), begin(desk, survey)
    form = sent_form(client, answer, rating__reason="聞き取った理由")
    desk.save(answer, "rating.reason", "部署の理由")
    response = client.post(of_answer("answer_save", answer), form | {"action": "save"})
    assert response.status_code == 409
    page = text(response)
    assert "部署の理由" in page
    assert "聞き取った理由" in page
    assert "花課に代わって入力しています。" in page
    assert AnswerField.objects.get(assignment=answer, name="rating.reason").value == "部署の理由"


def test_saving_without_a_reason_keeps_what_was_typed(desk: Desk, survey: ReportingRound) -> None:
    answer, client = of(survey, desk.flowers), begin(desk, survey)
    form = sent_form(client, answer, rating__step="7")
    client.post(place(survey, desk), {"action": "end"})
    response = client.post(of_answer("answer_save", answer), form | {"action": "save"})
    assert response.status_code == 422
    assert "先に「代わって入力する」の画面で理由を入力してください" in text(response)
    assert not AnswerField.objects.filter(assignment=answer, name="rating.step").exists()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"action": "begin"}, "代わって入力する理由を入力してください。"),
        ({"action": "begin", "reason": " \x00"}, "代わって入力する理由を入力してください。"),
        ({"action": "begin", "reason": "あ" * 100_000}, "200字までです（100,000字あります）"),
        ({"action": "else", "reason": "紙"}, "何をするのか分かりませんでした。"),
        ({}, "何をするのか分かりませんでした。"),
    ],
)
def test_refusals_are_told_and_what_was_typed_is_kept(
    desk: Desk, survey: ReportingRound, sent: dict[str, str], told: str
) -> None:
    response = signed_in(desk.planner).post(place(survey, desk), sent | {"to": "workbook"})
    assert response.status_code == 422
    assert told in text(response)
    assert 'name="to" value="workbook"' in body(response)
    assert sent.get("reason", "").strip() in text(response)
    assert not ProxyEntry.objects.exists()


@pytest.mark.parametrize("to", ["", "0", "9" * 30, "１", "-1", "x", "https://example.com/", "\x00"])
def test_an_unknown_place_to_go_on_to_is_the_list(desk: Desk, survey: ReportingRound, to: str) -> None:
    client = signed_in(desk.planner)
    assert client.get(place(survey, desk), {"to": to}).status_code == 200
    response = client.post(place(survey, desk), {"action": "begin", "reason": "紙", "to": to})
    assert response["Location"] == place(survey, desk)
    green = of(survey, desk.green)
    response = client.post(place(survey, desk), {"action": "begin", "reason": "紙", "to": str(green.pk)})
    assert response["Location"] == place(survey, desk), "an answer of another department"


def test_what_stands_in_the_way_is_told_before(desk: Desk, survey: ReportingRound) -> None:
    page = text(signed_in(desk.planner).get(place(survey, desk)))
    assert "企画担当がほかにいない" not in page
    assert "所属長の利用者がいません" not in page
    Membership.objects.filter(person__in=[desk.second_planner, desk.head]).delete()
    page = text(signed_in(desk.planner).get(place(survey, desk)))
    assert "企画担当がほかにいないため" in page
    assert "花課には所属長の利用者がいません。" in page


def test_a_closed_round_and_a_department_that_is_not_asked(desk: Desk, survey: ReportingRound) -> None:
    [unasked] = register_departments(municipality=desk.city, names=["空課"], by="試験")
    client = signed_in(desk.planner)
    parts = {"round_id": survey.pk, "department_id": unasked.pk}
    page = client.get(reverse("desk:on_behalf", kwargs=parts))
    assert "回答を依頼していません。" in text(page)
    assert 'name="reason"' not in body(page)
    assert client.get(place(survey, desk).replace(f"/{desk.flowers.pk}/", "/999999/")).status_code == 404
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
    page = client.get(place(survey, desk))
    assert "締め切られているため、入力できません。" in text(page)
    assert 'name="reason"' not in body(page)
    sent = {"action": "begin", "reason": "紙"}
    assert client.post(place(survey, desk), sent).status_code == 422
    assert "代わって入力" not in body(client.get(reverse("desk:round", kwargs={"round_id": survey.pk})))
    assert "代わって入力する" not in body(client.get(of_answer("answer", of(survey, desk.flowers))))


def test_others_see_who_enters_and_the_reason_can_be_changed(desk: Desk, survey: ReportingRound) -> None:
    client = begin(desk, survey)
    other = signed_in(desk.second_planner)
    assert f"企画も代わって入力しています（理由：{REASON}）。" in text(other.get(place(survey, desk)))
    board = text(other.get(reverse("desk:round", kwargs={"round_id": survey.pk})))
    assert "（企画が入力中）" in board
    client.post(place(survey, desk), {"action": "begin", "reason": "紙で受領"})
    assert "<dd>紙で受領</dd>" in text(client.get(place(survey, desk)))
    ended = client.post(place(survey, desk), {"action": "end"}, follow=True)
    assert "花課の代行入力を終えました。" in text(ended)
    assert 'id="answer-form"' not in body(client.get(of_answer("answer", of(survey, desk.flowers))))


def test_the_approval_of_a_department_without_head_is_recorded(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    begin_proxy(
        reporting_round=survey, department=desk.flowers, reason=REASON, by=desk.planner, clock=desk.clock
    )
    desk.fill(answer, desk.planner)
    desk.act(answer, Action.SUBMIT, desk.planner)
    Membership.objects.filter(person=desk.head).delete()
    client = signed_in(desk.second_planner)
    assert "所属長の承認を記録する" in body(client.get("/desk/"))
    assert "承認の記録の理由" in body(client.get(of_answer("answer", answer)))
    page = body(client.get("/desk/approvals/"))
    assert "承認の記録を待つ回答" in page
    assert "1件すべての承認を記録</button>" in page
    answer.refresh_from_db()
    sent = {"action": "all-record_approval", "every": f"{answer.pk}:{answer.revision}", "reason": "別の欄"}
    refused = client.post("/desk/approvals/act/", sent)
    assert refused.status_code == 422
    assert "所属長の承認を何で確かめたか" in text(refused)
    done = client.post("/desk/approvals/act/", sent | {"record_reason": "印のある用紙"}, follow=True)
    assert "1件に所属長の承認を記録しました。" in text(done)
    answer.refresh_from_db()
    assert answer.state == AnswerState.APPROVED
    own = signed_in(desk.planner).get("/desk/approvals/")
    assert "確認を待つ回答" not in text(own)


def test_the_page_asks_as_often_for_many_answers(desk: Desk) -> None:
    def queries(measures: int) -> int:
        survey = large_round(desk, measures=measures, departments=2)
        client = begin(desk, survey)
        with CaptureQueriesContext(connection) as captured:
            page = body(client.get(place(survey, desk)))
        assert page.count('<a href="/desk/answers/') == measures
        return len(captured)

    from django.db import transaction

    with transaction.atomic():
        few = queries(2)
        transaction.set_rollback(True)
    assert few == queries(30) <= 20
