"""What the web would ask about after storing is told of a workbook before, and again after; once it has a reason, not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitodoke.reporting.models import EntryDoubt
from mitodoke.reporting.services import override_doubt
from mitodoke.reporting.workbook import CellProblem, WorkbookReading, apply_workbook
from reporting.desk import of
from reporting.workbook.edited_books import Book, Office, changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


def asked(reading: WorkbookReading) -> list[CellProblem]:
    return [one for one in reading.notices if one.asks_reason]


def apply(office: Office, reading: WorkbookReading) -> Any:
    return apply_workbook(reading=reading, by=office.desk.reporter, clock=office.desk.clock)


def standing(office: Office) -> set[tuple[str, str]]:
    """What the web asks about now, in the same form."""
    rows = EntryDoubt.objects.filter(assignment__department=office.department, override_reason=None)
    return {(row.field, row.message) for row in rows}


CASES: list[tuple[str, dict[str, Any]]] = [
    ("plan", {"kpi.K1.value": -9}),
    ("plan", {"kpi.K1.value": -9, "kpi.K1.certainty": "見込み", "activity.1": "苗を配り直しました。"}),
    ("plan", {"activity.1": "令和5年3月1日に苗を配りました。"}),
    ("plan", {"rating.reason": "平成40年に完成する"}),
    ("plan", {"rating.step": 7}),
    ("plan", {"rating.step": 10, "kpi.K1.value": 9}),
    ("register", {"occurrence.1.dates": "令和6年度"}),
    ("register", {"occurrence.1.dates": "あ", "entry.participants": 9000, "entry.since_year": "令和9年"}),
]


@pytest.mark.parametrize(("kind", "values"), CASES)
def test_what_the_web_will_ask_is_told_before_and_after_storing(kind: str, values: dict[str, Any]) -> None:
    office = Office(kind)
    data = changed(office.made(), values)
    before = office.read(data)
    told = asked(before)
    assert told
    apply(office, before)
    assert {(one.field, one.message.removeprefix(f"{one.place}：")) for one in told} == standing(office)
    after = asked(office.read(data))
    assert [(one.field, one.message, one.answer) for one in after] == [
        (one.field, one.message, one.answer) for one in told
    ]


def test_it_stands_at_the_cell_also_where_the_cell_was_left_alone(office: Office) -> None:
    book = Book(office.made())
    place = book.cells["1/activity/1", "activity.1"]
    book.one("rating.step").value = 7
    [doubt] = asked(office.read(book.saved()))
    assert (doubt.field, doubt.place) == ("activity.1", f"{place.sheet}!F{place.row}")
    assert doubt.message.startswith(f"{doubt.place}：「取組事業内容」が昨年度の文のままです")
    assert (doubt.answer, doubt.subject) == (of(office.round, office.department).pk, "01-1-1 苗を配る")


def test_where_the_workbook_has_no_cell_the_field_is_named(office: Office) -> None:
    book = Book(office.made())
    book.one("rating.step").value = 7
    book.book["取組事業内容"].delete_rows(4)
    [doubt] = asked(office.read(book.saved()))
    assert doubt.message.startswith("01-1-1 苗を配るの取組事業内容1：")


def test_an_answer_that_was_left_alone_is_not_told(office: Office) -> None:
    office.desk.save(of(office.round, office.department), "kpi.K1.value", "9000か所")
    assert office.read(office.made()).notices == ()


def test_what_has_its_reason_is_not_told_until_the_text_changes(office: Office) -> None:
    mine = of(office.round, office.department)
    data = changed(office.made(), {"activity.1": "令和5年3月1日に苗を配りました。"})
    apply(office, office.read(data))
    [doubt] = EntryDoubt.objects.filter(assignment=mine)
    override_doubt(
        assignment=mine,
        check=doubt.check_name,
        field=doubt.field,
        reason="準備から載せる",
        by=office.desk.reporter,
        clock=office.desk.clock,
    )
    assert asked(office.read(data)) == []
    other = changed(office.made(), {"activity.1": "令和5年3月1日に苗を分けました。"})
    assert len(asked(office.read(other))) == 1


def test_a_row_that_is_held_back_and_a_conflict_are_looked_at_as_they_stand(office: Office) -> None:
    held = changed(office.made(), {"kpi.K1.value": -9, "kpi.K1.state": "なんとなく"})
    assert asked(office.read(held)) == []
    data = changed(office.made(), {"kpi.K1.value": -9, "activity.1": "苗を配りました。"})
    office.desk.save(of(office.round, office.department), "kpi.K1.value", "9か所")
    assert asked(office.read(data)) == []


def test_a_new_project_is_looked_at_as_well() -> None:
    office = Office("register")
    book = Book(office.made())
    book.cell("new1/entry/", "entry.title").value = "月見の会"
    book.cell("new1/occurrence/1", "occurrence.1.dates").value = "R9.9.15"
    data = book.saved()
    [doubt] = asked(office.read(data))
    assert (doubt.place, doubt.answer) == ("実施日!" + doubt.place.partition("!")[2], None)
    assert doubt.subject == "新1 （新しい事業1）"
    apply(office, office.read(data))
    [doubt] = asked(office.read(data))
    assert doubt.answer is not None


def test_what_must_be_mended_is_told_again_after_storing(office: Office) -> None:
    data = changed(office.made(), {"kpi.K1.value": "たくさん"})
    before = office.read(data)
    apply(office, before)
    after = office.read(data)
    assert len([one for one in after.notices if not one.asks_reason]) == 1
    assert after.notices == before.notices


def test_the_number_of_queries_does_not_depend_on_what_was_typed(office: Office) -> None:
    one = changed(office.made(), {"kpi.K1.value": -9})
    several = changed(office.made(), {"kpi.K1.value": -9, "rating.step": 1, "activity.1": "平成40年"})
    counts = []
    for data in (one, several):
        with CaptureQueriesContext(connection) as queries:
            office.read(data)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25
