"""Opinions as pages: written, given on, answered, confirmed; who sees which, and what is refused."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.domain.role import Role
from mitodoke.plans.models import Opinion, PlanLedger
from plans.ledger_desk import LedgerDesk, item
from reporting.desk import CODE

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>=1+1\n二行目"
LATER = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()  # noqa: DTZ011
EVALUATION = f"/desk/cities/{CODE}/evaluation/"
CITY_LIST = f"/desk/cities/{CODE}/opinions/"


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def new(ledger: PlanLedger) -> str:
    return reverse("desk:opinion_new", kwargs={"ledger_id": ledger.pk})


def written(ledger: PlanLedger, **more: Any) -> dict[str, Any]:
    values = {
        "item": item(ledger, "1-1-1").item_id,
        "fiscal_year": "2025",
        "evaluator": "花咲市行政評価委員会",
        "written_on": "令和8年4月1日",
        "text": "配る時期を早めるべきである。",
    }
    return values | more


def write(desk: LedgerDesk, ledger: PlanLedger, by: User | None = None, **more: Any) -> Opinion:
    response = signed_in(by or desk.evaluator).post(new(ledger), written(ledger, **more))
    assert response.status_code == 302, body(response)
    return Opinion.objects.order_by("-pk")[0]


def page(opinion: Opinion) -> str:
    parts = {"ledger_id": opinion.ledger_id, "opinion_id": opinion.pk}
    return reverse("desk:opinion", kwargs=parts)


def act(opinion: Opinion, person: User, action: str, **more: Any) -> Any:
    seen = Opinion.objects.get(pk=opinion.pk).revision
    return signed_in(person).post(f"{page(opinion)}act/", {"action": action, "seen": seen} | more)


def assign(desk: LedgerDesk, opinion: Opinion, **more: Any) -> None:
    values = {"department": desk.flowers.pk, "due_on": LATER} | more
    assert act(opinion, desk.planner, "assign", **values).status_code == 302


def state(opinion: Opinion) -> str:
    return Opinion.objects.get(pk=opinion.pk).state


def test_from_the_evaluator_to_the_confirmed_answer(desk: LedgerDesk, ledger: PlanLedger) -> None:
    first = body(signed_in(desk.evaluator).get(EVALUATION))
    assert "次の順に進めてください" in first
    assert "いま共有されている案はありません" in first
    assert new(ledger) in first
    opinion = write(desk, ledger)
    assert "配る時期を早めるべきである。" in body(signed_in(desk.planner).get("/desk/"))
    assert "回答を依頼する" in body(signed_in(desk.planner).get(page(opinion)))
    assign(desk, opinion)
    home = body(signed_in(desk.reporter).get("/desk/"))
    assert "外部評価の意見" in home
    assert page(opinion) in home
    assert page(opinion) not in body(signed_in(desk.green_reporter).get("/desk/"))
    assert act(opinion, desk.reporter, "answer", text="早めます。").status_code == 302
    assert page(opinion) not in body(signed_in(desk.reporter).get("/desk/"))
    assert act(opinion, desk.planner, "return").status_code == 422, "needs a reason"
    assert act(opinion, desk.planner, "return", reason="時期を具体的に").status_code == 302
    assert "早めます。" not in body(signed_in(desk.evaluator).get(page(opinion))), "a draft"
    assert act(opinion, desk.reporter, "answer", text="3月に早めます。").status_code == 302
    assert act(opinion, desk.planner, "confirm").status_code == 302
    mine = body(signed_in(desk.evaluator).get(page(opinion)))
    assert "3月に早めます。" in mine
    told = body(signed_in(desk.planner).get(page(opinion)))
    assert "理由：時期を具体的に" in told
    assert "前の回答案（1件）" in told
    assert "意見への回答の担当」を（なし）から「花課」に記録しました" in told


def test_who_opens_which_opinion(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger)
    assign(desk, opinion)
    stranger = desk.person("別の評価", Role.EVALUATOR)
    for person, status in (
        (desk.planner, 200),
        (desk.reader, 200),
        (desk.evaluator, 200),
        (desk.reporter, 200),
        (desk.head, 200),
        (desk.green_reporter, 403),
        (stranger, 403),
        (desk.administrator, 403),
    ):
        assert signed_in(person).get(page(opinion)).status_code == status, person
        if status == 403:
            assert act(opinion, person, "withdraw", reason="x").status_code == 403
    listed = reverse("desk:opinions", kwargs={"ledger_id": ledger.pk})
    quote = "配る時期を早めるべきである。"
    assert quote not in body(signed_in(desk.green_reporter).get(listed))
    assert quote not in body(signed_in(stranger).get(EVALUATION))
    assert act(opinion, desk.head, "answer", text="早めます。").status_code == 302
    assert act(opinion, desk.planner, "confirm").status_code == 302
    for person in (desk.green_reporter, stranger):
        assert "早めます。" in body(signed_in(person).get(page(opinion))), "published anyway"


def test_who_drafted_the_answer_does_not_confirm_it(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger)
    assign(desk, opinion)
    assert act(opinion, desk.planner, "answer", text="早めます。").status_code == 302
    response = act(opinion, desk.planner, "confirm")
    assert response.status_code == 422
    assert "書いた人は確定できません" in body(response)
    assert act(opinion, desk.second_planner, "confirm").status_code == 302


@pytest.mark.parametrize(
    "more",
    [
        {"item": "none"},
        {"fiscal_year": ""},
        {"fiscal_year": "9" * 30},
        {"evaluator": " "},
        {"evaluator": "あ\nい"},
        {"written_on": "あした"},
        {"written_on": "2199-01-01"},
        {"text": ""},
        {"text": "零\x00字"},
        {"text": "方向\u202e転換"},
        {"text": "あ" * 100_000},
    ],
)
def test_what_is_no_opinion_is_told_and_kept(
    desk: LedgerDesk, ledger: PlanLedger, more: dict[str, str]
) -> None:
    response = signed_in(desk.evaluator).post(new(ledger), written(ledger, **more))
    assert response.status_code == 422
    assert 'role="alert"' in body(response)
    assert "text" in more or "配る時期を早めるべきである。" in body(response)
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    ("action", "more"),
    [
        ("assign", {"department": "", "due_on": LATER}),
        ("assign", {"department": "999999", "due_on": LATER}),
        ("assign", {"due_on": ""}),
        ("assign", {"due_on": "2020-01-01"}),
        ("assign", {"due_on": "99999年"}),
        ("answer", {"text": "まだ依頼されていない"}),
        ("confirm", {}),
        ("unknown", {}),
        ("", {}),
        ("assign", {"due_on": LATER, "seen": "9"}),
        ("assign", {"due_on": LATER, "seen": "x"}),
    ],
)
def test_what_cannot_be_done_with_an_opinion(
    desk: LedgerDesk, ledger: PlanLedger, action: str, more: dict[str, str]
) -> None:
    opinion = write(desk, ledger)
    response = act(opinion, desk.planner, action, **({"department": desk.flowers.pk} | more))
    assert response.status_code == 422
    assert 'role="alert"' in body(response)
    assert state(opinion) == "received"


def test_a_text_that_met_a_change_is_kept(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger)
    assign(desk, opinion)
    assert act(opinion, desk.reporter, "answer", text="先の回答").status_code == 302
    late = act(opinion, desk.head, "answer", text="後の回答", seen="2")
    assert late.status_code == 422
    assert "開いている間に" in body(late)
    assert "先の回答" in body(late)
    assert "後の回答" in body(late)


def test_hostile_text_stays_text(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger, text=HOSTILE, evaluator="<b>委員会</b>")
    assign(desk, opinion)
    assert act(opinion, desk.reporter, "answer", text=HOSTILE).status_code == 302
    for person in (desk.planner, desk.evaluator):
        for address in (page(opinion), EVALUATION, f"{CITY_LIST}?show=all", "/desk/"):
            got = body(signed_in(person).get(address))
            assert "<script>alert" not in got
            assert "<b>委員会" not in got


def test_the_list_tells_what_is_late(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger)
    assign(desk, opinion)
    client = signed_in(desk.planner)
    assert "この絞り込みに当たる意見はありません" in body(client.get(f"{CITY_LIST}?show=overdue"))
    Opinion.objects.update(due_on=datetime.date(2026, 4, 30))
    late = body(client.get(f"{CITY_LIST}?show=overdue"))
    assert "期限超過" in late
    assert "回答待ち" in late
    assert "期限超過" in body(signed_in(desk.reporter).get("/desk/"))
    withdrawn = write(desk, ledger, text="取り下げる意見")
    assert act(withdrawn, desk.evaluator, "withdraw", reason="誤り").status_code == 302
    assert "取り下げる意見" not in body(client.get(CITY_LIST))
    assert "取り下げる意見" in body(client.get(f"{CITY_LIST}?show=all"))


def test_a_plan_that_is_not_decided_takes_no_opinions(desk: LedgerDesk) -> None:
    ledger = desk.create()
    client = signed_in(desk.evaluator)
    assert "まだ決定されていない" in body(client.get(new(ledger)))
    assert new(ledger) not in body(client.get(EVALUATION))
    values = {"fiscal_year": "2025", "evaluator": "委員", "written_on": "2026-04-01", "text": "意見"}
    assert client.post(new(ledger), values).status_code == 422


def test_an_opinion_of_another_plan_is_not_found(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger, item="")
    other = desk.decided(title="別の計画")
    client = signed_in(desk.planner)
    for number, of in ((opinion.pk, other.pk), (999_999, ledger.pk), (10**30, ledger.pk)):
        address = reverse("desk:opinion", kwargs={"ledger_id": of, "opinion_id": number})
        assert client.get(address).status_code == 404
        assert client.post(f"{address}act/").status_code == 404


def test_lists_cost_the_same_however_many(desk: LedgerDesk, ledger: PlanLedger) -> None:
    counts = []
    for size in (2, 20):
        for _ in range(size):
            opinion = write(desk, ledger)
            assign(desk, opinion)
        asked = []
        for person, address in (
            (desk.planner, CITY_LIST),
            (desk.evaluator, EVALUATION),
            (desk.reporter, "/desk/"),
        ):
            client = signed_in(person)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
