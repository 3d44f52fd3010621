"""Drafts: saved field by field, two people at once, doubts and their reasons."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.rating import RatingState
from mitodoke.reporting.models import AnswerField, Assignment, EntryDoubt, HistoryEvent
from mitodoke.reporting.queries import answer_page, history_sentences
from mitodoke.reporting.services import (
    FieldChange,
    SaveOutcome,
    SubmittedStep,
    add_entry,
    close_round,
    open_round,
    override_doubt,
    save_field,
    save_fields,
    submit_ratings,
)
from reporting.desk import APRIL, DUE, Desk, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def mine(desk: Desk) -> Assignment:
    return of(desk.open(), desk.flowers)


def test_a_field_is_saved_as_typed_with_its_event(desk: Desk, mine: Assignment) -> None:
    saved = desk.save(mine, "kpi.K1.value", " 9か所\r\n")
    [field] = saved.fields
    assert (field.outcome, field.value, field.revision, field.changed_by) == (
        SaveOutcome.SAVED,
        "9か所",
        1,
        "花担当",
    )
    assert (saved.assignment.state, saved.assignment.revision) == (AnswerState.DRAFT, 1)
    assert {one.field for one in saved.sheet.problems} == {"rating.step", "kpi.K1.certainty"}
    event = HistoryEvent.objects.latest("id")
    assert (event.act, event.field, event.before, event.after) == ("save", "kpi.K1.value", None, "9か所")
    assert (event.state_before, event.state_after, event.revision) == ("not_begun", "draft", 1)


def test_the_same_again_changes_nothing(desk: Desk, mine: Assignment) -> None:
    desk.save(mine, "rating.step", "7")
    events = HistoryEvent.objects.count()
    again = save_field(
        assignment=mine, field="rating.step", value="7", revision=0, by=desk.reporter, clock=desk.clock
    )
    assert again.fields[0].outcome is SaveOutcome.UNCHANGED
    assert HistoryEvent.objects.count() == events
    untouched = desk.save(mine, "activity.1", "苗を配りました。")
    assert untouched.fields[0].outcome is SaveOutcome.UNCHANGED


def test_a_prefilled_answer_that_nobody_touched_is_not_begun(desk: Desk, mine: Assignment) -> None:
    assert desk.save(mine, "activity.1", "苗を配りました。").assignment.state == AnswerState.NOT_BEGUN


def test_two_people_on_one_field_see_both_versions_and_nothing_is_lost(desk: Desk, mine: Assignment) -> None:
    second = desk.person("花担当二", "reporter", desk.flowers)  # type: ignore[arg-type]

    def type_as(person: User, value: str, revision: int) -> Any:
        return save_field(
            assignment=mine, field="activity.1", value=value, revision=revision, by=person, clock=desk.clock
        ).fields[0]

    assert type_as(desk.reporter, "甲の文", 0).outcome is SaveOutcome.SAVED
    for _ in range(3):
        conflict = type_as(second, "乙の文", 0)
        assert conflict.outcome is SaveOutcome.CONFLICT
        assert (conflict.value, conflict.typed, conflict.changed_by) == ("甲の文", "乙の文", "花担当")
    assert AnswerField.objects.get(assignment=mine, name="activity.1").value == "甲の文"
    kept = HistoryEvent.objects.filter(act="conflict")
    assert [(one.by, one.before, one.after) for one in kept] == [("花担当二", "甲の文", "乙の文")], (
        "told once"
    )
    assert type_as(second, "甲と乙の文", conflict.revision).outcome is SaveOutcome.SAVED


def test_two_people_on_different_fields_do_not_meet(desk: Desk, mine: Assignment) -> None:
    assert desk.save(mine, "rating.step", "7").fields[0].outcome is SaveOutcome.SAVED
    assert desk.save(mine, "rating.reason", "順調").fields[0].outcome is SaveOutcome.SAVED


def test_one_conflict_does_not_hold_up_other_fields(desk: Desk, mine: Assignment) -> None:
    desk.save(mine, "rating.step", "7")
    changes = [
        FieldChange(field="rating.step", value="8", revision=0),
        FieldChange(field="rating.reason", value="順調", revision=0),
    ]
    saved = save_fields(assignment=mine, changes=changes, by=desk.reporter, clock=desk.clock)
    assert [one.outcome for one in saved.fields] == [SaveOutcome.CONFLICT, SaveOutcome.SAVED]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("rating.state", "done!", "次の中から選んで"),
        ("rating.step", "x" * 21, "20字まで"),
        ("activity.1", "a\u202eb", "制御文字"),
        ("kpi.K9.value", "1", "という欄はありません"),
        ("entry.title", "花", "「事業名」という欄はありません"),
        ("no.such", "1", "「no.such」という欄はありません"),
    ],
)
def test_what_is_refused_stores_nothing_at_all(
    desk: Desk, mine: Assignment, field: str, value: str, told: str
) -> None:
    good = FieldChange(field="rating.reason", value="順調", revision=0)
    bad = FieldChange(field=field, value=value, revision=0)
    with pytest.raises(ActionDenied, match=told):
        save_fields(assignment=mine, changes=[good, bad], by=desk.reporter, clock=desk.clock)
    mine.refresh_from_db()
    assert (mine.revision, mine.fields.count()) == (0, 1)


def test_only_the_leading_department_gives_the_indicators_values(desk: Desk) -> None:
    other = of(desk.open(), desk.green)
    with pytest.raises(ActionDenied, match="という欄はありません"):
        desk.save(other, "kpi.K1.value", "1", desk.green_reporter)
    assert desk.save(other, "rating.step", "5", desk.green_reporter).fields[0].outcome is SaveOutcome.SAVED


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("planner", "先に「代わって入力する」の画面で理由を入力してください"),
        *((who, "所属担当に依頼してください") for who in ("head", "green_reporter", "reader", "green_head")),
    ],
)
def test_nobody_else_writes_for_a_department(desk: Desk, mine: Assignment, who: str, told: str) -> None:
    with pytest.raises(ActionDenied, match=told):
        desk.save(mine, "rating.step", "7", getattr(desk, who))


def test_a_doubt_is_explained_and_overridden_with_a_reason_that_is_kept(desk: Desk, mine: Assignment) -> None:
    desk.save(mine, "rating.step", "7")
    saved = desk.save(mine, "activity.2", "平成36年に植えた")
    assert {(one.check_name, one.field) for one in saved.doubts} == {
        ("same_as_last_year", "activity.1"),
        ("era_mistake", "activity.2"),
    }
    common = {"assignment": mine, "by": desk.reporter, "clock": desk.clock}
    with pytest.raises(ActionDenied, match="理由を入力"):
        override_doubt(check="same_as_last_year", field="activity.1", reason=" ", **common)
    with pytest.raises(ActionDenied, match="確認事項はなくなって"):
        override_doubt(check="jump", field="activity.1", reason="x", **common)
    override_doubt(check="same_as_last_year", field="activity.1", reason="今年度も同じ取組のため", **common)
    assert desk.save(mine, "rating.reason", "順調").doubts[0].override_reason == "今年度も同じ取組のため"
    assert "理由：今年度も同じ取組のため" in history_sentences(assignment=mine)[-2]
    # The reason belongs to the text as it stood.
    desk.save(mine, "activity.1", "苗を令和7年度に配りました。")
    desk.save(mine, "activity.1", "苗を配りました。")
    reasons = EntryDoubt.objects.filter(check_name="same_as_last_year").values_list(
        "override_reason", flat=True
    )
    assert list(reasons) == [None]
    desk.save(mine, "activity.2", None)
    assert not EntryDoubt.objects.filter(field="activity.2").exists()


def test_handed_in_answers_are_not_edited(desk: Desk, mine: Assignment) -> None:
    desk.fill(mine)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    with pytest.raises(ActionDenied, match="「提出済み」のため、保存はできません"):
        desk.save(mine, "rating.step", "8")


def test_the_page_of_an_answer(desk: Desk, mine: Assignment) -> None:
    desk.save(mine, "rating.step", "7")
    page = answer_page(assignment_id=mine.pk, person=desk.reporter, clock=desk.clock)
    assert page is not None
    assert (page.state, page.asks) == (AnswerState.DRAFT, (Ask.RATINGS, Ask.ACTIVITIES, Ask.KPI_ACTUALS))
    assert page.actions == (Action.SAVE, Action.SUBMIT)
    assert page.asked_indicators == {"K1": "花壇の数"}
    names = [one.name for one in page.fields]
    assert names[:4] == ["rating.step", "rating.state", "rating.reason", "activity.1"]
    assert names[4:6] == ["kpi.K1.value", "kpi.K1.certainty"]
    by_name = {one.name: one for one in page.fields}
    assert (by_name["rating.step"].value, by_name["rating.step"].revision) == ("7", 1)
    assert by_name["activity.1"].unchanged
    assert by_name["kpi.K1.value"].label == "花壇の数の実績値"
    assert {one.check_name for one in page.doubts} == {"same_as_last_year"}
    read = answer_page(assignment_id=mine.pk, person=desk.reader, clock=desk.clock)
    assert read is not None
    assert read.actions == ()
    with pytest.raises(ActionDenied, match="花課の回答を読めるのは"):
        answer_page(assignment_id=mine.pk, person=desk.green_head, clock=desk.clock)
    assert answer_page(assignment_id=0, person=desk.reader, clock=desk.clock) is None


def test_saving_takes_the_same_queries_however_much_stands(desk: Desk, mine: Assignment) -> None:
    def queries(field: str) -> int:
        with CaptureQueriesContext(connection) as few:
            desk.save(mine, field, "苗を植えた")
        return len(few)

    queries("activity.2")  # stores the doubt about the offered text as well
    first = queries("activity.99")
    for number in range(3, 30):
        desk.save(mine, f"activity.{number}", f"{number}本の苗")
    assert queries("activity.40") == first
    with CaptureQueriesContext(connection) as page:
        answer_page(assignment_id=mine.pk, person=desk.reporter, clock=desk.clock)
    assert len(page) <= 15


def test_a_crash_while_saving_leaves_the_answer_as_it_was(
    desk: Desk, mine: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*args: object, **values: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("mitodoke.reporting.services.answers.store_doubts", break_down)
    with pytest.raises(RuntimeError, match="power cut"):
        desk.save(mine, "rating.step", "7")
    mine.refresh_from_db()
    assert (mine.revision, mine.state) == (0, "not_begun")
    assert not HistoryEvent.objects.filter(act="save").exists()


def test_a_new_project_is_written_from_nothing(desk: Desk) -> None:
    survey = desk.open_register()
    new = add_entry(reporting_round=survey, department=desk.flowers, by=desk.reporter, clock=desk.clock)
    saved = desk.save(new, "entry.title", "花の学校")
    assert {one.field for one in saved.sheet.problems} == {"entry.form", "occurrence.1.dates"}
    desk.save(new, "occurrence.1.dates", "令和6年5月3日")
    assert EntryDoubt.objects.filter(assignment=new, check_name="date_outside_period").exists()
    with pytest.raises(ActionDenied, match="という欄はありません"):
        desk.save(new, "rating.step", "7")


def test_last_years_rating_is_known_when_it_was_taken_over_as_a_whole(desk: Desk) -> None:
    last = open_round(plan=desk.document.plan, fiscal_year=2024, opened_on=APRIL, due_on=DUE, by="企画")
    for step in (1, 9):
        rating = SubmittedStep(item_id="01-1-1", state=RatingState.RATED, step=step)
        submit_ratings(reporting_round=last, department=desk.flowers, ratings=[rating], by="花課")
    survey = desk.open()
    page = answer_page(assignment_id=of(survey, desk.flowers).pk, person=desk.reporter, clock=desk.clock)
    assert page is not None
    assert page.last_step is None, "the round of last year is not closed"
    close_round(reporting_round=last, by="企画", today=DUE)
    page = answer_page(assignment_id=of(survey, desk.flowers).pk, person=desk.reporter, clock=desk.clock)
    assert page is not None
    assert page.last_step == 9, "the newest submission counts"
    doubts = desk.save(of(survey, desk.flowers), "rating.step", "5").doubts
    assert ("jump", "rating.step") in {(one.check_name, one.field) for one in doubts}
