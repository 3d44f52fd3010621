"""The admin shows every table and lets nobody change a fact, not even its superuser."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.test import Client

from mitodoke.departments.services import register_departments
from mitodoke.documents.models import SourceText
from mitodoke.domain.edition import Audit
from mitodoke.domain.rating import RatingState
from mitodoke.plans.models import Plan
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.services import SubmittedStep, import_reading, open_round, submit_ratings
from reporting.sample import plan_reading, register_reading

pytestmark = pytest.mark.django_db

TABLES: list[type[models.Model]] = [
    one for one in apps.get_models() if one.__module__.startswith("mitodoke.") and one is not SourceText
]
MAY = datetime.date(2026, 5, 1)
FILLED = {
    "Municipality",
    "Department",
    "SourceDocument",
    "LineUse",
    "ImportRun",
    "Plan",
    "PlanItem",
    "ReportingRound",
    "Submission",
    "SubmittedRating",
    "Edition",
    "CollaborationProject",
    "CollaborationEntry",
    "Organisation",
}
"""Tables that have a row here, of which each is opened; the desk's are looked at in test_desk_admin.py."""


@pytest.fixture
def superuser(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("kanri"))
    return client


@pytest.fixture
def _filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mitodoke.publishing.prepare.kept_audit", lambda content, lines: Audit())
    import_reading(reading=register_reading(), by="試験")
    publish_edition(document=import_reading(reading=plan_reading(), by="試験").document, by="試験", today=MAY)
    plan = Plan.objects.get()
    survey = open_round(plan=plan, fiscal_year=2025, opened_on=MAY, due_on=MAY, by="試験")
    [department] = register_departments(municipality=plan.document.municipality, names=["花課"], by="試験")
    rating = SubmittedStep(item_id="01-1-1", state=RatingState.RATED, step=1)
    submit_ratings(reporting_round=survey, department=department, ratings=[rating], by="試験")


def test_every_table_is_registered() -> None:
    assert [one.__name__ for one in TABLES if not admin.site.is_registered(one)] == []


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.__name__)
def test_rows_can_be_looked_at_and_nothing_more(superuser: Client, table: type[models.Model]) -> None:
    base = f"/admin/{table._meta.app_label}/{table._meta.model_name}/"
    assert superuser.get(base).status_code == 200
    assert superuser.get(f"{base}add/").status_code == 403
    row = table._default_manager.first()
    if row is None:
        assert table.__name__ not in FILLED
        return
    assert str(row)
    assert superuser.get(f"{base}{row.pk}/change/").status_code == 200
    assert superuser.post(f"{base}{row.pk}/change/", {}).status_code == 403
    assert superuser.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403
