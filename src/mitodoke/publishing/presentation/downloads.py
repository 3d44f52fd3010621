"""The files of open-data tables as links beside what a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.formats import TABLE_FORMATS, edition_formats
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.render import FORMATS
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.page import Link

LABELS = {
    "csv": "CSV（Excel向け）",
    "csv-utf-8": "CSV（UTF-8）",
    "csv-cp932": "CSV（シフトJIS）",
    "xlsx": "Excel",
    "json": "JSON",
}
REPORT_LABELS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
ALL_TABLES = "データ表（すべての表を1冊に）"
TABLES = "report/tables.xlsx"
"""All open-data tables in one workbook; beside the reports, since the static form has both or neither."""
REPLACED = ".cp932.characters.csv"
CHARACTERS = "シフトJISで表せない文字の一覧"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDownloads:
    """One table with the links to its files."""

    title: str
    files: tuple[Link, ...]


def table_downloads(
    edition: Edition, addresses: EditionAddresses, names: Sequence[str]
) -> tuple[TableDownloads, ...]:
    """The tables of `edition` called `names`, in that order; a table that the edition has not is left out."""
    known = {table.name: table for table in tables_of(edition)}
    return tuple(
        TableDownloads(
            title=known[name].title if language() == JAPANESE else known[name].title_en,
            files=(
                *(
                    Link(tr(LABELS[form.name]), addresses.file(form.file_name(known[name])))
                    for form in TABLE_FORMATS
                ),
                Link(tr(CHARACTERS), addresses.file(f"{name}{REPLACED}")),
            ),
        )
        for name in names
        if name in known
    )


offers_reports: ContextVar[bool] = ContextVar("mitodoke_offers_reports", default=True)
"""Whether reports can be had where the page will stand: the static form may be written without them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDownloads:
    """The files of a whole edition: its data, and each report with its formats."""

    data: tuple[Link, ...]
    reports: tuple[tuple[str, tuple[Link, ...]], ...]


def edition_downloads(edition: Edition, addresses: EditionAddresses) -> EditionDownloads:
    """Links to everything that `edition` can be taken as a whole."""
    return EditionDownloads(
        data=tuple(Link(tr(form.title), addresses.file(form.file_name)) for form in edition_formats(edition)),
        reports=_reports(edition, addresses) if offers_reports.get() else (),
    )


def _reports(edition: Edition, addresses: EditionAddresses) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    reports = tuple(
        (
            tr(report.label),
            tuple(
                Link(tr(REPORT_LABELS[name]), addresses.file(f"report/{report.name}{form.suffix}"))
                for name, form in FORMATS.items()
            ),
        )
        for report in reports_of(edition)
    )
    return (*reports, (tr(ALL_TABLES), (Link(tr(REPORT_LABELS["xlsx"]), addresses.file(TABLES)),)))
