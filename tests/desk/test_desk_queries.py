"""No page of the desk asks the database more often because there is more to show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.city import signed_in
from desk.large_city import large_round
from mitodoke.domain.role import Role
from reporting.desk import CODE, Desk, of

pytestmark = pytest.mark.django_db

# What Django itself asks for a person who is signed in (session, account), and the guard (the desk's own row of the
# session, deputies, roles, whether the password is still the first one, for which roles a second factor is required).
FRAME = 7
LIMITS = {
    "home": ("reporter", FRAME + 12),
    "approvals": ("head", FRAME + 15),
    "rounds": ("planner", FRAME + 3),
    "round": ("planner", FRAME + 14),
    "round_answers": ("planner", FRAME + 9),
    "matrix": ("planner", FRAME + 4),
    "matrix_csv": ("planner", FRAME + 4),
    "people": ("administrator", FRAME + 7),
    "documents": ("planner", FRAME + 4),
    "answer": ("reporter", FRAME + 18),
}


def counts(client_of: dict[str, Client], addresses: dict[str, str]) -> dict[str, int]:
    found = {}
    for name, (role, _) in LIMITS.items():
        client_of[role].get(addresses[name])
        with CaptureQueriesContext(connection) as queries:
            assert client_of[role].get(addresses[name]).status_code == 200
        found[name] = len(queries)
    return found


def measured(measures: int, departments: int) -> dict[str, int]:
    desk = Desk()
    survey = large_round(desk, measures=measures, departments=departments)
    parts: dict[str, Any] = {
        "round_id": survey.pk,
        "code": CODE,
        "assignment_id": survey.assignments.filter(department=desk.flowers).first().pk,
    }
    wanted = {
        "home": (), "approvals": (), "rounds": ("code",), "round": ("round_id",), "round_answers": ("round_id",),
        "matrix": ("round_id",), "matrix_csv": ("round_id",), "people": ("code",), "documents": ("code",),
        "answer": ("assignment_id",),
    }  # fmt: skip
    addresses = {
        name: reverse(f"desk:{name}", kwargs={one: parts[one] for one in names})
        for name, names in wanted.items()
    }
    clients = {
        "planner": signed_in(desk.planner),
        "reporter": signed_in(desk.reporter),
        "head": signed_in(desk.head),
        "administrator": signed_in(desk.person("管理", Role.ADMINISTRATOR)),
    }
    return counts(clients, addresses)


def test_queries_do_not_grow_with_what_there_is_to_show() -> None:
    found = measured(measures=12, departments=5)
    assert {name: count for name, count in found.items() if count > LIMITS[name][1]} == {}


def test_a_small_city_needs_about_as_many() -> None:
    with transaction.atomic():
        small = measured(measures=2, departments=2)
        transaction.set_rollback(True)
    large = measured(measures=12, departments=5)
    assert small == large


def looks_before_publication(measures: int) -> list[int]:
    """How many queries the first and the second look at the page before 公表 need."""
    desk = Desk()
    paper = large_round(desk, measures=measures, departments=2).plan.document  # type: ignore[union-attr]  # of a plan
    client, address = signed_in(desk.planner), reverse("desk:publication", kwargs={"document": paper.key})
    found = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found.append(len(queries))
    return found


def test_the_page_before_publication_asks_as_often_for_a_large_plan_and_seldom_again() -> None:
    with transaction.atomic():
        small = looks_before_publication(measures=2)
        transaction.set_rollback(True)
    large = looks_before_publication(measures=40)
    assert small == large
    assert large[1] < FRAME + 25 < large[0]


@pytest.mark.parametrize("number", [1, 2])
def test_saving_asks_as_often_for_many_fields_as_for_one(number: int) -> None:
    from mitodoke.reporting.models import AnswerField

    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    sent = {f"v:activity.{one}": f"文章{one}" for one in range(2, 2 + number * 5)}
    with CaptureQueriesContext(connection) as queries:
        client.post(reverse("desk:answer_save", kwargs={"assignment_id": assignment.pk}), sent)
    assert AnswerField.objects.filter(assignment=assignment, revision=1).count() == number * 5
    # One statement a field that is written, and the rest once.
    assert len(queries) - number * 5 < 40
