"""One report of one edition as a file, by the name that the desk's addresses give it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.outputs.reports.department_sheets import department_names
from mitodoke.outputs.reports.fonts import FontsMissingError
from mitodoke.outputs.reports.pdf import ReportNotRenderedError
from mitodoke.outputs.reports.registry import REPORTS, UnknownReportError
from mitodoke.outputs.reports.render import FORMATS, render_errata, render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_tables import CellTooLongError, render_tables

ERRATA = "errata"
TABLES = "tables"
LABELS = {report.name: report.label for report in REPORTS} | {ERRATA: "正誤表", TABLES: "データ表"}
_WHOLE_NAME = 80
"""Characters of a file's name at most, before its suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A file to hand over: its name, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


def make_report_file(
    edition: Edition,
    name: str,
    settings: ReportSettings,
    *,
    department: str = "",
    before: Edition | None = None,
    reasons: ChangeReasons | None = None,
) -> ReportFile:
    """The file called `name` (``pledges.pdf``) of `edition`; ActionDenied with a sentence where there is none.

    `department` limits the sheets of the departments to one, `before` is the version that a 正誤表 compares with, and
    `reasons` are those of the changes between the two.
    """
    report, _, file_format = name.rpartition(".")
    if file_format not in FORMATS or report not in LABELS:
        raise ActionDenied("この名前の報告書はありません。一覧から選んでください。")
    if report == ERRATA and before is None:
        raise ActionDenied("正誤表は、比べる二つの版を選んでください。")
    if department:
        if department not in department_names(edition):
            raise ActionDenied("この版に、その担当部署はありません。一覧から選んでください。")
        settings = replace(settings, departments=(department,))
    try:
        if report == TABLES:
            data = render_tables(edition)
        elif report == ERRATA:
            assert before is not None
            data = render_errata(before, edition, settings, file_format=file_format, reasons=reasons)
        else:
            data = render_report(edition, report, settings, file_format=file_format)
    except (UnknownReportError, ReportNotRenderedError, FontsMissingError, CellTooLongError) as problem:
        raise ActionDenied(str(problem)) from problem
    return ReportFile(
        name=_file_name(edition, LABELS[report], settings, department, f".{file_format}"),
        media_type=FORMATS[file_format].media_type,
        data=data,
    )


def _file_name(edition: Edition, label: str, settings: ReportSettings, department: str, suffix: str) -> str:
    year = edition.content.document.fiscal_year
    parts = (
        label,
        department,
        FiscalYear(year).label if year is not None else "",
        f"第{edition.version}版",
        "案" if settings.draft else "",
    )
    whole = "_".join(part for part in parts if part)
    # What systems do not allow in the name of a file.
    return (
        "".join("-" if one in '\\/:*?"<>|' or not one.isprintable() else one for one in whole)[:_WHOLE_NAME]
        + suffix
    )


def file_answer(file: ReportFile) -> HttpResponse:
    """The answer: a PDF opens in the browser, the others are saved. Nobody keeps it on the way."""
    response = HttpResponse(file.data, content_type=file.media_type)
    is_shown = file.media_type == FORMATS["pdf"].media_type
    header = content_disposition_header(as_attachment=not is_shown, filename=file.name)
    assert header is not None
    response["Content-Disposition"] = header
    response["X-Content-Type-Options"] = "nosniff"
    return response
