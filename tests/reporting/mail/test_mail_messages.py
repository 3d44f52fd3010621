"""Messages: what is told to whom, once, in plain text, whatever is cut off."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail

from mitodoke.departments.services import delegate
from mitodoke.domain.approval import Action
from mitodoke.domain.role import Role
from mitodoke.reporting.mail.gather import Published
from mitodoke.reporting.mail.outbox import choose_delivery, delivery_of
from mitodoke.reporting.mail.run_mail import MailRun, run_mail
from mitodoke.reporting.mail.words import Delivery, MessageKind
from mitodoke.reporting.models import OutboxMessage
from mitodoke.reporting.services import SeenAnswer, act_on_answers, extend_round
from reporting.desk import DUE, Desk, of

pytestmark = pytest.mark.django_db


def run(desk: Desk, **more: Any) -> MailRun:
    mail.outbox.clear()
    return run_mail(clock=desk.clock, **more)


def on(desk: Desk, day: datetime.date) -> None:
    desk.clock.now = desk.clock.now.replace(year=day.year, month=day.month, day=day.day)


def told() -> list[tuple[str, str]]:
    """Who was told what, by the kinds of the messages that were sent."""
    names = {person.email: person.username for person in User.objects.all()}
    kinds = dict(OutboxMessage.objects.values_list("subject", "kind"))
    return sorted((names[one.to[0]], kinds[one.subject]) for one in mail.outbox)


def test_opening_is_told_once_to_those_who_write(desk: Desk) -> None:
    desk.open(instructions="数値は年度末で。")
    assert run(desk).report.sent == 2
    assert told() == [("緑担当", "round_opened"), ("花担当", "round_opened")]
    message = next(one for one in mail.outbox if "花担当" in one.body)
    assert "・花課：1件" in message.body
    assert "数値は年度末で。" in message.body
    assert "https://plan.example.lg.jp/m/desk/" in message.body
    assert "令和8年4月30日" in message.subject
    assert "example.lg.jp" not in message.body.replace("https://plan.example.lg.jp/m/desk/", "")
    assert run(desk).report.sent == 0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DUE - datetime.timedelta(days=8), []),
        (DUE - datetime.timedelta(days=7), [("花担当", "week_before")]),
        (DUE - datetime.timedelta(days=3), [("花担当", "week_before")]),
        (DUE, [("花担当", "due_today")]),
        (DUE + datetime.timedelta(days=1), [("花担当", "overdue"), ("花課長", "overdue_head")]),
        (DUE + datetime.timedelta(days=9), [("花担当", "overdue"), ("花課長", "overdue_head")]),
    ],
)
def test_due_dates_are_told_to_departments_that_have_not_handed_in(
    desk: Desk, day: datetime.date, expected: list[tuple[str, str]]
) -> None:
    survey = desk.open()
    green = of(survey, desk.green)
    desk.fill(green, desk.green_reporter)
    desk.act(green, Action.SUBMIT, desk.green_reporter)
    on(desk, day)
    run(desk)
    assert told() == expected
    assert run(desk).written == 0


def test_a_moved_due_date_is_told_anew(desk: Desk) -> None:
    survey = desk.open()
    on(desk, DUE)
    run(desk)
    assert [kind for _, kind in told()] == ["due_today", "due_today"]
    extend_round(
        reporting_round=survey,
        due_on=DUE + datetime.timedelta(days=5),
        reason="連休",
        by=desk.planner,
        clock=desk.clock,
    )
    run(desk)
    assert [kind for _, kind in told()] == ["week_before", "week_before"]


def test_returns_and_approvals_are_told_once_with_their_reasons(desk: Desk) -> None:
    survey = desk.open()
    run(desk)
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    desk.act(mine, Action.RETURN, desk.head, "数値の根拠を書いてください")
    run(desk)
    assert told() == [("花担当", "returned")]
    assert "数値の根拠を書いてください" in mail.outbox[0].body
    assert "苗を配る" in mail.outbox[0].body
    desk.clock.move(minutes=1)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    desk.act(mine, Action.APPROVE, desk.head)
    run(desk)
    assert told() == [("花担当", "approved")]
    assert run(desk).written == 0
    desk.clock.move(days=30)
    OutboxMessage.objects.all().delete()
    assert "approved" not in [kind for _, kind in (run(desk), told())[1]]


def test_what_was_approved_at_once_is_one_message(desk: Desk) -> None:
    register = desk.open_register()
    run(desk)
    from mitodoke.reporting.services import add_entry

    entries = [
        add_entry(reporting_round=register, department=desk.flowers, by=desk.reporter, clock=desk.clock)
        for _ in range(3)
    ]
    for number, entry in enumerate(entries):
        for field, value in {
            "entry.title": f"祭{number}", "entry.form": "co_hosting", "occurrence.1.dates": "令和7年6月1日",
        }.items():  # fmt: skip
            desk.save(entry, field, value)
        desk.act(entry, Action.SUBMIT, desk.reporter)
    act_on_answers(
        answers=[SeenAnswer(assignment=one) for one in entries],
        action=Action.APPROVE,
        by=desk.head,
        clock=desk.clock,
    )
    run(desk)
    assert told() == [("花担当", "approved")]
    assert all(f"祭{number}" in mail.outbox[0].body for number in range(3))


def test_publication_is_told_to_everyone_at_work(desk: Desk) -> None:
    edition = Published(
        key="1",
        title="花咲市の公約\n第1版",
        municipality_code="999997",
        published_on=desk.clock().date(),
        path="999997/pledges/",
    )
    assert run(desk, published=[edition]).report.sent == 6
    assert {kind for _, kind in told()} == {"published"}
    assert "https://plan.example.lg.jp/m/999997/pledges/" in mail.outbox[0].body
    assert "\n" not in mail.outbox[0].subject
    assert run(desk, published=[edition]).written == 0
    desk.clock.move(days=8)
    OutboxMessage.objects.all().delete()
    assert run(desk, published=[edition]).written == 0


def test_a_deputy_is_told_too(desk: Desk) -> None:
    desk.open()
    admin = desk.person("管理", Role.ADMINISTRATOR)
    deputy = desk.person("代理", Role.READER)
    deputy.email = "d@example.lg.jp"
    deputy.save()
    delegate(
        absent=desk.reporter, deputy=deputy, valid_from=desk.clock().date(),
        valid_to=DUE, reason="休暇", by=admin, clock=desk.clock,
    )  # fmt: skip
    run(desk)
    assert ("代理", "round_opened") in told()


def test_who_wants_none_gets_none_and_who_wants_one_a_day_gets_one(desk: Desk) -> None:
    choose_delivery(person=desk.green_reporter, delivery=Delivery.NONE, clock=desk.clock)
    choose_delivery(person=desk.reporter, delivery=Delivery.DAILY, clock=desk.clock)
    assert delivery_of(desk.head) is Delivery.EACH
    survey = desk.open()
    on(desk, DUE - datetime.timedelta(days=25))
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    desk.act(mine, Action.RETURN, desk.head, "直してください")
    done = run(desk)
    assert (done.digests, done.report.sent) == (1, 1)
    assert told() == [("花担当", "digest")]
    body = mail.outbox[0].body
    assert "待っている回答は1件です" in body
    assert "調査が始まりました" in body
    assert "直してください" in body
    desk.clock.move(minutes=5)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    desk.act(mine, Action.APPROVE, desk.head)
    assert run(desk).report.sent == 0, "one digest a day"
    desk.clock.move(days=1)
    assert run(desk).report.sent == 1
    assert "承認しました" in mail.outbox[0].body


def test_without_an_address_of_the_site_messages_have_no_link(desk: Desk, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = ""
    desk.open()
    run(desk)
    assert "http" not in mail.outbox[0].body
    assert "回答の画面" not in mail.outbox[0].body
    assert "{{" not in mail.outbox[0].body
    assert MessageKind.ROUND_OPENED.label == "調査の開始"
