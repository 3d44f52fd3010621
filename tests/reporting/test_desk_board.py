"""The board and the matrix: numbers by department, what is overdue or doubted, and few queries."""

from __future__ import annotations

from typing import Any

import pytest

from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.role import Role
from mitodoke.reporting.queries import answers_for, board, matrix
from mitodoke.reporting.services import cancel_assignment
from reporting.desk import DUE, Desk, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _after(desk: Desk) -> Any:
    desk.clock.now = desk.clock.now.replace(month=5, day=1)
    return desk.clock.now.date()


def test_numbers_by_department(desk: Desk, django_assert_num_queries: Any) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.save(mine, "rating.step", "7")
    with django_assert_num_queries(3):
        found = board(reporting_round=survey, today=DUE)
    flowers, green = sorted(found.rows, key=lambda row: row.department, reverse=True)
    assert [(row.department, row.total) for row in (flowers, green)] == [("花課", 1), ("みどり課", 1)]
    assert flowers.states == {AnswerState.DRAFT: 1}
    assert (flowers.doubted, flowers.unchanged, flowers.overdue) == (1, 1, 0)
    assert (green.doubted, green.unchanged) == (0, 0), "not begun"
    assert found.whole.coverage == "2件中0件提出、0件確定"
    day = _after(desk)
    assert [row.overdue for row in board(reporting_round=survey, today=day).rows] == [1, 1]
    desk.fill(mine)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    late = board(reporting_round=survey, today=day).whole
    assert (late.late, late.overdue, late.handed_in, late.doubted, late.unchanged) == (1, 1, 1, 0, 0)
    desk.act(mine, Action.RETURN, desk.head, "直してください")
    again = board(reporting_round=survey, today=day).whole
    assert (again.states[AnswerState.RETURNED], again.handed_in, again.overdue, again.late) == (1, 0, 2, 0)
    cancel_assignment(assignment=mine, reason="x", by=desk.planner, clock=desk.clock)
    assert board(reporting_round=survey, today=day).whole.total == 1


def test_the_matrix_of_departments_and_items(desk: Desk, django_assert_num_queries: Any) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.save(mine, "rating.step", "7")
    with django_assert_num_queries(2):
        found = matrix(reporting_round=survey, today=_after(desk))
    assert found.subjects == (("01-1-1", "01-1-1", "苗を配る"),)
    assert [name for _, name in found.departments] == ["みどり課", "花課"]
    cell = found.cells["01-1-1", desk.flowers.pk]
    assert (cell.assignment_id, cell.state, cell.doubts, cell.overdue) == (
        mine.pk,
        AnswerState.DRAFT,
        1,
        True,
    )
    assert found.cells["01-1-1", desk.green.pk].state is AnswerState.NOT_BEGUN


def test_the_matrix_of_a_register(desk: Desk, django_assert_num_queries: Any) -> None:
    survey = desk.open_register()
    with django_assert_num_queries(3):
        found = matrix(reporting_round=survey, today=DUE)
    assert found.subjects == (("co_hosting-1", "", "花まつり"),)
    assert list(found.cells) == [("co_hosting-1", desk.flowers.pk)]


def test_a_round_without_requests(desk: Desk) -> None:
    survey = desk.open(departments=[])
    assert board(reporting_round=survey, today=DUE).whole.total == 0
    assert board(reporting_round=survey, today=DUE).rows == ()
    assert matrix(reporting_round=survey, today=DUE).cells == {}


def test_everyone_reads_what_is_theirs_to_read(desk: Desk) -> None:
    survey = desk.open()
    outsider = desk.person("外部", Role.EVALUATOR)
    seen = {
        person.username: [
            one.department.name
            for one in answers_for(reporting_round=survey, person=person, clock=desk.clock)
        ]
        for person in (desk.planner, desk.reader, desk.reporter, desk.green_head, outsider)
    }
    assert seen == {
        "企画": ["花課", "みどり課"],
        "監査": ["花課", "みどり課"],
        "花担当": ["花課"],
        "緑課長": ["みどり課"],
        "外部": [],
    }
    cancel_assignment(assignment=of(survey, desk.flowers), reason="x", by=desk.planner, clock=desk.clock)
    assert answers_for(reporting_round=survey, person=desk.reporter, clock=desk.clock) == []
