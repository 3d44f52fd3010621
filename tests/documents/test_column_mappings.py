"""Remembered columns: the newest word counts, earlier ones stay, and the database lets nobody change them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from mitodoke.documents.models import ColumnMapping
from mitodoke.documents.queries import remembered_columns, remembered_rows
from mitodoke.documents.services import remember_columns
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.reporting.services import import_reading
from reporting.refusals import not_added
from reporting.sample import CODE, plan_reading

pytestmark = pytest.mark.django_db
REGISTER, STRATEGY = DocumentKind.COLLABORATION_REGISTER, DocumentKind.COMPREHENSIVE_STRATEGY


@pytest.fixture(autouse=True)
def city() -> None:
    import_reading(reading=plan_reading(), by="試験")


def remember(kind: DocumentKind = REGISTER, **columns: str) -> int:
    return remember_columns(municipality_code=CODE, kind=kind, columns=columns, by="企画")


def test_the_newest_word_counts_and_the_earlier_stays() -> None:
    assert remember(催し="title", 課="department") == 2
    assert remember(催し="title", 課="ignored") == 1
    assert remember(催し="title", 課="ignored") == 0
    assert remembered_columns(CODE) == {REGISTER: {"催し": "title", "課": "ignored"}}
    assert [row.column for row in ColumnMapping.objects.filter(head="課").order_by("id")] == [
        "department",
        "ignored",
    ]
    assert [(row.head, row.by) for row in remembered_rows(CODE)] == [("催し", "企画"), ("課", "企画")]


def test_kinds_of_documents_and_cities_are_apart() -> None:
    remember(値="participants")
    remember(STRATEGY, 値="actual")
    assert remembered_columns(CODE) == {REGISTER: {"値": "participants"}, STRATEGY: {"値": "actual"}}
    assert remembered_columns("011002") == {}


@pytest.mark.parametrize("columns", [{"催し": "name"}, {"催し": ""}, {" ": "title"}, {"": "title"}])
def test_what_is_no_column_is_refused_and_nothing_is_kept(columns: dict[str, str]) -> None:
    with pytest.raises(ActionDenied, match="列を選び直してください。"):
        remember_columns(
            municipality_code=CODE, kind=REGISTER, columns={"番号": "number", **columns}, by="企画"
        )
    assert ColumnMapping.objects.count() == 0


@pytest.mark.parametrize("change", [{"head": ""}, {"column": "name"}, {"kind": "x"}, {"by": ""}])
def test_the_database_refuses_what_is_no_mapping(change: dict[str, str]) -> None:
    fields = {
        "municipality_id": CODE,
        "kind": "collaboration_register",
        "head": "a",
        "column": "title",
        "by": "a",
    }
    not_added(ColumnMapping, **(fields | change), at="2026-06-30T00:00:00Z")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_columnmapping SET \"column\" = 'ignored'",
        "DELETE FROM documents_columnmapping",
        "INSERT OR REPLACE INTO documents_columnmapping SELECT id, kind, head, 'ignored', \"by\", at, municipality_id "
        "FROM documents_columnmapping",
    ],
)
def test_the_database_refuses_to_change_one(statement: str) -> None:
    remember(催し="title")
    with (
        pytest.raises(DatabaseError, match="見出しの対応"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert remembered_columns(CODE) == {REGISTER: {"催し": "title"}}
