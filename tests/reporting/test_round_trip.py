"""What is stored comes back: record for record, digit for digit, absent as absent and empty as empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given, settings

from mitodoke.departments.services import register_municipality
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.edition import Reading
from mitodoke.reporting.records import store_records, to_reading
from mitodoke.sources.extract import Stated, UnknownLayoutError, extract
from mitodoke.sources.read_text import read_text
from reporting.record_strategies import CODE, readings
from reporting.sample import CITY, plan_reading, register_reading

pytestmark = pytest.mark.django_db


def _stored_and_read(reading: Reading) -> Reading:
    code = reading.content.document.municipality_code
    assert code is not None
    register_municipality(code=code, name=CITY, by="試験")
    row = store_records(reading, revision=1)
    # From the database, not from what Python still holds.
    return to_reading(SourceDocument.objects.get(pk=row.pk))


@given(reading=readings())
@settings(max_examples=80, deadline=None)
def test_any_reading_comes_back_equal(reading: Reading) -> None:
    with transaction.atomic():
        back = _stored_and_read(reading)
        transaction.set_rollback(True)
    for one in fields(reading.content):
        assert getattr(back.content, one.name) == getattr(reading.content, one.name), one.name
    assert back == reading


def test_absent_and_empty_stay_apart() -> None:
    back = _stored_and_read(plan_reading()).content
    lost, shown, measure = back.items
    assert (lost.title, lost.departments, lost.flags, lost.sdgs) == (None, None, None, None)
    assert (shown.departments, measure.flags, measure.sdgs, lost.audience) == ((), (), (), ())
    baseline, actual, target = back.indicators[0].values
    assert (baseline.quantity.value, actual.quantity.value) == (Decimal(0), None)
    assert str(target.quantity.value) == "12.50"
    assert str(shown.printed_progress) == "41.20"
    assert back.ratings[0].step == 0


def test_a_register_comes_back_with_its_impossible_range() -> None:
    back = _stored_and_read(register_reading())
    assert back == register_reading()
    assert back.content.entries[0].occurrences[0].end == "2024-05-01"
    assert back.content.entries[0].participants == 0


def test_every_fictional_document_comes_back_equal(documents: Path) -> None:
    read = 0
    for path in sorted(documents.glob("*.txt")):
        try:
            reading = extract(read_text(path), Stated(municipality_code=CODE))
        except UnknownLayoutError:
            continue
        with transaction.atomic():
            assert _stored_and_read(reading) == reading, path.name
            transaction.set_rollback(True)
        read += 1
    assert read >= 1


@pytest.mark.originals
@pytest.mark.parametrize(
    "name",
    [
        "mayoral-pledges-fy2025.txt",
        "strategy-fy2020-2024-revised.txt",
        "collaboration-fy2020.txt",
        "collaboration-fy2024-cohosting.txt",
    ],
)
def test_the_published_documents_come_back_equal(original: Callable[[str], Path], name: str) -> None:
    reading = extract(read_text(original(name)))
    assert reading.content.items or reading.content.entries
    assert _stored_and_read(reading) == reading
