"""Reads about source documents."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from mitodoke.documents.models import SourceDocument


def current_document(key: str) -> SourceDocument | None:
    """The revision of the document `key` that counts, or None if there is no such document."""
    return SourceDocument.objects.filter(key=key).order_by("-revision").first()


def current_documents() -> list[SourceDocument]:
    """Every document in the revision that counts, by municipality, kind and fiscal year."""
    newest = SourceDocument.objects.filter(key=OuterRef("key")).order_by("-revision").values("pk")[:1]
    rows = SourceDocument.objects.filter(pk=Subquery(newest)).select_related("municipality")
    return list(rows.order_by("municipality", "kind", "fiscal_year"))
