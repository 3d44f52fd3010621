"""A plan in force becomes the next revision of its year's document: what it prints, and when it is denied."""

from __future__ import annotations

import datetime

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.departments.models import Municipality
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import IndicatorLevel, ValueRole
from mitodoke.domain.outline import RevisionFlag
from mitodoke.domain.place import parse_place
from mitodoke.domain.plan_change import AddIndicator, AddItem, ChangeIndicator, EndItem, IndicatorField
from mitodoke.domain.plan_content import PlannedValue
from mitodoke.domain.plan_structure import document_structure
from mitodoke.plans.models import PlanLedger, PlanRevision
from mitodoke.plans.queries import revisions_of
from mitodoke.plans.services import issue_plan, take_over_plan
from mitodoke.reporting.records import to_reading
from mitodoke.reporting.services import begin_year
from plans.ledger_desk import LedgerDesk, content, item
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


def issue(
    desk: LedgerDesk, ledger: PlanLedger, year: int = 2026, marks_of: PlanRevision | None = None
) -> SourceDocument:
    return issue_plan(
        ledger=ledger,
        fiscal_year=year,
        title="花咲市総合戦略",
        marks_of=marks_of,
        by=desk.planner,
        clock=desk.clock,
    )


def strategy(desk: LedgerDesk) -> PlanLedger:
    ledger = desk.create(
        title="総合戦略",
        structure=document_structure(DocumentKind.COMPREHENSIVE_STRATEGY),
        document_kind=DocumentKind.COMPREHENSIVE_STRATEGY,
    )
    parent = None
    for code, title in (("G1", "しごと"), ("1-1", "農業"), ("S1", "花をつくる"), ("S1-1", "花の学校")):
        desk.edit(ledger, AddItem(parent_id=parent, code=code, title=title, departments=("花課",)))
        parent = item(ledger, code).item_id
    goal, project = item(ledger, "G1").item_id, item(ledger, "S1-1").item_id
    values = {
        "unit": "人",
        "baseline": PlannedValue(fiscal_year=2020, printed="10人"),
        "targets": (PlannedValue(fiscal_year=2027, printed="1,000"),),
    }
    desk.edit(
        ledger,
        AddIndicator(item_id=goal, level=IndicatorLevel.NUMERICAL_TARGET, name="働く人", **values),  # type: ignore[arg-type]
        AddIndicator(item_id=project, level=IndicatorLevel.KPI, name="生徒", **values),  # type: ignore[arg-type]
    )
    desk.decide(ledger)
    return ledger


def test_a_new_plan_is_a_document_whose_facts_have_their_places(desk: LedgerDesk) -> None:
    document = issue(desk, strategy(desk))
    assert (document.key, document.revision, document.layout) == (
        f"comprehensive_strategy-{desk.city.pk}-2026",
        1,
        "desk",
    )
    reading = to_reading(document)
    assert reading.unaccounted == ()
    assert [one.code for one in reading.content.items] == ["G1", "1-1", "S1", "S1-1"]
    for one in (*reading.content.items, *reading.content.indicators):
        lines = parse_place(one.place)
        said = "\n".join(reading.lines[lines.first - 1 : lines.last])  # type: ignore[union-attr]
        assert (getattr(one, "title", None) or getattr(one, "name", "")) in said
    target = reading.content.indicators[0].value(ValueRole.TARGET)
    assert target is not None
    assert (target.quantity.value, target.quantity.unit, target.note) == (1000, "人", None)
    assert all(one.flags == () for one in reading.content.items)
    assert issue(desk, PlanLedger.objects.get()) == document


