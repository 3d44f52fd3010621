"""Reads for everything public: what is published of whom, and the editions themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from mitodoke.documents.records import to_lines
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.publishing import models
from mitodoke.publishing.records import to_record

Row = TypeVar("Row")

_ROW_COLUMNS = (
    "id",
    "municipality_id",
    "kind",
    "fiscal_year",
    "version",
    "published_on",
    "title",
    "sha256",
    "inputs_sha256",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityRow:
    """A municipality of which something is published; `fictional` when its newest edition is."""

    code: str
    name: str
    fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """One published edition without its content.

    `published_on` is an ISO date, `sha256` the hash of the frozen edition, `inputs_sha256` that of the facts and
    source lines it was made from.
    """

    code: str
    kind: DocumentKind
    fiscal_year: int | None
    version: int
    published_on: str
    title: str
    edition_id: int
    sha256: str
    inputs_sha256: str


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
    """Every municipality with at least one edition, by code."""
    return _once("", _municipalities)


def _municipalities() -> list[MunicipalityRow]:
    rows = models.Edition.objects.order_by("published_on", "id").values_list(
        "municipality_id", "municipality__name", "fictional"
    )
    newest = {code: MunicipalityRow(code=code, name=name, fictional=flag) for code, name, flag in rows}
    return [newest[code] for code in sorted(newest)]


def editions_of(code: str) -> list[EditionRow]:
    """All editions of a municipality, the newest first (by the day of publication, then as they were made)."""
    return _once(code, lambda: _editions_of(code))


def _editions_of(code: str) -> list[EditionRow]:
    rows = models.Edition.objects.filter(municipality=code).only(*_ROW_COLUMNS)
    return [to_row(row) for row in rows.order_by("-published_on", "-id")]


def load_edition(
    code: str, kind: DocumentKind, fiscal_year: int | None = None, version: int | None = None
) -> Edition | None:
    """One edition, or None where there is no such.

    Without a version the newest one of the year; without a year and version the newest of the newest year.
    With a version and no year the edition of a document that does not tell its year.
    """
    rows = models.Edition.objects.filter(municipality=code, kind=kind)
    if version is not None:
        rows = rows.filter(fiscal_year=fiscal_year, version=version)
    elif fiscal_year is not None:
        rows = rows.filter(fiscal_year=fiscal_year)
    # NULL, an unknown year, sorts behind every year.
    found = rows.order_by("-fiscal_year", "-version").values_list("sha256", flat=True).first()
    return _decoded(found) if found is not None else None


def source_lines(edition: Edition) -> tuple[str, ...]:
    """The lines of the document that `edition` was made from; none for an edition that is not published here."""
    document = edition.content.document
    row = (
        models.Edition.objects.filter(
            municipality=document.municipality_code,
            kind=document.kind,
            fiscal_year=document.fiscal_year,
            version=edition.version,
        )
        .select_related("document__source_text")
        .defer("content")
        .first()
    )
    return to_lines(row.document) if row is not None else ()


def to_row(row: models.Edition) -> EditionRow:
    """The row as pages may see it."""
    return EditionRow(
        code=row.municipality_id,
        kind=DocumentKind(row.kind),
        fiscal_year=row.fiscal_year,
        version=row.version,
        published_on=row.published_on.isoformat(),
        title=row.title,
        edition_id=row.pk,
        sha256=row.sha256,
        inputs_sha256=row.inputs_sha256,
    )


@lru_cache(maxsize=64)
def _decoded(sha256: str) -> Edition:
    """Decoded once: the hash names the content, and editions never change."""
    return to_record(models.Edition.objects.get(sha256=sha256))
