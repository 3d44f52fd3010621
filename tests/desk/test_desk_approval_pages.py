"""Approving: the list of what waits, many at once, and a report on each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.role import Role
from mitodoke.reporting.models import Assignment
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db
ACT = "/desk/approvals/act/"


def key(assignment: Assignment) -> str:
    assignment.refresh_from_db()
    return f"{assignment.pk}:{assignment.revision}"


@pytest.fixture
def both() -> tuple[Desk, Assignment, Assignment]:
    """Two departments have submitted, and one person approves for both."""
    desk = Desk()
    desk.person("花課長", Role.HEAD, desk.green)
    survey = desk.open()
    flowers, green = of(survey, desk.flowers), of(survey, desk.green)
    desk.fill(flowers)
    desk.fill(green, desk.green_reporter)
    desk.act(flowers, Action.SUBMIT, desk.reporter)
    desk.act(green, Action.SUBMIT, desk.green_reporter)
    return desk, flowers, green


def test_what_waits_is_listed_with_what_it_says(both: Any) -> None:
    desk, _, _ = both
    page = body(signed_in(desk.head).get("/desk/approvals/"))
    assert "承認を待つ回答" in page
    assert "10段階評価 7" in page
    assert "花壇の数 9か所" in page, "two KPIs of an item are told apart by their names"
    assert "2件すべてを承認" in page


def test_all_of_a_list_at_once(both: Any) -> None:
    desk, flowers, green = both
    sent = {"action": "all-approve", "every": [key(flowers), key(green)]}
    page = body(signed_in(desk.head).post(ACT, sent, follow=True))
    assert "2件を承認しました。企画担当の確認を待つ状態になります。" in page
    assert "いま、あなたの承認や確認を待っている回答はありません。" in page
    assert set(Assignment.objects.values_list("state", flat=True)) == {AnswerState.APPROVED.value}


def test_only_the_chosen_ones(both: Any) -> None:
    desk, flowers, green = both
    sent = {"action": "approve", "every": [key(flowers), key(green)], "chosen": [key(green)]}
    signed_in(desk.head).post(ACT, sent)
    flowers.refresh_from_db()
    green.refresh_from_db()
    assert (flowers.state, green.state) == (AnswerState.SUBMITTED, AnswerState.APPROVED)


def test_what_changed_meanwhile_stays_and_is_told(both: Any) -> None:
    desk, flowers, green = both
    sent = {"action": "approve", "chosen": [f"{flowers.pk}:1", key(green)]}
    page = body(signed_in(desk.head).post(ACT, sent, follow=True))
    assert "1件を承認しました。" in page
    assert "ご覧になっている間に回答が変わりました。" in page


def test_returning_needs_a_reason_and_keeps_what_was_typed(both: Any) -> None:
    desk, flowers, _ = both
    client = signed_in(desk.head)
    refused = client.post(ACT, {"action": "return", "chosen": [key(flowers)], "reason": "  "})
    assert refused.status_code == 422
    page = body(refused)
    assert "どの回答も差し戻していません。差戻しには理由が必要です。" in page
    assert "<details open>" in page, "the reason is asked for where it is typed"
    assert f'value="{key(flowers)}" checked' in page
    done = client.post(ACT, {"action": "return", "chosen": [key(flowers)], "reason": "直してください"})
    assert done.status_code == 302
    flowers.refresh_from_db()
    assert flowers.state == AnswerState.RETURNED


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "approve"},
        {"action": "approve", "chosen": ["x", "1", ":", "１:２"]},
        {"action": "all-approve", "chosen": ["1:1"]},
    ],
)
def test_nothing_chosen_is_told(both: Any, sent: dict[str, Any]) -> None:
    desk, _, _ = both
    response = signed_in(desk.head).post(ACT, sent)
    assert response.status_code == 422
    assert "回答が選ばれていません。" in body(response)


def test_what_was_withdrawn_meanwhile_is_told(both: Any) -> None:
    desk, flowers, green = both
    desk.act(green, Action.WITHDRAW, desk.green_reporter)
    sent = {"action": "all-approve", "every": [key(flowers), key(green)]}
    page = body(signed_in(desk.head).post(ACT, sent, follow=True))
    assert "1件を承認しました。" in page
    assert "1件は、画面を開いた後に取り下げられたか、ほかの人が先に処理したため、承認していません。" in page
    again = signed_in(desk.head).post(ACT, sent)
    assert again.status_code == 422
    assert "2件は、画面を開いた後に取り下げられたか、" in body(again)


@pytest.mark.parametrize("action", ["", "save", "submit", "all-", "withdraw"])
def test_other_acts_are_refused(both: Any, action: str) -> None:
    desk, flowers, _ = both
    response = signed_in(desk.head).post(ACT, {"action": action, "chosen": [key(flowers)]})
    assert response.status_code == 400


def test_nobody_approves_for_a_department_that_is_not_theirs(both: Any) -> None:
    desk, flowers, _ = both
    response = signed_in(desk.green_head).post(ACT, {"action": "approve", "chosen": [key(flowers)]})
    assert response.status_code == 422
    flowers.refresh_from_db()
    assert flowers.state == AnswerState.SUBMITTED


def test_a_deputy_sees_for_whom(both: Any) -> None:
    from mitodoke.departments.services import delegate

    desk, _, _ = both
    delegate(
        absent=desk.head, deputy=desk.green_head, valid_from=date(2026, 4, 1), valid_to=date(2100, 1, 1),
        reason="出張", by=desk.head, clock=desk.clock,
    )  # fmt: skip
    page = body(signed_in(desk.green_head).get("/desk/approvals/"))
    assert "の代理" in page


def test_the_way_to_the_end_from_the_list(both: Any) -> None:
    desk, flowers, green = both
    signed_in(desk.head).post(ACT, {"action": "all-approve", "every": [key(flowers), key(green)]})
    planner = signed_in(desk.planner)
    planner.post(ACT, {"action": "all-check", "every": [key(flowers), key(green)]})
    planner.post(ACT, {"action": "all-confirm", "every": [key(flowers), key(green)]})
    assert set(Assignment.objects.values_list("state", flat=True)) == {AnswerState.CONFIRMED.value}


def test_empty_states_are_sentences() -> None:
    desk = Desk()
    assert "いま、あなたの承認や確認を待っている回答はありません。" in body(
        signed_in(desk.head).get("/desk/approvals/")
    )
    assert "いま待っている仕事はありません。" in body(signed_in(desk.head).get(reverse("desk:home")))


def test_somebody_without_a_role_is_told_whom_to_ask() -> None:
    from django.contrib.auth.models import User

    Desk()
    page = body(signed_in(User.objects.create_user("新人")).get(reverse("desk:home")))
    assert "まだ役割が登録されていません。管理者に" in page
