"""Mail about opinions of evaluators that wait too long: to who has to act, once a week, as each wants to get it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitodoke.departments.services import delegate
from mitodoke.domain.opinion import OpinionAction, OpinionState
from mitodoke.domain.role import Role
from mitodoke.plans.models import Opinion, PlanLedger
from mitodoke.plans.services import act_on_opinion, answer_opinion, assign_opinion, write_opinion
from mitodoke.reporting.mail.gather_opinions import gather_opinion_messages, waits_too_long
from mitodoke.reporting.mail.outbox import choose_delivery
from mitodoke.reporting.mail.run_mail import run_mail
from mitodoke.reporting.mail.words import Delivery, MessageKind
from mitodoke.reporting.models import OutboxMessage
from plans.ledger_desk import LedgerDesk, item
from reporting.desk import APRIL, DUE

pytestmark = pytest.mark.django_db
KIND = MessageKind.OPINIONS_OVERDUE
EVERYONE = ["企画", "企画二", "花担当", "花課長"]


@pytest.fixture
def desk(settings: Any) -> LedgerDesk:
    settings.PUBLIC_ADDRESS = "https://plan.example.lg.jp/m/"
    made = LedgerDesk()
    for person in User.objects.all():
        person.email = f"p{person.pk}@example.lg.jp"
        person.save()
    return made


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def write(
    desk: LedgerDesk, ledger: PlanLedger, text: str = "配る時期を早めるべきである。", **more: Any
) -> Opinion:
    values = {
        "ledger": ledger, "item_id": item(ledger, "1-1-1").item_id, "fiscal_year": 2025,
        "evaluator": "花咲市行政評価委員会", "text": text, "written_on": APRIL, "by": desk.evaluator,
        "clock": desk.clock,
    }  # fmt: skip
    return write_opinion(**(values | more))


def assign(desk: LedgerDesk, opinion: Opinion, **more: Any) -> Opinion:
    opinion.refresh_from_db()
    values = {"department": desk.flowers, "due_on": DUE, "by": desk.planner, "clock": desk.clock}
    return assign_opinion(opinion=opinion, seen=opinion.revision, **(values | more))


def answer(desk: LedgerDesk, opinion: Opinion) -> None:
    opinion.refresh_from_db()
    answer_opinion(
        opinion=opinion, text="早めます。", seen=opinion.revision, by=desk.reporter, clock=desk.clock
    )


def run(desk: LedgerDesk) -> list[str]:
    """Send what is due; who was told of opinions that wait."""
    mail.outbox.clear()
    run_mail(clock=desk.clock)
    names = {person.email: person.username for person in User.objects.all()}
    return sorted(names[one.to[0]] for one in mail.outbox if "意見への回答が遅れています" in one.subject)


def on(desk: LedgerDesk, day: datetime.date) -> None:
    desk.clock.now = desk.clock.now.replace(year=day.year, month=day.month, day=day.day)


def days(count: int) -> datetime.timedelta:
    return datetime.timedelta(days=count)


@pytest.mark.parametrize(
    ("state", "received", "due", "late"),
    [
        (OpinionState.RECEIVED, 0, None, False),
        (OpinionState.RECEIVED, 14, None, False),
        (OpinionState.RECEIVED, 15, None, True),
        (OpinionState.RECEIVED, -1, None, False),
        (OpinionState.WAITING, 100, -1, False),
        (OpinionState.WAITING, 100, 0, False),
        (OpinionState.WAITING, 100, 1, True),
        (OpinionState.ANSWERED, 100, 0, False),
        (OpinionState.ANSWERED, 100, 1, True),
        (OpinionState.CONFIRMED, 100, 50, False),
        (OpinionState.WITHDRAWN, 100, None, False),
        (OpinionState.WITHDRAWN, 100, 50, False),
    ],
)
def test_what_waits_too_long(state: OpinionState, received: int, due: int | None, late: bool) -> None:
    """`received` and `due` are days ago."""
    due_on = None if due is None else DUE - days(due)
    assert waits_too_long(state=state, received_on=DUE - days(received), due_on=due_on, today=DUE) is late


def test_an_overdue_answer_is_told_to_the_department_and_the_planners(
    desk: LedgerDesk, ledger: PlanLedger
) -> None:
    assign(desk, write(desk, ledger))
    on(desk, DUE)
    assert run(desk) == []
    on(desk, DUE + days(1))
    assert run(desk) == sorted(EVERYONE)
    body = mail.outbox[0].body
    assert "第2次花咲市総合計画：「配る時期を早めるべきである。」（花咲市行政評価委員会）" in body
    assert "回答期限（令和8年4月30日）を1日過ぎました。花課が回答案を書いてください。" in body
    assert "https://plan.example.lg.jp/m/desk/" in body
    assert "（1件）" in mail.outbox[0].subject
    assert run(desk) == [], "never twice on one day"


def test_it_is_told_once_a_week_however_often_mail_runs(desk: LedgerDesk, ledger: PlanLedger) -> None:
    assign(desk, write(desk, ledger))
    told_on = []
    for count in range(1, 16):
        on(desk, DUE)
        desk.clock.move(days=count)
        for _ in range(2):
            if run(desk):
                told_on.append(count)
            desk.clock.move(hours=3)
    assert told_on == [1, 8, 15]


def test_several_opinions_are_one_message_a_person(desk: LedgerDesk, ledger: PlanLedger) -> None:
    for number in range(3):
        assign(desk, write(desk, ledger, text=f"意見{number}"))
    assign(desk, write(desk, ledger, text="みどりの意見"), department=desk.green)
    on(desk, DUE + days(3))
    assert run(desk) == sorted([*EVERYONE, "緑担当", "緑課長"])
    bodies = {User.objects.get(email=one.to[0]).username: one.body for one in mail.outbox}
    assert all(f"意見{number}" in bodies["花担当"] for number in range(3))
    assert "みどりの意見" not in bodies["花担当"]
    assert "みどりの意見" in bodies["企画"]
    assert "意見0" in bodies["企画"]


def test_what_nobody_was_asked_to_answer_is_told_to_the_planners_only(
    desk: LedgerDesk, ledger: PlanLedger
) -> None:
    write(desk, ledger)
    desk.clock.move(days=14)
    assert run(desk) == []
    desk.clock.move(days=1)
    assert run(desk) == ["企画", "企画二"]
    assert "受け付けてから15日、回答する部署が決まっていません。" in mail.outbox[0].body


def test_a_draft_that_is_not_confirmed_is_told_to_the_planners_only(
    desk: LedgerDesk, ledger: PlanLedger
) -> None:
    opinion = assign(desk, write(desk, ledger))
    answer(desk, opinion)
    on(desk, DUE + days(2))
    assert run(desk) == ["企画", "企画二"]
    assert "花課の回答案があります。企画担当が確定するか、差し戻してください。" in mail.outbox[0].body


def test_what_is_settled_is_told_to_nobody(desk: LedgerDesk, ledger: PlanLedger) -> None:
    confirmed, withdrawn = assign(desk, write(desk, ledger)), write(desk, ledger)
    answer(desk, confirmed)
    for opinion, action, by in (
        (confirmed, OpinionAction.CONFIRM, desk.planner),
        (withdrawn, OpinionAction.WITHDRAW, desk.evaluator),
    ):
        opinion.refresh_from_db()
        act_on_opinion(
            opinion=opinion,
            action=action,
            seen=opinion.revision,
            reason="重複のため",
            by=by,
            clock=desk.clock,
        )
    on(desk, DUE + days(30))
    assert run(desk) == []


def test_each_gets_it_as_they_want(desk: LedgerDesk, ledger: PlanLedger) -> None:
    assign(desk, write(desk, ledger))
    choose_delivery(person=desk.planner, delivery=Delivery.NONE, clock=desk.clock)
    choose_delivery(person=desk.head, delivery=Delivery.DAILY, clock=desk.clock)
    on(desk, DUE + days(1))
    assert run(desk) == ["企画二", "花担当"]
    digest = next(one for one in mail.outbox if one.to == [User.objects.get(pk=desk.head.pk).email])
    assert "■ 外部評価の意見への回答が遅れています（1件）" in digest.body
    assert not OutboxMessage.objects.filter(person=desk.planner).exists()


def test_one_person_in_several_roles_gets_one_and_a_deputy_gets_it_too(
    desk: LedgerDesk, ledger: PlanLedger
) -> None:
    desk.person("企画", Role.HEAD, desk.flowers)
    deputy = desk.person("代理", Role.READER)
    User.objects.filter(pk=deputy.pk).update(email="d@example.lg.jp")
    delegate(
        absent=desk.reporter, deputy=deputy, valid_from=APRIL + days(1), valid_to=DUE + days(9), reason="休暇",
        by=desk.administrator, clock=desk.clock,
    )  # fmt: skip
    assign(desk, write(desk, ledger))
    on(desk, DUE + days(1))
    assert run(desk) == sorted([*EVERYONE, "代理"])


@pytest.mark.parametrize(
    "text",
    [
        "長い意見" * 2_500,
        "一行目\r\nSubject: x\n二行目",
        "<script>alert(1)</script>",
        "{{ name }}",
    ],
)
def test_hostile_words_stay_words(desk: LedgerDesk, ledger: PlanLedger, text: str) -> None:
    assign(desk, write(desk, ledger, text=text))
    on(desk, DUE + days(1))
    assert run(desk) == sorted(EVERYONE)
    body = mail.outbox[0].body
    assert len(body) < 1_000
    assert "\nSubject:" not in body
    assert " ".join(text.split())[:30] in body


def test_the_number_of_queries_does_not_grow(desk: LedgerDesk, ledger: PlanLedger) -> None:
    def asked() -> int:
        on(desk, DUE + days(1))
        with CaptureQueriesContext(connection) as queries:
            assert gather_opinion_messages(clock=desk.clock)
        on(desk, APRIL + days(1))
        return len(queries)

    assign(desk, write(desk, ledger))
    few = asked()
    for number in range(12):
        assign(desk, write(desk, ledger, text=f"意見{number}"))
    assert asked() == few
