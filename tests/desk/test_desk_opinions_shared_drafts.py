"""Drafts shared with evaluators: by an explicit act, for a time, this revision only, and on record."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from desk.city import body, signed_in
from mitodoke.desk.draft_shares import end_share, share_draft, share_of, share_sentences, shared_drafts
from mitodoke.desk.models import DraftShare, DraftShareEnd
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.publishing.models import Edition
from mitodoke.reporting.services import import_reading
from plans.ledger_desk import LedgerDesk
from reporting.desk import CODE, with_kpi_on_the_measure
from reporting.sample import plan_reading

pytestmark = pytest.mark.django_db
EVALUATION = f"/desk/cities/{CODE}/evaluation/"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


def address(desk: LedgerDesk, rest: str = "") -> str:
    return f"/desk/documents/{desk.document.key}/{rest}"


def until(days: int = 10) -> str:
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def share(desk: LedgerDesk, note: str = "評価委員会の資料") -> DraftShare:
    response = signed_in(desk.planner).post(address(desk, "share/"), {"until": until(), "note": note})
    assert response.status_code == 302, body(response)
    return DraftShare.objects.get()


def test_a_shared_draft_is_read_by_evaluators_and_auditors_until_it_ends(desk: LedgerDesk) -> None:
    readers = (desk.evaluator, desk.reader, desk.planner)
    for person in readers:
        assert signed_in(person).get(address(desk, "shared/")).status_code == 403
        assert signed_in(person).get(address(desk, f"shared/{CODE}/")).status_code == 403
    row = share(desk)
    for person in readers:
        client = signed_in(person)
        assert address(desk, "shared/") in body(client.get(EVALUATION))
        first = client.get(address(desk, "shared/"), follow=True)
        assert first.status_code == 200
        assert first.redirect_chain[-1][0].startswith(address(desk, "shared/"))
        page = body(first)
        assert "まだ公表していません" in page
        assert "外部評価のページに戻る" in page
        assert first["Cache-Control"].startswith("no-store, private")
    assert not Edition.objects.exists()
    for person in (desk.reporter, desk.head, desk.administrator):
        assert signed_in(person).get(address(desk, "shared/")).status_code == 403
    assert signed_in(desk.evaluator).get(address(desk, f"preview/{CODE}/")).status_code == 403
    end = {"share": row.pk, "reason": "委員会が終わったため"}
    assert signed_in(desk.planner).post(address(desk, "share/end/"), end).status_code == 302
    for person in readers:
        response = signed_in(person).get(address(desk, f"shared/{CODE}/"))
        assert response.status_code == 403
        assert "共有されていません" in body(response)
    told = body(signed_in(desk.planner).get(address(desk, "share/")))
    assert "企画が第1稿の案を" in told
    assert "理由：委員会が終わったため" in told


def test_a_new_revision_is_another_draft(desk: LedgerDesk) -> None:
    share(desk)
    reading = with_kpi_on_the_measure(plan_reading())
    lines = (*reading.lines, "追記")
    document = replace(
        reading.content.document, sha256="0" * 64, lines=len(lines), lines_accounted=len(reading.lines)
    )
    import_reading(
        reading=replace(
            reading,
            lines=lines,
            unaccounted=(len(lines),),
            content=replace(reading.content, document=document),
        ),
        by="試験",
    )
    newest = current_document(desk.document.key)
    assert newest is not None
    assert newest.revision == 2
    assert signed_in(desk.evaluator).get(address(desk, "shared/")).status_code == 403
    assert shared_drafts(municipality_code=CODE, today=timezone.localdate()) == []
    page = body(signed_in(desk.planner).get(address(desk, "share/")))
    assert "いまの案（第2稿）は共有していません" in page
    assert len(share_sentences(document=newest)) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"until": "", "note": "資料"},
        {"until": "いつか", "note": "資料"},
        {"until": "2020-01-01", "note": "資料"},
        {"until": "2199-01-01", "note": "資料"},
        {"until": "2026-04-30\x00", "note": "資料"},
        {"until": "TODAY", "note": ""},
        {"until": "TODAY", "note": "方向\u202e転換"},
        {"until": "TODAY", "note": "あ" * 100_000},
    ],
)
def test_what_is_no_share(desk: LedgerDesk, values: dict[str, str]) -> None:
    posted = {key: until() if value == "TODAY" else value for key, value in values.items()}
    response = signed_in(desk.planner).post(address(desk, "share/"), posted)
    assert response.status_code == 422
    assert 'role="alert"' in body(response)
    assert not DraftShare.objects.exists()


def test_shares_are_not_doubled_and_end_once(desk: LedgerDesk) -> None:
    row = share(desk, note=HOSTILE)
    client = signed_in(desk.planner)
    again = client.post(address(desk, "share/"), {"until": until(), "note": "もう一度"})
    assert again.status_code == 422
    assert "すでに共有されています" in body(again)
    assert HOSTILE not in body(client.get(address(desk, "share/")))
    assert HOSTILE not in body(signed_in(desk.evaluator).get(EVALUATION))
    for posted in (
        {"share": "", "reason": "x"},
        {"share": row.pk, "reason": ""},
        {"share": 10**30, "reason": "x"},
    ):
        assert client.post(address(desk, "share/end/"), posted).status_code == 422
    end_share(share=row, reason="終わり", by=desk.planner)
    with pytest.raises(ActionDenied, match="すでに終わっています"):
        end_share(share=row, reason="終わり", by=desk.planner)
    assert share_of(document=desk.document, today=timezone.localdate()) is None


def test_only_publishers_share(desk: LedgerDesk) -> None:
    for person in (desk.reporter, desk.reader, desk.evaluator, desk.administrator):
        with pytest.raises(ActionDenied, match="企画担当"):
            share_draft(document=desk.document, until=timezone.localdate(), note="x", by=person)
        assert signed_in(person).get(address(desk, "share/")).status_code == 403


def test_a_share_lasts_through_its_last_day(desk: LedgerDesk) -> None:
    today = timezone.localdate()
    row = share_draft(document=desk.document, until=today, note="今日だけ", by=desk.planner)
    assert share_of(document=desk.document, today=today) == row
    assert share_of(document=desk.document, today=today + datetime.timedelta(days=1)) is None


@pytest.mark.parametrize("table", ["desk_draftshare", "desk_draftshareend"])
def test_what_was_shared_stays_on_record(desk: LedgerDesk, table: str) -> None:
    end_share(share=share(desk), reason="終わり", by=desk.planner)
    assert DraftShareEnd.objects.count() == 1
    for sql in (
        f"UPDATE {table} SET by = '別'",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
