"""Rounds of the desk: who is asked what, what last year offers, and how a round is run."""

from __future__ import annotations

import datetime

import pytest

from mitodoke.departments.models import SuccessionExtent
from mitodoke.departments.services import record_succession, register_departments
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.approval import Action
from mitodoke.domain.role import Role
from mitodoke.reporting.models import AnswerField, Assignment, HistoryEvent, ReportingRound
from mitodoke.reporting.queries import history_sentences, round_sentences, rounds_of
from mitodoke.reporting.services import (
    SubmittedStep,
    add_entry,
    assign_item,
    cancel_assignment,
    close_desk_round,
    extend_round,
    move_assignments,
    plan_desk_round,
    reopen_round,
    submit_ratings,
)
from reporting.desk import APRIL, DUE, PLAN_ASKS, Desk, of

pytestmark = pytest.mark.django_db
ONE = datetime.timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_each_responsible_department_is_asked_and_the_first_leads(desk: Desk) -> None:
    survey = desk.open(instructions="  令和7年度の取組を\r\n答えてください ")
    asked = [
        (one.department.name, one.item.key if one.item else None, one.is_lead)
        for one in survey.assignments.all()
    ]
    assert asked == [("花課", "01-1-1", True), ("みどり課", "01-1-1", False)]
    assert survey.asked == PLAN_ASKS
    assert survey.instructions == "令和7年度の取組を\n答えてください"
    assert survey.period == (datetime.date(2025, 4, 1), datetime.date(2026, 3, 31))
    assert rounds_of(municipality_code=desk.city.code) == [survey]


def test_texts_are_offered_and_numbers_are_not(desk: Desk) -> None:
    survey = desk.open()
    offered = AnswerField.objects.filter(assignment__round=survey)
    assert {(one.name, one.value, one.offered, one.revision) for one in offered} == {
        ("activity.1", "苗を配りました。", "苗を配りました。", 0)
    }


def test_what_was_answered_last_year_is_offered_to_the_same_department(desk: Desk) -> None:
    first = desk.open()
    mine = of(first, desk.flowers)
    desk.fill(mine)
    desk.save(mine, "kpi.K1.source", "花壇台帳")
    desk.confirm(mine)
    close_desk_round(reporting_round=first, reason="試験", by=desk.planner, clock=desk.clock)
    second = desk.open(fiscal_year=2026)
    texts = {
        (one.assignment.department.name, one.name): one.value
        for one in AnswerField.objects.filter(assignment__round=second)
    }
    assert texts == {
        ("花課", "activity.1"): "苗を令和7年6月1日に配りました。",
        ("花課", "kpi.K1.source"): "花壇台帳",
        ("みどり課", "activity.1"): "苗を配りました。",
    }


def test_a_preview_tells_what_would_be_asked_and_writes_nothing(desk: Desk) -> None:
    plan = plan_desk_round(plan=desk.document.plan, asks=[Ask.KPI_ACTUALS], opened_on=APRIL)
    assert [(one.name, one.is_lead) for one in plan.requests] == [("花課", True), ("みどり課", False)]
    assert (plan.new_departments, plan.without_department, plan.one_off) == ((), (), 0)
    only = plan_desk_round(plan=desk.document.plan, asks=PLAN_ASKS, opened_on=APRIL, departments=[desk.green])
    assert [one.name for one in only.requests] == ["みどり課"]
    assert not ReportingRound.objects.exists()
    assert of(desk.open(departments=[desk.green]), desk.green).is_lead, "the only one asked leads"


def test_a_reorganised_department_is_asked_under_todays_name(desk: Desk) -> None:
    park = register_departments(municipality=desk.city, names=["公園課"], by="試験")[0]
    for old in (desk.flowers, desk.green):
        record_succession(predecessor=old, successor=park, on=APRIL, extent=SuccessionExtent.WHOLE, by="試験")
    survey = desk.open()
    [asked] = survey.assignments.all()
    assert (asked.department, asked.is_lead) == (park, True)


def test_names_that_nobody_registered_are_registered(desk: Desk) -> None:
    desk.flowers.name = "旧称"
    desk.flowers.save()
    assert plan_desk_round(plan=desk.document.plan, asks=PLAN_ASKS, opened_on=APRIL).new_departments == (
        "花課",
    )
    names = {one.department.name for one in desk.open().assignments.all()}
    assert names == {"花課", "みどり課"}


def test_who_may_open_and_what_cannot_be_opened(desk: Desk) -> None:
    for person in (desk.reporter, desk.head, desk.reader):
        with pytest.raises(ActionDenied, match="企画担当に依頼してください"):
            desk.open(by=person)
    with pytest.raises(ActionDenied, match="期限が開始日より前"):
        desk.open(due_on=APRIL - ONE)
    with pytest.raises(ActionDenied, match="対象期間の終わり"):
        desk.open(period=(DUE, APRIL))
    with pytest.raises(ActionDenied, match="一つ以上選んで"):
        desk.open(asks=())
    with pytest.raises(ActionDenied, match="計画の調査では協働事業を尋ねられません"):
        desk.open(asks=(Ask.RATINGS, Ask.COLLABORATION_ENTRIES))
    desk.open()
    with pytest.raises(ActionDenied, match="令和7年度の調査はすでにあります"):
        desk.open()


