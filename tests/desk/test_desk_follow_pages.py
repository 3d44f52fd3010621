"""検証 of a year and the log of observations as pages: for whom, with what refusals, and two people at once."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.desk.presentation.follow_figures import newest_figures
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.plan_change import AddItem
from mitodoke.plans.models import FollowUp, PlanLedger, Verification
from mitodoke.plans.queries import ledger_state
from mitodoke.plans.services import observe, take_over_plan, verify_item
from mitodoke.publishing.services import publish_edition
from plans.ledger_desk import LedgerDesk, item
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>=1+1\n二行目"


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def table(ledger: PlanLedger, year: int = 2025) -> str:
    return reverse("desk:verification", kwargs={"ledger_id": ledger.pk, "year": year})


def one(ledger: PlanLedger, code: str = "1-1-1", year: int = 2025) -> str:
    parts = {"ledger_id": ledger.pk, "year": year, "item_id": item(ledger, code).item_id}
    return reverse("desk:verify", kwargs=parts)


def log(ledger: PlanLedger) -> str:
    return reverse("desk:observations", kwargs={"ledger_id": ledger.pk})


def typed(**more: Any) -> dict[str, Any]:
    return {"decision": "improve", "reason": "参加者が少ない", "next_steps": "休日に配る", "seen": "0"} | more


def verified(desk: LedgerDesk, ledger: PlanLedger, code: str = "1-1-1", year: int = 2024) -> Verification:
    return verify_item(
        ledger=ledger,
        item_id=item(ledger, code).item_id,
        fiscal_year=year,
        decision=VerificationDecision.EXPAND,
        reason="好評",
        by=desk.planner,
        clock=desk.clock,
    )


def test_a_year_is_verified_and_the_next_asks_what_came_of_it(desk: LedgerDesk, ledger: PlanLedger) -> None:
    client = signed_in(desk.reporter)
    page = body(client.get(table(ledger)))
    assert "令和7年度の検証" in page
    assert "1-1-1 苗を配る" in page
    assert "<b>4</b>検証していない" in page
    assert page.count("検証を入力する") == 1, "only the own item"
    response = client.post(one(ledger), typed())
    assert response.status_code == 302
    page = body(client.get(table(ledger)))
    assert "<b>1</b>改善" in page
    assert "休日に配る" in page
    later = body(client.get(table(ledger, 2026)))
    assert "その後をまだ記録していないものが1件" in later
    asked = body(client.get(one(ledger, year=2026)))
    assert "どこを改善し、その結果はどうでしたか。" in asked
    row = Verification.objects.get()
    act = f"{one(ledger, year=2026)}follow-up/"
    empty = client.post(act, {"verification": row.pk, "text": " "})
    assert empty.status_code == 422
    assert client.post(act, {"verification": row.pk, "text": "3割増えた"}).status_code == 302
    assert FollowUp.objects.get().text == "3割増えた"
    locked = body(client.get(one(ledger)))
    assert "その後を記録したため、この検証は変えられません" in locked
    assert "の令和7年度の検証を「改善」としました" in locked, "the history"
    assert client.post(one(ledger), typed(seen="1")).status_code == 422


def test_two_writers_see_both_versions(desk: LedgerDesk, ledger: PlanLedger) -> None:
    first, second = signed_in(desk.reporter), signed_in(desk.head)
    assert first.post(one(ledger), typed(reason="先の人の理由")).status_code == 302
    response = second.post(one(ledger), typed(reason="後の人の理由", decision="end"))
    page = body(response)
    assert response.status_code == 409
    assert "先の人の理由" in page
    assert "後の人の理由" in page
    assert 'name="seen" value="1"' in page
    assert second.post(one(ledger), typed(reason="二人の理由", seen="1")).status_code == 302
    assert [row.reason for row in Verification.objects.order_by("number")] == ["先の人の理由", "二人の理由"]


@pytest.mark.parametrize(
    "more",
    [
        {"decision": ""},
        {"decision": "unknown"},
        {"reason": " "},
        {"reason": "あ" * 100_000},
        {"reason": "零\x00字"},
        {"seen": "-1"},
        {"seen": "9" * 30},
        {"seen": ""},
        {"next_steps": "方向\u202e転換"},
    ],
)
def test_what_is_no_verification_is_told_and_kept(
    desk: LedgerDesk, ledger: PlanLedger, more: dict[str, str]
) -> None:
    response = signed_in(desk.reporter).post(one(ledger), typed(**more))
    assert response.status_code in (409, 422)
    assert 'role="alert"' in body(response)
    assert "休日に配る" in body(response) or "next_steps" in more
    assert not Verification.objects.exists()


def test_hostile_text_stays_text(desk: LedgerDesk, ledger: PlanLedger) -> None:
    client = signed_in(desk.planner)
    client.post(one(ledger), typed(reason=HOSTILE, next_steps=HOSTILE))
    for address in (table(ledger), one(ledger)):
        page = body(client.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_who_may_write(desk: LedgerDesk, ledger: PlanLedger) -> None:
    for person, status in (
        (desk.planner, 302),
        (desk.head, 409),
        (desk.green_reporter, 422),
        (desk.reader, 422),
        (desk.evaluator, 403),
        (desk.administrator, 403),
    ):
        assert signed_in(person).post(one(ledger), typed()).status_code == status, person
    assert "検証を保存する" not in body(signed_in(desk.reader).get(one(ledger)))
    assert Verification.objects.count() == 1


def test_a_year_that_has_not_begun_or_never_will(desk: LedgerDesk, ledger: PlanLedger) -> None:
    client = signed_in(desk.planner)
    assert "まだ始まっていない" in body(client.get(table(ledger, 2199)))
    assert client.post(one(ledger, year=2199), typed()).status_code == 422
    for address in (
        table(ledger, 3),
        table(ledger, 10**30),
        reverse("desk:verify", kwargs={"ledger_id": ledger.pk, "year": 2025, "item_id": "none\x00"}),
        reverse("desk:verification", kwargs={"ledger_id": 10**30, "year": 2025}),
        f"{log(ledger)}?item=none",
    ):
        assert client.get(address).status_code == 404, address


def test_the_table_can_be_narrowed(desk: LedgerDesk, ledger: PlanLedger) -> None:
    verified(desk, ledger, year=2025)
    client = signed_in(desk.reporter)
    mine = body(client.get(f"{table(ledger)}?show=mine"))
    assert "苗を配る" in mine
    assert "木を植える" not in mine
    missing = body(client.get(f"{table(ledger)}?show=missing"))
    assert "木を植える" in missing
    assert "苗を配る" not in missing
    assert "自分の部署の項目" not in body(signed_in(desk.planner).get(table(ledger)))


def test_a_plan_without_items_says_what_to_do(desk: LedgerDesk) -> None:
    assert "まだ項目がありません" in body(signed_in(desk.planner).get(table(desk.create())))


def test_published_figures_stand_beside_the_items(desk: LedgerDesk) -> None:
    ledger = take_over_plan(
        document=desk.document,
        title="花咲市の公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    content = ledger_state(ledger=ledger).content
    assert newest_figures(ledger, content).by_item == {}
    publish_edition(document=desk.document.key, by="企画", today=APRIL, acknowledgement="試験")
    figures = newest_figures(ledger, content)
    assert any("実績" in one for one in figures.by_item["01-1-1"])
    page = body(signed_in(desk.planner).get(table(ledger)))
    assert figures.edition in page
    assert figures.by_item["01-1-1"][0] in page


def test_departments_see_decided_plans_only(desk: LedgerDesk) -> None:
    for address in (table(undecided := desk.create()), log(undecided)):
        assert signed_in(desk.reporter).get(address).status_code == 404
    ledger = desk.decided(title="決定した計画")
    desk.begin(ledger)
    parent = item(ledger, "1-1").item_id
    desk.edit(ledger, AddItem(parent_id=parent, code="1-1-9", title="まだ案の事業", departments=("花課",)))
    for address in (table(ledger), log(ledger)):
        assert "まだ案の事業" in body(signed_in(desk.planner).get(address))
        assert "まだ案の事業" not in body(signed_in(desk.reporter).get(address))
    assert signed_in(desk.reporter).get(one(ledger, "1-1-9")).status_code == 404


def test_pages_cost_the_same_however_many_rows(desk: LedgerDesk) -> None:
    counts: list[list[int]] = []
    ledger = desk.create()
    desk.edit(ledger, AddItem(parent_id=None, code="1", title="花のまち"))
    top = item(ledger, "1").item_id
    desk.edit(ledger, AddItem(parent_id=top, code="1-1", title="花壇をふやす"))
    middle = item(ledger, "1-1").item_id
    for size in (2, 30):
        new = [f"1-1-{number}" for number in range(size, size * 2)]
        desk.edit(
            ledger,
            *(AddItem(parent_id=middle, code=code, title="苗", departments=("花課",)) for code in new),
        )
        for code in new:
            _write(desk, ledger, code, desk.reporter)
        client = signed_in(desk.planner)
        asked = []
        for address in (table(ledger), one(ledger, new[0]), log(ledger)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]


def _write(desk: LedgerDesk, ledger: PlanLedger, code: str, by: User) -> None:
    key = item(ledger, code).item_id
    verified(desk, ledger, code)
    verified(desk, ledger, code, 2025)
    first = None
    for _ in range(2):
        first = observe(
            ledger=ledger,
            item_id=key,
            observed_on=datetime.date(2026, 4, 1),
            observation="見た",
            decision="した",
            corrects=first,
            by=by,
            clock=desk.clock,
        )
