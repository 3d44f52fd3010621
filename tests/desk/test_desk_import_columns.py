"""Heads that nobody knows: asked with a preview, never guessed, remembered for the city's next document of the kind."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from desk.city import signed_in
from desk.import_files import (
    COLUMNS,
    HEADS,
    at,
    body,
    book,
    pledges,
    register_rows,
    send,
    sent,
    store,
    tell,
)
from mitodoke.documents.models import ColumnMapping, SourceDocument
from mitodoke.documents.queries import current_document, remembered_columns
from mitodoke.domain.document import DocumentKind
from mitodoke.reporting.records import to_reading
from reporting.desk import CODE, Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
REGISTER = DocumentKind.COLLABORATION_REGISTER


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.planner)


def entries(year: int) -> list[tuple[str | None, str | None, tuple[str, ...] | None, str | None]]:
    document = current_document(f"collaboration_register-{CODE}-{year}")
    assert document is not None
    found = to_reading(document).content.entries
    return [(one.number, one.title, one.departments, one.purpose) for one in found]


def stored_register(client: Client, year: int) -> str:
    """The register of the first year, asked, told and stored; the page that was looked at."""
    token = sent(client, book(register_rows(year)), "様式.xlsx")
    assert tell(client, token, COLUMNS)["Location"] == at("import_review", token)
    page = body(client.get(at("import_review", token)))
    assert store(client, token).status_code == 302
    return page


def test_unknown_heads_are_asked_with_a_preview_and_nothing_is_guessed(client: Client) -> None:
    token = sent(client, book(register_rows(6)), "様式.xlsx")
    assert client.get(at("import_review", token))["Location"] == at("import_columns", token)
    page = body(client.get(at("import_columns", token)))
    for head in HEADS:
        assert f"見出し「{head}」の列" in page
    assert "港まつり6" in page
    assert "シート「一覧」A4:E4の表" in page
    assert 'value="title">事業の名称</option>' in page
    assert "使わない</option>" in page
    assert client.post(at("import_store", token), {"seen": ""})["Location"] == at("import_columns", token)
    assert SourceDocument.objects.count() == 1


def test_the_mapping_is_remembered_and_applied_the_next_year(desk: Desk, client: Client) -> None:
    first = stored_register(client, 6)
    assert "協働事業（令和6年度）" in first
    assert first.count('data-label="決め方">今回選択') == 5
    assert entries(2024)[1] == ("2", "港まつり6", ("港課",), "港に親しむ。")
    assert remembered_columns(CODE) == {REGISTER: COLUMNS}
    assert {one.by for one in ColumnMapping.objects.all()} == {"企画"}

    other = signed_in(desk.second_planner)
    token = sent(other, book(register_rows(7)), "様式.xlsx")
    page = body(other.get(at("import_review", token)))
    assert page.count('data-label="決め方">前回と同じ') == 5
    assert "見出しの対応を変える" in page
    assert store(other, token).status_code == 302
    assert entries(2025)[1][1] == "港まつり7"
    assert ColumnMapping.objects.count() == 5
    listed = body(other.get(reverse("desk:imports", kwargs={"code": CODE})))
    assert "覚えている見出しの対応" in listed
    assert 'scope="row">催しもの</th><td role="cell" data-label="列">事業の名称' in listed


def test_a_remembered_mapping_can_be_changed_and_its_history_stays(client: Client) -> None:
    stored_register(client, 6)
    token = sent(client, book(register_rows(7)), "様式.xlsx")
    page = body(client.get(at("import_columns", token)))
    assert re.search(r'<option value="title" selected>', page)
    assert tell(client, token, COLUMNS | {"ねらい": "effects"})["Location"] == at("import_review", token)
    page = body(client.get(at("import_review", token)))
    assert 'scope="row">ねらい</th><td role="cell" data-label="列">取組の効果' in page
    assert store(client, token).status_code == 302
    assert entries(2025)[0][3] is None
    assert remembered_columns(CODE)[REGISTER]["ねらい"] == "effects"
    assert [one.column for one in ColumnMapping.objects.filter(head="ねらい").order_by("id")] == [
        "purpose",
        "effects",
    ]


def test_nothing_is_remembered_before_it_is_stored(client: Client) -> None:
    token = sent(client, book(register_rows(6)), "様式.xlsx")
    tell(client, token, COLUMNS)
    assert ColumnMapping.objects.count() == 0
    client.post(at("import_discard", token))
    again = sent(client, book(register_rows(6)), "様式.xlsx")
    assert client.get(at("import_review", again))["Location"] == at("import_columns", again)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ねらい": ""}, "見出し「ねらい」がどの列かを選んでください。"),
        ({"ねらい": "'; DROP TABLE"}, "見出し「ねらい」がどの列かを選んでください。"),
        ({"ねらい": "title"}, "「催しもの」と「ねらい」が、どちらも「事業の名称」になっています。"),
    ],
)
def test_an_answer_that_cannot_be_is_told_and_what_was_chosen_stays(
    client: Client, change: dict[str, str], told: str
) -> None:
    token = sent(client, book(register_rows(6)), "様式.xlsx")
    response = tell(client, token, COLUMNS | change)
    assert response.status_code == 422
    page = body(response)
    assert told in page
    assert '<option value="department" selected>' in page
    assert 'aria-invalid="true"' in page


def test_a_head_unknown_beside_known_ones_is_asked_too(client: Client) -> None:
    rows = register_rows(6, "No.", "事業の名称", "担当課", "目的", "<b>予算\u202e科目")
    token = sent(client, book(rows), "様式.xlsx")
    page = client.get(at("import_columns", token)).content.decode()
    assert "<b>予算" not in page
    assert "&lt;b&gt;予算" in page
    names = re.findall(r'name="(head-\d+)"', page)
    assert names == ["head-1"]
    assert client.post(at("import_columns", token), {"head-1": "ignored"})["Location"] == at(
        "import_review", token
    )
    assert store(client, token).status_code == 302
    assert entries(2024)[0] == ("1", "花壇づくり", ("緑課",), "緑をふやす。")


def test_what_is_remembered_of_registers_is_not_used_for_pledges(client: Client) -> None:
    ColumnMapping.objects.create(
        municipality_id=CODE, kind=REGISTER, head="番号", column="title", by="試験", at="2026-04-01T00:00Z"
    )
    token = sent(client, pledges("xlsx"), "公約.xlsx")
    page = body(client.get(at("import_review", token)))
    assert "前回と同じ" not in page


def test_a_workbook_without_anything_to_ask_has_nothing_to_choose(client: Client) -> None:
    token = sent(client, pledges("txt"))
    page = client.get(at("import_columns", token))
    assert page.status_code == 200
    assert "列の分からない見出しはありません" in body(page)


def test_columns_that_make_no_document_are_refused_and_asked_again(client: Client) -> None:
    rows = [["名簿"], ["あ", "い", "う"], ["x", "y", "z"], ["x", "y", "z"]]
    token = sent(client, book(rows), "名簿.xlsx")
    refused = tell(client, token, dict.fromkeys("あいう", "ignored"))
    assert refused.status_code == 422
    assert "読み取れる様式の文書ではありません" in body(refused)
    assert client.get(at("import_review", token))["Location"] == at("import_columns", token)
    assert send(client).status_code == 422
