"""What cannot be a document gets one sentence on the page, with 422, and nothing of it stays."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from desk.city import signed_in
from desk.import_files import at, body, pledges, send, sent, store
from mitodoke.documents.models import ImportRun, SourceFile
from mitodoke.sources.read_text import MAX_BYTES
from reporting.desk import CODE, Desk
from sources.read_excel.test_bad_workbooks import BAD
from sources.read_excel.workbooks import archive
from sources.read_pdf import bad_pdfs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def client() -> Client:
    return signed_in(Desk().planner)


def refused(client: Client, home: Path, name: str, data: bytes) -> str:
    """The sentence on the page; nothing is stored or kept."""
    response = send(client, SimpleUploadedFile(name, data))
    assert response.status_code == 422
    found = re.findall(r'<div class="alert" role="alert"><p>(.*?)</p></div>', body(response))
    assert len(found) == 1
    assert found[0].endswith("。")
    assert ImportRun.objects.count() == 1
    assert SourceFile.objects.count() == 0
    assert not (home / "imports").exists()
    return str(found[0])


@pytest.mark.parametrize("case", BAD)
def test_a_bad_office_file(client: Client, home: Path, case: str) -> None:
    data, words = BAD[case]
    assert words in refused(client, home, "文書.xlsx", data)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (bad_pdfs.encrypted, "パスワード"),
        (bad_pdfs.picture_only, "スキャン"),
        (lambda: bad_pdfs.blank_pages(0), "PDF"),
        (lambda: bad_pdfs.blank_pages(1_001), "上限"),
        (bad_pdfs.without_unicode, "文書"),
        (lambda: pledges("pdf")[:4_000], "PDFとして読めません"),
    ],
)
def test_a_bad_pdf(client: Client, home: Path, make: Any, words: str) -> None:
    assert words in refused(client, home, "文書.pdf", make())


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b" \n", "空です"),
        ("絵.txt", b"\x89PNG\r\n", "画像"),
        ("制御.txt", "花咲市\n\x07".encode(), "制御文字"),
        ("別の文.txt", "きょうは晴れ。".encode(), "様式"),
        ("文字.txt", b"\x81\x00\xff\xfe\x00", "テキストではありません"),
        ("版.json", b'{"content": 1}', "edition.json"),
        ("版.json", b"{", "edition.json"),
        ("深い.json", b'{"a":' * 50_000, "edition.json"),
        ("数.json", b'{"x": "1E+99999999"}', "書き表せない"),
        ("表.csv", b"a,b\n1,2\n", "document.csv"),
        ("表.zip", archive({"document.csv": b"document,title,kind\n"}), "0 行"),
        ("表.zip", archive({"x/document.csv": b'a,"b\n'}), "CSV として読めません"),
        ("大きい.txt", b"x" * (MAX_BYTES + 1), "大きすぎます"),
    ],
)
def test_what_is_no_document(client: Client, home: Path, name: str, data: bytes, words: str) -> None:
    if not data:
        response = send(client, SimpleUploadedFile(name, data))
        assert response.status_code == 422
        assert "<script>alert" not in body(response)
        return
    assert words in refused(client, home, name, data)


def test_nothing_chosen_and_two_documents_at_once(client: Client, home: Path) -> None:
    address = reverse("desk:import_new", kwargs={"code": CODE})
    assert "ファイルを選んでください。" in body(client.post(address, {"document": "text"}))
    two = [SimpleUploadedFile(f"{one}.txt", pledges("txt")) for one in "ab"]
    response = send(client, *two)
    assert response.status_code == 422
    assert "一度に一つずつ" in body(response)
    same = [SimpleUploadedFile("a.csv", b"a"), SimpleUploadedFile("x/a.csv", b"b")]
    assert "同じ名前" in body(send(client, *same))
    many = [SimpleUploadedFile(f"{one}.csv", b"a") for one in range(41)]
    assert "41個" in body(send(client, *many))
    assert not (home / "imports").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"place": ""},
        {"title": "題" * 100_000},
        {"code": "\u0000\u202e<b>"},
        {"printed_progress": "NaN"},
        {"item_id": "01"},
        {"kind": "vision", "parent_id": "nowhere"},
        {"sdgs": [99999999999999999999]},
    ],
)
def test_json_that_no_reader_would_write_is_stored_or_refused_but_no_fault(
    client: Client, change: dict[str, Any]
) -> None:
    edition = json.loads(pledges("json"))
    edition["content"]["items"][2].update(change)
    response = send(client, SimpleUploadedFile("版.json", json.dumps(edition).encode()))
    assert response.status_code in (302, 422)
    if response.status_code == 302:
        token = response["Location"].rstrip("/").rsplit("/", 1)[-1]
        assert client.get(at("import_records", token)).status_code == 200
        outcome = store(client, token)
        assert outcome.status_code in (302, 422)
        runs = ImportRun.objects.count()
        assert runs == (2 if outcome.status_code == 302 else 1)
        if outcome.status_code == 422:
            assert "元のデータを確かめてください。" in body(outcome)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "花\u202etxt.exe",
        'a"b\r\nX: y.txt',
        "あ" * 300 + ".txt",
        "<b>.txt",
        ".txt",
        "con\x00.txt",
    ],
)
def test_a_hostile_name_is_only_shown(client: Client, home: Path, name: str) -> None:
    token = sent(client, pledges("txt"), name)
    page = client.get(at("import_review", token)).content.decode()
    assert "\u202e" not in page
    assert "<b>.txt" not in page
    assert sorted(one.name for one in (home / "imports" / token).iterdir()) == ["about.json", "document"]
    assert len(list((home / "imports").iterdir())) == 1


def test_the_file_comes_back_as_it_was_under_a_safe_name(client: Client) -> None:
    name = 'a"b/../花\u202e.pdf'
    token = sent(client, pledges("pdf"), name)
    store(client, token)
    file = SourceFile.objects.get()
    given = client.get(reverse("desk:import_file", kwargs={"code": CODE, "sha256": file.sha256}))
    assert given.content == pledges("pdf")
    assert given["Content-Type"] == "application/pdf"
    assert given["Content-Disposition"].startswith("attachment;")
    assert "\u202e" not in file.name
    missing = client.get(reverse("desk:import_file", kwargs={"code": CODE, "sha256": "f" * 64}))
    assert missing.status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 32, "..", "0" * 31, "A" * 32])
def test_a_token_that_is_none_is_not_found(client: Client, token: str) -> None:
    if token == "..":
        return
    for name in ("import_review", "import_columns", "import_records", "import_place"):
        assert client.get(at(name, token)).status_code == 404


@pytest.mark.parametrize("place", ["", "L999999", "p1", "x" * 100_000, "L0", "一覧!A1", "p1@1,1,1", "\x00"])
def test_a_place_that_nothing_stands_at_is_not_found(client: Client, place: str) -> None:
    token = sent(client, pledges("txt"))
    assert client.get(at("import_place", token), {"at": place}).status_code == 404
