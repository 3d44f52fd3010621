"""Why a version differs from the one before it, as the API tells it: what was stated with the edition, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.publishing import models
from mitodoke.publishing.change_reasons import store_reasons
from mitodoke.publishing.release_services import withdraw_edition
from publishing.api.conftest import Ask
from publishing.beside_desk import BesideDesk, publish
from publishing.edition_parts import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("publishing.api.api_and_site")]
SECOND = f"collaboration_register-{CODE}-2024-v2"
FIRST = f"collaboration_register-{CODE}-2024-v1"


def row(name: str) -> models.Edition:
    kind, code, year, version = name.rsplit("-", 3)
    return models.Edition.objects.get(
        municipality=code, kind=kind, fiscal_year=int(year), version=int(version[1:])
    )


def state(kind: ChangeKind, rest: str | None, **records: str) -> None:
    reasons = ChangeReasons(kind=kind, rest=rest, by_subject=tuple(records.items()))
    store_reasons(reasons, edition=row(SECOND), before=row(FIRST))


def changes(name: str) -> Any:
    return Client().get(f"/api/v1/editions/{name}/").json()["changes"]


def test_the_first_version_has_none(ask: Ask) -> None:
    assert changes(FIRST) is None


def test_a_version_without_a_statement_names_the_one_before_it_and_no_reason(ask: Ask) -> None:
    assert changes(SECOND) == {
        "before": FIRST,
        "kind": None,
        "reason": None,
        "records": [],
        "page": f"http://testserver/{CODE}/corrections/",
    }
    assert Client().get(f"/{CODE}/corrections/").status_code == 200


@pytest.mark.parametrize(
    ("kind", "rest", "records"),
    [
        (ChangeKind.CORRECTION, "集計の誤り", {}),
        (ChangeKind.UPDATE, None, {"e1": "決算の確定", "e2": "決算の確定"}),
        (ChangeKind.CORRECTION, "そのほかの誤り", {"e1": "<script>alert(1)</script>", "\u202eid": "一\n二"}),
    ],
)
def test_what_was_stated_is_told(
    ask: Ask, kind: ChangeKind, rest: str | None, records: dict[str, str]
) -> None:
    state(kind, rest, **records)
    found = changes(SECOND)
    assert (found["before"], found["kind"], found["reason"]) == (FIRST, kind.value, rest)
    assert [(one["subject"], one["reason"]) for one in found["records"]] == list(records.items())


def test_reasons_cost_the_same_however_many(ask: Ask) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            changes(SECOND)
        return len(queries)

    state(ChangeKind.CORRECTION, None, **{f"e{number}": "誤り" for number in range(50)})
    asked()
    assert asked() <= 3


def test_what_publishing_stored_comes_out_and_a_withdrawn_version_is_passed_over() -> None:
    desk = BesideDesk()
    document = desk.issued()
    publish(document.key)
    for number in (1, 2):
        desk.amount(f"{number}千円", seen=number - 1)
        publish(document.key)
    name = f"comprehensive_plan-{desk.city.pk}-2026-v"
    found = changes(f"{name}3")
    assert (found["before"], found["kind"], found["reason"]) == (f"{name}2", "update", "試験のため")
    withdraw_edition(edition_id=row(f"{name}2").pk, reason="誤り", announced_by="企画課", by="試験")
    assert changes(f"{name}3")["before"] == f"{name}1"
    assert Client().get(f"/api/v1/editions/{name}2/").status_code == 410
