"""Documents by title and year, and every list of them in the same order."""

from __future__ import annotations

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.desk.presentation.document_names import newest_first, with_year
from mitodoke.documents.models import SourceDocument
from mitodoke.plans.models import PlanLedger
from mitodoke.reporting.services import begin_year
from reporting.desk import CODE, Desk


@pytest.mark.parametrize(
    ("title", "year", "name"),
    [
        ("市長公約の取組状況", 2026, "市長公約の取組状況（令和8年度）"),
        ("市長公約の取組状況（令和8年度）", 2026, "市長公約の取組状況（令和8年度）"),
        ("令和８年度市長公約", 2026, "令和８年度市長公約"),
        ("令和7年度に決めた公約", 2026, "令和7年度に決めた公約（令和8年度）"),
        ("総合計画", None, "総合計画"),
        ("", 2026, "（令和8年度）"),
    ],
)
def test_the_year_is_told_once(title: str, year: int | None, name: str) -> None:
    assert with_year(title, year) == name


@pytest.mark.django_db
def test_two_years_of_one_title_can_be_told_apart_everywhere() -> None:
    desk = Desk()
    begin_year(previous=desk.document, fiscal_year=2026, title=desk.document.title, by=desk.planner)
    client = signed_in(desk.planner)
    for name in ("round_new", "year_new", "plan_take_over", "city_reports"):
        page = body(client.get(reverse(f"desk:{name}", kwargs={"code": CODE})))
        assert page.index(f"{desk.document.title}（令和8年度）") < page.index(
            f"{desk.document.title}（令和7年度）"
        ), name
    page = body(client.get(reverse("desk:publication", kwargs={"document": f"mayoral_pledges-{CODE}-2026"})))
    assert "（令和8年度）" in page


@pytest.mark.django_db
def test_the_newest_year_stands_first() -> None:
    desk = Desk()
    begin_year(previous=desk.document, fiscal_year=2026, title="次の年度", by=desk.planner)
    assert [one.fiscal_year for one in newest_first(SourceDocument.objects.all())] == [2026, 2025]


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_any_document_of_the_list_can_be_taken_over(year: int) -> None:
    desk = Desk()
    for one in (2026, 2027):
        begin_year(previous=desk.document, fiscal_year=one, title="公約", by=desk.planner)
    sent = {
        "document": f"mayoral_pledges-{CODE}-{year}",
        "title": "市長公約",
        "decider": "市長",
        "decided_on": "R8.4.1",
    }
    response = signed_in(desk.planner).post(reverse("desk:plan_take_over", kwargs={"code": CODE}), sent)
    assert response.status_code == 302
    assert PlanLedger.objects.get().title == "市長公約"