def test_a_round_is_extended_closed_and_reopened_with_reasons(desk: Desk) -> None:
    survey = desk.open()
    common = {"reporting_round": survey, "by": desk.planner, "clock": desk.clock}
    for due, reason, told in ((DUE, "連休", "今の期限と同じ"), (APRIL - ONE, "連休", "開始日より前"), (DUE + ONE, " ", "期限を変える理由")):  # fmt: skip
        with pytest.raises(ActionDenied, match=told):
            extend_round(due_on=due, reason=reason, **common)
    assert extend_round(due_on=DUE + ONE, reason="連休のため", **common).due_on == DUE + ONE
    with pytest.raises(ActionDenied, match="確定していない回答が2件"):
        close_desk_round(**common)
    with pytest.raises(ActionDenied, match="締め切られていません"):
        reopen_round(due_on=DUE, reason="訂正", **common)
    close_desk_round(reason="回答が得られないため", **common)
    with pytest.raises(ActionDenied, match="すでに締め切られて"):
        close_desk_round(reason="再", **common)
    with pytest.raises(ActionDenied, match="調査を再開してください"):
        extend_round(due_on=DUE, reason="x", **common)
    with pytest.raises(ActionDenied, match="企画担当に調査の再開を申し出て"):
        desk.save(of(survey, desk.flowers), "rating.step", "7")
    for due, reason, told in ((APRIL, "訂正", "今日より前"), (DUE, "", "再開する理由")):
        with pytest.raises(ActionDenied, match=told):
            reopen_round(due_on=due, reason=reason, **common)
    again = reopen_round(due_on=DUE, reason="数値の訂正のため", **common)
    assert (again.closed_on, again.closed_by, again.due_on) == (None, None, DUE)
    desk.save(of(survey, desk.flowers), "rating.step", "7")
    assert round_sentences(reporting_round=survey) == [
        "令和8年4月2日8時30分、企画が調査を始めました（回答期限 令和8年4月30日）。",
        "令和8年4月2日8時30分、企画が回答期限を令和8年4月30日から令和8年5月1日に変えました。理由：連休のため",
        "令和8年4月2日8時30分、企画が調査を締め切りました。理由：回答が得られないため",
        "令和8年4月2日8時30分、企画が調査を再開しました（回答期限 令和8年4月30日）。理由：数値の訂正のため",
    ]
    for act in (extend_round, reopen_round):
        with pytest.raises(ActionDenied, match="企画担当に依頼"):
            act(reporting_round=survey, due_on=DUE, reason="x", by=desk.head, clock=desk.clock)


def test_a_round_takes_nothing_before_its_day(desk: Desk) -> None:
    survey = desk.open(opened_on=DUE)
    with pytest.raises(ActionDenied, match="令和8年4月30日に始まります"):
        desk.save(of(survey, desk.flowers), "rating.step", "7")
    with pytest.raises(ActionDenied, match="開始前の調査は締め切れません"):
        close_desk_round(reporting_round=survey, reason="x", by=desk.planner, clock=desk.clock)


def test_requests_are_added_and_taken_back_by_hand(desk: Desk) -> None:
    survey = desk.open()
    mine, other = of(survey, desk.flowers), of(survey, desk.green)
    trees = register_departments(municipality=desk.city, names=["木課"], by="試験")[0]
    common = {"by": desk.planner, "clock": desk.clock}
    assert mine.item is not None
    more = assign_item(reporting_round=survey, item=mine.item, department=trees, **common)
    assert (more.is_lead, more.position) == (False, 3)
    with pytest.raises(ActionDenied, match="すでにこの項目の回答を依頼"):
        assign_item(reporting_round=survey, item=mine.item, department=trees, **common)
    with pytest.raises(ActionDenied, match="取り消す理由"):
        cancel_assignment(assignment=mine, reason="", **common)
    with pytest.raises(ActionDenied, match="企画担当に依頼"):
        cancel_assignment(assignment=mine, reason="x", by=desk.reporter, clock=desk.clock)
    cancel_assignment(assignment=mine, reason="担当が移ったため", **common)
    other.refresh_from_db()
    assert other.is_lead, "the next department gives the indicator's values"
    with pytest.raises(ActionDenied, match="依頼は取り消されています"):
        desk.save(mine, "rating.step", "7")
    with pytest.raises(ActionDenied, match="すでに取り消されて"):
        cancel_assignment(assignment=mine, reason="x", **common)
    again = assign_item(reporting_round=survey, item=mine.item, department=desk.flowers, **common)
    assert (again.pk, again.cancelled, again.is_lead) == (mine.pk, False, False)
    assert [line.partition("、")[2] for line in history_sentences(assignment=mine)] == [
        "企画が花課に回答を依頼しました。",
        "企画が回答の依頼を取り消しました。理由：担当が移ったため",
        "企画が花課に回答を依頼しました。",
    ]


