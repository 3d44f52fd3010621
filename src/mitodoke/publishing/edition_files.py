"""Every file that an edition can be taken as, by the name at its address; each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.csv_file import cp932_replacements, replacements_csv
from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.open_data.formats import JSON, TABLE_FORMATS, edition_formats
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.outputs.open_data.package_files import package_files
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.render import FORMATS, render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_tables import render_tables
from mitodoke.publishing.presentation.downloads import ALL_TABLES, CHARACTERS, REPLACED, TABLES

CSV = "text/csv; charset=utf-8"
PACKAGE_FOLDER = "package/"
_MEDIA_TYPES = {"csv": CSV, "json": JSON, "md": "text/markdown; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """One file of an edition: its name below the edition's address, what it is, and how its bytes are made."""

    name: str
    title: str
    media_type: str
    render: Callable[[], bytes]


def edition_files(edition: Edition, publication: Publication) -> Iterator[EditionFile]:
    """The data files: the edition as a whole, each table in each format, and each file of the data package."""
    for form in edition_formats(edition):
        yield EditionFile(
            name=form.file_name,
            title=form.title,
            media_type=form.media_type,
            render=partial(form.render, edition, publication),
        )
    for table in tables_of(edition):
        yield from table_files(table, edition)
    for name in _package(edition, publication):
        yield EditionFile(
            name=f"{PACKAGE_FOLDER}{name}",
            title=name,
            media_type=_MEDIA_TYPES[name.rpartition(".")[2]],
            render=partial(_packaged, edition, publication, name),
        )


def table_files(table: OpenTable, edition: Edition) -> Iterator[EditionFile]:
    """One table in every format, and the list of characters that its CP932 file could not carry."""
    for form in TABLE_FORMATS:
        yield EditionFile(
            name=form.file_name(table),
            title=form.title,
            media_type=form.media_type,
            render=partial(form.render, table, edition),
        )
    yield EditionFile(
        name=f"{table.name}{REPLACED}",
        title=CHARACTERS,
        media_type=CSV,
        render=lambda: replacements_csv(cp932_replacements(table, edition)),
    )


def report_files(edition: Edition, settings: ReportSettings) -> Iterator[EditionFile]:
    """The reports of an edition to read and print; setting one takes a second or two."""
    for report in reports_of(edition):
        for name, form in FORMATS.items():
            yield EditionFile(
                name=f"report/{report.name}{form.suffix}",
                title=report.label,
                media_type=form.media_type,
                render=partial(render_report, edition, report.name, settings, file_format=name),
            )
    yield EditionFile(
        name=TABLES,
        title=ALL_TABLES,
        media_type=FORMATS["xlsx"].media_type,
        render=lambda: render_tables(edition),
    )


@lru_cache(maxsize=8)
def _package(edition: Edition, publication: Publication) -> dict[str, bytes]:
    """Made once for all its files, which are asked for one after the other."""
    return package_files(edition, publication)


def _packaged(edition: Edition, publication: Publication, name: str) -> bytes:
    return _package(edition, publication)[name]
