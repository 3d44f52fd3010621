"""Reads for everything public: what is published of whom, and the editions themselves.

What counts as public is decided anew at every question (`visibility`): editions that wait for their release, were
stopped or are withdrawn do not exist here. A preview adds its draft (`shown_draft`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar

from mitodoke.documents.models import SourceDocument
from mitodoke.documents.records import to_lines
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons, EditionState
from mitodoke.publishing import models
from mitodoke.publishing.records import dated_record
from mitodoke.publishing.rows import EditionRow, MunicipalityRow, WithdrawnRow
from mitodoke.publishing.shown_draft import ShownDraft, shown_draft
from mitodoke.publishing.visibility import Standing, japanese_day, standings

__all__ = [
    "EditionRow",
    "MunicipalityRow",
    "WithdrawnRow",
    "change_reasons_of",
    "document_of",
    "edition_of",
    "editions_of",
    "load_edition",
    "municipalities",
    "snapshot",
    "source_lines",
    "to_row",
    "withdrawals_of",
    "withdrawn_standings",
]

Row = TypeVar("Row")

_snapshot: ContextVar[dict[str, list[Any]] | None] = ContextVar("mitodoke_snapshot", default=None)


@contextmanager
def snapshot() -> Iterator[None]:
    """Inside the block what is published is asked for once: every page then shows the same state, and faster."""
    token = _snapshot.set({})
    try:
        yield
    finally:
        _snapshot.reset(token)


def _once(name: str, ask: Callable[[], list[Row]]) -> list[Row]:
    kept = _snapshot.get()
    if kept is None:
        return ask()
    if name not in kept:
        kept[name] = ask()
    return kept[name]


def municipalities() -> list[MunicipalityRow]:
    """Every municipality with at least one public edition, by code."""
    return _once("", _municipalities)


def _municipalities() -> list[MunicipalityRow]:
    rows = models.Edition.objects.select_related("municipality")
    found = sorted(
        (one for one in standings(rows) if one.is_public), key=lambda one: (one.published_on, one.row.pk)
    )
    newest = {
        one.row.municipality_id: MunicipalityRow(
            code=one.row.municipality_id, name=one.row.municipality.name, fictional=one.row.fictional
        )
        for one in found
    }
    draft = shown_draft()
    if draft is not None:
        newest[draft.city.code] = draft.city
    return [newest[code] for code in sorted(newest)]


def editions_of(code: str) -> list[EditionRow]:
    """All public editions of a municipality, the newest first (by the day of publication, then as they were made)."""
    return _once(code, lambda: _editions_of(code))


def _editions_of(code: str) -> list[EditionRow]:
    rows = [
        to_row(one) for one in standings(models.Edition.objects.filter(municipality=code)) if one.is_public
    ]
    draft = shown_draft()
    if draft is not None and draft.row.code == code:
        rows = [row for row in rows if not _same(row, draft)] + [draft.row]
    return sorted(rows, key=lambda row: (row.published_on, row.edition_id), reverse=True)


def _same(row: EditionRow, draft: ShownDraft) -> bool:
    shown = draft.row
    return (row.kind, row.fiscal_year, row.version) == (shown.kind, shown.fiscal_year, shown.version)


def load_edition(
    code: str, kind: DocumentKind, fiscal_year: int | None = None, version: int | None = None
) -> Edition | None:
    """One public edition, or None where there is no such.

    Without a version the newest one of the year; without a year and version the newest of the newest year.
    With a version and no year the edition of a document that does not tell its year.
    """
    rows = models.Edition.objects.filter(municipality=code, kind=kind)
    if version is not None:
        rows = rows.filter(fiscal_year=fiscal_year, version=version)
    elif fiscal_year is not None:
        rows = rows.filter(fiscal_year=fiscal_year)
    # NULL, an unknown year, sorts behind every year.
    ordered = standings(rows.order_by("-fiscal_year", "-version"))
    found = next((one for one in ordered if one.is_public), None)
    draft = shown_draft()
    if draft is not None and (draft.row.code, draft.row.kind) == (code, kind):
        of_year = draft.row.fiscal_year == fiscal_year
        if of_year and version == draft.row.version:
            return draft.edition
        if version is None and (of_year or fiscal_year is None) and _is_newer(draft.row, found):
            return draft.edition
    return edition_of(found) if found is not None else None


def _is_newer(row: EditionRow, found: Standing | None) -> bool:
    if found is None:
        return True
    year = -1 if found.row.fiscal_year is None else found.row.fiscal_year
    return (-1 if row.fiscal_year is None else row.fiscal_year, row.version) > (year, found.row.version)


def edition_of(standing: Standing) -> Edition:
    """The edition as it is, or would be, published; whatever its state."""
    return _decoded(standing.row.sha256, standing.sha256, standing.published_on.isoformat())


def document_of(edition: Edition) -> SourceDocument | None:
    """The document that a public edition was made from; None for an edition that is not public here."""
    draft = shown_draft()
    if draft is not None and draft.is_row(edition):
        return draft.document
    document = edition.content.document
    rows = models.Edition.objects.filter(
        municipality=document.municipality_code,
        kind=document.kind,
        fiscal_year=document.fiscal_year,
        version=edition.version,
    ).select_related("document")
    return next((one.row.document for one in standings(rows) if one.is_public), None)


def source_lines(edition: Edition) -> tuple[str, ...]:
    """The lines of the document that `edition` was made from; none for an edition that is not published here."""
    document = document_of(edition)
    return to_lines(document) if document is not None else ()


def change_reasons_of(edition_id: int) -> ChangeReasons | None:
    """Why an edition differs from the one before it; None where that was not told. They are frozen with it."""
    draft = shown_draft()
    if draft is not None and draft.row.edition_id == edition_id:
        return draft.reasons
    stated = models.ChangeStatement.objects.filter(edition=edition_id).first()
    if stated is None:
        return None
    reasons = models.ChangeReason.objects.filter(edition=edition_id).order_by("id")
    return ChangeReasons(
        kind=ChangeKind(stated.kind),
        rest=stated.reason,
        by_subject=tuple(reasons.values_list("subject", "reason")),
    )


def withdrawals_of(code: str) -> list[WithdrawnRow]:
    """The withdrawn editions of a municipality with their notices, the last withdrawal first."""
    return _once(f"withdrawn {code}", lambda: _withdrawals_of(code))


def _withdrawals_of(code: str) -> list[WithdrawnRow]:
    rows = models.Edition.objects.filter(municipality=code, withdrawal__isnull=False)
    rows = rows.select_related("municipality", "withdrawal").order_by("-withdrawal__withdrawn_at", "-pk")
    return [
        WithdrawnRow(
            code=code,
            municipality=one.row.municipality.name,
            fictional=one.row.fictional,
            kind=DocumentKind(one.row.kind),
            fiscal_year=one.row.fiscal_year,
            version=one.row.version,
            title=one.row.title,
            published_on=one.published_on.isoformat(),
            withdrawn_on=japanese_day(one.row.withdrawal.withdrawn_at).isoformat(),
            reason=one.row.withdrawal.reason,
            announced_by=one.row.withdrawal.announced_by,
            edition_id=one.row.pk,
        )
        for one in standings(rows)
        if one.state is EditionState.WITHDRAWN
    ]


def withdrawn_standings() -> list[Standing]:
    """Every withdrawn edition of every city, with its city and document."""
    rows = models.Edition.objects.filter(withdrawal__isnull=False).select_related("municipality", "document")
    return [one for one in standings(rows.order_by("pk")) if one.state is EditionState.WITHDRAWN]


def to_row(standing: Standing) -> EditionRow:
    """The row as pages may see it."""
    row = standing.row
    return EditionRow(
        code=row.municipality_id,
        kind=DocumentKind(row.kind),
        fiscal_year=row.fiscal_year,
        version=row.version,
        published_on=standing.published_on.isoformat(),
        title=row.title,
        edition_id=row.pk,
        sha256=standing.sha256,
        inputs_sha256=row.inputs_sha256,
    )


@lru_cache(maxsize=64)
def _decoded(frozen_sha256: str, sha256: str, published_on: str) -> Edition:
    """Decoded once: the hashes name the content, and editions never change."""
    row = models.Edition.objects.get(sha256=frozen_sha256)
    return dated_record(row, published_on=published_on, sha256=sha256)
