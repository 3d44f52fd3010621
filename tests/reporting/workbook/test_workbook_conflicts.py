"""Two ways in at once, rows that moved, rows that failed: nothing is lost and nothing lands at the wrong place."""

from __future__ import annotations

import io
import sys
from typing import Any

import openpyxl
import pytest

from mitodoke.domain.approval import Action
from mitodoke.reporting.models import AnswerField, HistoryEvent
from mitodoke.reporting.services import cancel_assignment
from mitodoke.reporting.workbook import apply_workbook, failing_rows_workbook
from reporting.desk import of
from reporting.workbook.edited_books import KEY, Book, Office, changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


def stored(office: Office, field: str) -> str | None:
    row = AnswerField.objects.filter(assignment=of(office.round, office.department), name=field).first()
    return None if row is None else row.value


def apply(office: Office, reading: Any, **more: Any) -> Any:
    return apply_workbook(reading=reading, by=office.desk.reporter, clock=office.desk.clock, **more)


def test_a_field_changed_on_the_web_since_is_a_conflict_and_both_versions_stay(office: Office) -> None:
    data = changed(office.made(), {"rating.step": 4, "rating.reason": "調査票の理由"})
    mine = of(office.round, office.department)
    office.desk.save(mine, "rating.step", "9")
    reading = office.read(data)

    [conflict] = reading.conflicts
    assert (conflict.field, conflict.was, conflict.now, conflict.changed_by) == (
        "rating.step", "9", "4", "花担当",
    )  # fmt: skip
    assert [one.field for one in reading.differences] == ["rating.reason"]
    done = apply(office, reading)
    assert (done.saved, done.conflicts) == (1, 1)
    assert (stored(office, "rating.step"), stored(office, "rating.reason")) == ("9", "調査票の理由")
    assert HistoryEvent.objects.filter(act="conflict", after="4").count() == 1

    decided = apply(office, office.read(data), decided={(mine.pk, "rating.step")})
    assert (decided.saved, decided.conflicts) == (1, 0)
    assert stored(office, "rating.step") == "4"


def test_an_untouched_cell_never_undoes_what_was_changed_on_the_web(office: Office) -> None:
    data = changed(office.made(), {"rating.reason": "理由"})
    office.desk.save(of(office.round, office.department), "rating.step", "9")
    reading = office.read(data)
    assert (reading.conflicts, reading.changed_since) == ((), 1)
    assert any("1か所" in warning for warning in reading.warnings)
    apply(office, reading)
    assert stored(office, "rating.step") == "9"


def test_the_web_saying_the_same_is_no_conflict(office: Office) -> None:
    data = changed(office.made(), {"rating.step": 4})
    office.desk.save(of(office.round, office.department), "rating.step", "4")
    reading = office.read(data)
    assert reading.changes_nothing
    assert reading.already == 1


def test_what_was_saved_between_reading_and_storing_is_not_overwritten(office: Office) -> None:
    reading = office.read(changed(office.made(), {"rating.step": 4}))
    office.desk.save(of(office.round, office.department), "rating.step", "8")
    done = apply(office, reading)
    assert (done.saved, done.conflicts) == (0, 1)
    assert stored(office, "rating.step") == "8"


def test_an_answer_that_was_handed_in_since_takes_no_change(office: Office) -> None:
    mine = of(office.round, office.department)
    office.desk.fill(mine)
    data = changed(office.made(), {"rating.step": 4})
    ready = office.read(data)
    office.desk.act(mine, Action.SUBMIT, office.desk.reporter)
    reading = office.read(data)
    assert "提出済み" in reading.problems[0].message
    assert reading.changes_nothing
    from mitodoke.domain.action import ActionDenied

    before = HistoryEvent.objects.count()
    with pytest.raises(ActionDenied):
        apply(office, ready)
    assert HistoryEvent.objects.count() == before


def test_an_answer_that_is_handed_in_is_locked_in_a_new_workbook(office: Office) -> None:
    mine = of(office.round, office.department)
    office.desk.fill(mine)
    office.desk.act(mine, Action.SUBMIT, office.desk.reporter)
    book = Book(office.made())
    assert book.cells == {}
    sheet = book.book["評価・根拠資料"]
    sheet["F4"].value = 1
    reading = office.read(book.saved())
    assert reading.changes_nothing
    assert "変えられないセル" in reading.notices[0].message


def test_a_request_that_was_cancelled_since_is_told(office: Office) -> None:
    data = changed(office.made(), {"rating.step": 4})
    cancel_assignment(
        assignment=of(office.round, office.department),
        reason="不要",
        by=office.desk.planner,
        clock=office.desk.clock,
    )
    reading = office.read(data)
    assert "いま花課にはありません" in reading.problems[0].message
    assert reading.changes_nothing


ACTIVITIES = "取組事業内容"


