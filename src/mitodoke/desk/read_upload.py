"""Reads an uploaded file as the command line reads a file: any kind by its content, our own JSON and CSV tables too.

Several CSV tables come as several files or as a zip; they are kept and read as one zip.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from mitodoke.domain.action import ActionDenied
from mitodoke.outputs.edition_json import NotAnEditionError, read_edition
from mitodoke.sources.extract import NOTHING_STATED, Stated, UnknownLayoutError
from mitodoke.sources.office_archive import ZIP_MARK, OfficeArchive
from mitodoke.sources.read_csv import read_tables
from mitodoke.sources.read_csv.table_rows import csv_rows
from mitodoke.sources.read_excel.mapping import UnmatchedTable, tables_unmatched
from mitodoke.sources.read_excel.open_book import main_part, open_book
from mitodoke.sources.read_excel.sheet import Book
from mitodoke.sources.read_file import FileReading, of_edition, read_file_bytes
from mitodoke.sources.read_text import MAX_BYTES, UnreadableFileError

UNREADABLE = (UnreadableFileError, UnknownLayoutError, NotAnEditionError)
"""What a file that cannot be read raises; the text of each is one Japanese sentence."""

_DOCUMENT_TABLE = "document"
_ENDLESS_NUMBER = re.compile(rb'[":,\[]\s*-?[\d.]+[eE][+-]?0*[1-9]\d{3,}\s*["\],}]')
"""A number that takes thousands of digits to write out; no document has one."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file known by the hash of its bytes, with its name for messages.

    The bytes are loaded when they are asked for: what was read of a file is kept in memory by its hash, and must not
    keep the bytes of every file with it.
    """

    sha256: str
    name: str
    load: Callable[[], bytes] = field(repr=False, compare=False)


@lru_cache(maxsize=3)
def read_source(source: Source, columns: tuple[tuple[str, str], ...] = ()) -> FileReading:
    """The file read with what was told of its columns (pairs of head and column); `UNREADABLE` with one sentence.

    The last readings are kept: the pages between an upload and its storing ask for the same one again and again.
    """
    data, name = source.load(), source.name
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if data.lstrip()[:1] == b"{":
        if _ENDLESS_NUMBER.search(data):
            raise NotAnEditionError(
                f"{name} に、書き表せないほど大きい（小さい）数があります。元のデータを確かめてください。"
            )
        try:
            return of_edition(read_edition(data), (), NOTHING_STATED)
        except RecursionError as problem:
            raise NotAnEditionError(
                f"{name} は入れ子が深すぎ、版のデータ（edition.json）として読めません。元のデータを確かめてください。"
            ) from problem
    if data.startswith(ZIP_MARK):
        tables = _tables_in(data, name)
        if tables is not None:
            return tables
    try:
        return read_file_bytes(data, name, Stated(columns=dict(columns)))
    except UnknownLayoutError as problem:
        if name.lower().endswith(".csv"):
            raise UnknownLayoutError(
                f"{name} は、このシステムの CSV の表として読めません。document.csv と、items.csv などの表を一緒に選んでください。"
                "ほかの表は Excel（xlsx）で保存して選んでください。"
            ) from problem
        raise


@lru_cache(maxsize=3)
def book_of(source: Source) -> Book | None:
    """The workbook that the file is; None for any other kind. UnreadableFileError for a damaged one."""
    data = source.load()
    if not data.startswith(ZIP_MARK):
        return None
    archive = OfficeArchive(data, source.name)
    part = main_part(archive)
    return open_book(archive) if part is not None and part.startswith("xl/") else None


def told_to_staff(refusal: Exception, name: str) -> str:
    """The refusal of a file as the page of an upload tells it.

    A layout that nobody knows is told with all its marks on the command line; the page has them in its own words.
    """
    if isinstance(refusal, UnknownLayoutError) and refusal.__cause__ is None:
        return (
            f"{name} は読み取れる様式の文書ではありません。"
            "下の「読み取れる文書」に当たるかを確かめて、選び直してください。"
        )
    return str(refusal)


def unknown_tables(source: Source, columns: Mapping[str, str]) -> tuple[UnmatchedTable, ...]:
    """The tables of a workbook in which `columns` leave heads unknown; none for other kinds of files."""
    book = book_of(source)
    return () if book is None else tables_unmatched(book, columns)


def packed_tables(files: Sequence[tuple[str, bytes]]) -> bytes:
    """CSV tables (name and bytes each) as one zip; ActionDenied for other files and for two of one name."""
    names = [PurePosixPath(name.replace("\\", "/")).name for name, _ in files]
    wrong = next((one for one in names if not one.lower().endswith(".csv")), None)
    if wrong is not None:
        raise ActionDenied(
            f"文書は一度に一つずつ選んでください（「{wrong}」など{len(files)}個が選ばれました）。"
            "まとめて選べるのは、一つの文書の CSV の表だけです。"
        )
    if len(set(names)) < len(names):
        raise ActionDenied("同じ名前の CSV が二つあります。一つの文書の表だけを選んでください。")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (_, data) in sorted(zip(names, files, strict=True)):
            # The moment is left out: the same tables are the same file.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def too_large(name: str) -> UnreadableFileError:
    """The refusal of a file that is larger than documents may be."""
    return UnreadableFileError(
        f"{name} は大きすぎます（上限 {MAX_BYTES // 1024 // 1024} MB）。画像などを除くか、文書を分けて選んでください。"
    )


def _tables_in(data: bytes, name: str) -> FileReading | None:
    """The edition in a zip of our CSV tables, in whatever folder of it; None where the zip holds none."""
    archive = OfficeArchive(data, name)
    found = [PurePosixPath(part) for part in archive.parts]
    here = [one for one in found if one.name == f"{_DOCUMENT_TABLE}.csv"]
    if not here:
        return None
    tables = {}
    for part in sorted(found):
        if part.parent == here[0].parent and part.suffix == ".csv":
            content = archive.read(str(part))
            if content.strip():
                _, tables[part.stem] = csv_rows(content, f"{name} の {part.name}")
    read = read_tables(tables, name)
    return of_edition(read.edition, read.line_uses, NOTHING_STATED)
