"""Fields, scales and money of a city's own: defined as data, entered by whom the definition says, never rewritten."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.own_field import FieldControl, FieldRule, ScaleStep
from mitodoke.domain.role import Role
from mitodoke.plans.models import OwnField, OwnValue, PlanLedger, ProjectAmount
from mitodoke.plans.queries import (
    amounts_of,
    fields_of,
    newest_amounts,
    own_fields_for,
    plan_sentences,
    public_values,
)
from mitodoke.plans.services import define_field, record_amount, record_value, retire_field
from plans.ledger_desk import LedgerDesk, item

pytestmark = pytest.mark.django_db

SCALE = FieldRule(
    label="総合評価",
    control=FieldControl.SCALE,
    steps=(
        ScaleStep(code="A", name="順調", definition="目標を超えた", value=Decimal("1.5")),
        ScaleStep(code="B", name="遅れ"),
    ),
    yearly=True,
    editors=(Role.REPORTER, Role.PLANNER),
    readers=(Role.REPORTER, Role.PLANNER, Role.HEAD),
    public=True,
)
NOTE = FieldRule(label="内部メモ", control=FieldControl.TEXT, readers=(Role.PLANNER,))


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def define(desk: LedgerDesk, ledger: PlanLedger, rule: FieldRule, **more: Any) -> OwnField:
    values = {"ledger": ledger, "level": "level3", "rule": rule, "by": desk.planner, "clock": desk.clock}
    return define_field(**(values | more))


def record(desk: LedgerDesk, ledger: PlanLedger, key: str, value: str | None, **more: Any) -> Any:
    values = {
        "ledger": ledger,
        "item_id": item(ledger, "1-1-1").item_id,
        "key": key,
        "value": value,
        "seen": 0,
        "by": desk.planner,
        "clock": desk.clock,
    }
    return record_value(**(values | more))


def test_a_scale_is_defined_and_used(desk: LedgerDesk, ledger: PlanLedger) -> None:
    scale = define(desk, ledger, SCALE)
    assert [one.rule for one in fields_of(ledger=ledger)] == [SCALE]
    first = record(desk, ledger, scale.key, "A", fiscal_year=2025, by=desk.reporter)
    record(desk, ledger, scale.key, "B", fiscal_year=2025, seen=first.number, reason="再集計")
    assert record(desk, ledger, scale.key, "B", fiscal_year=2025, seen=0).number == 2
    [shown] = public_values(ledger=ledger, fiscal_year=2025)
    assert (shown.item_id, shown.label, shown.control, shown.value, shown.meaning) == (
        item(ledger, "1-1-1").item_id,
        "総合評価",
        FieldControl.SCALE,
        "B",
        SCALE.steps[1].name,
    )
    assert public_values(ledger=ledger, fiscal_year=2024) == []
    assert public_values(ledger=ledger, fiscal_year=None) == []
    assert plan_sentences(ledger=ledger)[-1].endswith(
        "企画が「1-1-1 苗を配る」の「総合評価（令和7年度）」を「A」から「B」に記録しました。理由：再集計"
    )
    with pytest.raises(ActionDenied, match="次の中から"):
        record(desk, ledger, scale.key, "C", fiscal_year=2025, seen=2)
    with pytest.raises(ActionDenied, match="開いている間に企画が「B」に"):
        record(desk, ledger, scale.key, "A", fiscal_year=2025, seen=1)


def test_who_may_see_and_edit_is_the_definition(desk: LedgerDesk, ledger: PlanLedger) -> None:
    scale, note = define(desk, ledger, SCALE), define(desk, ledger, NOTE)
    one = item(ledger, "1-1-1")
    seen = {
        person.username: [
            (field.field.rule.label, field.may_edit)
            for field in own_fields_for(
                ledger=ledger, item=one, fiscal_year=2025, person=person, clock=desk.clock
            )
        ]
        for person in (desk.planner, desk.reporter, desk.head, desk.green_reporter, desk.reader)
    }
    assert seen == {
        "企画": [("総合評価", True), ("内部メモ", True)],
        "花担当": [("総合評価", True)],
        "花課長": [("総合評価", False)],
        "緑担当": [],
        "監査": [],
    }
    for person in (desk.head, desk.green_reporter, desk.reader):
        with pytest.raises(ActionDenied, match="所属担当、企画担当"):
            record(desk, ledger, scale.key, "A", fiscal_year=2025, by=person)
    with pytest.raises(ActionDenied, match="企画担当"):
        record(desk, ledger, note.key, "メモ", by=desk.reporter)
    with pytest.raises(ActionDenied, match="企画担当"):
        define(desk, ledger, NOTE, by=desk.reporter)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"fiscal_year": None}, "年度を選んでください"),
        ({"fiscal_year": 99999}, "西暦"),
        ({"item_id": "missing"}, "計画にありません"),
        ({"key": "missing"}, "定義されていません"),
    ],
)
def test_what_cannot_be_entered(
    desk: LedgerDesk, ledger: PlanLedger, more: dict[str, Any], words: str
) -> None:
    scale = define(desk, ledger, SCALE)
    with pytest.raises(ActionDenied, match=words):
        record(desk, ledger, **({"key": scale.key, "value": "A", "fiscal_year": 2025} | more))
    with pytest.raises(ActionDenied, match="使われていない欄"):
        record(desk, ledger, scale.key, "A", fiscal_year=2025, item_id=item(ledger, "1").item_id)
    assert not OwnValue.objects.exists()


def test_a_definition_changes_and_ends_and_its_values_stay(desk: LedgerDesk, ledger: PlanLedger) -> None:
    note = define(desk, ledger, NOTE)
    record(desk, ledger, note.key, "=HYPERLINK(1)\n<b>")
    renamed = FieldRule(label="企画メモ", control=FieldControl.TEXT)
    assert define(desk, ledger, renamed, key=note.key).number == 2
    with pytest.raises(ActionDenied, match="種類と階層は変えられません"):
        define(desk, ledger, FieldRule(label="数", control=FieldControl.NUMBER), key=note.key)
    retire_field(ledger=ledger, key=note.key, reason="不要", by=desk.planner, clock=desk.clock)
    assert fields_of(ledger=ledger) == []
    assert [one.rule.label for one in fields_of(ledger=ledger, with_retired=True)] == ["企画メモ"]
    assert OwnValue.objects.get().value == "=HYPERLINK(1)\n<b>"
    with pytest.raises(ActionDenied, match="使われていない欄"):
        record(desk, ledger, note.key, "後", seen=1)
    with pytest.raises(ActionDenied, match="すでに"):
        retire_field(ledger=ledger, key=note.key, reason="不要", by=desk.planner, clock=desk.clock)


def amount(desk: LedgerDesk, ledger: PlanLedger, kind: AmountKind, typed: str | None, **more: Any) -> Any:
    values = {
        "ledger": ledger,
        "item_id": item(ledger, "1-1-1").item_id,
        "fiscal_year": 2025,
        "kind": kind,
        "amount": typed,
        "seen": 0,
        "by": desk.planner,
        "clock": desk.clock,
    }
    return record_amount(**(values | more))


def test_budget_and_settlement_are_exact_yen(desk: LedgerDesk, ledger: PlanLedger) -> None:
    amount(desk, ledger, AmountKind.BUDGET, "1,250千円", source="予算書12頁", by=desk.reporter)
    amount(desk, ledger, AmountKind.SETTLEMENT, "1,000,001円")
    [year] = amounts_of(ledger=ledger).values()
    assert (year.budget, year.final_budget, year.settlement) == (1250000, None, 1000001)
    assert year.execution == Decimal(1000001) / Decimal(1250000)
    amount(desk, ledger, AmountKind.SETTLEMENT, None, note="別の事業の金額だった", seen=1)
    [year] = amounts_of(ledger=ledger, item_id=item(ledger, "1-1-1").item_id).values()
    assert (year.settlement, year.execution) == (None, None)
    rows = newest_amounts(ledger=ledger, item_id=item(ledger, "1-1-1").item_id)
    assert [(row.kind, row.number, row.source) for row in rows] == [
        ("budget", 1, "予算書12頁"),
        ("settlement", 2, None),
    ]
    told = plan_sentences(ledger=ledger)
    assert (
        "「令和7年度の決算」を「1,000,001円」から（なし）に記録しました。理由：別の事業の金額だった"
        in told[-1]
    )


def test_what_is_no_amount(desk: LedgerDesk, ledger: PlanLedger) -> None:
    amount(desk, ledger, AmountKind.BUDGET, "0")
    for typed, more, words in (
        ("約100円", {"seen": 1}, "一つの数"),
        ("-5", {"seen": 1}, "0円以上"),
        ("10", {}, "開いている間に企画が"),
        (None, {"seen": 1}, "理由"),
        ("5", {"seen": 1, "by": desk.green_reporter}, "依頼してください"),
        ("5", {"seen": 1, "by": desk.reader}, "依頼してください"),
    ):
        with pytest.raises(ActionDenied, match=words):
            amount(desk, ledger, AmountKind.BUDGET, typed, **more)
    assert amount(desk, ledger, AmountKind.BUDGET, "0円").number == 1
    assert amount(desk, ledger, AmountKind.FINAL_BUDGET, None) is None
    assert ProjectAmount.objects.count() == 1


@pytest.mark.parametrize("table", ["ownfield", "ownvalue", "projectamount"])
def test_entries_are_only_added(desk: LedgerDesk, ledger: PlanLedger, table: str) -> None:
    note = define(desk, ledger, NOTE)
    record(desk, ledger, note.key, "メモ")
    amount(desk, ledger, AmountKind.BUDGET, "1")
    for sql in (
        f"UPDATE plans_{table} SET by = '別'",
        f"DELETE FROM plans_{table}",
        f"INSERT OR REPLACE INTO plans_{table} SELECT * FROM plans_{table}",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_reads_cost_the_same_however_much_was_entered(desk: LedgerDesk, ledger: PlanLedger) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            own_fields_for(
                ledger=ledger,
                item=item(ledger, "1-1-1"),
                fiscal_year=2025,
                person=desk.planner,
                clock=desk.clock,
            )
            public_values(ledger=ledger, fiscal_year=2025)
            amounts_of(ledger=ledger)
        return len(queries)

    define(desk, ledger, SCALE)
    first = count()
    for number in range(10):
        field = define(desk, ledger, NOTE)
        record(desk, ledger, field.key, f"メモ{number}")
        amount(desk, ledger, AmountKind.BUDGET, str(number), fiscal_year=2010 + number)
    assert count() == first
