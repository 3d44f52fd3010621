"""代行入力: begun with a reason, told in the trail, ended; who may, and what it does to tasks and mail."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from mitodoke.departments.models import Department, Membership, Municipality
from mitodoke.departments.services import delegate, register_departments
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.role import Role
from mitodoke.reporting.mail.gather import gather_event_messages
from mitodoke.reporting.mail.words import MessageKind
from mitodoke.reporting.models import Assignment, HistoryEvent, ProxyEntry, ReportingRound
from mitodoke.reporting.queries import answer_page, history_sentences, proxies_in, proxy_notes, tasks_of
from mitodoke.reporting.services import (
    add_evidence,
    begin_proxy,
    close_desk_round,
    end_proxy,
    move_assignments,
    override_doubt,
    undo_save,
)
from reporting.desk import APRIL, DUE, Desk, of
from reporting.refusals import not_added, refused

pytestmark = pytest.mark.django_db
REASON = "電話で聞き取り"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def survey(desk: Desk) -> ReportingRound:
    return desk.open()


def begin(desk: Desk, survey: ReportingRound, by: User | None = None, **more: Any) -> ProxyEntry:
    values: dict[str, Any] = {"department": desk.flowers, "reason": REASON}
    values |= more
    return begin_proxy(reporting_round=survey, by=by or desk.planner, clock=desk.clock, **values)


def told(assignment: Assignment) -> list[str]:
    """The history without its moments."""
    return [line.partition("、")[2] for line in history_sentences(assignment=assignment)]


def test_without_a_reason_nothing_is_written(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    page = answer_page(assignment_id=answer.pk, person=desk.planner, clock=desk.clock)
    assert page is not None
    assert (page.actions, page.proxy, page.may_stand_in) == ((), None, True)
    with pytest.raises(ActionDenied, match="先に「代わって入力する」の画面で理由を入力してください"):
        desk.save(answer, "rating.step", "7", desk.planner)
    begin(desk, survey)
    page = answer_page(assignment_id=answer.pk, person=desk.planner, clock=desk.clock)
    assert page is not None
    assert page.actions == (Action.SAVE,)
    assert page.proxy is not None
    assert (page.proxy.reason, page.may_stand_in) == (REASON, False)
    desk.save(answer, "rating.step", "7", desk.planner)
    end_proxy(reporting_round=survey, department=desk.flowers, by=desk.planner, clock=desk.clock)
    with pytest.raises(ActionDenied, match="理由を入力してください"):
        desk.save(answer, "rating.step", "8", desk.planner)
    assert answer.fields.get(name="rating.step").value == "7"


def test_the_whole_way_is_told_with_department_and_reason(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    begin(desk, survey)
    desk.fill(answer, desk.planner)
    desk.save(answer, "activity.1", "苗を配りました。", desk.planner)
    for doubt in answer.doubts.all():
        override_doubt(
            assignment=answer, check=doubt.check_name, field=doubt.field, reason="中止のため", by=desk.planner,
            clock=desk.clock,
        )  # fmt: skip
    piece = add_evidence(
        assignment=answer,
        name="a.txt",
        data=b"a",
        caption="聞き取りのメモ",
        by=desk.planner,
        clock=desk.clock,
    )
    assert piece.added_by == "企画"
    desk.act(answer, Action.SUBMIT, desk.planner)
    answer.refresh_from_db()
    assert (answer.submitted_by, answer.submitted_for) == (desk.planner, None)
    assert answer.submitted_proxy is not None
    assert answer.submitted_proxy.reason == REASON
    desk.act(answer, Action.APPROVE, desk.head)
    with pytest.raises(ActionDenied, match="提出した人は自分の回答の確認ができません。ほかの企画担当に依頼"):
        desk.act(answer, Action.CHECK, desk.planner)
    desk.act(answer, Action.CHECK, desk.second_planner)
    assert desk.act(answer, Action.CONFIRM, desk.planner).state == AnswerState.CONFIRMED
    lines = told(answer)
    assert HistoryEvent.objects.filter(act="override", proxy__isnull=False).exists()
    assert all(
        line.startswith("企画担当 企画が花課に代わって") and f"（代行の理由：{REASON}）" in line
        for line in lines[1:-3]
    )
    assert lines[-4] == f"企画担当 企画が花課に代わって提出しました（代行の理由：{REASON}）。"
    assert lines[-3:] == [
        "花課長が所属長として承認しました。",
        "企画二が企画担当として確認しました。",
        "企画が確定しました。",
    ]


def test_returned_or_withdrawn_it_is_nobody_s_again(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    begin(desk, survey)
    desk.fill(answer, desk.planner)
    for action, by, reason in ((Action.WITHDRAW, desk.planner, None), (Action.RETURN, desk.head, "単位")):
        desk.act(answer, Action.SUBMIT, desk.planner)
        desk.act(answer, action, by, reason)
        answer.refresh_from_db()
        assert (answer.submitted_by, answer.submitted_proxy) == (None, None)
    assert told(answer)[-3].startswith("企画担当 企画が花課に代わって提出を取り下げました")
    desk.act(answer, Action.SUBMIT, desk.reporter)
    answer.refresh_from_db()
    assert answer.submitted_proxy is None
    assert [one.by for one in proxy_notes(assignment=answer)] == ["企画"]


def test_taking_back_is_told_the_same(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    desk.save(answer, "rating.step", "5")
    desk.clock.move(minutes=20)
    begin(desk, survey)
    desk.save(answer, "rating.step", "6", desk.planner)
    row = undo_save(assignment=answer, field="rating.step", revision=2, by=desk.planner, clock=desk.clock)
    assert row.value == "5"
    assert told(answer)[-1] == (
        f"企画担当 企画が花課に代わって「10段階評価」を「6」から前の内容「5」に戻しました（代行の理由：{REASON}）。"
    )


def test_another_reason_holds_from_then_on_and_the_same_one_is_one_row(
    desk: Desk, survey: ReportingRound
) -> None:
    answer = of(survey, desk.flowers)
    first = begin(desk, survey)
    assert begin(desk, survey, reason=f"　{REASON}\n").pk == first.pk
    desk.save(answer, "rating.step", "5", desk.planner)
    desk.clock.move(minutes=1)
    begin(desk, survey, reason="紙で受領")
    desk.save(answer, "rating.step", "6", desk.planner)
    assert [line.rpartition("（")[2] for line in told(answer)[1:]] == [
        f"代行の理由：{REASON}）。",
        "代行の理由：紙で受領）。",
    ]
    assert [(one.reason, one.handed_in) for one in proxy_notes(assignment=answer)] == [
        ("紙で受領", False),
        (REASON, False),
    ]
    assert [one.reason for one in proxies_in(reporting_round=survey)[desk.flowers.pk]] == ["紙で受領"]
    end_proxy(reporting_round=survey, department=desk.flowers, by=desk.planner, clock=desk.clock)
    end_proxy(reporting_round=survey, department=desk.flowers, by=desk.planner, clock=desk.clock)
    assert proxies_in(reporting_round=survey) == {}
    assert ProxyEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "理由を入力してください"),
        (" 　\n", "理由を入力してください"),
        ("\x00\u202e", "理由を入力してください"),
        ("あ" * 201, "200字までです（201字"),
        ("あ" * 100_000, "200字までです（100,000字"),
    ],
)
def test_a_reason_is_needed_and_short(desk: Desk, survey: ReportingRound, reason: str, sentence: str) -> None:
    with pytest.raises(ActionDenied, match=sentence):
        begin(desk, survey, reason=reason)
    assert begin(desk, survey, reason="あ" * 200).reason == "あ" * 200
    assert begin(desk, survey, reason="<b>電話\u202eで\x00</b>").reason == "<b>電話で</b>"


def test_who_may_not_begin(desk: Desk, survey: ReportingRound) -> None:
    for person in (desk.reporter, desk.head, desk.reader, User.objects.create_user("新人")):
        with pytest.raises(ActionDenied, match="代行入力を行えるのは企画担当です"):
            begin(desk, survey, person)
    desk.person("企画", Role.REPORTER, desk.flowers)
    with pytest.raises(ActionDenied, match="所属担当としてそのまま入力できます"):
        begin(desk, survey)
    [unasked] = register_departments(municipality=desk.city, names=["空課"], by="試験")
    foreign = Department.objects.create(
        municipality=Municipality.objects.create(
            code="999989", name="隣市", recorded_by="試験", recorded_at=desk.clock()
        ),
        name="隣課",
        recorded_by="試験",
        recorded_at=desk.clock(),
    )
    for department in (unasked, foreign):
        with pytest.raises(ActionDenied, match="回答を依頼していません"):
            begin(desk, survey, desk.second_planner, department=department)
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
    with pytest.raises(ActionDenied, match="締め切られています"):
        begin(desk, survey, desk.second_planner)
    assert not ProxyEntry.objects.exists()


def test_who_writes_for_the_department_anyway_does_so_in_that_role(
    desk: Desk, survey: ReportingRound
) -> None:
    """Even where a reason was given before the role began."""
    answer = of(survey, desk.flowers)
    begin(desk, survey)
    desk.person("企画", Role.REPORTER, desk.flowers)
    desk.fill(answer, desk.planner)
    desk.act(answer, Action.SUBMIT, desk.planner)
    assert not HistoryEvent.objects.filter(proxy__isnull=False).exists()
    page = answer_page(assignment_id=answer.pk, person=desk.planner, clock=desk.clock)
    assert page is not None
    assert (page.proxy, page.may_stand_in, page.actions) == (None, False, (Action.WITHDRAW,))


def test_the_reason_is_of_one_department_and_one_person(desk: Desk, survey: ReportingRound) -> None:
    begin(desk, survey)
    with pytest.raises(ActionDenied, match="理由を入力してください"):
        desk.save(of(survey, desk.green), "rating.step", "5", desk.planner)
    with pytest.raises(ActionDenied, match="理由を入力してください"):
        desk.save(of(survey, desk.flowers), "rating.step", "5", desk.second_planner)
    answer = of(survey, desk.flowers)
    [park] = register_departments(municipality=desk.city, names=["公園課"], by="試験")
    move_assignments(
        reporting_round=survey, predecessor=desk.flowers, successor=park, reason="組織改編", by=desk.planner,
        clock=desk.clock,
    )  # fmt: skip
    with pytest.raises(ActionDenied, match="理由を入力してください"):
        desk.save(answer, "rating.step", "5", desk.planner)


def test_a_deputy_enters_and_neither_of_the_two_checks(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    delegate(
        absent=desk.planner, deputy=desk.reader, valid_from=APRIL, valid_to=DUE, reason="休暇",
        by=desk.planner, clock=desk.clock,
    )  # fmt: skip
    begin(desk, survey, desk.reader)
    desk.fill(answer, desk.reader)
    assert told(answer)[-1].startswith("企画担当 監査（企画の代理）が花課に代わって")
    begin(desk, survey, desk.second_planner)
    desk.act(answer, Action.SUBMIT, desk.second_planner)
    desk.act(answer, Action.APPROVE, desk.head)
    for person in (desk.planner, desk.reader):
        with pytest.raises(ActionDenied, match="代わって入力した人は、その回答の確認ができません"):
            desk.act(answer, Action.CHECK, person)
    with pytest.raises(ActionDenied, match="提出した人は自分の回答の確認ができません"):
        desk.act(answer, Action.CHECK, desk.second_planner)
    third = desk.person("企画三", Role.PLANNER)
    assert desk.act(answer, Action.CHECK, third).state == AnswerState.CHECKED


def _tasks(desk: Desk, person: User) -> list[Action]:
    return [one.action for one in tasks_of(person=person, clock=desk.clock)]


def test_what_waits_for_whom(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    begin(desk, survey)
    desk.fill(answer, desk.planner)
    assert _tasks(desk, desk.planner) == [], "the draft waits for the department"
    assert _tasks(desk, desk.reporter) == [Action.SUBMIT]
    desk.act(answer, Action.SUBMIT, desk.planner)
    assert _tasks(desk, desk.head) == [Action.APPROVE]
    assert _tasks(desk, desk.second_planner) == []
    Membership.objects.filter(person=desk.head).delete()
    assert _tasks(desk, desk.second_planner) == [Action.RECORD_APPROVAL]
    assert _tasks(desk, desk.planner) == []
    with pytest.raises(ActionDenied, match="承認の記録には理由が必要です。所属長の承認を何で確かめたか"):
        desk.act(answer, Action.RECORD_APPROVAL, desk.second_planner)
    desk.act(answer, Action.RECORD_APPROVAL, desk.second_planner, "承認印のある回答用紙")
    assert told(answer)[-1] == "企画二が所属長の承認を記録しました。理由：承認印のある回答用紙"
    assert _tasks(desk, desk.second_planner) == [Action.CHECK]
    assert _tasks(desk, desk.planner) == []


def test_the_department_hears_of_a_recorded_approval(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    begin(desk, survey)
    desk.fill(answer, desk.planner)
    desk.act(answer, Action.SUBMIT, desk.planner)
    Membership.objects.filter(person=desk.head).delete()
    desk.act(answer, Action.RECORD_APPROVAL, desk.second_planner, "紙で確認")
    [draft] = gather_event_messages(clock=desk.clock)
    assert (draft.person, draft.kind) == (desk.reporter, MessageKind.APPROVED)


def test_a_head_whose_account_is_switched_off_is_none(desk: Desk, survey: ReportingRound) -> None:
    answer = of(survey, desk.flowers)
    begin(desk, survey)
    desk.fill(answer, desk.planner)
    desk.act(answer, Action.SUBMIT, desk.planner)
    desk.head.is_active = False
    desk.head.save(update_fields=["is_active"])
    assert _tasks(desk, desk.second_planner) == [Action.RECORD_APPROVAL]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_proxyentry SET reason = 'x'",
        "DELETE FROM reporting_proxyentry",
        "INSERT OR REPLACE INTO reporting_proxyentry SELECT * FROM reporting_proxyentry",
    ],
)
def test_the_database_keeps_entries_as_they_are(desk: Desk, survey: ReportingRound, statement: str) -> None:
    begin(desk, survey)
    before = list(ProxyEntry.objects.values_list())
    with pytest.raises(IntegrityError, match="代行入力の記録は変更も削除も"), transaction.atomic():
        connection.cursor().execute(statement)
    assert list(ProxyEntry.objects.values_list()) == before


def test_entries_and_answers_that_cannot_be(desk: Desk, survey: ReportingRound) -> None:
    entry = begin(desk, survey)
    common = {"round": survey, "department": desk.flowers, "person": desk.planner, "at": desk.clock()}
    not_added(ProxyEntry, by="", reason="x", **common)
    not_added(ProxyEntry, by="x", reason="", **common)
    refused(Assignment.objects.filter(pk=of(survey, desk.flowers).pk), submitted_proxy=entry)
    assert str(entry) == f"企画（花課）：{REASON}"
    desk.clock.now += datetime.timedelta(days=1)
    end_proxy(reporting_round=survey, department=desk.flowers, by=desk.planner, clock=desk.clock)
    assert str(ProxyEntry.objects.latest("id")) == "企画（花課）：終了"
