"""Files in a city's own fields: taken by content, kept for good, read by whom the field says, published where it says."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.evidence import LARGEST, EvidenceKind
from mitodoke.domain.own_field import FieldControl, FieldRule
from mitodoke.domain.role import Role
from mitodoke.plans.models import OwnFile, OwnValue, PlanLedger
from mitodoke.plans.queries import (
    own_fields_for,
    own_file_bytes,
    plan_sentences,
    public_files,
    public_values,
    readable_file,
)
from mitodoke.plans.services import define_field, record_file, record_value, retire_field
from plans.ledger_desk import LedgerDesk, item
from reporting.evidence_samples import pdf, with_part, workbook

pytestmark = pytest.mark.django_db
MAP = FieldRule(
    label="配置図",
    control=FieldControl.FILE,
    editors=(Role.PLANNER, Role.REPORTER),
    readers=(Role.PLANNER, Role.REPORTER, Role.READER),
    public=True,
)
CSV = "場所,数\n公園,3\n".encode()


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def define(desk: LedgerDesk, ledger: PlanLedger, rule: FieldRule = MAP, **more: Any) -> str:
    values = {"ledger": ledger, "level": "level3", "rule": rule, "by": desk.planner, "clock": desk.clock}
    return define_field(**(values | more)).key


def enter(desk: LedgerDesk, ledger: PlanLedger, key: str, data: bytes = CSV, **more: Any) -> OwnValue:
    values = {
        "ledger": ledger, "item_id": item(ledger, "1-1-1").item_id, "key": key, "name": "配置.csv", "data": data,
        "seen": 0, "by": desk.planner, "clock": desk.clock,
    }  # fmt: skip
    return record_file(**(values | more))


def take_back(desk: LedgerDesk, ledger: PlanLedger, key: str, seen: int) -> OwnValue | None:
    return record_value(
        ledger=ledger, item_id=item(ledger, "1-1-1").item_id, key=key, value=None, seen=seen, by=desk.planner,
        reason="誤り", clock=desk.clock,
    )  # fmt: skip


def read(
    desk: LedgerDesk, ledger: PlanLedger, row: OwnValue, person: User, code: str = "1-1-1"
) -> bytes | None:
    found = readable_file(
        ledger=ledger, item=item(ledger, code), number=row.pk, person=person, clock=desk.clock
    )
    return None if found is None or found.file is None else bytes(found.file.data)


def test_a_file_is_entered_replaced_and_taken_back_and_all_of_it_stays(
    desk: LedgerDesk, ledger: PlanLedger
) -> None:
    key = define(desk, ledger)
    first = enter(desk, ledger, key, by=desk.reporter)
    assert (first.value, first.number, first.file_id) == ("配置.csv", 1, hashlib.sha256(CSV).hexdigest())
    assert enter(desk, ledger, key, seen=0).pk == first.pk, "the same again adds nothing"
    other = enter(desk, ledger, key, pdf(), name="配置.csv", seen=1, reason="新しい図")
    assert (other.value, other.number) == ("配置.csv.pdf", 2)
    [shown] = own_fields_for(
        ledger=ledger,
        item=item(ledger, "1-1-1"),
        fiscal_year=2025,
        person=desk.planner,
        clock=desk.clock,
    )
    assert shown.file is not None
    assert (shown.value, shown.number, shown.file.row, shown.file.kind, shown.file.size) == (
        "配置.csv.pdf", 2, other.pk, EvidenceKind.PDF, len(pdf()),
    )  # fmt: skip
    take_back(desk, ledger, key, 2)
    assert OwnFile.objects.count() == 2
    assert enter(desk, ledger, key, seen=3).file_id == first.file_id
    assert OwnFile.objects.count() == 2, "known bytes are kept once"
    told = plan_sentences(ledger=ledger)[-3:]
    short = hashlib.sha256(CSV).hexdigest()[:8]
    assert f"「配置.csv（テキスト・CSV、{len(CSV)}バイト、{short}）」から" in told[0]
    assert told[0].endswith("理由：新しい図")
    assert "（なし）に記録しました。理由：誤り" in told[1]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空のファイル"),
        (b"MZ\x90\x00", "種類のファイルではありません"),
        (b"PK\x03\x04", "壊れ"),
        (pdf(catalog=b"/OpenAction<</S/JavaScript/JS(x)>>"), "動作するプログラム"),
        (with_part(workbook(), "xl/vbaProject.bin", b"x"), "マクロ"),
        (with_part(workbook(), "xl/externalLinks/externalLink1.xml", b"<x/>"), "参照する数式"),
        (b"a" * (LARGEST + 1), "大きすぎます"),
    ],
)
def test_hostile_files_are_refused_in_a_sentence(
    desk: LedgerDesk, ledger: PlanLedger, data: bytes, told: str
) -> None:
    key = define(desk, ledger)
    with pytest.raises(ActionDenied, match=told):
        enter(desk, ledger, key, data)
    assert not OwnValue.objects.exists()
    assert not OwnFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\図\\配置図.csv", "配置図.csv"),
        ("頁.html", "頁.html.txt"),
        ("gnp.\u202etxt", "gnp.txt"),
        ("\x00\r\n", "配置図.txt"),
        ("", "配置図.txt"),
        ('a"b<c>|?*:.csv', "abc.csv"),
        ("長" * 500 + ".csv", "長" * 116 + ".csv"),
    ],
)
def test_names_are_made_harmless(desk: LedgerDesk, ledger: PlanLedger, name: str, kept: str) -> None:
    assert enter(desk, ledger, define(desk, ledger), name=name).value == kept


def test_only_a_file_goes_into_a_field_for_files_and_into_no_other(
    desk: LedgerDesk, ledger: PlanLedger
) -> None:
    key = define(desk, ledger)
    text = define(desk, ledger, FieldRule(label="内部メモ", control=FieldControl.TEXT))
    with pytest.raises(ActionDenied, match="ファイルを選んでください"):
        record_value(
            ledger=ledger, item_id=item(ledger, "1-1-1").item_id, key=key, value="配置.csv", seen=0,
            by=desk.planner, clock=desk.clock,
        )  # fmt: skip
    with pytest.raises(ActionDenied, match="ファイルの欄ではありません"):
        enter(desk, ledger, text)


def test_who_may_enter_and_read_is_the_definition(desk: LedgerDesk, ledger: PlanLedger) -> None:
    key = define(desk, ledger)
    for person in (desk.head, desk.green_reporter, desk.reader, desk.evaluator):
        with pytest.raises(ActionDenied, match="企画担当、所属担当"):
            enter(desk, ledger, key, by=person)
    row = enter(desk, ledger, key, by=desk.reporter)
    for person in (desk.planner, desk.reporter, desk.reader):
        assert read(desk, ledger, row, person) == CSV
    for person in (desk.head, desk.green_reporter, desk.evaluator, desk.administrator):
        assert read(desk, ledger, row, person) is None
    assert read(desk, ledger, row, desk.planner, "1-1-2") is None, "another item's"
    with pytest.raises(ActionDenied, match="開いている間に花担当が"):
        enter(desk, ledger, key, pdf(), seen=0)


def test_what_was_replaced_or_is_no_longer_asked_is_read_by_who_reads_history(
    desk: LedgerDesk, ledger: PlanLedger
) -> None:
    key = define(desk, ledger)
    old = enter(desk, ledger, key)
    new = enter(desk, ledger, key, pdf(), seen=1)
    assert read(desk, ledger, old, desk.reporter) is None
    assert read(desk, ledger, old, desk.reader) == read(desk, ledger, old, desk.planner) == CSV
    assert read(desk, ledger, new, desk.reporter) == pdf()
    retire_field(ledger=ledger, key=key, reason="不要", by=desk.planner, clock=desk.clock)
    assert read(desk, ledger, new, desk.reporter) is None
    assert read(desk, ledger, new, desk.planner) == pdf()
    define(desk, ledger, replace(MAP, readers=(Role.PLANNER, Role.REPORTER)), key=key)
    assert read(desk, ledger, new, desk.reader) is None, "the definition of today counts"


def test_published_is_what_stands_in_public_fields(desk: LedgerDesk, ledger: PlanLedger) -> None:
    key, inner = define(desk, ledger), define(desk, ledger, replace(MAP, label="内部", public=False))
    yearly = define(desk, ledger, replace(MAP, label="年報", yearly=True))
    enter(desk, ledger, inner, b"secret")
    enter(desk, ledger, key)
    enter(desk, ledger, yearly, pdf(), fiscal_year=2025)
    enter(desk, ledger, yearly, b"next", fiscal_year=2026)
    found = public_files(ledger=ledger, fiscal_year=2025)
    assert [(one.label, one.file_name, one.kind, one.size) for one in found] == [
        ("配置図", "配置.csv", EvidenceKind.TEXT, len(CSV)),
        ("年報", "配置.csv.pdf", EvidenceKind.PDF, len(pdf())),
    ]
    assert own_file_bytes(found[0].file_sha256) == CSV
    assert own_file_bytes("0" * 64) is None
    assert public_values(ledger=ledger, fiscal_year=2025) == []
    take_back(desk, ledger, key, 1)
    assert [one.label for one in public_files(ledger=ledger, fiscal_year=2025)] == ["年報"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE plans_ownfile SET kept_by = '別'",
        "DELETE FROM plans_ownfile",
        "INSERT OR REPLACE INTO plans_ownfile SELECT * FROM plans_ownfile",
        "UPDATE plans_ownvalue SET file_id = NULL",
        "DELETE FROM plans_ownvalue",
    ],
)
def test_the_database_itself_keeps_what_was_entered(desk: LedgerDesk, ledger: PlanLedger, sql: str) -> None:
    enter(desk, ledger, define(desk, ledger))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_lists_read_no_bytes_and_cost_the_same_however_many(desk: LedgerDesk, ledger: PlanLedger) -> None:
    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            own_fields_for(
                ledger=ledger,
                item=item(ledger, "1-1-1"),
                fiscal_year=2025,
                person=desk.planner,
                clock=desk.clock,
            )
            public_files(ledger=ledger, fiscal_year=2025)
        return [query["sql"] for query in queries]

    enter(desk, ledger, define(desk, ledger))
    few = asked()
    for number in range(6):
        enter(desk, ledger, define(desk, ledger), f"{number}".encode())
    assert len(asked()) == len(few)
    assert not [sql for sql in few if '"plans_ownfile"."data"' in sql]
