"""Read a file of any kind into records: text as it is, other kinds by the reader that knows their first bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mitodoke.domain.document import LineUse
from mitodoke.domain.edition import Audit, Edition, Reading
from mitodoke.sources.extract import NOTHING_STATED, Stated, extract, with_owner
from mitodoke.sources.office_archive import OLE_MARK, ZIP_MARK, refuse_container
from mitodoke.sources.placed_lines import PlacedLines, replace_places
from mitodoke.sources.read_csv import TableReading, read_table_folder
from mitodoke.sources.read_office import read_office
from mitodoke.sources.read_pdf import read_pdf
from mitodoke.sources.read_text import decode_text, read_bytes

Reader = Callable[[bytes, str, Stated], PlacedLines | TableReading]
"""Reads the bytes of a file, named for messages; UnreadableFileError with one sentence for what it cannot."""

READERS: Mapping[bytes, Reader] = {
    b"%PDF-": lambda data, name, _: read_pdf(data, name),
    ZIP_MARK: lambda data, name, stated: read_office(data, name, stated.columns),
    OLE_MARK: lambda data, name, _: refuse_container(data, name),
}
"""The first bytes of a kind of file, and its reader. A new kind adds its line here."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file read: the reading with lines for places, and the lines' places in the file (None for a text).

    `audit` is what tables of ours say of their own recomputation; a document has to be audited. `original` are the
    bytes of a file of which there is more to see than its lines.
    """

    in_lines: Reading
    placed: PlacedLines | None
    audit: Audit | None = None
    original: bytes | None = None

    @property
    def reading(self) -> Reading:
        """The reading with the places of the file, as it is stored and shown."""
        return self.in_lines if self.placed is None else replace_places(self.in_lines, self.placed)


def read_file(path: Path, stated: Stated = NOTHING_STATED) -> FileReading:
    """Read the document at `path`, which may be a folder of our tables; one sentence as below where it cannot be."""
    if path.is_dir():
        tables = read_table_folder(path)
        return of_edition(tables.edition, tables.line_uses, stated)
    return read_file_bytes(read_bytes(path), str(path), stated)


def read_file_bytes(data: bytes, name: str, stated: Stated = NOTHING_STATED) -> FileReading:
    """Read a document from its bytes; UnreadableFileError or UnknownLayoutError with one sentence."""
    for mark, reader in READERS.items():
        if data.startswith(mark):
            placed = reader(data, name, stated)
            if isinstance(placed, TableReading):
                return of_edition(placed.edition, placed.line_uses, stated)
            return FileReading(extract(placed.text, stated), placed, original=data)
    return FileReading(extract(decode_text(data, name), stated), None)


def of_edition(edition: Edition, line_uses: tuple[LineUse, ...], stated: Stated) -> FileReading:
    """An edition as a reading: its places are those of the document it was made from, whose lines it lacks."""
    content = edition.content
    reading = Reading(
        content=replace(content, document=with_owner(content.document, stated)),
        lines=(),
        line_uses=line_uses,
        unaccounted=(),
        findings=edition.audit.findings,
    )
    return FileReading(reading, None, edition.audit)