def test_a_revision_prints_its_marks_and_a_table_that_the_audit_agrees_with(desk: LedgerDesk) -> None:
    ledger = strategy(desk)
    issue(desk, ledger)
    revision = desk.begin(ledger)
    goal, measure = content(ledger).indicators[0], item(ledger, "S1")
    desk.edit(
        ledger,
        AddItem(parent_id=measure.item_id, code="S1-2", title="花の市"),
        AddItem(parent_id=item(ledger, "1-1").item_id, code="S2", title="木をうえる"),
        EndItem(item_id=item(ledger, "S1-1").item_id, reason="終わったため"),
        ChangeIndicator(
            indicator_id=goal.indicator_id,
            field=IndicatorField.TARGETS,
            value=(PlannedValue(fiscal_year=2027, printed="800"),),
        ),
        AddIndicator(item_id=goal.item_id, level=IndicatorLevel.NUMERICAL_TARGET, name="店", unit="軒"),
    )
    desk.decide(ledger)
    revision = revisions_of(ledger=ledger)[-1]
    document = issue(desk, ledger, marks_of=revision)
    assert document.revision == 2
    reading = to_reading(document)
    flags = {one.code: one.flags for one in reading.content.items if one.flags}
    assert flags == {
        "G1": (RevisionFlag.TARGET_CHANGED,),
        "S1-1": (RevisionFlag.ENDED,),
        "S1-2": (RevisionFlag.NEW_PROJECT,),
        "S2": (RevisionFlag.NEW_MEASURE,),
    }
    figures = {one.figure: one for one in audit_content(reading.content).figures}
    counted = {key: one for key, one in figures.items() if key.startswith("count.revisions.")}
    assert {key.rpartition(".")[2]: one.printed for key, one in counted.items()} == {
        "new_measure": "1",
        "new_project": "1",
        "content_changed": "0",
        "ended": "1",
        "target_changed": "2",
        "kpi_changed": "0",
    }
    assert all(one.agrees for one in counted.values())
    target = reading.content.indicators[0].value(ValueRole.TARGET)
    assert target is not None
    assert (target.quantity.value, target.note) == (800, "当初の目標値：令和9年度 1,000")


def test_what_the_year_holds_is_kept(desk: LedgerDesk) -> None:
    last = current_document("mayoral_pledges-999997-2025")
    assert last is not None
    ledger = take_over_plan(
        document=last, title="公約", decider="市長", decided_on=APRIL, by=desk.planner, clock=desk.clock
    )
    begun = begin_year(previous=last, fiscal_year=2026, title="公約", by=desk.planner, clock=desk.clock)
    document = issue(desk, ledger)
    assert (document.key, document.revision) == (begun.key, 2)
    old, new = to_reading(begun).content, to_reading(document).content
    assert [(one.item_id, one.title, one.departments) for one in new.items] == [
        (one.item_id, one.title, one.departments) for one in old.items
    ]
    assert [v.quantity for v in new.indicators[0].values] == [v.quantity for v in old.indicators[0].values]
    assert [one.term for one in new.glossary] == ["苗"]
    assert new.ratings == old.ratings


def test_when_a_plan_becomes_no_document(desk: LedgerDesk) -> None:
    draft = desk.create(
        title="公約案",
        structure=document_structure(DocumentKind.MAYORAL_PLEDGES),
        document_kind=DocumentKind.MAYORAL_PLEDGES,
    )
    with pytest.raises(ActionDenied, match="まだ決定されていません"):
        issue(desk, draft)
    desk.edit(draft, AddItem(parent_id=None, code="1", title="花のまち"))
    desk.decide(draft)
    with pytest.raises(ActionDenied, match="上書きできません"):
        issue(desk, draft, 2025)
    first = revisions_of(ledger=draft)[0]
    with pytest.raises(ActionDenied, match="決定済みの見直しから"):
        issue(desk, draft, marks_of=first)


def test_a_document_under_survey_stays(desk: LedgerDesk) -> None:
    ledger = strategy(desk)
    document = issue(desk, ledger)
    assert Municipality.objects.count() == 1
    desk.open(plan=document.plan, previous=None, fiscal_year=2026, due_on=datetime.date(2026, 5, 1))
    desk.begin(ledger)
    desk.edit(ledger, EndItem(item_id=item(ledger, "S1-1").item_id, reason="終わったため"))
    desk.decide(ledger)
    with pytest.raises(ActionDenied, match="調査が始まっている"):
        issue(desk, ledger)
    assert issue(desk, ledger, 2027).revision == 1
