"""検証, the question of the next year, and the log of observations and decisions."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.plans.models import PlanLedger, Verification
from mitodoke.plans.queries import follow_ups_due, observations_of, plan_sentences, verifications_of
from mitodoke.plans.services import follow_up, observe, verify_item
from plans.ledger_desk import LedgerDesk, item
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def verify(desk: LedgerDesk, ledger: PlanLedger, **more: Any) -> Verification:
    values = {
        "ledger": ledger,
        "item_id": item(ledger, "1-1-1").item_id,
        "fiscal_year": 2025,
        "decision": VerificationDecision.IMPROVE,
        "reason": "参加者が少ない",
        "next_steps": "休日に配る",
        "by": desk.reporter,
        "clock": desk.clock,
    }
    return verify_item(**(values | more))


def test_the_next_year_asks_what_came_of_it(desk: LedgerDesk, ledger: PlanLedger) -> None:
    first = verify(desk, ledger)
    verify(desk, ledger, decision=VerificationDecision.CONTINUE, reason="順調", seen=1, by=desk.planner)
    verify(desk, ledger, item_id=item(ledger, "1-1-2").item_id, fiscal_year=2024, by=desk.green_head)
    assert follow_ups_due(ledger=ledger, fiscal_year=2024) == []
    due = follow_ups_due(ledger=ledger, fiscal_year=2026)
    assert [(one.question.verified_for, one.question.decision.label) for one in due] == [
        (2024, "改善"),
        (2025, "継続"),
    ]
    assert due[0].question.text == "どこを改善し、その結果はどうでしたか。"
    with pytest.raises(ActionDenied, match="書き直されています"):
        follow_up(verification=first, fiscal_year=2026, text="後", by=desk.planner, clock=desk.clock)
    with pytest.raises(ActionDenied, match="後の年度"):
        follow_up(
            verification=due[1].verification, fiscal_year=2025, text="x", by=desk.planner, clock=desk.clock
        )
    follow_up(
        verification=due[1].verification,
        fiscal_year=2026,
        text="3割増えた",
        by=desk.reporter,
        clock=desk.clock,
    )
    assert [one.question.verified_for for one in follow_ups_due(ledger=ledger, fiscal_year=2026)] == [2024]
    with pytest.raises(ActionDenied, match="その後を記録した検証"):
        verify(desk, ledger, seen=2)
    told = plan_sentences(ledger=ledger, item_id=item(ledger, "1-1-1").item_id)
    assert told[-1].endswith("「1-1-1 苗を配る」の令和7年度の検証のその後を「3割増えた」と記録しました。")
    assert any("の令和7年度の検証を「改善」としました。理由：参加者が少ない" in one for one in told)
    [newest] = verifications_of(ledger=ledger, fiscal_year=2025).values()
    assert (newest.number, [one.text for one in newest.follow_ups.all()]) == (2, ["3割増えた"])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reason": " "}, "検証の理由"),
        ({"fiscal_year": 2027}, "まだ始まっていない"),
        ({"item_id": "missing"}, "計画にありません"),
        ({"seen": 1}, "開いている間に"),
    ],
)
def test_what_is_no_verification(
    desk: LedgerDesk, ledger: PlanLedger, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(ActionDenied, match=words):
        verify(desk, ledger, **more)


def test_only_the_responsible_say_so(desk: LedgerDesk, ledger: PlanLedger) -> None:
    for person in (desk.green_reporter, desk.green_head, desk.reader, desk.evaluator, desk.administrator):
        with pytest.raises(ActionDenied, match="担当部署"):
            verify(desk, ledger, by=person)
    assert verify(desk, ledger, by=desk.head).by == "花課長"


def test_observations_are_corrected_by_new_ones(desk: LedgerDesk, ledger: PlanLedger) -> None:
    key = item(ledger, "1-1-1").item_id

    def log(seen: str, decided: str, **more: Any) -> Any:
        values = {
            "ledger": ledger,
            "item_id": key,
            "observed_on": APRIL,
            "observation": seen,
            "decision": decided,
            "by": desk.reporter,
            "clock": desk.clock,
        }
        return observe(**(values | more))

    first = log("苗が枯れた", "水やりを増やす")
    second = log("苗が3割枯れた", "水やりを増やす", corrects=first)
    with pytest.raises(ActionDenied, match="すでに訂正"):
        log("別", "別", corrects=first)
    with pytest.raises(ActionDenied, match="別の項目"):
        log("別", "別", corrects=second, item_id=item(ledger, "1-1").item_id, by=desk.planner)
    with pytest.raises(ActionDenied, match="今日まで"):
        log("未来", "未来", observed_on=datetime.date(2026, 4, 3))
    for seen, decided in (("", "判断"), ("観察", "")):
        with pytest.raises(ActionDenied, match="入力してください"):
            log(seen, decided)
    assert observations_of(ledger=ledger, item_id=key) == [second]
    assert observations_of(ledger=ledger) == [second]


@pytest.mark.parametrize("table", ["verification", "followup", "observation"])
def test_entries_are_only_added(desk: LedgerDesk, ledger: PlanLedger, table: str) -> None:
    row = verify(desk, ledger)
    follow_up(verification=row, fiscal_year=2026, text="後", by=desk.planner, clock=desk.clock)
    observe(
        ledger=ledger,
        item_id=row.item_key,
        observed_on=APRIL,
        observation="見た",
        decision="した",
        by=desk.planner,
        clock=desk.clock,
    )
    for sql in (
        f"UPDATE plans_{table} SET by = '別'",
        f"DELETE FROM plans_{table}",
        f"INSERT OR REPLACE INTO plans_{table} SELECT * FROM plans_{table}",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
