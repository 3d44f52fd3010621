"""What an upload is for a city: read with what is known of its columns, and whose document it is.

A head that nobody knows is never guessed: its column is what a person told for this upload, else what was told for
the city's documents of the same kind before, else it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mitodoke.departments.models import Municipality
from mitodoke.desk.read_upload import Source, read_source, unknown_tables
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Reading
from mitodoke.sources.extract import Stated, UnknownLayoutError, with_owner
from mitodoke.sources.placed_lines import FileKind
from mitodoke.sources.read_excel.mapping import UnmatchedColumnsError, UnmatchedTable
from mitodoke.sources.read_file import FileReading

_ITSELF = ("本市", "当市", "本町", "当町", "本村", "当村", "本区", "当区")
"""How a document calls its city without naming it."""

Remembered = Mapping[DocumentKind, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload as read: `reading` is None where columns must be told first, and `refusal` says why.

    `columns` are the heads nobody knew with their columns as they were used, `remembered` those of them that were
    told for an earlier document. `tables` have heads that nobody knows, whatever was told of them, and `asked` are
    the heads that still have to be told. `names_its_city` is false where the document does not tell whose it is;
    `is_data` that it is JSON or tables of ours, which can say what no reader of documents ever would.
    """

    reading: Reading | None
    kept_as: FileKind | None
    columns: Mapping[str, str]
    remembered: frozenset[str]
    tables: tuple[UnmatchedTable, ...]
    asked: tuple[str, ...]
    names_its_city: bool
    is_data: bool = False
    refusal: str | None = None


def read_upload(
    *, source: Source, city: Municipality, told: Mapping[str, str], remembered: Remembered
) -> Upload:
    """Read `source` for `city`; ActionDenied for another city's document, `read_upload.UNREADABLE` for no document."""
    plain = _try(source, told)
    if isinstance(plain, FileReading) and plain.audit is not None:
        return _upload(plain, source, city, columns={}, tables=())
    tables = unknown_tables(source, {})
    heads = set(unknown_heads(tables))
    file, columns = _with_memory(source, plain, heads, told, remembered)
    if isinstance(file, Exception):
        left = tuple(head for head in unknown_heads(tables) if head not in columns)
        if not left:
            raise file
        return Upload(
            reading=None,
            kept_as=None,
            columns=columns,
            remembered=frozenset(columns) - frozenset(told),
            tables=tables,
            asked=left,
            names_its_city=False,
            refusal=str(file),
        )
    return _upload(
        file, source, city, columns=columns, tables=tables, remembered=frozenset(columns) - frozenset(told)
    )


def unknown_heads(tables: tuple[UnmatchedTable, ...]) -> tuple[str, ...]:
    """The heads of `tables` that nobody knows, each once."""
    return tuple(
        dict.fromkeys(column.head for table in tables for column in table.columns if column.column is None)
    )


_Read = FileReading | UnmatchedColumnsError | UnknownLayoutError


def _try(source: Source, columns: Mapping[str, str]) -> _Read:
    """The file read, or what says that it may be read once its columns are told."""
    try:
        return read_source(source, tuple(sorted(columns.items())))
    except (UnmatchedColumnsError, UnknownLayoutError) as problem:
        return problem


def _with_memory(
    source: Source, plain: _Read, heads: set[str], told: Mapping[str, str], remembered: Remembered
) -> tuple[_Read, Mapping[str, str]]:
    """The file read with the columns told before for documents of its kind, and the columns as used."""
    used = {head: column for head, column in told.items() if head in heads}
    for kind, columns in remembered.items():
        known = {head: column for head, column in columns.items() if head in heads} | used
        if known == used or (isinstance(plain, FileReading) and _kind(plain) is not kind):
            continue
        file = _try(source, known)
        if isinstance(file, FileReading) and _kind(file) is kind:
            return file, known
    return plain, used


def _kind(file: FileReading) -> DocumentKind:
    return file.in_lines.content.document.kind


def _upload(
    file: FileReading,
    source: Source,
    city: Municipality,
    *,
    columns: Mapping[str, str],
    tables: tuple[UnmatchedTable, ...],
    remembered: frozenset[str] = frozenset(),
) -> Upload:
    reading = file.reading
    document = reading.content.document
    stated = _owner_of(reading, city)
    owned = replace(reading, content=replace(reading.content, document=with_owner(document, stated)))
    asked = unknown_heads(
        tuple(
            table
            for table in (unknown_tables(source, columns) if tables else ())
            if any(column.column is not None for column in table.columns)
        )
    )
    return Upload(
        reading=owned,
        kept_as=file.placed.kind if file.placed is not None and file.original is not None else None,
        columns=columns,
        remembered=remembered,
        tables=tables,
        asked=tuple(head for head in asked if head not in columns),
        names_its_city=stated.municipality is None,
        is_data=file.audit is not None,
    )


def _owner_of(reading: Reading, city: Municipality) -> Stated:
    """What has to be stated for the document to be the city's; ActionDenied where it is another's."""
    document = reading.content.document
    if document.municipality_code is None and document.municipality in (None, *_ITSELF):
        return Stated(municipality=city.name, municipality_code=city.code)
    same_code = document.municipality_code == city.code
    # A city may be recorded with a remark in brackets after its name, which its documents do not bear.
    names = (city.name, city.name.partition("（")[0])
    if same_code or (document.municipality_code is None and document.municipality in names):
        return Stated(municipality_code=city.code)
    raise ActionDenied(
        f"「{document.title}」は{document.municipality or document.municipality_code}の文書です。"
        f"{city.name}の文書だけを取り込めます。ファイルを確かめてください。"
    )
