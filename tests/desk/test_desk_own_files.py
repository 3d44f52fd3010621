"""Files in a city's own fields on the page of an item: entered by its form, given out to be saved, by whom it says."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from desk.plan_pages import PlanPages, told
from mitodoke.domain.own_field import FieldControl, FieldRule
from mitodoke.domain.role import Role
from mitodoke.plans.models import OwnValue
from mitodoke.plans.services import define_field
from plans.ledger_desk import item
from reporting.evidence_samples import pdf

pytestmark = pytest.mark.django_db
PAGE = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages(open_revision=False)


def define(pages: PlanPages, **more: Any) -> str:
    rule = {
        "label": "配置図",
        "control": FieldControl.FILE,
        "editors": (Role.PLANNER, Role.REPORTER),
        "readers": (Role.PLANNER, Role.REPORTER, Role.READER),
    }
    return define_field(
        ledger=pages.ledger,
        level="level3",
        rule=FieldRule(**(rule | more)),
        by=pages.desk.planner,
        clock=pages.desk.clock,
    ).key


def send(
    pages: PlanPages, key: str, data: bytes | None = PAGE, client: Client | None = None, **more: str
) -> HttpResponse:
    form: dict[str, object] = {"key": key, "seen": "0", "action": "keep"} | more
    if data is not None:
        form["file"] = SimpleUploadedFile("頁.html", data)
    return (client or pages.planner).post(pages.of_item("1-1-1", "plan_item_file_enter"), form)


def address(pages: PlanPages, row: OwnValue) -> str:
    parts = {"ledger_id": pages.ledger.pk, "item_id": item(pages.ledger, "1-1-1").item_id, "entry": row.pk}
    return reverse("desk:plan_item_file", kwargs=parts)


def test_a_file_is_entered_shown_and_taken_back(pages: PlanPages) -> None:
    key = define(pages)
    page = body(pages.planner.get(pages.of_item("1-1-1")))
    assert "「配置図」のファイルを入れる" in page
    assert 'enctype="multipart/form-data"' in page
    assert "独自の欄に入力する" not in page, "nothing is typed here"
    page = told(pages.planner, send(pages, key, file_why="最初の図"))
    row = OwnValue.objects.get()
    assert "「配置図」に頁.html.txtを入れました。" in page
    assert f'href="{address(pages, row)}" download' in page
    assert "テキスト・CSV" in page
    assert "入れ替える・外す" in page
    assert "理由：最初の図" in page
    page = told(pages.planner, send(pages, key, None, seen="1", action="remove"))
    assert "「配置図」のファイルを外しました。" in page
    assert "入力されていません" in page


def test_it_is_only_ever_given_out_to_be_saved(pages: PlanPages) -> None:
    key = define(pages)
    send(pages, key)
    found = pages.planner.get(address(pages, OwnValue.objects.get()))
    assert found.content == PAGE
    assert found["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert found["Content-Disposition"].endswith(".html.txt")
    assert found["Content-Type"] == "application/octet-stream"
    assert found["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in found["Cache-Control"]


def test_each_role_reads_and_enters_as_the_field_says(pages: PlanPages) -> None:
    key = define(pages)
    send(pages, key)
    row = OwnValue.objects.get()
    expected = {
        "planner": 200, "reporter": 200, "reader": 200, "head": 404, "other_reporter": 404, "evaluator": 403,
        "administrator": 403, "nobody": 403,
    }  # fmt: skip
    clients = {name: signed_in(person) for name, person in pages.people().items()}
    assert {name: client.get(address(pages, row)).status_code for name, client in clients.items()} == expected
    for name, client in clients.items():
        status = send(pages, key, pdf(), client, seen="1").status_code
        assert (status == 302) == (name == "reporter" or name == "planner"), name
        if name == "planner":
            assert send(pages, key, pdf(), client, seen="1").status_code == 302, (
                "the same again is no conflict"
            )
    newest = OwnValue.objects.latest("pk")
    assert newest.number == 2
    assert clients["reporter"].get(address(pages, row)).status_code == 404, "replaced"
    assert clients["reader"].get(address(pages, row)).status_code == 200


@pytest.mark.parametrize(
    ("data", "more", "sentence"),
    [
        (b"MZ\x00", {}, "種類のファイルではありません"),
        (b"", {}, "空のファイルです"),
        (b"a" * (10 * 1024 * 1024 + 1), {}, "大きすぎます"),
        (pdf(catalog=b"/OpenAction<</S/JavaScript/JS(x)>>"), {}, "動作するプログラム"),
        (None, {}, "「配置図」に入れるファイルを選んでください。"),
        (PAGE, {"key": "own99"}, "ファイルを入れる欄が見つかりません"),
        (PAGE, {"key": "\x00"}, "ファイルを入れる欄が見つかりません"),
        (PAGE, {"seen": "9" * 40}, ""),
        (PAGE, {"file_why": "長" * 100_000}, "理由"),
        (PAGE, {"year": "99999999"}, ""),
    ],
)
def test_what_is_refused_is_told_and_what_was_typed_stays(
    pages: PlanPages, data: bytes | None, more: dict[str, str], sentence: str
) -> None:
    typed = {"key": define(pages), "file_why": "新しい図"} | more
    response = send(pages, data=data, **typed)
    if not sentence:
        assert response.status_code == 302
        return
    page = body(response)
    assert response.status_code == 422
    assert sentence in page
    if not more:
        assert 'value="新しい図"' in page
        assert ("ファイルは、もう一度選んでください。" in page) == (data is not None)
    assert not OwnValue.objects.exists()


def test_another_s_file_meanwhile_is_not_replaced_unseen(pages: PlanPages) -> None:
    key = define(pages)
    send(pages, key, client=signed_in(pages.desk.reporter))
    for more in ({}, {"action": "remove"}):
        response = send(pages, key, pdf(), **more)
        assert response.status_code == 422
        assert "開いている間に花担当が「頁.html.txt」に変えました" in body(response)


def test_a_field_for_files_is_defined_on_its_page(pages: PlanPages) -> None:
    form = {
        "label": "位置図", "level": "level3", "control": "file", "choices": "", "steps": "", "editor": ["planner"],
        "reader": [], "public": "on",
    }  # fmt: skip
    page = told(pages.planner, pages.planner.post(pages.address("plan_field_new"), form))
    assert "ファイル" in page
    assert "「位置図」のファイルを入れる" in body(pages.planner.get(pages.of_item("1-1-1")))


@pytest.mark.parametrize("entry", [0, 999_999, 10**30])
def test_what_is_not_there_is_not_found(pages: PlanPages, entry: int) -> None:
    parts = {"ledger_id": pages.ledger.pk, "item_id": item(pages.ledger, "1-1-1").item_id, "entry": entry}
    assert pages.planner.get(reverse("desk:plan_item_file", kwargs=parts)).status_code == 404
