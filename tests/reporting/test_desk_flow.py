"""The way of answers: submit, approve, check, confirm, return, many at once, and by deputies."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import product

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mitodoke.departments.services import delegate
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.approval import Action, AnswerState, Involvement, actions_in
from mitodoke.domain.role import Role
from mitodoke.reporting.models import Assignment, HistoryEvent
from mitodoke.reporting.queries import history_sentences, tasks_of
from mitodoke.reporting.services import SeenAnswer, act_on_answer, act_on_answers, override_doubt
from reporting.desk import APRIL, DUE, Desk, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def mine(desk: Desk) -> Assignment:
    assignment = of(desk.open(), desk.flowers)
    desk.fill(assignment)
    return assignment


def _tasks(desk: Desk, person: User) -> list[tuple[str, Action]]:
    return [(one.assignment.department.name, one.action) for one in tasks_of(person=person, clock=desk.clock)]


def test_from_draft_to_final_everyone_sees_what_is_theirs_to_do(desk: Desk, mine: Assignment) -> None:
    assert _tasks(desk, desk.reporter) == [("花課", Action.SUBMIT)]
    assert _tasks(desk, desk.head) == []
    steps = [
        (Action.SUBMIT, desk.reporter, AnswerState.SUBMITTED, desk.head, Action.APPROVE),
        (Action.APPROVE, desk.head, AnswerState.APPROVED, desk.planner, Action.CHECK),
        (Action.CHECK, desk.planner, AnswerState.CHECKED, desk.planner, Action.CONFIRM),
    ]
    for action, person, state, follower, following in steps:
        assert desk.act(mine, action, person).state == state
        assert _tasks(desk, follower) == [("花課", following)]
    assert desk.act(mine, Action.CONFIRM, desk.second_planner).state == AnswerState.CONFIRMED
    assert _tasks(desk, desk.planner) == []
    assert _tasks(desk, desk.green_reporter) == [("みどり課", Action.SAVE)]
    assert _tasks(desk, desk.reader) == []


def test_returned_with_a_reason_at_each_step_and_all_of_it_in_the_trail(desk: Desk, mine: Assignment) -> None:
    desk.act(mine, Action.SUBMIT, desk.reporter)
    with pytest.raises(ActionDenied, match="差戻しには理由が必要です"):
        desk.act(mine, Action.RETURN, desk.head, " ")
    desk.act(mine, Action.RETURN, desk.head, "根拠が足りません")
    desk.act(mine, Action.SUBMIT, desk.reporter)
    desk.act(mine, Action.APPROVE, desk.head)
    desk.act(mine, Action.RETURN, desk.planner, "単位が違います")
    desk.confirm(mine)
    desk.act(mine, Action.REOPEN, desk.planner, "訂正の申出があったため")
    assert mine.__class__.objects.get(pk=mine.pk).state == AnswerState.RETURNED
    told = [line.partition("、")[2] for line in history_sentences(assignment=mine)]
    assert told[5:] == [
        "花担当が提出しました。",
        "花課長が差し戻しました。理由：根拠が足りません",
        "花担当が提出しました。",
        "花課長が所属長として承認しました。",
        "企画が差し戻しました。理由：単位が違います",
        "花担当が提出しました。",
        "花課長が所属長として承認しました。",
        "企画が企画担当として確認しました。",
        "企画が確定しました。",
        "企画が確定を解きました。理由：訂正の申出があったため",
    ]
    assert told[1] == "花担当が「10段階評価」を（なし）から「7」に変えました。"
    assert told[4] == "花担当が「花壇の数の確定・見込みの別」を（なし）から「見込み」に変えました。"


def test_an_incomplete_or_doubted_answer_is_not_submitted(desk: Desk) -> None:
    mine = of(desk.open(), desk.flowers)
    desk.save(mine, "rating.step", "12")
    with pytest.raises(ActionDenied, match="まだ提出できません。評価「12」は読めません") as refusal:
        desk.act(mine, Action.SUBMIT, desk.reporter)
    assert "実績値がありません" in str(refusal.value)
    desk.fill(mine)
    desk.save(mine, "activity.1", "苗を配りました。")
    with pytest.raises(ActionDenied, match="取組事業内容1：「取組事業内容」が昨年度の文のまま"):
        desk.act(mine, Action.SUBMIT, desk.reporter)
    override_doubt(
        assignment=mine, check="same_as_last_year", field="activity.1", reason="毎年同じ", by=desk.reporter,
        clock=desk.clock,
    )  # fmt: skip
    assert desk.act(mine, Action.SUBMIT, desk.reporter).state == AnswerState.SUBMITTED


def test_whoever_submits_neither_approves_nor_checks(desk: Desk, mine: Assignment) -> None:
    everything = desk.person("兼務", Role.REPORTER, desk.flowers)
    desk.person("兼務", Role.HEAD, desk.flowers)
    desk.person("兼務", Role.PLANNER)
    desk.act(mine, Action.SUBMIT, everything)
    assert [action for _, action in _tasks(desk, everything) if action is Action.APPROVE] == []
    with pytest.raises(ActionDenied, match="ほかの所属長に依頼"):
        desk.act(mine, Action.APPROVE, everything)
    desk.act(mine, Action.APPROVE, desk.head)
    with pytest.raises(ActionDenied, match="ほかの企画担当に依頼"):
        desk.act(mine, Action.CHECK, everything)
    desk.act(mine, Action.CHECK, desk.planner)
    assert desk.act(mine, Action.CONFIRM, everything).state == AnswerState.CONFIRMED


def test_withdrawn_by_the_submitter_before_approval_only(desk: Desk, mine: Assignment) -> None:
    second = desk.person("花担当二", Role.REPORTER, desk.flowers)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    with pytest.raises(ActionDenied, match="提出した本人だけ"):
        desk.act(mine, Action.WITHDRAW, second)
    assert desk.act(mine, Action.WITHDRAW, desk.reporter).state == AnswerState.DRAFT
    mine.refresh_from_db()
    assert (mine.submitted_by, mine.submitted_at) == (None, None)
    desk.act(mine, Action.SUBMIT, second)
    desk.act(mine, Action.APPROVE, desk.head)
    with pytest.raises(ActionDenied, match="取下げはできません"):
        desk.act(mine, Action.WITHDRAW, second)


def _delegate(desk: Desk, absent: User, deputy: User) -> None:
    delegate(
        absent=absent,
        deputy=deputy,
        valid_from=APRIL,
        valid_to=DUE,
        reason="休暇",
        by=absent,
        clock=desk.clock,
    )


def test_a_deputy_approves_and_the_trail_says_for_whom(desk: Desk, mine: Assignment) -> None:
    deputy = desk.person("係長", Role.REPORTER, desk.green)
    _delegate(desk, desk.head, deputy)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    [task] = [one for one in tasks_of(person=deputy, clock=desk.clock) if one.action is Action.APPROVE]
    assert task.for_absent == "花課長"
    desk.act(mine, Action.APPROVE, deputy)
    assert history_sentences(assignment=mine)[-1].endswith("係長（花課長の代理）が所属長として承認しました。")


def test_no_delegation_lets_a_submitter_approve(desk: Desk, mine: Assignment) -> None:
    both = desk.person("課長補佐", Role.REPORTER, desk.flowers)
    desk.person("課長補佐", Role.HEAD, desk.flowers)
    _delegate(desk, both, desk.green_reporter)
    _delegate(desk, desk.head, desk.reporter)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    with pytest.raises(ActionDenied, match="提出した人は自分の回答の承認ができません"):
        desk.act(mine, Action.APPROVE, desk.reporter)  # by the head's role
    desk.act(mine, Action.WITHDRAW, desk.reporter)
    desk.act(mine, Action.SUBMIT, both)
    with pytest.raises(ActionDenied, match="提出した人は自分の回答の承認ができません"):
        desk.act(mine, Action.APPROVE, desk.green_reporter)  # for the very person who submitted
    desk.act(mine, Action.WITHDRAW, both)
    desk.act(mine, Action.SUBMIT, desk.green_reporter)  # for the absent one
    mine.refresh_from_db()
    assert (mine.submitted_by, mine.submitted_for) == (desk.green_reporter, both)
    with pytest.raises(ActionDenied, match="提出した人は自分の回答の承認ができません"):
        desk.act(mine, Action.APPROVE, both)
    assert desk.act(mine, Action.APPROVE, desk.head).state == AnswerState.APPROVED


def test_what_changed_since_it_was_seen_is_not_approved(desk: Desk, mine: Assignment) -> None:
    desk.act(mine, Action.SUBMIT, desk.reporter)
    mine.refresh_from_db()
    seen = mine.revision
    desk.act(mine, Action.WITHDRAW, desk.reporter)
    desk.save(mine, "rating.step", "5")
    desk.act(mine, Action.SUBMIT, desk.reporter)
    common = {"assignment": mine, "action": Action.APPROVE, "by": desk.head, "clock": desk.clock}
    with pytest.raises(ActionDenied, match="開き直して"):
        act_on_answer(revision=seen, **common)
    assert act_on_answer(revision=seen + 3, **common).state == AnswerState.APPROVED


def test_late_answers_are_taken_and_closed_rounds_are_not(desk: Desk, mine: Assignment) -> None:
    desk.clock.now = datetime.datetime.combine(DUE, datetime.time(23, 59), desk.clock.now.tzinfo)
    assert [one.overdue for one in tasks_of(person=desk.reporter, clock=desk.clock)] == [False]
    desk.clock.move(minutes=1)
    assert [one.overdue for one in tasks_of(person=desk.reporter, clock=desk.clock)] == [True]
    assert desk.act(mine, Action.SUBMIT, desk.reporter).state == AnswerState.SUBMITTED


def _many(desk: Desk, count: int) -> list[Assignment]:
    """Answers of 花課 about copies of the measure, submitted by the reporter."""
    survey = desk.open(asks=[Ask.RATINGS])
    first = of(survey, desk.flowers)
    assert first.item is not None
    made = []
    for number in range(count):
        item = first.item.__class__.objects.get(pk=first.item.pk)
        item.pk, item.key, item.position = None, f"x{number}", 1000 + number
        item.save()
        made.append(
            Assignment(
                round=survey, department=desk.flowers, item=item, position=10 + number, is_lead=False,
                state="submitted", submitted_by=desk.reporter, submitted_at=desk.clock(), revision=1,
            )
        )  # fmt: skip
    return Assignment.objects.bulk_create(made)


def test_many_are_approved_at_once_with_a_report_on_each(desk: Desk) -> None:
    rows = _many(desk, 5)
    Assignment.objects.filter(pk=rows[1].pk).update(state="draft", submitted_by=None, submitted_at=None)
    answers = [SeenAnswer(assignment=row, revision=1) for row in rows]
    common = {"action": Action.APPROVE, "by": desk.head, "clock": desk.clock}
    with pytest.raises(ActionDenied, match="5件のうち1件が承認できないため、どれも承認していません"):
        act_on_answers(answers=answers, all_or_nothing=True, **common)
    assert not HistoryEvent.objects.filter(act="approve").exists()
    report = act_on_answers(answers=answers, **common)
    assert (report.done, [one.assignment for one in report.refused]) == (4, [rows[1]])
    assert "「下書き」のため" in (report.refused[0].refusal or "")
    states = Assignment.objects.filter(pk__in=[row.pk for row in rows]).values_list("state", "revision")
    assert sorted(states) == [("approved", 2)] * 4 + [("draft", 1)]
    assert HistoryEvent.objects.filter(act="approve").count() == 4
    with pytest.raises(ValueError, match="save_fields"):
        act_on_answers(answers=[], action=Action.SAVE, by=desk.head, clock=desk.clock)


def test_the_queries_of_an_act_over_many_do_not_grow(desk: Desk) -> None:
    rows = _many(desk, 60)

    def queries(action: Action, several: list[Assignment], by: User) -> int:
        with CaptureQueriesContext(connection) as captured:
            report = act_on_answers(
                answers=[SeenAnswer(assignment=row) for row in several],
                action=action,
                by=by,
                clock=desk.clock,
            )
        assert report.refused == ()
        return len(captured)

    assert queries(Action.APPROVE, rows[:2], desk.head) == queries(Action.APPROVE, rows[2:], desk.head)
    for row in rows:
        row.fields.create(name="rating.step", value="5", revision=1, changed_by="x", changed_at=desk.clock())
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(
        state="draft", submitted_by=None, submitted_at=None
    )
    few, many = (queries(Action.SUBMIT, several, desk.reporter) for several in (rows[:2], rows[2:]))
    assert few <= many <= few + 1 <= 18, "more than FEW are read with the indicators of the whole plan"
    with CaptureQueriesContext(connection) as captured:
        tasks = tasks_of(person=desk.head, clock=desk.clock)
        told = [(str(one.assignment.item), str(one.assignment.round), one.possible) for one in tasks]
    assert len(told) == 60
    assert told[0][2] == (Action.APPROVE, Action.RETURN)
    assert len(captured) <= 6


PEOPLE = ["planner", "reporter", "head", "reader", "evaluator", "administrator"]


def test_services_refuse_and_allow_exactly_what_the_table_says(desk: Desk, mine: Assignment) -> None:
    """Every state, action and role through the services, as the submitter and as somebody else."""
    desk.evaluator = desk.person("外部", Role.EVALUATOR)  # type: ignore[attr-defined]
    desk.administrator = desk.person("管理", Role.ADMINISTRATOR)  # type: ignore[attr-defined]
    tried = Counter[bool]()
    for state, action, name, own in product(AnswerState, Action, PEOPLE, (False, True)):
        person: User = getattr(desk, name)
        role = Role(name)
        submitted = state in (
            AnswerState.SUBMITTED,
            AnswerState.APPROVED,
            AnswerState.CHECKED,
            AnswerState.CONFIRMED,
        )
        submitter = (person if own else desk.green_reporter) if submitted else None
        with transaction.atomic():
            Assignment.objects.filter(pk=mine.pk).update(
                state=state, submitted_by=submitter, submitted_at=desk.clock() if submitted else None
            )
            try:
                if action is Action.SAVE:
                    desk.save(mine, "rating.reason", "順調", person)
                else:
                    desk.act(mine, action, person, "理由")
                done = True
            except ActionDenied:
                done = False
            expected = action in actions_in(state, {role}, Involvement(is_submitter=own and submitted))
            assert done is expected, (state, action, name, own)
            tried[done] += 1
            transaction.set_rollback(True)
    assert tried[True] == 13 * 2 - 3, "three of the transitions depend on who submitted"
    assert tried.total() == 7 * 9 * 6 * 2
