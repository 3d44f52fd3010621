"""Originals are kept once, byte for byte, within limits, and never change."""

from __future__ import annotations

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from mitodoke.documents.models import SourceDocument, SourceFile
from mitodoke.documents.queries import original_data, original_of
from mitodoke.documents.services import keep_original
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.services import import_reading
from mitodoke.sources.placed_lines import FileKind
from mitodoke.sources.read_text import MAX_BYTES
from reporting.refusals import not_added
from reporting.sample import plan_reading

pytestmark = pytest.mark.django_db
DATA = b"%PDF-1.7 \x00\xff"


def kept(name: str = "報告書.pdf", data: bytes = DATA) -> SourceFile:
    return keep_original(data=data, name=name, kind=FileKind.PDF, by="試験")


def test_a_file_is_kept_once_and_byte_for_byte() -> None:
    first = kept("/home/someone/報告書.pdf")
    again = kept("別の名前.pdf")
    assert (first.pk, again.pk) == (hashlib.sha256(DATA).hexdigest(),) * 2
    assert SourceFile.objects.count() == 1
    assert (again.name, again.size, original_data(again.sha256)) == ("報告書.pdf", len(DATA), DATA)


def test_a_document_finds_its_original_by_its_hash() -> None:
    import_reading(reading=plan_reading(), by="試験")
    document = SourceDocument.objects.get()
    assert original_of(document) is None
    file = kept()
    document.sha256 = file.sha256
    found = original_of(document)
    assert found is not None
    assert (found.sha256, found.name, found.kind) == (file.sha256, "報告書.pdf", FileKind.PDF)


@pytest.mark.parametrize("data", [b"", b"x" * (MAX_BYTES + 1)])
def test_a_file_beyond_the_limits_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(ActionDenied, match="報告書"):
        kept(data=data)
    assert SourceFile.objects.count() == 0


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"kind": "exe"}, {"size": 0}, {"sha256": "x"}, {"kept_by": ""}]
)
def test_the_database_refuses_what_is_no_file(change: dict[str, object]) -> None:
    fields = {"sha256": "0" * 64, "name": "a", "kind": "pdf", "size": 1, "data": b"x", "kept_by": "a"}
    not_added(SourceFile, **{**fields, **change}, kept_at="2026-06-30T00:00:00Z")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_sourcefile SET data = X'00'",
        "DELETE FROM documents_sourcefile",
        "INSERT OR REPLACE INTO documents_sourcefile SELECT sha256, 'b', kind, size, kept_by, kept_at, data FROM documents_sourcefile",
    ],
)
def test_the_database_refuses_to_change_a_file(statement: str) -> None:
    kept()
    with (
        pytest.raises(DatabaseError, match="原本のファイル"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert original_data(hashlib.sha256(DATA).hexdigest()) == DATA
