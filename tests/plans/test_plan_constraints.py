"""What the database refuses to hold about plans."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from mitodoke.departments.services import register_municipality
from mitodoke.documents.models import SourceDocument
from mitodoke.plans.models import Activity, Indicator, IndicatorValue, Plan, PlanItem, Rating
from mitodoke.reporting.records import store_records
from mitodoke.reporting.services import import_reading
from reporting.refusals import accepted, not_added, refused
from reporting.sample import CODE, plan_reading, register_reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stored() -> None:
    import_reading(reading=plan_reading(), by="試験")


IMPOSSIBLE: list[tuple[Any, dict[str, Any]]] = [
    (Plan, {"kind": "collaboration_register"}),
    (PlanItem, {"kind": "chapter"}),
    (PlanItem, {"repeat": "twice"}),
    (PlanItem, {"key": ""}),
    (PlanItem, {"key": "same"}),
    (PlanItem, {"position": 1}),
    (PlanItem, {"position": 0}),
    (PlanItem, {"place": ""}),
    (PlanItem, {"place": None}),
    (PlanItem, {"parent": F("id")}),
    (PlanItem, {"flags": ("ended", "perhaps")}),
    (PlanItem, {"flags": ("",)}),
    (PlanItem, {"audience": None}),
    (Activity, {"position": 0}),
    (Activity, {"repeat": "maybe"}),
    (Indicator, {"level": "wish"}),
    (Indicator, {"accumulation": "sometimes"}),
    (Indicator, {"desired_change": "better"}),
    (Indicator, {"key": ""}),
    (IndicatorValue, {"role": "hope"}),
    (IndicatorValue, {"value": Decimal(1), "missing": "not_given"}),
    (IndicatorValue, {"value": None, "missing": None}),
    (IndicatorValue, {"missing": "forgotten", "value": None}),
    (IndicatorValue, {"decimals": -1}),
    (IndicatorValue, {"position": 1}),
    (Rating, {"state": "fine"}),
    (Rating, {"step": None}),
    (Rating, {"step": 11}),
    (Rating, {"step": -1}),
    (Rating, {"state": "stopped", "step": 3, "reason": "中止"}),
    (Rating, {"state": "stopped", "step": None, "reason": None}),
    (Rating, {"state": "stopped", "step": None, "reason": ""}),
    (Rating, {"department": ""}),
]


@pytest.mark.parametrize(("table", "values"), IMPOSSIBLE, ids=lambda one: str(getattr(one, "__name__", one)))
def test_what_cannot_be_is_refused(table: Any, values: dict[str, Any]) -> None:
    refused(table.objects.all(), **values)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (PlanItem, {"flags": ()}),
        (PlanItem, {"flags": None, "departments": None, "sdgs": None}),
        (PlanItem, {"flags": ("kpi_changed", "ended", "ended")}),
        (PlanItem, {"printed_progress": Decimal("-105.5")}),
        (Activity, {"text": None}),
        (Rating, {"step": 0}),
        (Rating, {"step": 10}),
        (Rating, {"state": "not_due", "step": None, "reason": "来年度から"}),
        (IndicatorValue, {"value": Decimal(0), "missing": None}),
    ],
    ids=str,
)
def test_what_documents_do_say_is_kept(table: Any, values: dict[str, Any]) -> None:
    accepted(table.objects.all(), **values)


def test_one_plan_a_document_and_one_rating_a_department() -> None:
    rating = Rating.objects.get()
    again = {"item": rating.item, "department": rating.department, "fiscal_year": rating.fiscal_year}
    not_added(Rating, **again, position=2, state="rated", step=5)
    not_added(Plan, document=Plan.objects.get().document, kind="mayoral_pledges")


def test_a_register_holds_no_plan() -> None:
    reading = register_reading()
    mixed = replace(reading, content=replace(reading.content, items=plan_reading().content.items))
    with pytest.raises(IntegrityError), transaction.atomic():
        store_records(mixed, revision=1)
    store_records(reading, revision=1)
    assert Plan.objects.count() == 1


def test_facts_cannot_be_removed_from_under_others() -> None:
    with pytest.raises(ProtectedError):
        SourceDocument.objects.all().delete()
    with pytest.raises(ProtectedError):
        PlanItem.objects.all().delete()


@pytest.mark.parametrize("fault", ["parent", "circle", "indicator", "rating"])
def test_a_content_that_refers_to_nothing_is_stored_not_at_all(fault: str) -> None:
    register_municipality(code=CODE, name="花咲市", by="試験")
    content = plan_reading().content
    top, pledge, measure = content.items
    changed = {
        "parent": {"items": (top, replace(pledge, parent_id="99"), measure)},
        "circle": {"items": (top, replace(pledge, parent_id=measure.item_id), measure)},
        "indicator": {"indicators": (replace(content.indicators[0], item_id="99"),)},
        "rating": {"ratings": (replace(content.ratings[0], item_id="99"),)},
    }[fault]
    before = PlanItem.objects.count(), SourceDocument.objects.count()
    with pytest.raises((ValueError, KeyError)):
        import_reading(reading=replace(plan_reading(), content=replace(content, **changed)), by="試験")
    assert (PlanItem.objects.count(), SourceDocument.objects.count()) == before
