"""A department's workbook that 企画担当 hands in for it: the reason first, then the same pages and refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from desk.city import signed_in
from desk.test_desk_workbook import address, body, handed_in, stored, taken, upload
from mitodoke.reporting.models import HistoryEvent, ReportingRound
from mitodoke.reporting.queries import history_sentences
from reporting.desk import Desk, of
from reporting.workbook.edited_books import changed

pytestmark = pytest.mark.django_db
REASON = "メールで受け取った調査票を転記"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    """A folder of its own for uploaded files."""
    settings.HOME = tmp_path


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def survey(desk: Desk) -> ReportingRound:
    return desk.open()


def test_the_reason_is_asked_first_and_told_with_what_was_stored(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.planner)
    listed = body(client.get(reverse("desk:workbooks", kwargs={"round_id": survey.pk})))
    assert "花課に代わって調査票を読み込む</a>" in listed
    data = changed(taken(client, survey, desk.flowers), {"rating.step": 4, "rating.reason": "苗が育った"})
    asks = address("on_behalf", survey, desk.flowers)
    for response in (
        client.get(address("workbook_upload", survey, desk.flowers)),
        upload(client, survey, desk.flowers, data),
    ):
        assert response["Location"] == f"{asks}?to=workbook"
    sent = {"action": "begin", "reason": REASON, "to": "workbook"}
    assert client.post(asks, sent)["Location"] == address("workbook_upload", survey, desk.flowers)

    page = body(client.get(address("workbook_upload", survey, desk.flowers)))
    assert f"花課に代わって読み込みます。</b>理由：{REASON}" in page
    token = handed_in(client, survey, desk.flowers, data)
    review = body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    assert "変わる欄 2か所" in review
    assert "花課に代わって読み込みます。" in review
    result = body(client.post(address("workbook_store", survey, desk.flowers, token=token)))
    assert "2か所を下書きとして保存しました。" in result
    assert stored(survey, desk.flowers)["rating.step"] == "4"
    told = history_sentences(assignment=of(survey, desk.flowers))
    assert "企画担当 企画が花課に代わって「10段階評価」を（なし）から「4」に変えました" in told[1]
    assert all(f"（代行の理由：{REASON}）" in one for one in told[1:])
    again = body(client.post(address("workbook_store", survey, desk.flowers, token=token)))
    assert "新しく保存した欄はありません。" in again


def test_ended_between_looking_and_storing_nothing_is_stored(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.planner)
    asks = address("on_behalf", survey, desk.flowers)
    client.post(asks, {"action": "begin", "reason": REASON})
    data = changed(taken(client, survey, desk.flowers), {"rating.step": 4})
    token = handed_in(client, survey, desk.flowers, data)
    client.post(asks, {"action": "end"})
    response = client.post(address("workbook_store", survey, desk.flowers, token=token))
    assert response.status_code == 422
    assert "先に「代わって入力する」の画面で理由を入力してください" in body(response)
    assert "rating.step" not in stored(survey, desk.flowers)


def test_a_conflict_with_the_department_is_decided(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.planner)
    client.post(address("on_behalf", survey, desk.flowers), {"action": "begin", "reason": REASON})
    data = changed(taken(client, survey, desk.flowers), {"rating.step": 4})
    desk.save(of(survey, desk.flowers), "rating.step", "9")
    token = handed_in(client, survey, desk.flowers, data)
    review = body(client.get(address("workbook_review", survey, desk.flowers, token=token)))
    assert "今の値を残す：9（花担当が" in review
    client.post(address("workbook_store", survey, desk.flowers, token=token))
    assert stored(survey, desk.flowers)["rating.step"] == "9"
    lost = HistoryEvent.objects.get(act="conflict")
    assert (lost.after, lost.proxy is not None) == ("4", True)


def test_who_writes_for_the_department_gives_no_reason(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    page = body(client.get(address("workbook_upload", survey, desk.flowers)))
    assert "代わって" not in page
    data = changed(taken(client, survey, desk.flowers), {"rating.step": 4})
    token = handed_in(client, survey, desk.flowers, data)
    client.post(address("workbook_store", survey, desk.flowers, token=token))
    assert not HistoryEvent.objects.filter(proxy__isnull=False).exists()
