"""One edition that is shown as if it were public: the desk's preview, without a row in the database.

Everything public asks `queries`, and these add the draft inside the block; nothing else in the process sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.publishing.rows import EditionRow, MunicipalityRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDraft:
    """An edition with all that the public site would ask about it."""

    row: EditionRow
    city: MunicipalityRow
    edition: Edition
    document: SourceDocument
    reasons: ChangeReasons | None = None

    def is_row(self, edition: Edition) -> bool:
        """Whether `edition` is this draft, by its city, kind, year and version."""
        document, row = edition.content.document, self.row
        return (document.municipality_code, document.kind, document.fiscal_year, edition.version) == (
            row.code,
            row.kind,
            row.fiscal_year,
            row.version,
        )


_shown: ContextVar[ShownDraft | None] = ContextVar("mitodoke_shown_draft", default=None)


@contextmanager
def showing(draft: ShownDraft) -> Iterator[None]:
    """Inside the block the public site has `draft` among its editions."""
    token = _shown.set(draft)
    try:
        yield
    finally:
        _shown.reset(token)


def shown_draft() -> ShownDraft | None:
    """The draft that is shown here; None outside a preview."""
    return _shown.get()
