"""Reads a workbook whose heads nobody knows with the columns that a person told for the city before.

A remembered column is used only for a head that the reader does not know, only where the document read with it is of
the kind and of the city for which it was told, and never beside a mapping that the person gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mitodoke.cli.read import read_source
from mitodoke.domain.document import DocumentKind
from mitodoke.sources.extract import Stated, UnknownLayoutError
from mitodoke.sources.office_archive import ZIP_MARK, OfficeArchive
from mitodoke.sources.read_excel.mapping import COLUMNS, IGNORED, UnmatchedColumnsError, tables_unmatched
from mitodoke.sources.read_excel.open_book import main_part, open_book
from mitodoke.sources.read_file import FileReading
from mitodoke.sources.read_text import read_bytes

Memory = Mapping[str, Mapping[DocumentKind, Mapping[str, str]]]
"""By code of the city and kind of document: head as printed → our column."""


def read_with_memory(path: Path, stated: Stated, memory: Memory) -> tuple[FileReading, Mapping[str, str]]:
    """The document at `path`, and the remembered columns with which it was read (none where none was needed).

    Raises what `read_source` raises where the columns are not remembered, or would fit in more than one way.
    """
    plain: FileReading | UnmatchedColumnsError | UnknownLayoutError
    try:
        plain = read_source(path, stated)
    except (UnmatchedColumnsError, UnknownLayoutError) as problem:
        plain = problem
    fitting = [] if stated.columns or not memory else _fitting(path, stated, memory, plain)
    if len(fitting) == 1:
        return fitting[0]
    if isinstance(plain, Exception):
        raise plain
    return plain, {}


def _fitting(
    path: Path,
    stated: Stated,
    memory: Memory,
    plain: FileReading | UnmatchedColumnsError | UnknownLayoutError,
) -> list[tuple[FileReading, Mapping[str, str]]]:
    if path.is_dir() or (isinstance(plain, FileReading) and plain.audit is not None):
        return []
    heads = _unknown_heads(read_bytes(path), str(path))
    found: list[tuple[FileReading, Mapping[str, str]]] = []
    for city, kinds in memory.items():
        for kind, columns in kinds.items():
            used = {head: column for head, column in columns.items() if head in heads}
            if not used or (isinstance(plain, FileReading) and not _is_of(plain, city, kind)):
                continue
            try:
                file = read_source(path, replace(stated, columns=used))
            except (UnmatchedColumnsError, UnknownLayoutError):
                continue
            if _is_of(file, city, kind):
                found.append((file, used))
    return found


def _unknown_heads(data: bytes, name: str) -> set[str]:
    """The heads of a workbook that nobody knows; none for other kinds of files."""
    if not data.startswith(ZIP_MARK):
        return set()
    archive = OfficeArchive(data, name)
    part = main_part(archive)
    if part is None or not part.startswith("xl/"):
        return set()
    tables = tables_unmatched(open_book(archive), {})
    return {column.head for table in tables for column in table.columns if column.column is None}


def _is_of(file: FileReading, city: str, kind: DocumentKind) -> bool:
    document = file.in_lines.content.document
    return document.municipality_code == city and document.kind is kind


def told_columns(path: Path, used: Mapping[str, str]) -> str:
    """One line for the person: which heads of `path` were read as which column because it was told so before."""
    pairs = "、".join(
        f"{head}→{'読まない列' if column == IGNORED else COLUMNS[column]}" for head, column in used.items()
    )
    return (
        f"{path}: 前に教わった見出しの対応で読みました（{pairs}）。違うときは --mapping で指定してください。"
    )
