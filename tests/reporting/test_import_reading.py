"""Importing: told beforehand, all or nothing, twice the same as once, and never over the answers of a survey."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from mitodoke.departments.models import Municipality
from mitodoke.documents.models import ImportRun, SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import Reading
from mitodoke.plans.models import Plan
from mitodoke.reporting.records import to_reading
from mitodoke.reporting.services import (
    ImportOutcome,
    import_reading,
    import_readings,
    open_round,
    plan_import,
    plan_imports,
)
from reporting.sample import CODE, document, plan_reading, register_reading, with_title

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 4, 1, 12, tzinfo=datetime.UTC)
APRIL = datetime.date(2026, 4, 1)


def _rows() -> dict[str, int]:
    """How many rows every table of the system has."""
    tables: list[type[models.Model]] = [
        one for one in apps.get_models() if one.__module__.startswith("mitodoke.")
    ]
    return {one.__name__: one._default_manager.count() for one in tables}


def _with_document(reading: Reading, **changes: object) -> Reading:
    return replace(
        reading, content=replace(reading.content, document=replace(reading.content.document, **changes))
    )


def test_a_new_document_is_stored_with_who_and_when() -> None:
    plan = import_reading(reading=plan_reading(), by="企画担当", clock=lambda: NOON)
    assert (plan.outcome, plan.revision) == (ImportOutcome.NEW, 1)
    run = ImportRun.objects.get()
    assert (run.by, run.at, run.document.key) == ("企画担当", NOON, plan.document)
    assert (run.added, run.changed, run.moved, run.removed) == (14, 0, 0, 0)
    assert Municipality.objects.get().recorded_by == "企画担当"


def test_planning_writes_nothing_and_tells_the_same() -> None:
    before = _rows()
    planned = plan_import(plan_reading())
    assert _rows() == before
    assert import_reading(reading=plan_reading(), by="試験") == planned
    changed = with_title(plan_reading(), "01-1", "花壇をへらす")
    before = _rows()
    planned = plan_import(changed)
    assert _rows() == before
    assert import_reading(reading=changed, by="試験") == planned


def test_the_same_reading_changes_nothing() -> None:
    import_reading(reading=plan_reading(), by="試験")
    before = _rows()
    plan = import_reading(reading=plan_reading(), by="別の人")
    assert (plan.outcome, plan.revision) == (ImportOutcome.UNCHANGED, 1)
    assert all(table.is_empty for table in plan.tables)
    assert _rows() == before


def test_another_reading_becomes_the_next_revision_and_the_earlier_one_stays() -> None:
    first = import_reading(reading=plan_reading(), by="試験")
    changed = with_title(plan_reading(), "01-1", "花壇をへらす")
    plan = import_reading(reading=changed, by="試験")
    assert (plan.outcome, plan.revision) == (ImportOutcome.REPLACED, 2)
    [table] = [one for one in plan.tables if not one.is_empty]
    assert (table.table, table.changed, table.unchanged) == ("items", 1, 2)
    assert table.examples == ("変更 01-1 title: 「花壇をふやす」 → 「花壇をへらす」",)
    current = current_document(first.document)
    assert current is not None
    assert to_reading(current) == changed
    assert to_reading(SourceDocument.objects.get(key=first.document, revision=1)) == plan_reading()
    assert import_reading(reading=plan_reading(), by="試験").revision == 3


def test_other_lines_alone_are_another_reading() -> None:
    import_reading(reading=plan_reading(), by="試験")
    lines = (*plan_reading().lines[:-1], "・花を配りました。")
    plan = import_reading(reading=replace(plan_reading(), lines=lines), by="試験")
    assert plan.outcome is ImportOutcome.REPLACED


def test_an_error_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    before = _rows()
    monkeypatch.setattr("mitodoke.collaborations.records.store_records", fail)
    with pytest.raises(RuntimeError, match="in the middle"):
        import_reading(reading=plan_reading(), by="試験")
    assert _rows() == before


def test_of_several_all_or_none_are_stored() -> None:
    before = _rows()
    unknown = _with_document(register_reading(), municipality_code=None)
    with pytest.raises(ActionDenied, match="自治体が分からない"):
        import_readings(readings=[plan_reading(), unknown], by="試験")
    assert _rows() == before
    plans = import_readings(readings=[plan_reading(), register_reading()], by="試験")
    assert [one.outcome for one in plans] == [ImportOutcome.NEW, ImportOutcome.NEW]


def test_two_readings_of_one_document_are_denied() -> None:
    other = _with_document(plan_reading(), title="花咲市の公約（別冊）")
    with pytest.raises(
        ActionDenied, match="「花咲市の公約」と「花咲市の公約（別冊）」は、同じ自治体・種類・年度"
    ):
        plan_imports([plan_reading(), register_reading(), other])
    with pytest.raises(ActionDenied):
        import_readings(readings=[plan_reading(), other], by="試験")
    assert not SourceDocument.objects.exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"municipality_code": None}, "全国地方公共団体コードを指定"),
        ({"municipality_code": "999998"}, "検査数字"),
        ({"municipality": None}, "自治体名を指定"),
    ],
)
def test_a_document_of_nobody_is_denied(changes: dict[str, object], told: str) -> None:
    with pytest.raises(ActionDenied, match=told):
        import_reading(reading=_with_document(plan_reading(), **changes), by="試験")
    assert not SourceDocument.objects.exists()


def test_a_document_without_a_year_replaces_only_one_of_the_same_title() -> None:
    unknown = replace(plan_reading(), content=replace(plan_reading().content, document=document(year=None)))
    assert import_reading(reading=unknown, by="試験").outcome is ImportOutcome.NEW
    assert import_reading(reading=unknown, by="試験").outcome is ImportOutcome.UNCHANGED
    reworded = with_title(unknown, "01-1", "花壇をへらす")
    assert import_reading(reading=reworded, by="試験").outcome is ImportOutcome.REPLACED
    with pytest.raises(ActionDenied, match="同じ文書か判断できない"):
        import_reading(reading=_with_document(unknown, title="別の公約"), by="試験")


def test_a_number_too_large_to_store_is_one_sentence() -> None:
    reading = register_reading()
    entries = (replace(reading.content.entries[0], participants=10**30),)
    with pytest.raises(ActionDenied, match="大きさを超える数"):
        import_reading(reading=replace(reading, content=replace(reading.content, entries=entries)), by="試験")
    assert not SourceDocument.objects.exists()


def test_while_departments_are_surveyed_only_the_same_reading_passes() -> None:
    import_reading(reading=plan_reading(), by="試験")
    open_round(plan=Plan.objects.get(), fiscal_year=2025, opened_on=APRIL, due_on=APRIL, by="試験")
    assert import_reading(reading=plan_reading(), by="試験").outcome is ImportOutcome.UNCHANGED
    with pytest.raises(ActionDenied, match="調査があり"):
        import_reading(reading=with_title(plan_reading(), "01-1", "花壇をへらす"), by="試験")


def test_nobody_imports_without_a_name() -> None:
    before = _rows()
    with pytest.raises(Exception, match="CHECK constraint failed"):
        import_reading(reading=plan_reading(), by="")
    assert _rows() == before


def test_the_clock_is_the_worlds_unless_given() -> None:
    import_reading(reading=plan_reading(), by="試験")
    assert abs(ImportRun.objects.get().at - timezone.now()) < datetime.timedelta(minutes=5)
    assert SourceDocument.objects.get().municipality_id == CODE
