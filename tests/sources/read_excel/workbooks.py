"""Workbooks for the tests, written part by part where no library would write them so."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.placed_lines import PlacedLines
from mitodoke.sources.read_excel import lines_of
from mitodoke.sources.read_excel.mapping import UnmatchedTable, tables_unmatched
from mitodoke.sources.read_excel.open_book import open_book

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def relations(*targets: tuple[str, str]) -> str:
    """A part of relations: (kind, target) each, with ids rId1, rId2 …"""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def workbook(
    rows: str,
    *,
    shared: str = "",
    styles: str = "",
    properties: str = "",
    state: str = "",
    after: str = "",
    before: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """A workbook of one sheet: its ``row`` elements and what stands around them, as XML."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{properties}'
            f'<sheets><sheet name="表" sheetId="1" {state} r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
    }
    return archive({name: text.encode() for name, text in parts.items()} | dict(extra or {}))


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of `parts`."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return stored.getvalue()


def text_cell(reference: str, text: str) -> str:
    """A cell with its text inside."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def read_excel(data: bytes, name: str, names: Mapping[str, str] | None = None) -> PlacedLines:
    """The lines of a workbook, as `read_office` takes them before it knows what they are."""
    return lines_of(open_book(OfficeArchive(data, name)), data, name, names)


def unmatched_columns(
    data: bytes, name: str, mapping: Mapping[str, str] | None = None
) -> tuple[UnmatchedTable, ...]:
    """The tables of a workbook in which `mapping` leaves heads unknown, as a page asks for them."""
    return tables_unmatched(open_book(OfficeArchive(data, name)), mapping or {})
