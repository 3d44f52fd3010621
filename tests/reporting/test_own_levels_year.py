"""A plan with levels of a city's own goes the whole way: ledger, document, survey, facts, audit, edition."""

from __future__ import annotations

import datetime

import pytest

from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.indicator import ValueRole
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.own_levels import OwnLevel
from mitodoke.domain.plan_change import AddItem
from mitodoke.domain.plan_structure import Level, PlanStructure, named_levels
from mitodoke.plans.services import issue_plan, take_over_plan
from mitodoke.publishing.queries import load_edition
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.models import Assignment, ReportingRound
from mitodoke.reporting.queries import answer_page, tasks_of
from mitodoke.reporting.records import to_reading
from mitodoke.reporting.services import adopt_answers, begin_year, close_desk_round
from plans.ledger_desk import LedgerDesk, content, item
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db

LEVELS = (
    OwnLevel(kind=ItemKind.LEVEL_1, name="政策"),
    OwnLevel(kind=ItemKind.LEVEL_2, name="施策"),
    OwnLevel(kind=ItemKind.LEVEL_3, name="事務事業"),
)


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


def issued(desk: LedgerDesk, **more: object) -> SourceDocument:
    return issue_plan(
        ledger=desk.decided(**more),
        fiscal_year=2026,
        title="第2次花咲市総合計画",
        by=desk.planner,
        clock=desk.clock,
    )


def asked(desk: LedgerDesk, document: SourceDocument, **more: object) -> ReportingRound:
    values = {"plan": document.plan, "previous": None, "fiscal_year": 2026}
    return desk.open(**(values | more))


def fill(desk: LedgerDesk, one: Assignment, step: str) -> None:
    mine = desk.reporter if one.department == desk.flowers else desk.green_reporter
    head = desk.head if one.department == desk.flowers else desk.green_head
    desk.save(one, "rating.step", step, mine)
    desk.save(one, "activity.1", f"{one.item.title}を令和8年6月1日に行いました。", mine)  # type: ignore[union-attr]
    for indicator in one.item.indicators.all():  # type: ignore[union-attr]
        desk.save(one, f"kpi.{indicator.key}.value", "9か所", mine)
        desk.save(one, f"kpi.{indicator.key}.certainty", "final", mine)
    desk.confirm(one, mine, head)


def published(desk: LedgerDesk, survey: ReportingRound) -> Edition:
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
    adoption = adopt_answers(reporting_round=survey, by=desk.planner, clock=desk.clock)
    publish_edition(
        document=adoption.document, by="試験", today=datetime.date(2027, 6, 1), acknowledgement="試験のため"
    )
    found = load_edition(desk.city.pk, DocumentKind.COMPREHENSIVE_PLAN, 2026)
    assert found is not None
    return found


def test_the_document_names_the_levels_of_the_plan(desk: LedgerDesk) -> None:
    document = issued(desk)
    assert (document.key, document.kind) == (
        f"comprehensive_plan-{desk.city.pk}-2026",
        DocumentKind.COMPREHENSIVE_PLAN,
    )
    reading = to_reading(document)
    assert reading.content.levels == LEVELS
    assert [one.kind for one in reading.content.items] == [
        ItemKind.LEVEL_1,
        ItemKind.LEVEL_2,
        ItemKind.LEVEL_3,
        ItemKind.LEVEL_3,
    ]
    assert "階層：政策＞施策＞事務事業" in reading.lines
    assert reading.unaccounted == ()


def test_a_year_from_the_ledger_to_the_edition(desk: LedgerDesk) -> None:
    survey = asked(desk, issued(desk))
    first, second = survey.assignments.order_by("position")
    assert [one.item.code for one in (first, second)] == ["1-1-1", "1-1-2"]  # type: ignore[union-attr]
    assert first in {task.assignment for task in tasks_of(person=desk.reporter, clock=desk.clock)}
    page = answer_page(assignment_id=first.pk, person=desk.reporter, clock=desk.clock)
    assert page is not None
    fill(desk, first, "7")
    fill(desk, second, "4")
    edition = published(desk, survey)
    assert edition.content.levels == LEVELS
    assert {one.department: one.step for one in edition.content.ratings} == {"花課": 7, "みどり課": 4}
    [kpi] = [one for one in edition.content.indicators if one.name == "配った所"]
    actual = kpi.value(ValueRole.ACTUAL)
    assert actual is not None
    assert (actual.fiscal_year, actual.quantity.value) == (2026, 9)
    assert edition.content.items[2].activities[0].text == "苗を配るを令和8年6月1日に行いました。"
    figures = {one.subject: one for one in edition.audit.figures if one.figure.startswith("progress")}
    ids = {one.code: one.item_id for one in edition.content.items}
    shown = {code: figures[ids[code]].calculated for code in ids}
    assert shown == {"1": "55.0", "1-1": "55.0", "1-1-1": "70.0", "1-1-2": "40.0"}
    assert figures["document"].calculated == "55.0"
    assert (
        figures[ids["1"]].rule
        == "政策＝丸める前の施策の単純平均（四捨五入して小数第1位まで）。2件中2件を評価"
    )
    assert not [one for one in edition.audit.findings if one.check == "lost_figure"]


def test_publishing_again_makes_no_new_edition(desk: LedgerDesk) -> None:
    survey = asked(desk, issued(desk))
    for one in survey.assignments.all():
        fill(desk, one, "5")
    published(desk, survey)
    again = publish_edition(
        document=survey.document.key, by="試験", today=datetime.date(2027, 7, 1), acknowledgement="試験"
    )
    assert not again.is_new


def test_a_level_that_the_plan_says_is_rated_is_asked_for_its_rating(desk: LedgerDesk) -> None:
    structure = PlanStructure(
        levels=tuple(
            Level(key=one.key, name=one.name, rated=one.name == "施策")
            for one in named_levels("政策", "施策", "事務事業").levels
        )
    )
    ledger = desk.create(structure=structure)
    parent = None
    for code in ("1", "1-1", "1-1-1"):
        desk.edit(ledger, AddItem(parent_id=parent, code=code, title=f"題{code}", departments=("花課",)))
        parent = item(ledger, code).item_id
    desk.decide(ledger)
    document = issue_plan(ledger=ledger, fiscal_year=2026, title="計画", by=desk.planner, clock=desk.clock)
    survey = asked(desk, document, asks=(Ask.RATINGS,))
    assert [one.item.code for one in survey.assignments.all()] == ["1-1"]  # type: ignore[union-attr]


def test_a_year_begun_from_last_year_keeps_the_levels_and_can_be_taken_over(desk: LedgerDesk) -> None:
    document = issued(desk)
    begun = begin_year(
        previous=document, fiscal_year=2027, title="総合計画", by=desk.planner, clock=desk.clock
    )
    assert to_reading(begun).content.levels == LEVELS
    ledger = take_over_plan(
        document=begun, title="引継ぎ", decider="市長", decided_on=APRIL, by=desk.planner, clock=desk.clock
    )
    assert [level.name for level in content(ledger).structure.levels] == ["政策", "施策", "事務事業"]
    assert ledger.document_kind == DocumentKind.COMPREHENSIVE_PLAN


def test_two_plans_of_one_kind_and_year_cannot_both_be_issued(desk: LedgerDesk) -> None:
    document = issued(desk)
    other = desk.decided(title="花咲市環境基本計画", structure=named_levels("目標", "方針", "取組"))
    with pytest.raises(ActionDenied, match="「第2次花咲市総合計画」が反映されています"):
        issue_plan(ledger=other, fiscal_year=2026, title="環境", by=desk.planner, clock=desk.clock)
    assert current_document(document.key) == document
