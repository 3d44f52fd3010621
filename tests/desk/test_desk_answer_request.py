"""One request of a round: taken back, asked again, moved to another department, asked of one more."""

from __future__ import annotations

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.departments.models import Department, Municipality
from mitodoke.departments.services import register_departments
from mitodoke.domain.approval import Action
from mitodoke.reporting.models import Assignment, HistoryEvent
from mitodoke.reporting.services import close_desk_round
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db


def address(assignment: Assignment) -> str:
    return reverse("desk:answer_request", kwargs={"assignment_id": assignment.pk})


def third(desk: Desk) -> Department:
    [park] = register_departments(municipality=desk.city, names=["公園課"], by="試験")
    return park


def test_a_request_is_taken_back_with_a_reason_and_asked_again() -> None:
    desk = Desk()
    survey = desk.open()
    answer = of(survey, desk.flowers)
    assert answer.is_lead
    desk.save(answer, "rating.step", "7")
    client = signed_in(desk.planner)
    shown = body(client.get(reverse("desk:answer", kwargs={"assignment_id": answer.pk})))
    assert f'href="{address(answer)}"' in shown
    refused = client.post(address(answer), {"action": "cancel", "reason": " "})
    assert refused.status_code == 422
    assert "依頼を取り消す理由を入力してください。" in body(refused)
    done = client.post(address(answer), {"action": "cancel", "reason": "担当が違う"}, follow=True)
    assert "回答の依頼を取り消しました。" in body(done)
    assert "花課</bdi>にもう一度依頼する" in body(done)
    answer.refresh_from_db()
    assert (answer.cancelled, answer.is_lead) == (True, False)
    assert of(survey, desk.green).is_lead
    assert client.post(address(answer), {"action": "cancel", "reason": "x"}).status_code == 422
    assert (
        client.post(
            address(answer), {"action": "move", "reason": "x", "department": desk.green.pk}
        ).status_code
        == 422
    )
    again = client.post(address(answer), {"action": "restore"}, follow=True)
    assert "花課にもう一度回答を依頼しました。" in body(again)
    answer.refresh_from_db()
    assert (answer.cancelled, answer.is_lead, answer.state) == (False, False, "draft")
    assert client.post(address(answer), {"action": "restore"}).status_code == 422


def test_one_request_is_moved_with_its_draft() -> None:
    desk = Desk()
    survey, park = desk.open(), third(desk)
    answer = of(survey, desk.flowers)
    desk.save(answer, "rating.step", "7")
    client = signed_in(desk.planner)
    for more, told in (
        ({"department": park.pk, "reason": ""}, "移す理由を入力"),
        ({"department": "", "reason": "x"}, "部署を選んで"),
        ({"department": "9" * 40, "reason": "x"}, "部署を選んで"),
        ({"department": desk.flowers.pk, "reason": "x"}, "移す回答の依頼がありません"),
        ({"department": desk.green.pk, "reason": "x"}, "にも同じ項目の回答を依頼しています"),
    ):
        refused = client.post(address(answer), {"action": "move", **more})
        assert refused.status_code == 422
        assert told in body(refused)
    kept = client.post(address(answer), {"action": "move", "department": desk.green.pk, "reason": "組織改編"})
    assert 'value="組織改編"' in body(kept)
    client.post(address(answer), {"action": "move", "department": park.pk, "reason": "組織改編"})
    answer.refresh_from_db()
    assert (answer.department, answer.state) == (park, "draft")
    assert survey.assignments.filter(department=desk.green).count() == 1
    event = HistoryEvent.objects.get(assignment=answer, act="move")
    assert (event.before, event.after, event.reason) == ("花課", "公園課", "組織改編")


def test_a_request_that_was_taken_back_is_no_target_to_move_to() -> None:
    desk = Desk()
    survey = desk.open()
    flowers, green = of(survey, desk.flowers), of(survey, desk.green)
    client = signed_in(desk.planner)
    client.post(address(green), {"action": "cancel", "reason": "x"})
    form = {"action": "move", "department": desk.green.pk, "reason": "x"}
    refused = body(client.post(address(flowers), form))
    assert "取り消されたまま残っています" in refused


def test_one_more_department_is_asked() -> None:
    desk = Desk()
    survey, park = desk.open(), third(desk)
    answer = of(survey, desk.flowers)
    client = signed_in(desk.planner)
    done = client.post(address(answer), {"action": "assign", "department": park.pk}, follow=True)
    assert "公園課にも回答を依頼しました。" in body(done)
    added = survey.assignments.get(department=park)
    assert (added.item, added.is_lead) == (answer.item, False)
    twice = client.post(address(answer), {"action": "assign", "department": park.pk})
    assert "すでにこの項目の回答を依頼しています" in body(twice)
    assert client.post(address(answer), {"action": "x"}).status_code == 422


def test_an_entry_is_taken_back_asked_again_and_moved_but_not_shared() -> None:
    desk = Desk()
    survey = desk.open_register()
    entry = survey.assignments.filter(department=desk.flowers).first()
    assert entry is not None
    client = signed_in(desk.planner)
    assert "ほかの部署にも依頼する" not in body(client.get(address(entry)))
    refused = client.post(address(entry), {"action": "assign", "department": desk.green.pk})
    assert "別の部署に移してください" in body(refused)
    client.post(address(entry), {"action": "cancel", "reason": "x"})
    client.post(address(entry), {"action": "restore"})
    entry.refresh_from_db()
    assert (entry.cancelled, entry.is_lead) == (False, True)
    client.post(address(entry), {"action": "move", "department": desk.green.pk, "reason": "x"})
    entry.refresh_from_db()
    assert entry.department == desk.green


def test_a_confirmed_answer_and_a_closed_round_stay() -> None:
    desk = Desk()
    survey = desk.open()
    answer = of(survey, desk.flowers)
    desk.fill(answer)
    desk.confirm(answer)
    client = signed_in(desk.planner)
    assert "先に理由を付けて確定を解いてください" in body(client.get(address(answer)))
    for action in ("cancel", "move"):
        form = {"action": action, "reason": "x", "department": desk.green.pk}
        assert client.post(address(answer), form).status_code == 422
    desk.act(answer, Action.REOPEN, desk.planner, "試験")
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
    assert "締め切られているため、依頼は変えられません" in body(client.get(address(answer)))
    assert client.post(address(answer), {"action": "cancel", "reason": "x"}).status_code == 422


def test_a_department_of_another_city_is_none() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    other = Municipality.objects.create(
        code="131016", name="千代田区", recorded_by="試験", recorded_at=desk.clock()
    )
    [away] = register_departments(municipality=other, names=["よその課"], by="試験")
    client = signed_in(desk.planner)
    for action in ("move", "assign"):
        form = {"action": action, "department": away.pk, "reason": "x"}
        assert client.post(address(answer), form).status_code == 422
    assert "よその課" not in body(client.get(address(answer)))
