"""The list of what was imported for a city: when, by whom, what it changed, and the file that was kept."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from mitodoke.desk.kept_imports import KEPT_FOR, KeptImport
from mitodoke.desk.presentation.import_review import column_words
from mitodoke.desk.presentation.import_words import counted, document_words
from mitodoke.desk.presentation.words import show_moment
from mitodoke.documents.models import ImportRun, SourceDocument, SourceFile
from mitodoke.documents.queries import remembered_rows
from mitodoke.domain.document import DocumentKind

A_PAGE = 50
"""Imports on a page of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One import; `records` leads to the records beside the file, of the revision that counts only."""

    title: str
    kind: str
    revision: int
    at: str
    by: str
    changes: str
    records: str | None
    file: str | None
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """An upload that is not stored yet."""

    name: str
    at: str
    by: str
    until: str
    address: str
    discard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedLine:
    """A head of the city's documents of a kind, and which of our columns it is."""

    kind: str
    head: str
    column: str
    by: str
    at: str


def import_runs(code: str) -> QuerySet[ImportRun]:
    """The imports of a city, the newest first."""
    runs = ImportRun.objects.filter(document__municipality=code)
    return runs.select_related("document").order_by("-at", "-pk")


def import_lines(code: str, shown: Sequence[ImportRun]) -> tuple[ImportLine, ...]:
    """These imports of a city in words; two queries."""
    hashes = {one.document.sha256 for one in shown}
    names = dict(SourceFile.objects.filter(sha256__in=hashes).values_list("sha256", "name"))
    newest: dict[str, int] = {}
    for key, revision in SourceDocument.objects.filter(
        municipality=code, key__in={one.document.key for one in shown}
    ).values_list("key", "revision"):
        newest[key] = max(revision, newest.get(key, 0))
    return tuple(_line(code, one, names, newest) for one in shown)


def waiting_lines(kept: tuple[KeptImport, ...]) -> tuple[WaitingLine, ...]:
    """The uploads that wait to be looked at or stored."""
    return tuple(
        WaitingLine(
            name=one.name,
            at=show_moment(_moment(one.at)),
            by=one.by,
            until=show_moment(_moment(one.at + KEPT_FOR)),
            address=reverse("desk:import_review", kwargs={"code": one.code, "token": one.token}),
            discard=reverse("desk:import_discard", kwargs={"code": one.code, "token": one.token}),
        )
        for one in kept
    )


def remembered_lines(code: str) -> tuple[RememberedLine, ...]:
    """What is remembered of the heads of the city's documents; one query."""
    return tuple(
        RememberedLine(
            kind=DocumentKind(row.kind).label,
            head=row.head,
            column=column_words(row.column),
            by=row.by,
            at=show_moment(row.at),
        )
        for row in remembered_rows(code)
    )


def _line(code: str, run: ImportRun, names: dict[str, str], newest: dict[str, int]) -> ImportLine:
    document = run.document
    counts = [("追加", run.added), ("変更", run.changed), ("移動", run.moved), ("削除", run.removed)]
    is_newest = newest.get(document.key) == document.revision
    return ImportLine(
        title=document.title,
        kind=document_words(document.kind, document.fiscal_year),
        revision=document.revision,
        at=show_moment(run.at),
        by=run.by,
        changes=counted(counts) or "なし",
        records=reverse("desk:document_records", kwargs={"document": document.key}) if is_newest else None,
        file=reverse("desk:import_file", kwargs={"code": code, "sha256": document.sha256})
        if document.sha256 in names
        else None,
        file_name=names.get(document.sha256, ""),
    )


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
