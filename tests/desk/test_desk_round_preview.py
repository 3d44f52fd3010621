"""Before a round begins: which documents and year the choices mean, and who could not answer."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.departments.models import Membership
from mitodoke.departments.services import register_departments
from mitodoke.desk.presentation.staffing import missing_staff
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.role import Role
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import begin_year
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db
NEW = f"/desk/cities/{CODE}/rounds/new/"
TODAY = datetime.date(2026, 4, 2)


def values(document: SourceDocument, **more: Any) -> dict[str, Any]:
    return {
        "document": document.key,
        "previous": "auto",
        "fiscal_year": "",
        "opened_on": "令和8年4月1日",
        "due_on": "R8.4.30",
        "asks": ["ratings"],
        "action": "preview",
    } | more


def test_without_a_year_it_is_that_of_the_document_and_last_years_is_found() -> None:
    desk = Desk()
    new = begin_year(previous=desk.document, fiscal_year=2026, title="公約", by=desk.planner)
    client = signed_in(desk.planner)
    page = body(client.post(NEW, values(new)))
    assert "<dt>年度</dt><dd>令和8年度</dd>" in page
    assert "<dt>対象の文書</dt><dd><bdi>公約（令和8年度）</bdi></dd>" in page
    assert f"{desk.document.title}（令和7年度）</bdi></dd>" in page
    assert "対象の文書は" not in page
    client.post(NEW, values(new, action="open"))
    survey = ReportingRound.objects.get()
    assert (survey.fiscal_year, survey.previous) == (2026, desk.document)


def test_another_year_than_the_documents_is_pointed_out() -> None:
    desk = Desk()
    page = body(signed_in(desk.planner).post(NEW, values(desk.document, fiscal_year="令和8年度")))
    assert "対象の文書は令和7年度のものですが、調査は令和8年度です。" in page
    assert "使いません（昨年度の文章と値は示されません）" not in page


def test_nothing_before_the_first_year() -> None:
    desk = Desk()
    page = body(signed_in(desk.planner).post(NEW, values(desk.document)))
    assert "使いません（昨年度の文章と値は示されません）" in page


def test_last_years_document_must_be_of_the_same_kind() -> None:
    desk = Desk()
    desk.open_register()
    register = SourceDocument.objects.filter(key=f"collaboration_register-{CODE}-2024").get()
    response = signed_in(desk.planner).post(NEW, values(desk.document, previous=register.key))
    assert response.status_code == 422
    assert "同じ種類の文書を選んでください" in body(response)


def test_the_address_chooses_the_document() -> None:
    desk = Desk()
    begin_year(previous=desk.document, fiscal_year=2026, title="公約", by=desk.planner)
    client = signed_in(desk.planner)
    assert f'value="mayoral_pledges-{CODE}-2026" selected' in body(client.get(NEW))
    page = body(client.get(NEW, {"document": desk.document.key}))
    assert f'value="{desk.document.key}" selected' in page
    assert client.get(NEW, {"document": "\x00<b>"}).status_code == 200


def test_every_wrong_field_is_told_beside_it() -> None:
    desk = Desk()
    response = signed_in(desk.planner).post(
        NEW, values(desk.document, fiscal_year="十", due_on="あした", asks=[])
    )
    page = body(response)
    assert response.status_code == 422
    for name in ("fiscal_year", "due_on", "asks"):
        assert f'id="{name}-problem"' in page
    assert page.count('aria-invalid="true"') == 2
    assert 'value="十"' in page


def test_departments_without_staff_are_told_before_and_while_the_round_runs() -> None:
    desk = Desk()
    Membership.objects.filter(department=desk.green).delete()
    Membership.objects.filter(department=desk.flowers, role=Role.HEAD).delete()
    client = signed_in(desk.planner)
    page = body(client.post(NEW, values(desk.document, previous="")))
    assert "回答を入力する所属担当のまだいない部署が1部署あります。" in page
    assert "管理者に、役割の登録を依頼してください。" in page
    assert "承認する所属長のまだいない部署が1部署あります。" in page
    survey = desk.open()
    address = reverse("desk:round", kwargs={"round_id": survey.pk})
    page = body(client.get(address))
    assert "所属担当のいない部署が1部署あります。" in page
    assert "所属長のいない部署が1部署あります。" in page
    desk.person("緑の新人", Role.REPORTER, desk.green)
    desk.person("緑の長", Role.HEAD, desk.green)
    desk.person("花の長", Role.HEAD, desk.flowers)
    assert "いない部署" not in body(client.get(address))


def test_only_people_who_can_sign_in_today_count() -> None:
    desk = Desk()
    assert missing_staff(["花課", "みどり課"], CODE, TODAY).without_reporter == ()
    desk.reporter.is_active = False
    desk.reporter.save()
    assert missing_staff(["花課", "みどり課"], CODE, TODAY).without_reporter == ("花課",)
    Membership.objects.filter(department=desk.green).update(
        valid_to=datetime.date(2026, 4, 1), ended_by="試験"
    )
    assert missing_staff(["花課", "みどり課"], CODE, TODAY).without_reporter == ("花課", "みどり課")
    assert missing_staff(["まだない課"], CODE, TODAY).without_reporter == ("まだない課",)
    assert missing_staff([], CODE, TODAY).without_head == ()


def test_one_query_for_any_number_of_departments() -> None:
    desk = Desk()
    names = [f"課{number}" for number in range(60)]
    for one in register_departments(municipality=desk.city, names=names, by="試験"):
        desk.person(f"担当{one.name}", Role.REPORTER, one)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(missing_staff(names, CODE, TODAY).without_head) == 60
    assert len(queries) == 1
