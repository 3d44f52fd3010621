"""Reads about source documents."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from mitodoke.documents.models import ColumnMapping, SourceDocument, SourceFile
from mitodoke.domain.document import DocumentKind
from mitodoke.sources.placed_lines import FileKind


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a document was read from, without its bytes."""

    sha256: str
    name: str
    kind: FileKind


def current_document(key: str) -> SourceDocument | None:
    """The revision of the document `key` that counts, or None if there is no such document."""
    return SourceDocument.objects.filter(key=key).order_by("-revision").first()


def current_documents() -> list[SourceDocument]:
    """Every document in the revision that counts, by municipality, kind and fiscal year."""
    newest = SourceDocument.objects.filter(key=OuterRef("key")).order_by("-revision").values("pk")[:1]
    rows = SourceDocument.objects.filter(pk=Subquery(newest)).select_related("municipality")
    return list(rows.order_by("municipality", "kind", "fiscal_year"))


def original_of(document: SourceDocument) -> Original | None:
    """The file that `document` was read from; None where it was not kept (a text is all in its lines)."""
    row = SourceFile.objects.filter(sha256=document.sha256).defer("data").first()
    return None if row is None else Original(row.sha256, row.name, FileKind(row.kind))


def original_data(sha256: str) -> bytes:
    """The bytes of a kept file by their hash."""
    return bytes(SourceFile.objects.values_list("data", flat=True).get(sha256=sha256))


def remembered_columns(municipality_code: str) -> dict[DocumentKind, dict[str, str]]:
    """Which of our columns each unknown head of the city's documents is, by kind of document, as said last; one query."""
    found: dict[DocumentKind, dict[str, str]] = {}
    for row in remembered_rows(municipality_code):
        found.setdefault(DocumentKind(row.kind), {})[row.head] = row.column
    return found


def all_remembered_columns() -> dict[str, dict[DocumentKind, dict[str, str]]]:
    """The remembered columns of every city, by its code; as many queries as cities that have some, and one."""
    cities = ColumnMapping.objects.order_by("municipality_id").values_list("municipality_id", flat=True)
    return {code: remembered_columns(code) for code in cities.distinct()}


def remembered_rows(municipality_code: str) -> list[ColumnMapping]:
    """The newest row of each kind of document and head, in the order in which the heads were first told; one query."""
    newest: dict[tuple[str, str], ColumnMapping] = {}
    for row in ColumnMapping.objects.filter(municipality=municipality_code).order_by("id"):
        newest[row.kind, row.head] = row
    return list(newest.values())
