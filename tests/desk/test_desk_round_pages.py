"""Rounds: opened after a preview, extended, closed, reopened; the board, the matrix and its files."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.departments.models import Department
from mitodoke.domain.approval import Action
from mitodoke.reporting.models import Assignment, ReportingRound
from reporting.desk import CODE, Desk, of

pytestmark = pytest.mark.django_db
NEW = f"/desk/cities/{CODE}/rounds/new/"


def opening(desk: Desk, **more: Any) -> dict[str, Any]:
    values = {
        "document": desk.document.key,
        "previous": desk.document.key,
        "fiscal_year": "2025",
        "opened_on": "令和8年4月1日",
        "due_on": "R8.4.30",
        "asks": ["ratings", "activities", "kpi_actuals"],
        "instructions": "年度末の見込みで入力してください。",
    }
    return values | more


def test_the_preview_tells_who_is_asked_and_asks_nobody() -> None:
    desk = Desk()
    page = body(signed_in(desk.planner).post(NEW, opening(desk, action="preview")))
    assert "2部署に、合わせて<b>2件</b>の回答を依頼します。" in page
    assert "この内容で調査を始める" in page
    assert not ReportingRound.objects.exists()


def test_the_same_form_opens_the_round() -> None:
    desk = Desk()
    page = body(signed_in(desk.planner).post(NEW, opening(desk, action="open"), follow=True))
    assert "調査を始め、2件の回答を依頼しました。" in page
    survey = ReportingRound.objects.get()
    assert (survey.opened_on.isoformat(), survey.due_on.isoformat()) == ("2026-04-01", "2026-04-30")
    assert survey.instructions == "年度末の見込みで入力してください。"


def test_only_some_departments() -> None:
    desk = Desk()
    signed_in(desk.planner).post(NEW, opening(desk, action="open", departments=[str(desk.green.pk)]))
    assert [one.department for one in Assignment.objects.all()] == [desk.green]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"due_on": "あした"}, "一つの日付として読めません"),
        ({"due_on": "令和8年4月30日～5月1日"}, "一つの日付として読めません"),
        ({"due_on": "令和8年4月"}, "一つの日付として読めません"),
        ({"due_on": "令和8年3月31日"}, "回答期限が開始日より前です"),
        ({"asks": []}, "尋ねること"),
        ({"asks": ["patronage"]}, "選んだ文書は計画の文書です"),
        ({"document": "x"}, "対象の文書を選んでください。"),
        ({"fiscal_year": "令和"}, "年度"),
        ({"departments": ["0"]}, "部署"),
        ({"opened_on": ""}, "開始日"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(more: dict[str, Any], told: str) -> None:
    desk = Desk()
    response = signed_in(desk.planner).post(NEW, opening(desk, action="open") | more)
    assert response.status_code == 422
    page = body(response)
    assert told in page
    assert 'role="alert"' in page
    assert "年度末の見込みで入力してください。" in page
    assert not ReportingRound.objects.exists()


def test_the_board_and_what_can_be_changed() -> None:
    desk = Desk()
    survey = desk.open()
    client = signed_in(desk.planner)
    address = reverse("desk:round", kwargs={"round_id": survey.pk})
    page = body(client.get(address))
    assert "2件中0件提出、0件確定" in page
    assert "期限を過ぎて提出されていない回答" in page  # the tests run after April 2026
    change = reverse("desk:round_change", kwargs={"round_id": survey.pk})
    sent = {"action": "extend", "due_on": "令和8年5月15日", "reason": "連休のため"}
    assert "回答期限を変えました。" in body(client.post(change, sent, follow=True))
    refused = client.post(change, {"action": "close", "reason": ""})
    assert "確定していない回答が2件あります。" in body(refused)
    assert refused.status_code == 422
    page = body(client.post(change, {"action": "close", "reason": "年度の切替え"}, follow=True))
    assert "調査を締め切りました。" in page
    assert "回答を反映して、公表の確認に進む" in page
    again = {"action": "reopen", "due_on": "令和60年1月1日", "reason": "追加のため"}
    page = body(client.post(change, again, follow=True))
    assert "調査を再開しました。" in page
    assert "年度の切替え" in page
    assert client.post(change, {"action": "extend", "reason": "x"}).status_code == 422
    assert client.post(change, {"action": ""}).status_code == 422


def test_a_reader_sees_the_board_and_no_buttons() -> None:
    desk = Desk()
    survey = desk.open()
    page = body(signed_in(desk.reader).get(reverse("desk:round", kwargs={"round_id": survey.pk})))
    assert "部署ごとの進み具合" in page
    assert "調査を締め切る" not in page
    assert 'name="action"' not in page


def test_requests_are_added_moved_and_taken_back() -> None:
    desk = Desk()
    survey = desk.open()
    client = signed_in(desk.planner)
    address = reverse("desk:round_request", kwargs={"round_id": survey.pk})
    trees = Department.objects.create(
        municipality=desk.city, name="公園課", recorded_by="試験", recorded_at=desk.clock()
    )
    item = survey.plan.items.get(key="01-1")
    page = body(
        client.post(address, {"action": "assign", "item": item.pk, "department": trees.pk}, follow=True)
    )
    assert "公園課に「01-1 花壇をふやす」の回答を依頼しました。" in page
    moved = {"action": "move", "predecessor": desk.green.pk, "successor": trees.pk, "reason": "改編"}
    assert "1件の依頼をみどり課から公園課に移しました。" in body(client.post(address, moved, follow=True))
    mine = of(survey, desk.flowers)
    done = client.post(address, {"action": "cancel", "assignment": mine.pk, "reason": "対象外"})
    assert done.status_code == 302
    for wrong in ({}, {"action": "assign"}, {"action": "move"}, {"action": "cancel", "assignment": "x"}):
        response = client.post(address, wrong)
        assert response.status_code == 422
        assert 'role="alert"' in body(response)


def test_the_matrix_as_page_csv_and_workbook_says_the_same() -> None:
    desk = Desk()
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    client = signed_in(desk.reader)
    parts = {"round_id": survey.pk}
    page = body(client.get(reverse("desk:matrix", kwargs=parts)))
    assert "苗を配る" in page
    file = client.get(reverse("desk:matrix_csv", kwargs=parts))
    assert unquote(file["Content-Disposition"]).endswith(f"''{survey.name}の一覧.csv")
    table = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert table[0] == ["番号", "項目", "みどり課", "花課"]
    assert table[1][3].startswith("提出済み")
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("desk:matrix_xlsx", kwargs=parts)).content))
    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert rows == table


def test_names_that_look_like_formulas_are_text_in_the_files() -> None:
    desk = Desk()
    survey = desk.open()
    Department.objects.filter(pk=desk.green.pk).update(name="=HYPERLINK(1)")
    client = signed_in(desk.planner)
    parts = {"round_id": survey.pk}
    file = client.get(reverse("desk:matrix_csv", kwargs=parts)).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in file
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("desk:matrix_xlsx", kwargs=parts)).content))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value} == {"s"}


def test_entries_are_added_by_the_department_and_listed() -> None:
    desk = Desk()
    survey = desk.open_register()
    client = signed_in(desk.reporter)
    listed = reverse("desk:round_answers", kwargs={"round_id": survey.pk})
    page = body(client.get(listed))
    assert "花まつり" in page
    assert "事業を追加する" in page
    add = reverse("desk:round_add_entry", kwargs={"round_id": survey.pk})
    assert "事業を追加しました。" in body(client.post(add, {"department": desk.flowers.pk}, follow=True))
    refused = body(client.post(add, {"department": desk.green.pk}, follow=True))
    assert 'role="alert"' in refused
    assert survey.assignments.filter(entry_key__startswith="new-").count() == 1


def test_a_department_lists_its_own_answers_only() -> None:
    desk = Desk()
    survey = desk.open()
    page = body(signed_in(desk.reporter).get(reverse("desk:round_answers", kwargs={"round_id": survey.pk})))
    assert "花課" in page
    assert "みどり課" not in page


def test_no_rounds_is_a_sentence() -> None:
    desk = Desk()
    page = body(signed_in(desk.planner).get(reverse("desk:rounds", kwargs={"code": CODE})))
    assert "回答を受け付けている調査はありません。「調査を始める」から" in page
