"""The desk's tables in the admin: to be read, never to be changed there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.test import Client

from mitodoke.departments.models import Delegation, Membership
from mitodoke.departments.services import delegate
from mitodoke.reporting.models import AnswerField, Assignment, EntryDoubt, HistoryEvent, ReportingRound
from reporting.desk import APRIL, DUE, Desk, of

pytestmark = pytest.mark.django_db
TABLES = [AnswerField, Assignment, EntryDoubt, HistoryEvent, ReportingRound, Membership, Delegation]


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.__name__)
def test_rows_can_be_looked_at_and_nothing_more(client: Client, table: type[models.Model]) -> None:
    desk = Desk()
    desk.save(of(desk.open(), desk.flowers), "rating.step", "7")
    delegate(
        absent=desk.head, deputy=desk.reader, valid_from=APRIL, valid_to=DUE, reason="休暇", by=desk.head,
        clock=desk.clock,
    )  # fmt: skip
    client.force_login(User.objects.create_superuser("kanri"))
    base = f"/admin/{table._meta.app_label}/{table._meta.model_name}/"
    row = table._default_manager.first()
    assert row is not None
    assert str(row)
    assert client.get(base).status_code == 200
    assert client.get(f"{base}{row.pk}/change/").status_code == 200
    assert client.get(f"{base}add/").status_code == 403
    assert client.post(f"{base}{row.pk}/change/", {}).status_code == 403
    assert client.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403
