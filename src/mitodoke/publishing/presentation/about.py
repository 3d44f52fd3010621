"""What the pages about the site itself tell: who published the documents, how to cite, which files there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.edition_name import edition_path, edition_title
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.publishing.presentation.downloads import EditionDownloads, TableDownloads
from mitodoke.publishing.presentation.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class DataEdition:
    """An edition with everything it can be taken as; single tables only of the newest version of a year."""

    kind: DocumentKind
    label: str
    title: str
    address: str
    newest: bool
    files: EditionDownloads
    tables: tuple[TableDownloads, ...]

    @staticmethod
    def names(edition: Edition) -> tuple[str, ...]:
        """The names of the edition's tables."""
        return tuple(table.name for table in tables_of(edition))


def publishers(documents: Iterable[SourceDocument]) -> tuple[str, ...]:
    """Who published the documents, as they say themselves, each once."""
    return tuple(dict.fromkeys(one_line(one.publisher) for one in documents if one.publisher))


def cited(edition: Edition, label: str, base: str) -> str:
    """How to cite an edition: whose, what, which edition, and its permanent address where the site knows it."""
    parts = [one_line(edition_title(edition)), label]
    if base:
        parts.append(f"{base}{edition_path(edition)}")
    return "、".join(parts)
