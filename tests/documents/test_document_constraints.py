"""What the database refuses to hold about source documents, and what its own column types keep."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.documents.models import (
    GlossaryTerm,
    ImportRun,
    LineUse,
    SourceDocument,
    StatedFigure,
    StoredFinding,
)
from mitodoke.documents.queries import current_document, current_documents
from mitodoke.reporting.records import store_records
from mitodoke.reporting.services import import_reading
from reporting.refusals import accepted, not_added, refused
from reporting.sample import plan_reading, register_reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored() -> SourceDocument:
    plan = import_reading(reading=plan_reading(), by="試験")
    return SourceDocument.objects.get(key=plan.document)


IMPOSSIBLE: list[tuple[Any, dict[str, Any]]] = [
    (SourceDocument, {"kind": "leaflet"}),
    (SourceDocument, {"key": ""}),
    (SourceDocument, {"revision": 0}),
    (SourceDocument, {"fiscal_year": -1}),
    (SourceDocument, {"lines_accounted": F("lines") + 1}),
    (SourceDocument, {"sha256": "0" * 63}),
    (SourceDocument, {"sha256": "G" * 64}),
    (SourceDocument, {"municipality_id": None}),
    *[
        (SourceDocument, {"as_of": text})
        for text in (
            "令和7年",
            "2025/04/01",
            "2025-4-1",
            "20250401",
            "2025-04-01T00:00",
            "",
            " 2025",
            "2025\n",
        )
    ],
    (LineUse, {"role": "guess"}),
    (LineUse, {"detail": ""}),
    (LineUse, {"place": ""}),
    (LineUse, {"place": None}),
    (LineUse, {"position": 0}),
    (LineUse, {"position": 1}),
    (StoredFinding, {"severity": "fatal"}),
    (StoredFinding, {"message": ""}),
    (StoredFinding, {"check_name": ""}),
    (StoredFinding, {"place": ""}),
    (StatedFigure, {"value": Decimal(1), "printed": None}),
    (StatedFigure, {"subject": ""}),
    (StatedFigure, {"figure": ""}),
    (GlossaryTerm, {"term": ""}),
    (GlossaryTerm, {"number": -1}),
    (ImportRun, {"by": ""}),
    (ImportRun, {"added": -1}),
]


@pytest.mark.parametrize(("table", "values"), IMPOSSIBLE, ids=lambda one: str(getattr(one, "__name__", one)))
def test_what_cannot_be_is_refused(stored: SourceDocument, table: Any, values: dict[str, Any]) -> None:
    refused(table.objects.all(), **values)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (SourceDocument, {"as_of": "2025"}),
        (SourceDocument, {"as_of": "2025-02-30"}),
        (SourceDocument, {"fiscal_year": None}),
        (SourceDocument, {"municipality_printed": ""}),
        (StatedFigure, {"value": None, "printed": "－"}),
        (GlossaryTerm, {"number": None, "definition": None}),
        (StoredFinding, {"place": None}),
    ],
    ids=str,
)
def test_what_documents_do_say_is_kept(stored: SourceDocument, table: Any, values: dict[str, Any]) -> None:
    accepted(table.objects.all(), **values)


def test_one_revision_of_one_document_exists_once(stored: SourceDocument) -> None:
    values = {one.attname: getattr(stored, one.attname) for one in SourceDocument._meta.concrete_fields}
    del values["id"]
    not_added(SourceDocument, **values | {"key": "other"})
    not_added(SourceDocument, **values | {"fiscal_year": 1999})
    without_year = values | {"fiscal_year": None}
    SourceDocument.objects.create(**without_year | {"key": "one"})
    not_added(SourceDocument, **without_year | {"key": "two"})


def test_the_highest_revision_counts(stored: SourceDocument) -> None:
    import_reading(reading=register_reading(2023), by="試験")
    second = store_records(plan_reading(), revision=2)
    assert current_document(stored.key) == second
    assert current_document("nothing") is None
    assert [(one.key, one.revision) for one in current_documents()] == [
        ("collaboration_register-999997-2023", 1),
        (stored.key, 2),
    ]


@pytest.mark.parametrize(
    "text", ["", "-", ".", "1e5", "1.2.3", "--1", "1-", "1 ", "NaN", "１", "-.5", "1.", ".5", "+1", "0x1"]
)
def test_a_number_that_is_none_is_refused_by_the_column(stored: SourceDocument, text: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_statedfigure SET value = %s, printed = 'x'", [text])


@given(value=st.decimals(allow_nan=False, allow_infinity=False) | st.integers(-(10**60), 10**60).map(Decimal))
@settings(max_examples=60, deadline=None)
def test_decimals_of_any_length_keep_every_digit(value: Decimal) -> None:
    import_reading(reading=plan_reading(), by="試験")
    rows = StatedFigure.objects.filter(position=1)
    with transaction.atomic():
        rows.update(value=value)
        back = rows.get().value
        transaction.set_rollback(True)
    assert back == value
    exponent, stored_exponent = value.as_tuple().exponent, back.as_tuple().exponent
    assert stored_exponent == min(int(exponent), 0)
