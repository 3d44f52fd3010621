"""Pages about reports: what can be had of each version of a document, and of the draft that would be published."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse

from mitodoke.desk.presentation.document_names import document_name
from mitodoke.desk.report_files import LABELS, TABLES
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_documents
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.domain.fiscal_year import format_date
from mitodoke.outputs.reports.department_sheets import department_names
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.render import FORMATS
from mitodoke.publishing import queries
from mitodoke.publishing.queries import EditionRow

FORMAT_LABELS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel（印刷用）"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A button that makes one file."""

    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report in all its formats."""

    label: str
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionReports:
    """All reports of one version; `departments` are those that have a sheet, asked for at `sheet`."""

    key: str
    heading: str
    lines: tuple[ReportLine, ...]
    departments: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReports:
    """A document of the city in the list of those that have reports."""

    title: str
    kind: str
    address: str
    versions: int


def versions_of(document: SourceDocument) -> tuple[EditionRow, ...]:
    """What is public of `document`, the newest version first."""
    kind = DocumentKind(document.kind)
    found = [
        row
        for row in queries.editions_of(document.municipality_id)
        if row.kind is kind and row.fiscal_year == document.fiscal_year
    ]
    return tuple(sorted(found, key=lambda row: -row.version))


def load_version(document: SourceDocument, version: int) -> Edition | None:
    """A public version of `document`; None where there is no such."""
    if all(row.version != version for row in versions_of(document)):
        return None
    return queries.load_edition(
        document.municipality_id, DocumentKind(document.kind), document.fiscal_year, version
    )


def reasons_between(document: SourceDocument, before: int, after: int) -> ChangeReasons | None:
    """Why version `after` differs from `before`; None where they do not follow each other or nothing is told."""
    rows = versions_of(document)
    pairs = {(older.version, newer.version): newer for newer, older in pairwise(rows)}
    newer = pairs.get((before, after))
    return queries.change_reasons_of(newer.edition_id) if newer else None


def document_reports(code: str) -> tuple[DocumentReports, ...]:
    """The documents of a city, the newest year first, with the number of their public versions."""
    rows = queries.editions_of(code)
    found = [one for one in current_documents() if one.municipality_id == code]
    found.sort(key=lambda one: (-(one.fiscal_year or 0), one.kind))
    return tuple(
        DocumentReports(
            title=document_name(one),
            kind=DocumentKind(one.kind).label,
            address=reverse("desk:reports", kwargs={"document": one.key}),
            versions=sum(row.kind == one.kind and row.fiscal_year == one.fiscal_year for row in rows),
        )
        for one in found
    )


def published_reports(document: SourceDocument) -> tuple[VersionReports, ...]:
    """The reports of every public version; sheets of one department of the newest only."""
    made = []
    for place, row in enumerate(versions_of(document)):
        edition = load_version(document, row.version)
        if edition is None:
            continue
        made.append(
            VersionReports(
                key=f"v{row.version}",
                heading=f"第{row.version}版（{format_date(datetime.date.fromisoformat(row.published_on))}公表）",
                lines=_lines(edition, "report_file", {"document": document.key, "version": row.version}),
                departments=department_names(edition) if place == 0 else (),
                sheet=reverse(
                    "desk:report_file",
                    kwargs={"document": document.key, "version": row.version, "name": "departments.pdf"},
                ),
            )
        )
    return tuple(made)


def draft_reports(document: SourceDocument, edition: Edition) -> VersionReports:
    """The reports of the edition that would be published."""
    return VersionReports(
        key="draft",
        heading=f"第{edition.version}版の案（公表前）",
        lines=_lines(edition, "report_draft", {"document": document.key}),
        departments=department_names(edition),
        sheet=reverse("desk:report_draft", kwargs={"document": document.key, "name": "departments.pdf"}),
    )


def _lines(edition: Edition, page: str, parts: dict[str, object]) -> tuple[ReportLine, ...]:
    def address(name: str) -> str:
        return reverse(f"desk:{page}", kwargs=parts | {"name": name})

    lines = [
        ReportLine(
            label=report.label,
            files=tuple(
                FileLink(label=FORMAT_LABELS[form], address=address(f"{report.name}.{form}"))
                for form in FORMATS
            ),
        )
        for report in reports_of(edition)
    ]
    tables = FileLink(label="Excel（データ）", address=address(f"{TABLES}.xlsx"))
    return (*lines, ReportLine(label=LABELS[TABLES], files=(tables,)))
