"""What the database refuses to hold about collaboration registers, and how names of organisations are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mitodoke.collaborations.models import CollaborationEntry, Occurrence, Organisation, OrganisationMention
from mitodoke.reporting.services import import_reading
from reporting.refusals import accepted, not_added, refused
from reporting.sample import register_reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stored() -> None:
    import_reading(reading=register_reading(), by="試験")


IMPOSSIBLE: list[tuple[Any, dict[str, Any]]] = [
    (CollaborationEntry, {"form": "friendship"}),
    (CollaborationEntry, {"name_holder": "mayor"}),
    (CollaborationEntry, {"recurrence": "daily"}),
    (CollaborationEntry, {"key": ""}),
    (CollaborationEntry, {"position": 0}),
    (CollaborationEntry, {"participants": -1}),
    (CollaborationEntry, {"departments": None}),
    (CollaborationEntry, {"place": ""}),
    (Occurrence, {"start": "5月3日"}),
    (Occurrence, {"end": "2024-5-3"}),
    (Occurrence, {"participants": -1}),
    (Occurrence, {"position": 0}),
    (Occurrence, {"place": None}),
    (OrganisationMention, {"role": "friend"}),
    (OrganisationMention, {"position": 1}),
    (Organisation, {"name": ""}),
    (Organisation, {"name": "同じ名"}),
]


@pytest.mark.parametrize(("table", "values"), IMPOSSIBLE, ids=lambda one: str(getattr(one, "__name__", one)))
def test_what_cannot_be_is_refused(table: Any, values: dict[str, Any]) -> None:
    refused(table.objects.all(), **values)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (CollaborationEntry, {"number": "", "title": "", "departments": ()}),
        (CollaborationEntry, {"participants": 0}),
        (CollaborationEntry, {"name_holder": "city", "form": "patronage"}),
        (Occurrence, {"start": "2024-05-03", "end": "1990-05-01"}),
        (Occurrence, {"start": "2024-05", "end": None}),
        (Occurrence, {"start": None, "end": None, "date_printed": "通年"}),
    ],
    ids=str,
)
def test_what_documents_do_say_is_kept(table: Any, values: dict[str, Any]) -> None:
    accepted(table.objects.all(), **values)


def test_an_entry_stands_once() -> None:
    entry = CollaborationEntry.objects.get()
    same = {"document": entry.document, "form": "committee", "departments": (), "place": "L1"}
    not_added(CollaborationEntry, **same, position=2, key=entry.key, organisations_are_prose=False)
    not_added(CollaborationEntry, **same, position=1, key="other", organisations_are_prose=False)


def test_a_spelling_is_one_row_over_years_and_nothing_merges() -> None:
    reading = register_reading(2025)
    entry = reading.content.entries[0]
    spelled = (
        replace(entry.organisations[0], name="花の会"),
        replace(entry.organisations[1], name="花の　会"),
        replace(entry.organisations[1], position=3, name="花の会"),
    )
    entries = (replace(entry, organisations=spelled),)
    import_reading(reading=replace(reading, content=replace(reading.content, entries=entries)), by="試験")
    names = set(Organisation.objects.values_list("name", flat=True))
    assert names == {"花の会", "花の　会", "草の会"}
    assert OrganisationMention.objects.filter(organisation__name="花の会").count() == 3
