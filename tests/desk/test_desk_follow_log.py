"""The log of observations and decisions as pages: entries, corrections, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.plans.models import Observation, PlanLedger
from plans.ledger_desk import LedgerDesk, item

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>=1+1\n二行目"


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def log(ledger: PlanLedger) -> str:
    return reverse("desk:observations", kwargs={"ledger_id": ledger.pk})


def logged(ledger: PlanLedger, **more: Any) -> dict[str, Any]:
    values = {
        "item": item(ledger, "1-1-1").item_id,
        "observed_on": "令和8年4月1日",
        "observation": "苗が枯れた",
        "decision": "水やりを増やす",
    }
    return values | more


def test_observations_are_logged_and_corrected(desk: LedgerDesk, ledger: PlanLedger) -> None:
    client = signed_in(desk.reporter)
    assert "まだ記録がありません" in body(client.get(log(ledger)))
    assert client.post(f"{log(ledger)}add/", logged(ledger)).status_code == 302
    row = Observation.objects.get()
    form = body(client.get(f"{log(ledger)}?corrects={row.pk}"))
    assert f'name="corrects" value="{row.pk}"' in form
    fixed = logged(ledger, observation="苗が3割枯れた", corrects=str(row.pk))
    assert client.post(f"{log(ledger)}add/", fixed).status_code == 302
    page = body(client.get(log(ledger)))
    assert "訂正前" in page
    assert "苗が枯れた → 水やりを増やす" in page
    assert client.post(f"{log(ledger)}add/", fixed).status_code == 422, "corrected already"
    key = item(ledger, "1-1-1").item_id
    verify = reverse("desk:verify", kwargs={"ledger_id": ledger.pk, "year": 2025, "item_id": key})
    assert "苗が3割枯れた" in body(client.get(verify))
    assert "苗が3割枯れた" not in body(client.get(f"{log(ledger)}?item={item(ledger, '1-1-2').item_id}"))


@pytest.mark.parametrize(
    "more",
    [
        {"item": ""},
        {"item": "none"},
        {"observed_on": "いつか"},
        {"observed_on": "2199-01-01"},
        {"observed_on": "令和99999年1月1日"},
        {"observation": ""},
        {"decision": "\x00"},
        {"decision": "あ" * 100_000},
        {"corrects": "999999"},
        {"corrects": "9" * 40},
    ],
)
def test_what_is_no_observation(desk: LedgerDesk, ledger: PlanLedger, more: dict[str, str]) -> None:
    response = signed_in(desk.reporter).post(f"{log(ledger)}add/", logged(ledger, **more))
    assert response.status_code == 422
    assert 'role="alert"' in body(response)
    assert not Observation.objects.exists()


def test_only_the_responsible_log(desk: LedgerDesk, ledger: PlanLedger) -> None:
    address = f"{log(ledger)}add/"
    assert signed_in(desk.green_reporter).post(address, logged(ledger)).status_code == 422
    assert signed_in(desk.reader).post(address, logged(ledger)).status_code == 403
    assert "記録を加える</h2>" not in body(signed_in(desk.reader).get(log(ledger)))


def test_hostile_text_of_the_log_stays_text(desk: LedgerDesk, ledger: PlanLedger) -> None:
    client = signed_in(desk.planner)
    assert (
        client.post(f"{log(ledger)}add/", logged(ledger, observation=HOSTILE, decision=HOSTILE)).status_code
        == 302
    )
    for address in (log(ledger), f"{log(ledger)}?corrects={Observation.objects.get().pk}"):
        page = body(client.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
