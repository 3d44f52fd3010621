"""Reads an Office file by what its archive holds: a workbook, a workbook of our tables, or a Word document."""

from __future__ import annotations

from collections.abc import Mapping

from mitodoke.sources.extract import UnknownLayoutError, recognise
from mitodoke.sources.formats.collaboration_register import TAB_SEPARATED
from mitodoke.sources.office_archive import OfficeArchive
from mitodoke.sources.placed_lines import PlacedLines
from mitodoke.sources.read_csv import TableReading, are_tables, read_tables
from mitodoke.sources.read_docx import lines_of as docx_lines
from mitodoke.sources.read_excel import lines_of as book_lines
from mitodoke.sources.read_excel.mapping import (
    UnmatchedColumnsError,
    UnmatchedTable,
    known_heads,
    speaks_of_pledges,
    tables_unmatched,
    unknown_registers,
)
from mitodoke.sources.read_excel.open_book import main_part, open_book
from mitodoke.sources.read_excel.sheet import Book
from mitodoke.sources.read_excel.table_sheets import sheet_tables
from mitodoke.sources.read_text import UnreadableFileError
from mitodoke.sources.report_words import as_printed


def read_office(
    data: bytes, name: str, columns: Mapping[str, str] | None = None
) -> PlacedLines | TableReading:
    """The lines of a workbook or Word document, or the edition in a workbook of our tables.

    UnreadableFileError or UnknownLayoutError with one sentence for what cannot be read. `columns` says which of our
    columns a head is that nobody knows (see `read_excel.mapping`).
    """
    archive = OfficeArchive(data, name)
    part = main_part(archive)
    if part is not None and part.startswith("word/"):
        return as_printed(docx_lines(archive, part, data))
    if part is None or not part.startswith("xl/"):
        raise UnreadableFileError(
            f"{name} は圧縮ファイルですが、Excel（xlsx）でも Word（docx）でもありません。文書のファイルそのものを指定してください。"
        )
    book = open_book(archive)
    headers, tables = sheet_tables(book)
    if are_tables(headers):
        return read_tables(tables, name)
    placed = as_printed(book_lines(book, data, name, known_heads(columns or {})))
    if asked := tables_unmatched(book, columns or {}):
        _refuse_to_guess(book, placed, name, asked)
    return placed


def _refuse_to_guess(book: Book, placed: PlacedLines, name: str, tables: tuple[UnmatchedTable, ...]) -> None:
    """UnmatchedColumnsError for a register none of whose heads is known, and for pledges in a table of unknown heads."""
    try:
        layout = recognise(placed.text)
    except UnknownLayoutError as problem:
        if speaks_of_pledges(book):
            raise UnmatchedColumnsError(name, tables) from problem
        raise
    unknown = unknown_registers(tables)
    if unknown and layout.name == TAB_SEPARATED.name:
        raise UnmatchedColumnsError(name, unknown)
