"""Opens a workbook (xlsx, xlsm) from its bytes: every sheet as it is shown."""

from __future__ import annotations

from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.read_excel.book_parts import read_parts
from mitodoke.sources.read_excel.sheet import Book, Sheet
from mitodoke.sources.read_excel.sheet_cells import Allowance, read_sheet
from mitodoke.sources.read_text import UnreadableFileError


def main_part(archive: OfficeArchive) -> str | None:
    """The part that the archive's own relations name as its document: a workbook's or a text's; None without one."""
    if "_rels/.rels" not in archive.parts:
        return None
    for kind, part in archive.relations("").values():
        if kind == "officeDocument":
            return part
    return None


def open_book(archive: OfficeArchive) -> Book:
    """The workbook in `archive`; UnreadableFileError with one sentence where there is none."""
    part = main_part(archive)
    if part is None or part not in archive.parts:
        raise archive.broken()
    if part.endswith(".bin"):
        raise UnreadableFileError(
            f"{archive.name} は Excel バイナリ ブック（xlsb）です。xlsx 形式で保存し直してください。"
        )
    parts = read_parts(archive, part)
    allowance = Allowance(archive.name)
    sheets: list[Sheet] = []
    pictures: list[str] = []
    for one in parts.sheets:
        if one.part not in archive.parts:
            raise archive.broken()
        sheet, has_pictures = read_sheet(archive, one, parts, allowance)
        sheets.append(sheet)
        if has_pictures:
            pictures.append(sheet.name)
    return Book(
        tuple(sheets),
        has_macros=any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in archive.parts),
        has_external_links=any("/externallinks/" in f"/{name.lower()}" for name in archive.parts),
        pictures=tuple(pictures),
    )
