"""Opinions of outside evaluators: tracked until answered, each step by whom the table says."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.opinion import OpinionAction
from mitodoke.domain.role import Role
from mitodoke.plans.models import Opinion, PlanLedger
from mitodoke.plans.queries import opinions_of, plan_sentences, public_opinions
from mitodoke.plans.services import act_on_opinion, answer_opinion, assign_opinion, write_opinion
from plans.ledger_desk import LedgerDesk, item
from reporting.desk import APRIL, DUE

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def write(desk: LedgerDesk, ledger: PlanLedger, **more: Any) -> Opinion:
    values = {
        "ledger": ledger,
        "item_id": item(ledger, "1-1-1").item_id,
        "fiscal_year": 2025,
        "evaluator": "花咲市行政評価委員会",
        "text": "配る時期を早めるべきである。",
        "written_on": APRIL,
        "by": desk.evaluator,
        "clock": desk.clock,
    }
    return write_opinion(**(values | more))


def now(opinion: Opinion) -> Opinion:
    return Opinion.objects.get(pk=opinion.pk)


def assign(desk: LedgerDesk, opinion: Opinion, by: User | None = None, **more: Any) -> Opinion:
    values = {"opinion": opinion, "department": desk.flowers, "due_on": DUE, "seen": now(opinion).revision}
    return assign_opinion(**(values | {"by": by or desk.planner, "clock": desk.clock} | more))


def answer(desk: LedgerDesk, opinion: Opinion, by: User | None = None, text: str = "早めます。") -> Any:
    return answer_opinion(
        opinion=opinion,
        text=text,
        seen=now(opinion).revision,
        by=by or desk.reporter,
        clock=desk.clock,
    )


def act(
    desk: LedgerDesk,
    opinion: Opinion,
    action: OpinionAction,
    by: User | None = None,
    reason: str | None = None,
) -> Opinion:
    return act_on_opinion(
        opinion=opinion,
        action=action,
        seen=now(opinion).revision,
        reason=reason,
        by=by or desk.planner,
        clock=desk.clock,
    )


def test_an_opinion_is_tracked_until_it_is_answered(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger)
    assert opinions_of(ledger=ledger, only_open=True) == [opinion]
    assign(desk, opinion)
    answer(desk, opinion)
    assert public_opinions(ledger=ledger, fiscal_year=2025) == []
    act(desk, opinion, OpinionAction.RETURN, reason="時期を具体的に")
    answer(desk, opinion, text="3月に早めます。")
    act(desk, opinion, OpinionAction.CONFIRM)
    [public] = public_opinions(ledger=ledger, fiscal_year=2025)
    assert (public.evaluator, public.text, public.answer) == (
        "花咲市行政評価委員会",
        "配る時期を早めるべきである。",
        "3月に早めます。",
    )
    assert opinions_of(ledger=ledger, only_open=True) == []
    told = plan_sentences(ledger=ledger, item_id=opinion.item_key)
    assert any("に意見「配る時期を早めるべきである。」を出しました" in one for one in told)
    assert any("意見を「回答案」から「回答待ち」に進めました。理由：時期を具体的に" in one for one in told)
    act(desk, opinion, OpinionAction.REOPEN, reason="数字の誤り")
    assert public_opinions(ledger=ledger, fiscal_year=2025) == []


def test_each_step_belongs_to_someone(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger)
    other = desk.person("別の評価", Role.EVALUATOR)
    for person in (desk.planner, desk.reporter, desk.reader, desk.administrator):
        with pytest.raises(ActionDenied, match="外部評価"):
            write(desk, ledger, by=person)
    for person in (desk.reporter, desk.head, desk.evaluator, desk.reader):
        with pytest.raises(ActionDenied, match="企画担当"):
            assign(desk, opinion, by=person)
    with pytest.raises(ActionDenied, match="外部評価"):
        act(desk, opinion, OpinionAction.WITHDRAW, by=other, reason="誤り")
    with pytest.raises(ActionDenied, match="「受付」なので"):
        answer(desk, opinion)
    assign(desk, opinion)
    for person in (desk.green_reporter, desk.green_head, desk.evaluator, desk.reader):
        with pytest.raises(ActionDenied, match="所属担当"):
            answer(desk, opinion, by=person)
    answer(desk, opinion, by=desk.planner)
    with pytest.raises(ActionDenied, match="書いた人は確定できません"):
        act(desk, opinion, OpinionAction.CONFIRM)
    with pytest.raises(ActionDenied, match="理由"):
        act(desk, opinion, OpinionAction.RETURN)
    act(desk, opinion, OpinionAction.CONFIRM, by=desk.second_planner)
    with pytest.raises(ActionDenied, match="「回答確定」なので"):
        act(desk, opinion, OpinionAction.WITHDRAW, by=desk.evaluator, reason="x")


def test_an_opinion_is_withdrawn_before_it_was_given_on(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger, item_id=None)
    act(desk, opinion, OpinionAction.WITHDRAW, by=desk.evaluator, reason="宛先の誤り")
    assert opinions_of(ledger=ledger, only_open=True) == []
    assert public_opinions(ledger=ledger, fiscal_year=2025) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"text": "\n "}, "意見"),
        ({"evaluator": ""}, "評価者"),
        ({"item_id": "missing"}, "計画にありません"),
        ({"written_on": datetime.date(2026, 4, 3)}, "今日まで"),
        ({"fiscal_year": 3}, "西暦"),
    ],
)
def test_what_is_no_opinion(desk: LedgerDesk, ledger: PlanLedger, more: dict[str, Any], words: str) -> None:
    with pytest.raises(ActionDenied, match=words):
        write(desk, ledger, **more)


def test_asking_needs_a_department_of_today_and_a_day_to_come(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger)
    with pytest.raises(ActionDenied, match="今日以後"):
        assign(desk, opinion, due_on=datetime.date(2026, 4, 1))
    with pytest.raises(ActionDenied, match="開いている間に"):
        assign(desk, opinion, seen=9)
    with pytest.raises(ValueError, match="assign_opinion"):
        act(desk, opinion, OpinionAction.ASSIGN)


def test_what_was_said_stays(desk: LedgerDesk, ledger: PlanLedger) -> None:
    opinion = write(desk, ledger)
    assign(desk, opinion)
    answer(desk, opinion)
    for sql in (
        "UPDATE plans_opinion SET text = '別'",
        "UPDATE plans_opinion SET item_key = NULL",
        "UPDATE plans_opinion SET state = 'forgotten'",
        "DELETE FROM plans_opinion",
        "INSERT OR REPLACE INTO plans_opinion SELECT * FROM plans_opinion",
        "UPDATE plans_opinionanswer SET text = '別'",
        "DELETE FROM plans_opinionanswer",
        "INSERT OR REPLACE INTO plans_opinionanswer SELECT * FROM plans_opinionanswer",
        "UPDATE plans_opinion SET department_id = NULL",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_lists_cost_the_same_however_many(desk: LedgerDesk, ledger: PlanLedger) -> None:
    counts = []
    for _ in range(2):
        for _ in range(4):
            opinion = write(desk, ledger)
            assign(desk, opinion)
            answer(desk, opinion)
            act(desk, opinion, OpinionAction.CONFIRM)
        with CaptureQueriesContext(connection) as queries:
            for one in opinions_of(ledger=ledger):
                assert one.department is not None
                assert list(one.answers.all())
            assert public_opinions(ledger=ledger, fiscal_year=2025)
        counts.append(len(queries))
    assert counts == [3, 3]
