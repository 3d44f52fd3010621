"""調査票（Excel）to take: who is led to which workbook, the list of all, and all in one file."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.departments.models import Department
from mitodoke.domain.role import Role
from mitodoke.reporting.models import ReportingRound
from reporting.desk import Desk
from reporting.workbook.edited_books import Book

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def survey(desk: Desk) -> ReportingRound:
    return desk.open()


def address(name: str, survey: ReportingRound, department: Department) -> str:
    parts = {"round_id": survey.pk, "department_id": department.pk}
    return reverse(f"desk:{name}", kwargs=parts)


def test_the_file_is_named_after_round_and_department(desk: Desk, survey: ReportingRound) -> None:
    response = signed_in(desk.reporter).get(address("workbook", survey, desk.flowers))
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Content-Disposition"].endswith(".xlsx")
    assert "no-store" in response["Cache-Control"]


def test_a_department_that_is_not_asked_has_no_workbook(desk: Desk) -> None:
    survey = desk.open(departments=[desk.flowers])
    response = signed_in(desk.green_reporter).get(address("workbook", survey, desk.green))
    assert response.status_code == 404
    assert "みどり課には、この調査の回答を依頼していません。" in body(response)


def test_the_links_of_a_reporter_lead_to_their_own_workbook(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.reporter)
    page = body(client.get(reverse("desk:round_answers", kwargs={"round_id": survey.pk})))
    assert f'<a href="{address("workbook", survey, desk.flowers)}">調査票（Excel）を受け取る</a>' in page
    assert (
        f'<a href="{address("workbook_upload", survey, desk.flowers)}">入力した調査票を読み込む</a>' in page
    )
    assert reverse("desk:workbooks", kwargs={"round_id": survey.pk}) in body(client.get("/desk/"))
    head = body(signed_in(desk.head).get(reverse("desk:round_answers", kwargs={"round_id": survey.pk})))
    assert "調査票（Excel）を受け取る" in head
    assert "入力した調査票を読み込む" not in head


def test_the_planner_has_them_all(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.planner)
    parts = {"round_id": survey.pk}
    page = body(client.get(reverse("desk:round", kwargs=parts)))
    assert reverse("desk:workbooks", kwargs=parts) in page
    listed = body(client.get(reverse("desk:workbooks", kwargs=parts)))
    assert "部署ごとの調査票 2件" in listed
    response = client.get(reverse("desk:workbooks_zip", kwargs=parts))
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    assert [name[:4] for name in archive.namelist()] == ["001_", "002_"]
    assert [name.rsplit("_", 1)[1] for name in archive.namelist()] == ["みどり課.xlsx", "花課.xlsx"]
    for name in archive.namelist():
        assert Book(archive.read(name)).cells


def test_the_list_holds_only_what_one_may_read(desk: Desk, survey: ReportingRound) -> None:
    listed = body(
        signed_in(desk.green_reporter).get(reverse("desk:workbooks", kwargs={"round_id": survey.pk}))
    )
    assert "みどり課" in listed
    assert "花課" not in listed


def test_with_two_departments_one_sees_the_list(desk: Desk, survey: ReportingRound) -> None:
    desk.person(desk.reporter.username, Role.REPORTER, desk.green)
    page = body(signed_in(desk.reporter).get(reverse("desk:round_answers", kwargs={"round_id": survey.pk})))
    assert "部署ごとの調査票（Excel）" in page
    assert "（ZIP）" not in page
