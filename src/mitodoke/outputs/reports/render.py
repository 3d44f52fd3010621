"""From an edition to the file of a report: PDF, docx, or a sheet to print. Nothing but the edition is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.outputs.docx_report import render_docx
from mitodoke.outputs.reports.attachments import Attachment, attachments
from mitodoke.outputs.reports.blocks import Report
from mitodoke.outputs.reports.errata import errata_report
from mitodoke.outputs.reports.pdf import render_pdf
from mitodoke.outputs.reports.registry import build_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_print import render_print_sheet


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A kind of file: its suffix, its media type, and how a report becomes its bytes."""

    suffix: str
    media_type: str
    render: Callable[[Report, ReportSettings, tuple[Attachment, ...]], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: dict[str, ReportFormat] = {
    "pdf": ReportFormat(".pdf", "application/pdf", render_pdf),
    "docx": ReportFormat(
        ".docx",
        f"{_OFFICE}.wordprocessingml.document",
        lambda report, settings, files: render_docx(report, settings),
    ),
    "xlsx": ReportFormat(
        ".xlsx",
        f"{_OFFICE}.spreadsheetml.sheet",
        lambda report, settings, files: render_print_sheet(report, settings),
    ),
}
"""The formats of a report. The clean tables of an edition as xlsx are `outputs.xlsx_tables`."""


def render_report(
    edition: Edition, name: str, settings: ReportSettings, *, file_format: str = "pdf"
) -> bytes:
    """The report `name` of `edition` as a file; a PDF carries the edition's data inside.

    The same edition and settings give the same bytes. UnknownReportError for a report that the edition has not,
    ReportNotRenderedError for a PDF that cannot be set.
    """
    report = build_report(edition, name, settings)
    return FORMATS[file_format].render(report, settings, _inside(edition, settings, file_format))


def render_errata(
    before: Edition,
    after: Edition,
    settings: ReportSettings,
    *,
    file_format: str = "pdf",
    reasons: ChangeReasons | None = None,
) -> bytes:
    """正誤表 from `before` to `after` as a file; a PDF carries the data of the newer edition inside."""
    report = errata_report(before, after, settings, reasons)
    return FORMATS[file_format].render(report, settings, _inside(after, settings, file_format))


def _inside(edition: Edition, settings: ReportSettings, file_format: str) -> tuple[Attachment, ...]:
    """The data that the file carries: a PDF of what is published only, so that no draft is taken for the edition."""
    return attachments(edition) if file_format == "pdf" and not settings.draft else ()