def test_a_register_asks_for_last_years_projects_and_takes_new_ones(desk: Desk) -> None:
    survey = desk.open_register()
    [asked] = survey.assignments.all()
    assert (asked.department, asked.entry_key) == (desk.flowers, "co_hosting-1")
    offered = dict(asked.fields.values_list("name", "value"))
    assert offered["entry.title"] == "花まつり"
    assert offered["organisation.2.role"] == "organiser"
    assert "entry.participants" not in offered
    assert not [name for name in offered if name.startswith("occurrence.")]
    new = add_entry(reporting_round=survey, department=desk.flowers, by=desk.reporter, clock=desk.clock)
    assert (new.entry_key, new.position) == ("new-1", 2)
    with pytest.raises(ActionDenied, match="所属担当に依頼"):
        add_entry(reporting_round=survey, department=desk.flowers, by=desk.green_reporter, clock=desk.clock)
    with pytest.raises(ActionDenied, match="企画担当に依頼"):
        cancel_assignment(assignment=asked, reason="x", by=desk.reporter, clock=desk.clock)
    cancel_assignment(assignment=new, reason="重複", by=desk.reporter, clock=desk.clock)
    again = add_entry(reporting_round=survey, department=desk.flowers, by=desk.planner, clock=desk.clock)
    assert again.entry_key == "new-2"
    plan_round = desk.open()
    with pytest.raises(ActionDenied, match="計画の調査のため"):
        add_entry(reporting_round=plan_round, department=desk.flowers, by=desk.reporter, clock=desk.clock)


def test_a_round_of_the_desk_takes_no_whole_submissions(desk: Desk) -> None:
    survey = desk.open()
    rating = SubmittedStep(item_id="01-1-1", state="rated", step=5)  # type: ignore[arg-type]
    with pytest.raises(ActionDenied, match="回答画面から"):
        submit_ratings(reporting_round=survey, department=desk.flowers, ratings=[rating], by="試験")


def test_opening_fails_as_a_whole_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: object, **values: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("mitodoke.reporting.services.desk_rounds.store_offers", break_down)
    with pytest.raises(RuntimeError, match="power cut"):
        desk.open()
    assert not ReportingRound.objects.exists()
    assert not Assignment.objects.exists()
    assert not HistoryEvent.objects.exists()


def test_confirmed_answers_are_not_taken_back(desk: Desk) -> None:
    mine = of(desk.open(), desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    with pytest.raises(ActionDenied, match="先に理由を付けて確定を解いて"):
        cancel_assignment(assignment=mine, reason="x", by=desk.planner, clock=desk.clock)
    desk.act(mine, Action.REOPEN, desk.planner, "訂正")
    assert cancel_assignment(assignment=mine, reason="x", by=desk.planner, clock=desk.clock).cancelled


def test_a_reorganisation_moves_what_is_not_final_yet(desk: Desk) -> None:
    survey = desk.open()
    mine, other = of(survey, desk.flowers), of(survey, desk.green)
    desk.save(mine, "rating.step", "7")
    park = register_departments(municipality=desk.city, names=["公園課"], by="試験")[0]
    parker = desk.person("公園担当", Role.REPORTER, park)
    common = {"reporting_round": survey, "reason": "組織改編", "by": desk.planner, "clock": desk.clock}
    with pytest.raises(ActionDenied, match="みどり課にも同じ項目の回答を依頼"):
        move_assignments(predecessor=desk.flowers, successor=desk.green, **common)
    with pytest.raises(ActionDenied, match="移す理由"):
        move_assignments(predecessor=desk.flowers, successor=park, **(common | {"reason": ""}))
    with pytest.raises(ActionDenied, match="企画担当に依頼"):
        move_assignments(predecessor=desk.flowers, successor=park, **(common | {"by": desk.head}))
    assert move_assignments(predecessor=desk.flowers, successor=park, **common) == [mine]
    with pytest.raises(ActionDenied, match="移す回答の依頼がありません"):
        move_assignments(predecessor=desk.flowers, successor=park, **common)
    with pytest.raises(ActionDenied, match="所属担当に依頼"):
        desk.save(mine, "rating.step", "8")
    saved = desk.save(mine, "rating.step", "8", parker)
    assert (saved.assignment.state, saved.assignment.department) == ("draft", park)
    assert (
        "企画が回答の依頼を花課から公園課に移しました。理由：組織改編"
        in history_sentences(assignment=mine)[-2]
    )
    other.refresh_from_db()
    assert other.department == desk.green
