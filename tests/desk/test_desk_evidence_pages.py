"""Files of evidence on the page of an answer: added with its form, given out to be saved, taken back; and undo."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from desk.test_desk_answer_form import address, sent_form
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.reporting.models import AnswerField, Assignment, Evidence
from mitodoke.reporting.services import add_evidence
from reporting.desk import Desk, of
from reporting.evidence_samples import pdf

pytestmark = pytest.mark.django_db

PAGE = b"<html><script>alert(1)</script></html>"


def send(client: Client, answer: Assignment, file: bytes | None, **more: str) -> HttpResponse:
    """Send the form of the answer with a file."""
    form: dict[str, object] = {"action": "save", "evidence_caption": "来場者の集計", **more}
    if file is not None:
        form["evidence_file"] = SimpleUploadedFile("集計 表.csv", file)
    return client.post(address("answer_save", answer), form)


def file_address(piece: Evidence, answer: Assignment | None = None) -> str:
    parts = {"assignment_id": (answer or piece.assignment).pk, "evidence_id": piece.pk}
    return reverse("desk:answer_evidence", kwargs=parts)


def test_a_file_is_added_with_the_form_and_nothing_typed_is_lost() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    typed = sent_form(client, answer, rating__step="7")
    response = send(client, answer, b"a,b\n", **typed)
    assert response.status_code == 302
    assert AnswerField.objects.get(assignment=answer, name="rating.step").value == "7"
    page = body(client.get(address("answer", answer)))
    assert "下書きを保存しました。" in page
    piece = Evidence.objects.get()
    assert (piece.name, piece.caption, piece.is_public) == ("集計 表.csv", "来場者の集計", False)
    assert f'href="{file_address(piece)}" download' in page
    assert 'enctype="multipart/form-data"' in page
    again = sent_form(client, answer) | {
        f"e:{piece.pk}:seen": "kept", f"e:{piece.pk}:was": "来場者の集計",
        f"e:{piece.pk}:caption": "来場者の集計表", f"e:{piece.pk}:public": "1", "evidence_caption": "",
    }  # fmt: skip
    assert send(client, answer, None, **again).status_code == 302
    piece.refresh_from_db()
    assert (piece.caption, piece.is_public) == ("来場者の集計表", True)
    out = {f"e:{piece.pk}:seen": "public", f"e:{piece.pk}:remove": "1", "evidence_caption": ""}
    send(client, answer, None, **out)
    piece.refresh_from_db()
    assert piece.removed_by == "花担当"


@pytest.mark.parametrize(
    ("file", "more", "told"),
    [
        (b"MZ\x00", {}, "種類のファイルではありません"),
        (b"", {}, "空のファイルです"),
        (b"a", {"evidence_caption": " "}, "説明を入力してください"),
        (b"a" * (10 * 1024 * 1024 + 1), {}, "大きすぎます"),
        (pdf(catalog=b"/OpenAction<</S/JavaScript/JS(x)>>"), {}, "動作するプログラム"),
        (None, {}, "ファイルが選ばれていません"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_taken_is_told_and_the_rest_is_saved(
    file: bytes | None, more: dict[str, str], told: str
) -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    typed = sent_form(client, answer, rating__step="7") | {"evidence_public": "1"} | more
    response = send(client, answer, file, **typed)
    page = body(response)
    assert response.status_code == 422
    assert told in page
    assert 'name="evidence_public" value="1" checked' in page
    if not more:
        assert 'value="来場者の集計"' in page
    assert AnswerField.objects.get(assignment=answer, name="rating.step").value == "7"
    assert not Evidence.objects.exists()


def test_a_file_that_is_not_taken_stops_the_submission() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    desk.fill(answer)
    response = send(signed_in(desk.reporter), answer, b"\x00", action="submit")
    assert response.status_code == 422
    answer.refresh_from_db()
    assert answer.state == AnswerState.DRAFT


def test_a_file_is_only_ever_given_out_to_be_saved() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    response = client.post(
        address("answer_save", answer),
        {"evidence_file": SimpleUploadedFile("頁.html", PAGE), "evidence_caption": "頁"},
    )
    assert response.status_code == 302
    response = client.get(file_address(Evidence.objects.get()))
    assert response.content == PAGE
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Content-Disposition"].endswith(".html.txt")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_file_is_found_at_its_own_answer_only() -> None:
    desk = Desk()
    survey = desk.open()
    flowers, green = of(survey, desk.flowers), of(survey, desk.green)
    piece = add_evidence(
        assignment=flowers, name="a.txt", data=b"a", caption="a", by=desk.reporter, clock=desk.clock
    )
    assert signed_in(desk.green_reporter).get(file_address(piece)).status_code == 403
    assert signed_in(desk.green_reporter).get(file_address(piece, green)).status_code == 404
    assert signed_in(desk.planner).get(file_address(piece, green)).status_code == 404
    form = {f"e:{piece.pk}:seen": "kept", f"e:{piece.pk}:remove": "1"}
    signed_in(desk.green_reporter).post(address("answer_save", green), form)
    piece.refresh_from_db()
    assert piece.removed_at is None


def test_who_does_not_write_sees_the_files_and_hostile_words_stay_words() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    hostile = '"><img src=x onerror=alert(1)>'
    add_evidence(
        assignment=answer,
        name=f"{hostile}.txt",
        data=b"a",
        caption=hostile,
        by=desk.reporter,
        clock=desk.clock,
    )
    desk.fill(answer)
    desk.act(answer, Action.SUBMIT, desk.reporter)
    for person in (desk.reporter, desk.head, desk.reader):
        page = body(signed_in(person).get(address("answer", answer)))
        assert "公開しない" in page
        assert "<img" not in page
        assert 'name="evidence_file"' not in page


def test_the_last_change_of_a_field_is_taken_back_from_the_history() -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    desk.save(answer, "rating.step", "7")
    desk.clock.move(hours=1)
    desk.save(answer, "rating.step", "8")
    client = signed_in(desk.reporter)
    page = body(client.get(address("answer_history", answer)))
    assert "10段階評価を前の内容に戻す" in page
    form = {"field": "rating.step", "revision": "2"}
    assert client.post(address("answer_undo", answer), form).status_code == 302
    row = AnswerField.objects.get(assignment=answer, name="rating.step")
    assert (row.value, row.revision, row.changed_by) == ("7", 3, "花担当")
    page = body(client.get(address("answer_history", answer)))
    assert "「10段階評価」を「8」から前の内容「7」に戻しました。" in page
    for bad in (form, {"field": "x", "revision": "1"}, {"field": "rating.step", "revision": "9" * 30}, {}):
        assert client.post(address("answer_undo", answer), bad).status_code == 422
    client.post(address("answer_undo", answer), {"field": "rating.step", "revision": "3"})
    assert AnswerField.objects.get(pk=row.pk).value == "8"
    reader = body(signed_in(desk.head).get(address("answer_history", answer)))
    assert "前の内容に戻す" not in reader
    desk.fill(answer)
    desk.act(answer, Action.SUBMIT, desk.reporter)
    assert "前の内容に戻す" not in body(client.get(address("answer_history", answer)))
    refused = client.post(address("answer_undo", answer), {"field": "rating.step", "revision": "5"})
    assert refused.status_code == 422
    assert "「提出済み」のため" in body(refused)