def moved(data: bytes, change: Any) -> bytes:
    """The sheet of activities with rows moved about."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book[ACTIVITIES])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def swap(sheet: Any, columns: range) -> None:
    for column in columns:
        one, other = sheet.cell(4, column), sheet.cell(5, column)
        one.value, other.value = other.value, one.value


def test_rows_sorted_as_a_whole_are_found_by_their_ids(office: Office) -> None:
    def change(sheet: Any) -> None:
        sheet["F5"].value = "二つ目"
        swap(sheet, range(1, 8))

    reading = office.read(moved(office.made(), change))
    assert [(one.field, one.now, one.place) for one in reading.differences] == [
        ("activity.2", "二つ目", f"{ACTIVITIES}!F4")
    ]
    assert reading.problems == ()


def test_rows_sorted_without_their_ids_are_refused(office: Office) -> None:
    reading = office.read(moved(office.made(), lambda sheet: swap(sheet, range(2, 8))))
    assert len(reading.problems) == 2
    assert reading.problems[0].message.startswith(f"{ACTIVITIES}!B4:D4：番号や名前が調査票と違います")
    assert reading.changes_nothing


def test_an_inserted_row_is_told_and_an_empty_one_is_not(office: Office) -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(5, 2)
        sheet["F5"].value = "割り込み"

    reading = office.read(moved(office.made(), change))
    assert [one.place for one in reading.problems] == [f"{ACTIVITIES}!F5"]
    assert "調査票にない行" in reading.problems[0].message
    assert reading.differences == ()


def test_a_deleted_row_changes_nothing_and_is_told(office: Office) -> None:
    reading = office.read(moved(office.made(), lambda sheet: sheet.delete_rows(4)))
    assert reading.changes_nothing
    assert reading.warnings == (
        "シート「取組事業内容」の「01-1-1 苗を配る 1」の1行がなくなっています。"
        "なくなった行の回答は変えません。消すときは、行を残したまま欄を空にしてください。",
    )


def test_a_copied_row_is_told_and_neither_is_taken(office: Office) -> None:
    def change(sheet: Any) -> None:
        sheet["F4"].value = "元"
        for column in range(1, 8):
            sheet.cell(12, column).value = sheet.cell(4, column).value
        sheet["F12"].value = "写し"

    reading = office.read(moved(office.made(), change))
    assert "同じ行が2つあります" in reading.problems[0].message
    assert reading.changes_nothing


def test_failing_rows_come_back_and_can_be_mended(office: Office) -> None:
    data = changed(
        office.made(),
        {"rating.step": "よい", "rating.reason": "伸びた", "kpi.K1.value": 12, "activity.1": "した"},
    )
    reading = office.read(data)
    done = apply(office, reading)
    assert (done.saved, done.held_back) == (2, 1)
    assert stored(office, "rating.reason") is None

    back = failing_rows_workbook(reading=reading, key=KEY, clock=office.desk.clock)
    assert back is not None
    book = Book(back)
    assert {row.split("/")[1] for row, _ in book.cells} == {"item"}
    assert book.one("rating.step").value == "よい"
    assert book.one("rating.reason").value == "伸びた"
    sheet = book.book["評価・根拠資料"]
    assert "よい" in str(sheet.cell(4, sheet.max_column).value)

    assert office.read(back).problems
    book.one("rating.step").value = 8
    mended = office.read(book.saved())
    assert mended.problems == ()
    assert apply(office, mended).saved == 2
    assert (stored(office, "rating.step"), stored(office, "rating.reason")) == ("8", "伸びた")


def test_without_failing_rows_there_is_nothing_to_give_back(office: Office) -> None:
    assert failing_rows_workbook(reading=office.read(office.made()), key=KEY) is None
    assert failing_rows_workbook(reading=office.read(b""), key=KEY) is None


def test_a_new_project_with_a_problem_is_held_back_as_a_whole_and_comes_back() -> None:
    office = Office("register")
    book = Book(office.made())
    book.cell("new1/entry/", "entry.title").value = "月見の会"
    book.cell("new1/entry/", "entry.form").value = "なかよし"
    book.cell("new1/occurrence/1", "occurrence.1.dates").value = "R7.9.15"
    reading = office.read(book.saved())
    assert all(one.held_back for one in reading.differences)
    assert apply(office, reading).added == 0

    back = failing_rows_workbook(reading=reading, key=KEY, clock=office.desk.clock)
    assert back is not None
    mended = Book(back)
    assert mended.cell("new1/occurrence/1", "occurrence.1.dates").value == "R7.9.15"
    mended.cell("new1/entry/", "entry.form").value = "共催"
    again = office.read(mended.saved())
    done = apply(office, again)
    assert (done.added, done.saved) == (1, 3)
    assert apply(office, office.read(mended.saved())).added == 0


def test_what_must_be_mended_before_submitting_and_advice_do_not_refuse(office: Office) -> None:
    reading = office.read(
        changed(
            office.made(),
            {"kpi.K1.value": "たくさん", "activity.1": "①　苗を  配った", "evidence.1": "共有の棚"},
        )
    )
    assert reading.problems == ()
    assert len(reading.notices) == 2
    assert any("ウェブのアドレスとして読めません" in one.message for one in reading.notices)
    assert {one.field for one in reading.advice} == {"activity.1"}
    assert apply(office, reading).saved == 3


def test_what_breaks_in_the_middle_leaves_nothing_half_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    from mitodoke.reporting.workbook import apply_workbook as function

    module = sys.modules[function.__module__]
    office = Office("register")
    book = Book(office.made())
    for token in ("new1", "new2"):
        book.cell(f"{token}/entry/", "entry.title").value = f"祭 {token}"
    reading = office.read(book.saved())
    real, calls = module.save_fields, []  # type: ignore[attr-defined]

    def breaking(**values: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("killed")
        return real(**values)

    before = (
        list(AnswerField.objects.values()),
        HistoryEvent.objects.count(),
        office.round.assignments.count(),
    )
    monkeypatch.setattr(module, "save_fields", breaking)
    with pytest.raises(RuntimeError):
        apply(office, reading)
    assert before == (
        list(AnswerField.objects.values()), HistoryEvent.objects.count(), office.round.assignments.count()
    )  # fmt: skip
    monkeypatch.setattr(module, "save_fields", real)
    assert apply(office, office.read(book.saved())).added == 2
