"""What stands beside the facts is frozen with them: only what may be public, and only what is of the document."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mitodoke.documents.queries import current_document
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.beside import DatedNote, ItemAmount, ItemVerification, OutsideOpinion
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.evidence import EvidenceKind
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.opinion import OpinionAction
from mitodoke.domain.own_field import FieldControl, FieldRule
from mitodoke.domain.role import Role
from mitodoke.outputs.edition_json import BESIDE_FIELDS
from mitodoke.plans.services import annotate_wording, take_over_plan
from mitodoke.publishing.beside import with_what_stands_beside
from mitodoke.publishing.prepare import prepare_edition
from mitodoke.publishing.queries import load_edition
from mitodoke.publishing.release_services import withdraw_edition
from mitodoke.reporting.models import Evidence
from mitodoke.reporting.records import to_reading
from plans.ledger_desk import LedgerDesk
from publishing.beside_desk import FILE, PUBLISHED, SCALE, SECRET, YEAR, BesideDesk, publish
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> BesideDesk:
    return BesideDesk()


def frozen(desk: BesideDesk) -> DocumentContent:
    edition = load_edition(desk.city.pk, DocumentKind.COMPREHENSIVE_PLAN, YEAR)
    assert edition is not None
    return edition.content


def beside(content: DocumentContent) -> dict[str, int]:
    return {name: len(getattr(content, name)) for name in BESIDE_FIELDS if getattr(content, name)}


def test_a_plan_with_nothing_beside_it_freezes_nothing(desk: BesideDesk) -> None:
    document = desk.issued()
    assert publish(document.key).is_new
    assert beside(frozen(desk)) == {}
    assert not publish(document.key).is_new


def test_everything_that_is_public_is_frozen(desk: BesideDesk) -> None:
    survey = desk.asked(desk.issued())
    desk.answered(survey)
    desk.confirmed()
    desk.confirmed(None, text="全体によく進んでいる。")
    desk.amount()
    desk.verified()
    desk.own_value(SCALE, "B", fiscal_year=YEAR)
    publish(desk.adopted(survey))
    content = frozen(desk)
    one = desk.id_of("1-1-1")
    whole, about = content.opinions
    assert (whole.item_id, whole.text) == (None, "全体によく進んでいる。")
    assert about == OutsideOpinion(
        item_id=one,
        fiscal_year=YEAR,
        evaluator="花咲市行政評価委員会",
        written_on="2026-04-02",
        text="時期を早めるべきである。",
        answer="3月に早めます。",
        department="花課",
        answered_on="2026-04-02",
    )
    assert content.amounts == (
        ItemAmount(
            item_id=one, fiscal_year=YEAR, kind=AmountKind.BUDGET, yen=Decimal(1_250_000), source="予算書"
        ),
    )
    assert content.verifications == (
        ItemVerification(
            item_id=one,
            fiscal_year=YEAR,
            decision=VerificationDecision.EXPAND,
            reason="利用が多い",
            next_steps="2か所ふやす",
        ),
    )
    [value] = content.own_values
    assert (value.label, value.control, value.value, value.meaning) == (
        "総合評価",
        FieldControl.SCALE,
        "B",
        "遅れ",
    )
    link, file = content.evidence
    assert (link.subject, link.address, link.caption) == (
        one,
        "https://example.lg.jp/flowers?y=1",
        "配布の記録",
    )
    assert (file.file_name, file.kind, file.size) == ("来場者の集計.csv", EvidenceKind.TEXT, len(FILE))
    assert file.file_sha256 == hashlib.sha256(FILE).hexdigest()
    assert hashlib.sha256(SECRET).hexdigest() not in str(content)
    assert "名簿" not in str(content)


@pytest.mark.parametrize("ends", ["waits", "drafted", "returned", "reopened"])
def test_an_opinion_without_a_confirmed_answer_never_gets_in(desk: BesideDesk, ends: str) -> None:
    document = desk.issued()
    opinion = desk.opinion()
    if ends != "waits":
        desk.answer(opinion)
    if ends == "returned":
        desk.lead(opinion, OpinionAction.RETURN, "時期を具体的に")
    if ends == "reopened":
        desk.lead(opinion, OpinionAction.CONFIRM)
        desk.lead(opinion, OpinionAction.REOPEN, "数字の誤り")
    publish(document.key)
    assert beside(frozen(desk)) == {}


def test_fields_that_are_not_public_never_get_in(desk: BesideDesk) -> None:
    document = desk.issued()
    inner = FieldRule(label="内部メモ", control=FieldControl.TEXT, readers=(Role.PLANNER,))
    desk.own_value(inner, "見せない")
    desk.own_value(replace(SCALE, label="内部評価", public=False), "A", fiscal_year=YEAR)
    publish(document.key)
    assert beside(frozen(desk)) == {}


def test_a_file_in_a_public_field_is_frozen_by_its_hash_and_given_out(desk: BesideDesk) -> None:
    document = desk.issued()
    desk.own_file(FILE)
    desk.own_file(SECRET, label="内部資料", public=False)
    publish(document.key)
    content = frozen(desk)
    assert beside(content) == {"own_files": 1}
    [file] = content.own_files
    assert (file.item_id, file.label, file.file_name, file.kind, file.size) == (
        desk.id_of("1-1-1"),
        "配置図",
        "配置図.csv",
        EvidenceKind.TEXT,
        len(FILE),
    )
    base = f"/{desk.city.pk}/plan/fy{YEAR}/v1/own-files/"
    found = Client().get(f"{base}{hashlib.sha256(FILE).hexdigest()}.txt")
    assert (found.status_code, found.content) == (200, FILE)
    assert Client().get(f"{base}{hashlib.sha256(SECRET).hexdigest()}.txt").status_code == 404


@pytest.mark.parametrize("kind", ["opinion", "amount", "verification", "own_value", "own_file"])
def test_something_new_beside_the_facts_makes_a_new_edition(desk: BesideDesk, kind: str) -> None:
    document = desk.issued()
    first = publish(document.key)
    {
        "opinion": desk.confirmed,
        "amount": desk.amount,
        "verification": desk.verified,
        "own_value": lambda: desk.own_value(SCALE, "A", fiscal_year=YEAR),
        "own_file": lambda: desk.own_file(FILE),
    }[kind]()
    prepared = prepare_edition(document=document.key, today=PUBLISHED)
    assert prepared.same is None
    [change] = prepared.changes()
    assert (change.before, change.field) == (None, "全体")
    assert change.group in {"外部評価の意見", "予算・決算", "検証", "独自の欄", "独自の欄のファイル"}
    second = publish(document.key)
    assert (second.is_new, second.edition.version) == (True, first.edition.version + 1)
    assert second.edition.inputs_sha256 != first.edition.inputs_sha256
    assert not publish(document.key).is_new


def test_the_newest_entry_counts_and_one_taken_back_is_gone(desk: BesideDesk) -> None:
    document = desk.issued()
    desk.amount()
    desk.amount("1,300千円", seen=1)
    publish(document.key)
    assert [one.yen for one in frozen(desk).amounts] == [1_300_000]
    desk.amount(None, seen=2, note="二重に入力したため")
    publish(document.key)
    assert frozen(desk).amounts == ()


def test_later_years_stay_out(desk: BesideDesk) -> None:
    document = desk.issued()
    desk.amount(fiscal_year=YEAR - 1)
    desk.amount(fiscal_year=YEAR + 1)
    desk.own_value(SCALE, "A", fiscal_year=YEAR + 1)
    publish(document.key)
    assert [one.fiscal_year for one in frozen(desk).amounts] == [YEAR - 1]
    assert frozen(desk).own_values == ()


def test_evidence_waits_for_its_answer_to_be_adopted(desk: BesideDesk) -> None:
    document = desk.issued()
    survey = desk.asked(document)
    desk.answered(survey)
    publish(document.key)
    assert beside(frozen(desk)) == {}
    key = desk.adopted(survey)
    content = to_reading(document).content
    assert with_what_stands_beside(content, document=document, lines=to_reading(document).lines) == content
    publish(key)
    assert beside(frozen(desk)) == {"evidence": 2}
    Evidence.objects.update(is_public=False)
    newest = current_document(key)
    assert newest is not None
    reading = to_reading(newest)
    left = with_what_stands_beside(reading.content, document=newest, lines=reading.lines).evidence
    assert [one.address for one in left] == ["https://example.lg.jp/flowers?y=1"]


def test_a_document_that_was_read_takes_from_the_one_ledger_that_took_it_over() -> None:
    desk = LedgerDesk()
    document = current_document(f"mayoral_pledges-{desk.city.pk}-2025")
    assert document is not None
    values = {
        "document": document,
        "decider": "市長",
        "decided_on": APRIL,
        "by": desk.planner,
        "clock": desk.clock,
    }
    ledger = take_over_plan(title="市長公約", **values)  # type: ignore[arg-type]
    annotate_wording(
        ledger=ledger,
        item_id="01-1",
        text="対象は市内の全域です。",
        noted_on=datetime.date(2026, 4, 1),
        by=desk.planner,
        clock=desk.clock,
    )
    reading = to_reading(document)
    found = with_what_stands_beside(reading.content, document=document, lines=reading.lines)
    assert found.wording_notes == (
        DatedNote(item_id="01-1", noted_on="2026-04-01", text="対象は市内の全域です。"),
    )
    renamed = replace(
        reading.content, items=tuple(replace(one, title="別の約束") for one in reading.content.items)
    )
    assert with_what_stands_beside(renamed, document=document, lines=reading.lines) == renamed
    take_over_plan(title="市長公約（次の任期）", **values)  # type: ignore[arg-type]
    assert with_what_stands_beside(reading.content, document=document, lines=reading.lines) == reading.content


def test_the_files_of_an_edition_are_served_until_it_is_withdrawn(desk: BesideDesk) -> None:
    survey = desk.asked(desk.issued())
    desk.answered(survey)
    publication = publish(desk.adopted(survey))
    home = f"/{desk.city.pk}/plan/fy{YEAR}/v1/evidence/"
    released, kept_back = (f"{home}{hashlib.sha256(data).hexdigest()}.txt" for data in (FILE, SECRET))
    found = Client().get(released)
    assert (found.status_code, found.content) == (200, FILE)
    assert Client().get(kept_back).status_code == 404
    withdraw_edition(
        edition_id=publication.edition.edition_id,
        reason="誤って公表したため",
        announced_by="企画課",
        by="試験",
    )
    assert Client().get(released).status_code != 200


def test_gathering_costs_the_same_however_much_there_is(desk: BesideDesk) -> None:
    document = desk.issued()
    counts = []
    for number in range(1, 5):
        desk.confirmed(text=f"意見その{number}")
        desk.amount(f"{number}千円", fiscal_year=2020 + number)
        desk.own_value(replace(SCALE, label=f"評価{number}"), "A", fiscal_year=YEAR)
        reading = to_reading(document)
        with CaptureQueriesContext(connection) as queries:
            found = with_what_stands_beside(reading.content, document=document, lines=reading.lines)
        assert [len(one) for one in (found.opinions, found.amounts, found.own_values)] == [number] * 3
        counts.append(len(queries))
    assert len(set(counts)) == 1
