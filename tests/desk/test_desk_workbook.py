"""調査票（Excel）on the desk: taken, handed in, looked at, stored; conflicts decided, failing rows given back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desk.city import signed_in
from mitodoke.departments.models import Department
from mitodoke.domain.approval import Action
from mitodoke.reporting.models import AnswerField, HistoryEvent, ReportingRound
from mitodoke.reporting.services import close_desk_round
from reporting.desk import Desk, of
from reporting.workbook.edited_books import Book, changed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
TOKEN = re.compile(r"/upload/([0-9a-f]{32})/")


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def survey(desk: Desk) -> ReportingRound:
    return desk.open()


def body(response: Any) -> str:
    """The page as text, without the marks that keep directions of writing apart."""
    return re.sub("</?bdi>", "", response.content.decode())


def address(name: str, survey: ReportingRound, department: Department, **more: str) -> str:
    parts = {"round_id": survey.pk, "department_id": department.pk}
    return reverse(f"desk:{name}", kwargs=parts | more)


def taken(client: Client, survey: ReportingRound, department: Department) -> bytes:
    response = client.get(address("workbook", survey, department))
    assert response.status_code == 200
    return response.content  # type: ignore[no-any-return]


def upload(
    client: Client, survey: ReportingRound, department: Department, data: bytes, name: str = "花課.xlsx"
) -> HttpResponse:
    sent = SimpleUploadedFile(name, data)
    return client.post(address("workbook_upload", survey, department), {"workbook": sent})  # type: ignore[return-value]


def handed_in(client: Client, survey: ReportingRound, department: Department, data: bytes) -> str:
    """Upload what is readable; the token of the page to look at."""
    response = upload(client, survey, department, data)
    assert response.status_code == 302
    found = TOKEN.search(response["Location"])
    assert found is not None
    return found[1]


def stored(survey: ReportingRound, department: Department) -> dict[str, str | None]:
    rows = AnswerField.objects.filter(assignment=of(survey, department))
    return {row.name: row.value for row in rows}


def test_a_reporter_takes_it_fills_it_looks_at_it_and_stores_it(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    data = changed(taken(client, survey, desk.flowers), {"rating.step": 4, "rating.reason": "苗が<b>育った"})
    before = stored(survey, desk.flowers)
    token = handed_in(client, survey, desk.flowers, data)
    page = body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    assert "変わる欄 2か所" in page
    assert re.search(r'data-label="セル">評価・根拠資料!\w+4<', page)
    assert 'data-label="今の値">（空）</td><td role="cell" data-label="調査票の値">4' in page
    assert "苗が&lt;b&gt;育った" in page
    assert stored(survey, desk.flowers) == before

    result = client.post(address("workbook_store", survey, desk.flowers, token=token))
    assert "2か所を下書きとして保存しました。" in body(result)
    now = stored(survey, desk.flowers)
    assert (now["rating.step"], now["rating.reason"]) == ("4", "苗が<b>育った")
    assert {one.changed_by for one in AnswerField.objects.filter(name="rating.step")} == {"花担当"}
    again = client.post(address("workbook_store", survey, desk.flowers, token=token))
    assert "新しく保存した欄はありません。" in body(again)


def test_untouched_there_is_nothing_to_store(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    token = handed_in(client, survey, desk.flowers, taken(client, survey, desk.flowers))
    page = body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    assert "保存する変更はありません。" in page
    assert "この内容で保存する" not in page


def test_problems_are_counted_by_rows_and_cells(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    values = {"rating.step": "よい", "rating.state": "順調", "kpi.K1.state": "順調", "kpi.K1.note": "備考"}
    data = changed(taken(client, survey, desk.flowers), values)
    token = handed_in(client, survey, desk.flowers, data)
    page = body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    assert '保存できない行<span class="count">2行</span>' in page
    assert "次の3か所を直すまで" in page
    result = body(client.post(address("workbook_store", survey, desk.flowers, token=token)))
    assert '保存しなかった行<span class="count">2行</span>' in result


def test_what_needs_a_reason_is_told_before_and_after_storing_with_the_page_to_give_it(
    desk: Desk, survey: ReportingRound
) -> None:
    client = signed_in(desk.reporter)
    values = {"kpi.K1.value": -9, "activity.1": "令和5年3月1日に<b>配った", "evidence.1": "共有の棚"}
    token = handed_in(client, survey, desk.flowers, changed(taken(client, survey, desk.flowers), values))
    answer = reverse("desk:answer", kwargs={"assignment_id": of(survey, desk.flowers).pk})
    review = address("workbook_review", survey, desk.flowers, token=token)
    store = address("workbook_store", survey, desk.flowers, token=token)
    for page in (body(client.get(review)), body(client.post(store))):
        assert '理由か訂正が必要な確認事項<span class="count">2件</span>' in page
        assert '提出の前に直すところ<span class="count">1か所</span>' in page
        assert f'<a href="{answer}">01-1-1 苗を配るの回答の画面を開く</a>' in page
        assert "<li>指標の実績値!F4：「花壇の数」の実績値「-9」が0より小さくなっています" in page
        assert "<li>取組事業内容!F4：日付「令和5年3月1日」が" in page
    form = body(client.get(answer))
    assert form.count("年の誤りでなければ、載せる理由を入力してください。") >= 1


def test_without_doubts_nothing_is_said_of_reasons(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    data = changed(taken(client, survey, desk.flowers), {"activity.1": "苗を令和7年6月1日に配りました。"})
    token = handed_in(client, survey, desk.flowers, data)
    assert "確認事項" not in body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    result = client.post(address("workbook_store", survey, desk.flowers, token=token))
    assert "確認事項" not in body(result)


def conflicting(desk: Desk, survey: ReportingRound, client: Client) -> tuple[str, str]:
    """A field changed on the desk after the workbook was taken: the token, and the name of the choice."""
    data = changed(taken(client, survey, desk.flowers), {"rating.step": 4})
    desk.save(of(survey, desk.flowers), "rating.step", "9")
    return handed_in(client, survey, desk.flowers, data), f"choose-{of(survey, desk.flowers).pk}-rating.step"


@pytest.mark.parametrize(("chosen", "stands"), [("desk", "9"), ("", "9"), ("workbook", "4")])
def test_a_conflict_is_decided_by_the_person(
    desk: Desk, survey: ReportingRound, chosen: str, stands: str
) -> None:
    client = signed_in(desk.reporter)
    token, name = conflicting(desk, survey, client)
    page = body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    assert "今の値を残す：9（花担当が令和8年4月2日 8時30分に変更）" in page
    assert "調査票の値にする：4" in page
    offered = re.findall(rf'name="{re.escape(name)}" value="(\w+)"', page)
    value = offered[1] if chosen == "workbook" else chosen
    result = body(client.post(address("workbook_store", survey, desk.flowers, token=token), {name: value}))
    assert stored(survey, desk.flowers)["rating.step"] == stands
    assert ("画面の値を残した欄" in result) is (stands == "9")
    assert HistoryEvent.objects.filter(act="conflict", after="4").exists() is (stands == "9")


def test_a_choice_does_not_overwrite_what_nobody_has_seen(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    token, name = conflicting(desk, survey, client)
    page = body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    seen = re.findall(rf'name="{re.escape(name)}" value="(\d+)"', page)[0]
    desk.save(of(survey, desk.flowers), "rating.step", "8")
    result = body(client.post(address("workbook_store", survey, desk.flowers, token=token), {name: seen}))
    assert stored(survey, desk.flowers)["rating.step"] == "8"
    assert "画面の値を残した欄" in result


def test_what_changed_between_looking_and_storing_becomes_a_conflict(
    desk: Desk, survey: ReportingRound
) -> None:
    client = signed_in(desk.reporter)
    data = changed(taken(client, survey, desk.flowers), {"rating.step": 4})
    token = handed_in(client, survey, desk.flowers, data)
    desk.save(of(survey, desk.flowers), "rating.step", "9")
    result = body(client.post(address("workbook_store", survey, desk.flowers, token=token)))
    assert stored(survey, desk.flowers)["rating.step"] == "9"
    assert "画面の値を残した欄" in result


def test_rows_with_a_problem_are_told_held_back_and_given_back(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    data = changed(
        taken(client, survey, desk.flowers),
        {"rating.step": "よい", "rating.reason": "伸びた", "activity.1": "配った"},
    )
    token = handed_in(client, survey, desk.flowers, data)
    page = body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    assert re.search(r"<li>評価・根拠資料!\w+4", page)
    assert "保存しない欄 1か所" in page
    result = body(client.post(address("workbook_store", survey, desk.flowers, token=token)))
    assert "1か所を下書きとして保存しました。" in result
    assert "保存しなかった行だけの調査票" in result
    now = stored(survey, desk.flowers)
    assert now["activity.1"] == "配った"
    assert now.get("rating.reason") is None

    given = client.get(address("workbook_failing", survey, desk.flowers, token=token))
    book = Book(given.content)
    assert book.one("rating.step").value == "よい"
    book.one("rating.step").value = 7
    token = handed_in(client, survey, desk.flowers, book.saved())
    client.post(address("workbook_store", survey, desk.flowers, token=token))
    now = stored(survey, desk.flowers)
    assert (now["rating.step"], now["rating.reason"]) == ("7", "伸びた")
    none_left = client.get(address("workbook_failing", survey, desk.flowers, token=token))
    assert none_left.status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xlsx", b"", "Excel"),
        ("a.xlsx", b"PK\x03\x04broken", "a.xlsx"),
        ("<b>a.xlsx", b"text", "&lt;b&gt;a.xlsx"),
        ("a.xlsx", b"PK" + b"\0" * (10 * 1024 * 1024), "大きすぎます"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(
    desk: Desk, survey: ReportingRound, home: Path, name: str, data: bytes, told: str
) -> None:
    response = upload(signed_in(desk.reporter), survey, desk.flowers, data, name)
    assert response.status_code == 422
    alert = re.search(r'<div class="alert".*?</div>', body(response), re.S)
    assert alert is not None
    assert told in alert[0] or data == b""
    assert not (home / "uploads").exists()


def test_without_a_file_it_asks_for_one(desk: Desk, survey: ReportingRound) -> None:
    response = signed_in(desk.reporter).post(address("workbook_upload", survey, desk.flowers))
    assert response.status_code == 422
    assert "調査票のファイルを選んでください。" in body(response)


def test_another_department_s_workbook_is_refused(desk: Desk, survey: ReportingRound) -> None:
    data = taken(signed_in(desk.planner), survey, desk.green)
    response = upload(signed_in(desk.reporter), survey, desk.flowers, data)
    assert response.status_code == 422
    assert "みどり課の調査票です。花課の調査票を使ってください。" in body(response)


def test_a_workbook_of_another_site_is_refused(desk: Desk, survey: ReportingRound, settings: Any) -> None:
    client = signed_in(desk.reporter)
    data = taken(client, survey, desk.flowers)
    settings.SECRET_KEY = "another " * 8
    client = signed_in(desk.reporter)
    assert "別のシステムの調査票" in body(upload(client, survey, desk.flowers, data))


def test_a_closed_round_takes_no_workbook(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    token = handed_in(
        client,
        survey,
        desk.flowers,
        changed(taken(client, survey, desk.flowers), {"rating.step": 4}),
    )
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
    response = client.post(address("workbook_store", survey, desk.flowers, token=token))
    assert response.status_code == 422
    assert "rating.step" not in stored(survey, desk.flowers)
    listed = body(client.get(reverse("desk:workbooks", kwargs={"round_id": survey.pk})))
    assert "締め切られているため" in listed
    assert address("workbook_upload", survey, desk.flowers) not in listed


def test_an_answer_handed_in_since_takes_nothing(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    data = changed(taken(client, survey, desk.flowers), {"rating.reason": "遅れて"})
    token = handed_in(client, survey, desk.flowers, data)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    result = body(client.post(address("workbook_store", survey, desk.flowers, token=token)))
    assert "保存しなかった行" in result
    assert "rating.reason" not in stored(survey, desk.flowers)


def test_a_workbook_that_is_not_kept_is_asked_for_again(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    token = handed_in(client, survey, desk.flowers, taken(client, survey, desk.flowers))
    other = signed_in(desk.reporter)
    for name in ("workbook_review", "workbook_failing"):
        response = other.get(address(name, survey, desk.flowers, token=token))
        assert response.status_code == 410
        assert "もう一度ファイルを選んでください。" in body(response)
    assert other.post(address("workbook_store", survey, desk.flowers, token=token)).status_code == 410
