"""Every file that an edition, or one of its tables, can be taken as: one line a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import edition_json
from mitodoke.outputs.event_calendar import MEDIA_TYPE as CALENDAR
from mitodoke.outputs.event_calendar import event_calendar
from mitodoke.outputs.open_data.csv_file import CsvEncoding, csv_bytes
from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.open_data.event_list import event_list
from mitodoke.outputs.open_data.iati import iati_results
from mitodoke.outputs.open_data.json_table import table_json
from mitodoke.outputs.open_data.open_table import OpenTable
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.outputs.open_data.package_files import package_zip
from mitodoke.outputs.open_data.workbook import workbook

JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """One way to take a table: `suffix` follows the table's name in the name of the file."""

    name: str
    title: str
    suffix: str
    media_type: str
    render: Callable[[OpenTable, Edition], bytes]

    def file_name(self, table: OpenTable) -> str:
        """The name of the file of `table` in this format."""
        return f"{table.name}{self.suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFormat:
    """One way to take a whole edition; `applies` tells whether this edition has anything to say in it."""

    name: str
    title: str
    file_name: str
    media_type: str
    render: Callable[[Edition, Publication], bytes]
    applies: Callable[[Edition], bool] = lambda _: True


def _csv(encoding: CsvEncoding) -> Callable[[OpenTable, Edition], bytes]:
    return lambda table, edition: csv_bytes(table, edition, encoding)


TABLE_FORMATS: tuple[TableFormat, ...] = (
    TableFormat(
        name="csv", title=f"CSV {CsvEncoding.UTF_8_BOM.label}", suffix=".csv",
        media_type="text/csv; charset=utf-8", render=_csv(CsvEncoding.UTF_8_BOM),
    ),
    TableFormat(
        name="csv-utf-8", title=f"CSV {CsvEncoding.UTF_8.label}", suffix=".utf-8.csv",
        media_type="text/csv; charset=utf-8", render=_csv(CsvEncoding.UTF_8),
    ),
    TableFormat(
        name="csv-cp932", title=f"CSV {CsvEncoding.CP932.label}", suffix=".cp932.csv",
        media_type="text/csv; charset=windows-31j", render=_csv(CsvEncoding.CP932),
    ),
    TableFormat(
        name="xlsx", title="Excel", suffix=".xlsx", media_type=XLSX,
        render=lambda table, edition: workbook(table, edition).data,
    ),
    TableFormat(name="json", title="JSON", suffix=".json", media_type=JSON, render=table_json),
)  # fmt: skip
"""The first is what people are given when they do not choose."""


def _is_register(edition: Edition) -> bool:
    return edition.content.document.kind is DocumentKind.COLLABORATION_REGISTER


EDITION_FORMATS: tuple[EditionFormat, ...] = (
    EditionFormat(
        name="package", title="データパッケージ（zip）", file_name="datapackage.zip", media_type="application/zip",
        render=package_zip,
    ),
    EditionFormat(
        name="json", title="版のすべて（JSON）", file_name="edition.json", media_type=JSON,
        render=lambda edition, _: edition_json(edition, indent=1),
    ),
    EditionFormat(
        name="iati", title="指標と実績（XML、国際的な援助透明化の形式IATI）", file_name="results.xml", media_type="application/xml",
        render=lambda edition, _: iati_results(edition).data,
        applies=lambda edition: bool(edition.content.indicators),
    ),
    EditionFormat(
        name="events", title="イベント一覧（自治体標準オープンデータセットの項目のCSV）", file_name="events.csv",
        media_type="text/csv; charset=utf-8",
        render=lambda edition, publication: event_list(edition, publication).data, applies=_is_register,
    ),
    EditionFormat(
        name="calendar", title="カレンダー（iCalendar）", file_name="events.ics", media_type=CALENDAR,
        render=lambda edition, publication: event_calendar(edition, publication).data, applies=_is_register,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A file that is published with an edition: its title, its name, and its media type without parameters."""

    title: str
    file_name: str
    media_type: str


def distributions(edition: Edition) -> tuple[Distribution, ...]:
    """What a catalogue lists: the whole edition in every format, then each table in the default one."""
    whole = (
        Distribution(title=form.title, file_name=form.file_name, media_type=form.media_type.partition(";")[0])
        for form in edition_formats(edition)
    )
    default = TABLE_FORMATS[0]
    tables = (
        Distribution(
            title=f"{table.title}（CSV）",
            file_name=default.file_name(table),
            media_type=default.media_type.partition(";")[0],
        )
        for table in tables_of(edition)
    )
    return (*whole, *tables)


def edition_formats(edition: Edition) -> tuple[EditionFormat, ...]:
    """The formats that this edition has something to say in."""
    return tuple(form for form in EDITION_FORMATS if form.applies(edition))
