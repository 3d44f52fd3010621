"""What the database itself refuses of the desk, whoever writes to it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from mitodoke.domain.approval import Action
from mitodoke.reporting.models import AnswerField, Assignment, EntryDoubt, HistoryEvent, ReportingRound
from reporting.desk import APRIL, DUE, Desk, of
from reporting.refusals import not_added, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_historyevent SET reason = 'x'",
        "DELETE FROM reporting_historyevent",
        "INSERT OR REPLACE INTO reporting_historyevent SELECT * FROM reporting_historyevent LIMIT 1",
        "UPDATE reporting_historyevent SET \"by\" = 'x' WHERE id = (SELECT min(id) FROM reporting_historyevent)",
    ],
)
def test_the_trail_is_never_changed(desk: Desk, statement: str) -> None:
    desk.open()
    before = list(HistoryEvent.objects.values_list())
    with pytest.raises(IntegrityError, match="履歴は変更も削除もできません"), transaction.atomic():
        connection.cursor().execute(statement)
    assert list(HistoryEvent.objects.values_list()) == before
    assert before


def test_rounds_that_cannot_be(desk: Desk) -> None:
    survey = desk.open()
    rows = ReportingRound.objects.filter(pk=survey.pk)
    for values in (
        {"asks": ("everything",)},
        {"instructions": ""},
        {"plan": None},
        {"register": desk.document},
        {"period_start": APRIL},
        {"period_end": APRIL},
        {"period_start": DUE, "period_end": APRIL},
    ):
        refused(rows, **values)
    survey = desk.open_register()
    not_added(
        ReportingRound, register=survey.register, fiscal_year=2025, opened_on=APRIL, due_on=DUE, opened_by="x"
    )


def test_requests_that_cannot_be(desk: Desk) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    rows = Assignment.objects.filter(pk=mine.pk)
    for values in (
        {"state": "lost"},
        {"item": None},
        {"entry_key": "x"},
        {"item": None, "entry_key": ""},
        {"position": 0},
        {"state": "submitted"},
        {"state": "submitted", "submitted_by": desk.reporter},
        {"submitted_by": desk.reporter, "submitted_at": desk.clock()},
        {"submitted_for": desk.reporter},
        {"department": desk.green},
    ):
        refused(rows, **values)
    desk.fill(mine)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    refused(rows, submitted_by=None)
    refused(rows, state="returned")


def test_fields_doubts_and_events_that_cannot_be(desk: Desk) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.save(mine, "rating.step", "7")
    typed = AnswerField.objects.filter(assignment=mine, name="rating.step")
    for values in ({"value": ""}, {"name": ""}, {"changed_by": None}, {"changed_by": ""}, {"revision": 0}, {"name": "activity.1"}):  # fmt: skip
        refused(typed, **values)
    doubts = EntryDoubt.objects.filter(assignment=mine)
    for values in ({"override_reason": "x"}, {"message": ""}, {"overridden_by": "x"}, {"check_name": ""}):
        refused(doubts, **values)
    doubt = doubts.get()
    not_added(EntryDoubt, assignment=mine, check_name=doubt.check_name, field=doubt.field, message="x")
    for values in (
        {"act": "nothing", "by": "x"},
        {"act": "save", "by": ""},
        {"act": "save", "by": "x", "reason": ""},
    ):
        not_added(HistoryEvent, round=survey, at=desk.clock(), **values)
