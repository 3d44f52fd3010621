"""Taking a first document in: columns that cannot be together, names that are the same, giving up, and what follows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from desk.city import signed_in
from desk.import_files import KEY, at, body, book, pledges, send, sent, store
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db
SHEET = [
    ["花咲市 公約の一覧（令和8年度）"],
    ["No", "ビジョン", "約束", "やること", "受け持ち"],
    ["1", "緑のまち", "花壇をふやす", "苗を配る", "花課"],
    ["2", "緑のまち", "花壇をふやす", "水をまく", "花課"],
    ["3", "緑のまち", "木を植える", "苗木を育てる", "花課"],
]
LIST = reverse("desk:imports", kwargs={"code": CODE})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """A folder of its own for uploaded files."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def client() -> Client:
    return signed_in(Desk().planner)


def choose(client: Client, token: str, *columns: str) -> Any:
    """Tell the columns of `SHEET` in the order of its heads."""
    page = body(client.get(at("import_columns", token)))
    names = re.findall(r'<select id="(head-\d+)"', page)
    return client.post(at("import_columns", token), dict(zip(names, columns, strict=True)))


def test_a_column_of_the_same_name_is_offered_and_told_so(client: Client) -> None:
    token = sent(client, book(SHEET), "公約.xlsx")
    page = body(client.get(at("import_columns", token)))
    assert page.count("見出しと同じ名前の列を選んであります。") == 1
    assert re.findall(r'<option value="(\w+)" selected>', page) == ["vision"]


def test_columns_of_two_kinds_of_documents_are_refused_with_both_named(client: Client) -> None:
    token = sent(client, book(SHEET), "公約.xlsx")
    response = choose(client, token, "number", "title", "pledge", "measure", "department")
    assert response.status_code == 422
    page = body(response)
    assert "市長公約の表の列（「公約」「施策」）と協働事業の一覧の列（「事業の名称」）" in page
    assert page.count("selected>") == 5


def test_columns_that_make_no_document_are_asked_again_on_the_same_page(client: Client) -> None:
    token = sent(client, book(SHEET), "公約.xlsx")
    response = choose(client, token, *["ignored"] * 5)
    assert response.status_code == 422
    page = body(response)
    assert "市長公約の表には「公約」と、「施策」か「取組事業内容」の列が要ります。" in page
    assert page.count('<option value="ignored" selected>') == 5
    done = choose(client, token, "ignored", "vision", "pledge", "measure", "department")
    assert done["Location"] == at("import_review", token)


def test_the_page_says_what_can_be_read(client: Client) -> None:
    page = body(client.get(reverse("desk:import_new", kwargs={"code": CODE})))
    assert page.index("読み取れる文書") < page.index("読み取れない文書")
    refused = body(send(client, SimpleUploadedFile("メモ.txt", "きょうは晴れ。".encode())))
    assert "メモ.txt は読み取れる様式の文書ではありません。下の「読み取れる文書」" in refused


def test_what_waits_is_given_up_from_the_list(client: Client) -> None:
    token = sent(client, pledges("txt"))
    page = body(client.get(LIST))
    assert at("import_discard", token) in page
    assert "取り込みをやめました" in body(client.post(at("import_discard", token), follow=True))
    assert "保存していない文書" not in body(client.get(LIST))


def test_a_stored_document_leads_on(client: Client) -> None:
    token = sent(client, pledges("txt"))
    before = body(client.get(at("import_records", token)))
    assert "次にすること" not in before
    assert 'data-label="種類">施策' in before
    store(client, token)
    page = body(client.get(reverse("desk:document_records", kwargs={"document": KEY})))
    assert page.index("次にすること") < page.index("記録<span")
    for address in (
        reverse("desk:publication", kwargs={"document": KEY}),
        f"{reverse('desk:round_new', kwargs={'code': CODE})}?document={KEY}",
        reverse("desk:plan_take_over", kwargs={"code": CODE}),
    ):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
