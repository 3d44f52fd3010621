"""Files of evidence at an answer: who may when, the trail, one file kept once, and the way into the document."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from mitodoke.documents.models import SourceText
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.evidence import LARGEST, EvidenceKind
from mitodoke.reporting.adoption import adopted_evidence
from mitodoke.reporting.models import Assignment, Evidence, EvidenceFile, HistoryEvent
from mitodoke.reporting.queries import evidence_of, history_sentences, readable_evidence
from mitodoke.reporting.services import (
    add_evidence,
    adopt_answers,
    change_evidence,
    close_desk_round,
    remove_evidence,
)
from mitodoke.reporting.services.evidence import MOST_PIECES
from reporting.desk import Desk, of
from reporting.evidence_samples import pdf, picture

pytestmark = pytest.mark.django_db


def add(desk: Desk, assignment: Assignment, **more: Any) -> Evidence:
    values: dict[str, Any] = {
        "assignment": assignment,
        "name": "集計.csv",
        "data": "年度,来場者\n".encode(),
        "caption": "来場者の集計",
        "by": desk.reporter,
        "clock": desk.clock,
    }
    return add_evidence(**(values | more))


def test_a_file_is_added_described_and_removed_and_everything_is_in_the_trail() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    piece = add(desk, answer)
    answer.refresh_from_db()
    assert (answer.state, answer.revision) == (AnswerState.DRAFT, 1)
    assert (piece.is_public, piece.file.kind, piece.file.size) == (False, EvidenceKind.TEXT, 17)
    change_evidence(
        evidence=piece, caption=" 来場者の 集計表 ", is_public=True, by=desk.reporter, clock=desk.clock
    )
    change_evidence(
        evidence=piece, caption="来場者の 集計表", is_public=True, by=desk.reporter, clock=desk.clock
    )
    remove_evidence(evidence=piece, by=desk.reporter, clock=desk.clock)
    told = history_sentences(assignment=answer)
    assert [one.split("、", 1)[1] for one in told[1:]] == [
        "花担当が根拠資料のファイル「来場者の集計（集計.csv、公開しない）」を加えました。",
        "花担当が根拠資料のファイル「来場者の集計（集計.csv、公開しない）」を「来場者の 集計表（集計.csv、公開してよい）」に変えました。",
        "花担当が根拠資料のファイル「来場者の 集計表（集計.csv、公開してよい）」を外しました。",
    ]
    assert evidence_of(assignment=answer) == []
    [removed] = evidence_of(assignment=answer, removed=True)
    assert (removed.removed_by, bytes(removed.file.data)) == ("花担当", "年度,来場者\n".encode())
    answer.refresh_from_db()
    assert answer.revision == 3
    with pytest.raises(ActionDenied, match="すでに外されています"):
        remove_evidence(evidence=piece, by=desk.reporter, clock=desk.clock)
    assert add(desk, answer).position == 2


def test_the_same_file_is_kept_once() -> None:
    desk = Desk()
    survey = desk.open()
    first = add(desk, of(survey, desk.flowers))
    other = add(desk, of(survey, desk.green), by=desk.green_reporter, name="別の名.csv")
    assert first.file_id == other.file_id == hashlib.sha256("年度,来場者\n".encode()).hexdigest()
    assert EvidenceFile.objects.count() == 1
    with pytest.raises(ActionDenied, match="すでに加えてあるファイルと同じ内容です"):
        add(desk, of(survey, desk.flowers), name="写し.csv")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"data": b""}, "空のファイル"),
        ({"data": b"a" * (LARGEST + 1)}, "大きすぎます"),
        ({"data": b"MZ\x00"}, "種類のファイルではありません"),
        ({"caption": " 　"}, "説明を入力"),
        ({"caption": "あ" * 501}, "500字まで"),
        ({"caption": "a\u202eb"}, "制御文字"),
        ({"by": "head"}, "所属担当"),
        ({"by": "planner"}, "所属担当"),
        ({"by": "green_reporter"}, "所属担当"),
        ({"by": "reader"}, "所属担当"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(more: dict[str, Any], told: str) -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    if isinstance(more.get("by"), str):
        more = more | {"by": getattr(desk, more["by"])}
    with pytest.raises(ActionDenied, match=told):
        add(desk, answer, **more)
    answer.refresh_from_db()
    assert (answer.state, answer.revision) == (AnswerState.NOT_BEGUN, 0)
    assert not EvidenceFile.objects.exists()
    assert not HistoryEvent.objects.filter(assignment=answer, act="add_evidence").exists()


@pytest.mark.parametrize("state", AnswerState)
def test_it_can_be_changed_in_the_states_in_which_the_answer_can(state: AnswerState) -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    piece = add(desk, answer)
    handed_in = state not in (AnswerState.NOT_BEGUN, AnswerState.DRAFT, AnswerState.RETURNED)
    values = {"submitted_by": desk.reporter, "submitted_at": desk.clock()} if handed_in else {}
    Assignment.objects.filter(pk=answer.pk).update(state=state, **values)
    acts = (
        lambda: add(desk, answer, data=picture("PNG"), name="a.png"),
        lambda: change_evidence(
            evidence=piece, caption="別", is_public=True, by=desk.reporter, clock=desk.clock
        ),
        lambda: remove_evidence(evidence=piece, by=desk.reporter, clock=desk.clock),
    )
    for act in acts:
        if handed_in:
            with pytest.raises(ActionDenied, match=f"この回答は「{state.label}」のため"):
                act()
        else:
            act()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\x\\表.csv", "表.csv"), ("../../etc/passwd", "passwd.txt"), ("実行.exe", "実行.exe.txt"),
        ("a\u202egpj.csv", "agpj.csv"), ('x<>:"|?*.CSV', "x.CSV"), ("", "根拠資料.txt"), ("...", "根拠資料.txt"),
        ("あ" * 300 + ".csv", "あ" * 116 + ".csv"), ("頁.html", "頁.html.txt"),
    ],
)  # fmt: skip
def test_names_are_made_harmless(name: str, kept: str) -> None:
    desk = Desk()
    assert add(desk, of(desk.open(), desk.flowers), name=name).name == kept


def test_no_more_than_so_many_stand_at_an_answer() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    for number in range(MOST_PIECES):
        add(desk, answer, data=f"{number}".encode())
    with pytest.raises(ActionDenied, match="20個まで"):
        add(desk, answer, data=b"more")


def test_who_may_read_it() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    piece = add(desk, answer)

    def readers() -> set[str]:
        people = (desk.reporter, desk.head, desk.planner, desk.reader, desk.green_reporter, desk.green_head)
        return {
            one.username
            for one in people
            if readable_evidence(assignment=answer, evidence_id=piece.pk, person=one, clock=desk.clock)
        }

    assert readers() == {"花担当", "花課長", "企画", "監査"}
    remove_evidence(evidence=piece, by=desk.reporter, clock=desk.clock)
    assert readers() == {"企画", "監査"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_evidencefile SET kind = 'pdf'",
        "DELETE FROM reporting_evidencefile",
        "INSERT OR REPLACE INTO reporting_evidencefile SELECT * FROM reporting_evidencefile",
        "DELETE FROM reporting_evidence",
        "UPDATE reporting_evidence SET name = 'x'",
        "UPDATE reporting_evidence SET removed_by = NULL, removed_at = NULL",
    ],
)
def test_the_database_itself_keeps_what_was_given(statement: str) -> None:
    desk = Desk()
    remove_evidence(evidence=add(desk, of(desk.open(), desk.flowers)), by=desk.reporter, clock=desk.clock)
    with pytest.raises(DatabaseError, match="根拠資料"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_confirmed_evidence_goes_into_the_document_and_what_is_not_released_is_only_counted() -> None:
    desk = Desk()
    survey = desk.open()
    answer = of(survey, desk.flowers)
    desk.fill(answer)
    desk.save(answer, "evidence.1", "https://example.lg.jp/a")
    desk.save(answer, "evidence.1.caption", "議事録")
    desk.save(answer, "evidence.1.public", "yes")
    desk.save(answer, "evidence.2", "https://example.lg.jp/secret")
    desk.save(answer, "kpi.K1.evidence", "https://example.lg.jp/kpi")
    add(desk, answer, data=pdf(), name="報告.pdf", caption="報告書", is_public=True)
    add(desk, answer, caption="内部の集計")
    desk.confirm(answer)
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
    adopted = adopt_answers(reporting_round=survey, by=desk.planner, clock=desk.clock)
    document = current_document(adopted.document)
    assert document is not None
    text = SourceText.objects.get(document=document).text
    sha256 = hashlib.sha256(pdf()).hexdigest()
    assert "根拠資料：議事録（https://example.lg.jp/a）" in text
    assert f"根拠資料：報告書（ファイル「報告.pdf」、SHA-256 {sha256}）" in text
    assert "根拠資料（公開しないもの）：3件" in text
    for hidden in ("secret", "内部の集計", "集計.csv", "lg.jp/kpi"):
        assert hidden not in text
    pieces = adopted_evidence(document)
    assert [(one.caption, one.is_public, one.address, one.file_name) for one in pieces] == [
        ("議事録", True, "https://example.lg.jp/a", None),
        (None, False, "https://example.lg.jp/secret", None),
        ("花壇の数", False, "https://example.lg.jp/kpi", None),
        ("報告書", True, None, "報告.pdf"),
        ("内部の集計", False, None, "集計.csv"),
    ]
    assert {(one.subject, one.department, one.fiscal_year) for one in pieces} == {("01-1-1", "花課", 2025)}
    assert (pieces[3].sha256, pieces[3].kind, pieces[3].size) == (sha256, EvidenceKind.PDF, len(pdf()))
    again = adopt_answers(reporting_round=survey, by=desk.planner, clock=desk.clock)
    assert not again.is_new


def test_listing_reads_no_bytes_and_asks_once(django_assert_num_queries: Any) -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    for number in range(5):
        add(desk, answer, data=f"{number}".encode())
    with django_assert_num_queries(1):
        assert [one.file.size for one in evidence_of(assignment=answer)] == [1] * 5
