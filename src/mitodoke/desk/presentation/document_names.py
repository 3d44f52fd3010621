"""What staff call a document: its title with the year, since two years of one document often have the same title."""

from __future__ import annotations

from collections.abc import Iterable

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.fiscal_year import FiscalYear


def document_name(document: SourceDocument) -> str:
    """``市長公約の取組状況（令和8年度）``."""
    return with_year(document.title, document.fiscal_year)


def with_year(title: str, fiscal_year: int | None) -> str:
    """The title, and the year in brackets unless there is none or the title says it itself."""
    if fiscal_year is None or FiscalYear(fiscal_year).is_told_in(title):
        return title
    return f"{title}（{FiscalYear(fiscal_year).label}）"


def newest_first(documents: Iterable[SourceDocument]) -> list[SourceDocument]:
    """By year, the newest first, then by kind and title: the order of every list to choose from."""
    return sorted(documents, key=lambda one: (-(one.fiscal_year or 0), one.kind, one.title))
