"""An installation that has rounds already gets the desk: its rows stay, and the trail is guarded."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from mitodoke.departments.services import register_departments
from mitodoke.documents.queries import current_document
from mitodoke.domain.rating import RatingState
from mitodoke.plans.models import Plan
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.records import to_ratings
from mitodoke.reporting.services import SubmittedStep, close_round, import_reading, open_round, submit_ratings
from reporting.desk import APRIL, DUE
from reporting.sample import plan_reading

BEFORE = [("reporting", "0001_tables"), ("departments", "0001_tables")]
TRIGGERS = {
    "history_event_never_changes",
    "history_event_is_never_deleted",
    "history_event_is_never_replaced",
}


def _migrate(targets: list[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


@pytest.mark.django_db(transaction=True)
def test_rounds_from_before_the_desk_stay_and_count() -> None:
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    import_reading(reading=plan_reading(), by="試験")
    old = open_round(plan=Plan.objects.get(), fiscal_year=2025, opened_on=APRIL, due_on=DUE, by="企画")
    [flowers] = register_departments(municipality=old.document.municipality, names=["花課"], by="試験")
    rating = SubmittedStep(item_id="01-1-1", state=RatingState.RATED, step=7)
    submit_ratings(reporting_round=old, department=flowers, ratings=[rating], by="花課")
    close_round(reporting_round=old, by="企画", today=DUE)
    _migrate(BEFORE)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT fiscal_year, closed_by FROM reporting_reportinground")
            assert cursor.fetchall() == [(2025, "企画")]
    finally:
        _migrate(latest)
    survey = ReportingRound.objects.get()
    assert (survey.asks, survey.instructions, survey.register_id, survey.closed_on) == ((), None, None, DUE)
    document = current_document("mayoral_pledges-999997-2025")
    assert document is not None
    assert [(one.department, one.step) for one in to_ratings(document, ())] == [("花課", 7)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert {name for (name,) in cursor.fetchall()} >= TRIGGERS
