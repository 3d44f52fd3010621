"""Opens a workbook that came back, and refuses what could do harm, with one sentence; nothing in it is run or followed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from mitodoke.reporting.workbook.raw_cells import RawSheet, read_raw_sheet
from mitodoke.sources.office_archive import OLE_MARK, ZIP_MARK, OfficeArchive, refuse_container
from mitodoke.sources.office_safety import refuse_unsafe
from mitodoke.sources.read_excel.book_parts import read_parts
from mitodoke.sources.read_excel.open_book import main_part
from mitodoke.sources.read_text import UnreadableFileError

LARGEST = 10 * 1024 * 1024
"""Bytes of a workbook: some hundred times what one of 91 measures has."""
MOST_UNPACKED = 60 * 1024 * 1024
MOST_SHEETS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBook:
    """The sheets of a workbook with their cells, and the document's own properties."""

    sheets: tuple[RawSheet, ...]
    properties: dict[str, str]


def open_workbook(data: bytes, name: str) -> OpenedBook:
    """The workbook in `data`; UnreadableFileError with one sentence where it is none, or one that is not read."""
    if len(data) > LARGEST:
        raise UnreadableFileError(
            f"{name} は大きすぎます（{len(data) / 1024 / 1024:,.0f} MB）。画像などを除き、10 MB 以下にしてください。"
        )
    if data.startswith(OLE_MARK):
        refuse_container(data, name)
    if not data.startswith(ZIP_MARK):
        raise UnreadableFileError(
            f"{name} は Excel（xlsx）のファイルではありません。調査票のファイルを xlsx 形式のまま送ってください。"
        )
    archive = OfficeArchive(data, name)
    _refuse_large(data, name)
    refuse_unsafe(archive)
    part = main_part(archive)
    if part is None or part not in archive.parts or part.endswith(".bin"):
        raise UnreadableFileError(
            f"{name} は Excel（xlsx）のファイルではありません。調査票のファイルを xlsx 形式のまま送ってください。"
        )
    parts = read_parts(archive, part)
    if len(parts.sheets) > MOST_SHEETS:
        raise UnreadableFileError(f"{name} はシートが多すぎます。調査票にないシートを消してください。")
    sheets = []
    for one in parts.sheets:
        if one.part not in archive.parts:
            raise archive.broken()
        sheets.append(read_raw_sheet(archive, one, parts))
    return OpenedBook(sheets=tuple(sheets), properties=_properties(archive))


def _refuse_large(data: bytes, name: str) -> None:
    """Refuse what unpacks to more than a department's workbook ever does; the archive itself allows far more."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > MOST_UNPACKED:
        raise UnreadableFileError(
            f"{name} は展開すると大きすぎます（{unpacked / 1024 / 1024:,.0f} MB）。調査票のファイルか確かめてください。"
        )


def _properties(archive: OfficeArchive) -> dict[str, str]:
    """The document's custom properties by name; none where the part is missing."""
    if "docProps/custom.xml" not in archive.parts:
        return {}
    found = {}
    for element in archive.tree("docProps/custom.xml"):
        if len(element) and element.get("name"):
            found[element.get("name", "")] = (element[0].text or "").strip()
    return found
