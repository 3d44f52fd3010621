"""A plan with levels of a city's own on the desk: asked, answered by web and workbook, previewed, published, shown."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from desk.test_desk_publication import preview_in, publishing
from mitodoke.plans.services import issue_plan
from mitodoke.publishing.views import page
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import close_desk_round
from mitodoke.reporting.workbook import apply_workbook, make_workbook, read_workbook
from plans.ledger_desk import LedgerDesk
from reporting.workbook.edited_books import KEY, Book

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> LedgerDesk:
    """A plan in force, issued for 2026."""
    desk = LedgerDesk()
    issue_plan(
        ledger=desk.decided(),
        fiscal_year=2026,
        title="第2次花咲市総合計画",
        by=desk.planner,
        clock=desk.clock,
    )
    return desk


@pytest.fixture
def survey(desk: LedgerDesk) -> ReportingRound:
    """The round that asks about it."""
    plan = desk.city.ledgers.get().issued_plans.get()
    return desk.open(plan=plan, previous=None, fiscal_year=2026)


def test_a_round_can_be_begun_for_it(desk: LedgerDesk) -> None:
    client = signed_in(desk.planner)
    address = reverse("desk:round_new", kwargs={"code": desk.city.pk})
    assert "第2次花咲市総合計画" in body(client.get(address))


def test_the_pages_of_the_round_and_of_an_answer_open(desk: LedgerDesk, survey: ReportingRound) -> None:
    planner, reporter = signed_in(desk.planner), signed_in(desk.reporter)
    for name in ("round", "matrix", "round_answers", "workbooks"):
        assert "苗を配る" in body(
            planner.get(reverse(f"desk:{name}", kwargs={"round_id": survey.pk}))
        ) or name in ("round", "workbooks")
    mine = survey.assignments.get(department=desk.flowers)
    assert "苗を配る" in body(reporter.get(reverse("desk:home")))
    told = body(reporter.get(reverse("desk:answer", kwargs={"assignment_id": mine.pk})))
    for said in ("苗を配る", "rating.step", "activity.1", "配った所"):
        assert said in told


def test_the_workbook_goes_out_and_comes_back(desk: LedgerDesk, survey: ReportingRound) -> None:
    def made() -> bytes:
        return make_workbook(reporting_round=survey, department=desk.flowers, key=KEY, clock=desk.clock)

    def read(data: bytes):
        return read_workbook(data=data, name="花課.xlsx", key=KEY, person=desk.reporter, clock=desk.clock)

    assert read(made()).changes_nothing
    book = Book(made())
    [place] = [one for one in book.cells if one[1] == "rating.step"]
    book.cell(*place).value = 6
    reading = read(book.saved())
    assert [(one.field, one.now) for one in reading.differences] == [("rating.step", "6")]
    apply_workbook(reading=reading, by=desk.reporter, clock=desk.clock)
    assert survey.assignments.get(department=desk.flowers).fields.get(name="rating.step").value == "6"


def test_from_the_desk_to_the_public(desk: LedgerDesk, survey: ReportingRound, settings) -> None:
    mine = survey.assignments.get(department=desk.flowers)
    desk.save(mine, "rating.step", "7")
    desk.save(mine, "activity.1", "苗を令和8年6月1日に配りました。")
    for indicator in mine.item.indicators.all():  # type: ignore[union-attr]
        desk.save(mine, f"kpi.{indicator.key}.value", "9か所")
        desk.save(mine, f"kpi.{indicator.key}.certainty", "final")
    desk.confirm(mine)
    close_desk_round(reporting_round=survey, reason="年度の切替え", by=desk.planner, clock=desk.clock)
    client = signed_in(desk.planner)
    adopted = client.post(reverse("desk:round_adopt", kwargs={"round_id": survey.pk}))
    check = body(client.get(adopted["Location"]))
    shown = body(client.get(preview_in(check)))
    assert "70.0％" in shown
    assert "事務事業</bdi>" in shown
    assert Client().get("/999997/plan/fy2026/v1/").status_code == 404
    document = adopted["Location"].rstrip("/").rpartition("/")[2]
    client.post(reverse("desk:publish", kwargs={"document": document}), publishing(check))
    page._index.cache_clear()
    public = body(Client().get("/999997/plan/fy2026/v1/"))
    assert "70.0％" in public
    assert "2件中1件を評価（回答なし1件）" in public
    assert "苗を令和8年6月1日に配りました。" in body(Client().get("/999997/plan/fy2026/v1/1-1-1/"))
