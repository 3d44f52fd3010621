"""A document comes in through the desk: every kind of file, looked at, stored once, with its file and its places."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.city import signed_in
from desk.import_files import KEY, TOKEN, at, body, pledges, send, sent, store, tables
from mitodoke.departments.models import Municipality
from mitodoke.documents.models import ImportRun, SourceDocument, SourceFile
from mitodoke.documents.queries import current_document, original_data
from mitodoke.domain.role import Role
from mitodoke.reporting.records import to_reading
from mitodoke.sources.find_municipality import municipality_codes
from reporting.desk import CODE, Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.planner)


def revisions() -> int:
    return SourceDocument.objects.count()


@pytest.mark.parametrize(
    ("kind", "place"),
    [("pdf", r"^p\d+@"), ("xlsx", r"^L\d+"), ("docx", r"^L\d+"), ("txt", r"^L\d+"), ("json", r"^L\d+")],
)
def test_every_kind_of_file_is_looked_at_and_stored(client: Client, kind: str, place: str) -> None:
    before = revisions()
    token = sent(client, pledges(kind), f"公約.{kind}")
    page = body(client.get(at("import_review", token)))
    assert "市長公約（令和7年度）" in page
    assert "保存すると、第2稿に差し替わります。" in page
    assert "保存されている内容との違い" in page
    assert revisions() == before
    assert SourceFile.objects.count() == 0

    result = store(client, token, ours="yes")
    assert result.status_code == 302, body(result)
    assert result["Location"] == reverse("desk:document_records", kwargs={"document": KEY})
    document = current_document(KEY)
    assert document is not None
    assert document.revision == 2
    measures = [one for one in to_reading(document).content.items if one.kind.value == "measure"]
    assert len(measures) == 13
    assert all(re.match(place, one.place or "") for one in measures)
    assert ImportRun.objects.get(document=document).by == "企画"
    if kind in ("pdf", "docx"):
        assert original_data(document.sha256) == pledges(kind)
    else:
        assert SourceFile.objects.count() == 0
    assert body(client.get(at("import_review", token))).count("保存前の文書がありません") > 0


def test_our_csv_tables_are_chosen_together_or_as_a_zip(client: Client, tmp_path: Path) -> None:
    chosen = tables(tmp_path)
    response = send(client, *chosen)
    found = TOKEN.search(response["Location"])
    assert found is not None
    assert store(client, found[1]).status_code == 302
    document = current_document(KEY)
    assert document is not None
    assert document.revision == 2
    assert len(to_reading(document).content.items) > 20
    alone = send(client, SimpleUploadedFile("items.csv", (tmp_path / "tables" / "items.csv").read_bytes()))
    assert alone.status_code == 422
    assert "document.csv と、items.csv などの表を一緒に選んでください" in body(alone)


def test_the_same_file_twice_changes_nothing(client: Client) -> None:
    for expected in ("第2稿として保存しました", "保存されている内容と同じです。何も変わりませんでした。"):
        token = sent(client, pledges("pdf"), "公約.pdf")
        result = store(client, token)
        assert expected in body(client.get(result["Location"]))
    assert SourceDocument.objects.filter(key=KEY).count() == 2
    assert SourceFile.objects.count() == 1
    page = body(client.get(at("import_review", sent(client, pledges("pdf"), "公約.pdf"))))
    assert "保存しても何も変わりません。" in page


def test_each_change_is_listed_with_its_place(client: Client) -> None:
    store(client, sent(client, pledges("txt")))
    document = current_document(KEY)
    assert document is not None
    text = pledges("txt").decode()
    items = to_reading(document).content.items
    first = next(one for one in items if one.kind.value == "measure" and one.title and one.title in text)
    assert first.title
    text = text.replace(first.title, "題を<b>かえた")
    page = body(client.get(at("import_review", sent(client, text.encode()))))
    assert f"<del>{html.escape(first.title)}</del> → <ins>題を&lt;b&gt;かえた</ins>" in page
    link = re.search(r'<a href="([^"]+)" aria-label="[^"]*題を&lt;b&gt;かえたを原本の\d', page)
    assert link is not None
    place = body(client.get(html.unescape(link[1])))
    assert re.search(r'class="is-meant">[^<]*題を&lt;b&gt;かえた', place)
    assert "ここから読み取った記録" in place
    assert "差し替わります" in page


def test_an_upload_can_be_given_up(client: Client, home: Path) -> None:
    token = sent(client, pledges("txt"))
    assert "文書.txt" in body(client.get(reverse("desk:imports", kwargs={"code": CODE})))
    result = client.post(at("import_discard", token))
    assert "何も保存していません。" in body(client.get(result["Location"]))
    assert list((home / "imports").iterdir()) == []
    for name in ("import_review", "import_records", "import_columns"):
        assert client.get(at(name, token)).status_code == 404
    assert client.post(at("import_store", token)).status_code == 404
    assert client.post(at("import_discard", token)).status_code == 404


def test_what_was_stored_since_is_looked_at_again(desk: Desk, client: Client) -> None:
    """Two people: the second sees what the first stored before storing over it."""
    mine = sent(client, pledges("txt"))
    seen = re.search(r'name="seen" value="(\w+)"', body(client.get(at("import_review", mine))))
    assert seen is not None
    other = signed_in(desk.second_planner)
    assert "文書.txt" in body(other.get(reverse("desk:imports", kwargs={"code": CODE})))
    changed = pledges("txt").decode().replace("花咲市", "花咲市　", 1).encode()
    assert store(other, sent(other, changed)).status_code == 302
    late = client.post(at("import_store", mine), {"seen": seen[1]})
    assert late.status_code == 409
    assert "確かめている間に" in body(late)
    assert current_document(KEY).revision == 2  # type: ignore[union-attr]
    assert store(client, mine).status_code == 302
    assert current_document(KEY).revision == 3  # type: ignore[union-attr]


def test_a_document_that_does_not_tell_its_city_is_confirmed(client: Client) -> None:
    text = pledges("txt").decode().replace("花咲市", "本市").encode()
    token = sent(client, text)
    assert "花咲市の文書であることを確かめました" in body(client.get(at("import_review", token)))
    refused = store(client, token)
    assert refused.status_code == 422
    assert "印を付けてください" in body(refused)
    assert SourceDocument.objects.filter(key=KEY).count() == 1
    assert store(client, token, ours="yes").status_code == 302
    document = current_document(KEY)
    assert document is not None
    assert (document.revision, document.municipality_printed) == (2, "花咲市")


def test_another_city_s_document_is_refused(client: Client, home: Path) -> None:
    other = next(name for name, codes in municipality_codes().items() if len(codes) == 1 and len(name) == 3)
    for name in (other, "みなと市"):
        text = pledges("txt").decode().replace("花咲市", name).encode()
        response = send(client, SimpleUploadedFile("公約.txt", text))
        assert response.status_code == 422
        assert f"は{name}の文書です。花咲市の文書だけを取り込めます。" in body(response)
    assert not (home / "imports").exists()


def test_the_uploads_of_a_city_are_not_those_of_another(desk: Desk, client: Client) -> None:
    token = sent(client, pledges("pdf"), "公約.pdf")
    elsewhere = Municipality.objects.create(
        code="011002", name="札幌市", recorded_by="試験", recorded_at=desk.clock()
    )
    stranger = desk.person("よその企画", Role.PLANNER)
    desk.city, own = elsewhere, desk.city
    desk.person("よその企画二", Role.PLANNER)
    desk.city = own
    theirs = signed_in(type(stranger).objects.get(username="よその企画二"))
    for name, more in (("import_review", {}), ("import_page", {"page_number": 1})):
        assert theirs.get(at(name, token, **more)).status_code == 403
        moved = reverse(f"desk:{name}", kwargs={"code": "011002", "token": token, **more})
        assert theirs.get(moved).status_code == 404
    assert client.get(at("import_page", token, page_number=1)).status_code == 200
    assert client.get(at("import_page", token, page_number=9_999)).status_code == 404


def test_a_document_that_departments_are_asked_about_is_not_replaced(desk: Desk, client: Client) -> None:
    desk.open()
    token = sent(client, pledges("txt"))
    page = body(client.get(at("import_review", token)))
    assert "部署への調査があり" in page
    assert "この内容で保存する" not in page


def test_the_list_asks_the_database_as_often_for_many_as_for_few(client: Client) -> None:
    here = reverse("desk:imports", kwargs={"code": CODE})

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(here).status_code == 200
        return len(found)

    client.get(here)
    few = queries()
    text = pledges("txt").decode()
    for number in range(6):
        store(client, sent(client, text.replace("はじめに", f"はじめに{number}", 1).encode()))
    assert ImportRun.objects.count() == 7
    assert queries() == few
