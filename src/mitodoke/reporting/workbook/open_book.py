"""Opens a workbook that came back, and refuses what could do harm, with one sentence; nothing in it is run or followed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from mitodoke.reporting.workbook.raw_cells import RawSheet, read_raw_sheet
from mitodoke.sources.office_archive import OLE_MARK, ZIP_MARK, OfficeArchive, local_name, refuse_container
from mitodoke.sources.read_excel.book_parts import read_parts
from mitodoke.sources.read_excel.open_book import main_part
from mitodoke.sources.read_text import UnreadableFileError

LARGEST = 10 * 1024 * 1024
"""Bytes of a workbook: some hundred times what one of 91 measures has."""
MOST_UNPACKED = 60 * 1024 * 1024
MOST_SHEETS = 30

_CONTENT = "[Content_Types].xml"
_FORBIDDEN = (
    ("vbaproject.bin", "マクロが含まれています。マクロのない xlsx 形式で保存し直してください。"),
    ("/externallinks/", "ほかのファイルを参照する数式があります。値に直してから保存し直してください。"),
    ("/embeddings/", "ほかのファイルが埋め込まれています。取り除いてから保存し直してください。"),
    ("/activex/", "プログラム部品（ActiveX）が含まれています。取り除いてから保存し直してください。"),
    ("/connections.xml", "外部データへの接続があります。接続を削除してから保存し直してください。"),
    ("/querytables/", "外部データへの接続があります。接続を削除してから保存し直してください。"),
)
"""Parts by a piece of their lower-case name, and why the workbook is not read."""


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
            f"{name} は Excel（xlsx）のファイルではありません。様式のファイルを xlsx 形式のまま送ってください。"
        )
    archive = OfficeArchive(data, name)
    _refuse_large(data, name)
    _refuse_forbidden(archive)
    part = main_part(archive)
    if part is None or part not in archive.parts or part.endswith(".bin"):
        raise UnreadableFileError(
            f"{name} は Excel（xlsx）のファイルではありません。様式のファイルを xlsx 形式のまま送ってください。"
        )
    parts = read_parts(archive, part)
    if len(parts.sheets) > MOST_SHEETS:
        raise UnreadableFileError(f"{name} はシートが多すぎます。様式にないシートを消してください。")
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
            f"{name} は展開すると大きすぎます（{unpacked / 1024 / 1024:,.0f} MB）。様式のファイルか確かめてください。"
        )


def _refuse_forbidden(archive: OfficeArchive) -> None:
    for part in sorted(archive.parts):
        lowered = f"/{part.lower()}"
        for piece, sentence in _FORBIDDEN:
            if piece in lowered:
                raise UnreadableFileError(f"{archive.name} には{sentence}")
        if lowered.endswith(".rels"):
            _refuse_outside(archive, part)
    if _CONTENT in archive.parts:
        for element in archive.elements(_CONTENT):
            if "macroenabled" in element.get("ContentType", "").lower():
                raise UnreadableFileError(f"{archive.name} には{_FORBIDDEN[0][1]}")


def _refuse_outside(archive: OfficeArchive, part: str) -> None:
    """Refuse relations to the outside, but for the addresses that a spreadsheet makes of links in cells."""
    for element in archive.elements(part):
        outside = local_name(element) == "Relationship" and element.get("TargetMode") == "External"
        if outside and element.get("Type", "").rpartition("/")[2] != "hyperlink":
            raise UnreadableFileError(
                f"{archive.name} には、ファイルの外にあるものへの参照があります。取り除いてから保存し直してください。"
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
