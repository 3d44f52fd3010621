"""A document that is no text (PDF, Excel, Word) as the lines that the layouts read, each with its place in it.

How a reader of such a file writes lines, so that every layout can read them:

- one paragraph, heading, bullet or row of a table is one line, however many printed lines it takes;
- the cells of a row are parted by a tab; an empty cell stays empty, so that columns keep their numbers;
- where a person broke the line inside a cell or paragraph stands `BREAK`; where only the width of the column
  broke it, the parts are joined without anything between;
- lines that carry no fact (running heads, page numbers, hidden cells) are no `lines` but `left_out`, each with
  its place and reason: nothing is dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from mitodoke.domain.document import LineRole, LineUse
from mitodoke.domain.edition import Audit, Reading
from mitodoke.domain.finding import Finding
from mitodoke.domain.place import LineRange, Place, joined_places, line_place, parse_place
from mitodoke.sources.read_text import SourceText

BREAK = "\u2028"
"""A line break that a person set inside a cell (LINE SEPARATOR): white space to every layout, never a line's end."""


class FileKind(StrEnum):
    """What sort of file was read."""

    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    DOCX = "docx"
    CSV = "csv"

    @property
    def label(self) -> str:
        """The name shown to people."""
        return {
            FileKind.PDF: "PDF",
            FileKind.XLSX: "Excel（xlsx）",
            FileKind.XLS: "Excel（xls）",
            FileKind.DOCX: "Word（docx）",
            FileKind.CSV: "CSV",
        }[self]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A printed line that is no part of the text: its words, where it stands, and why it is left out."""

    text: str
    place: Place | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLines:
    """The lines of a file with, for each, its place in the file (None where a line stands for no place of its own).

    `name` is the file's name for messages, `sha256` the hash of its bytes, `findings` what the reader of the file
    itself found doubtful (characters without a code, a page that is a picture).
    """

    kind: FileKind
    name: str
    sha256: str
    lines: tuple[str, ...]
    places: tuple[Place | None, ...]
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if len(self.lines) != len(self.places):
            raise ValueError(f"{len(self.lines)} lines with {len(self.places)} places")

    @property
    def text(self) -> SourceText:
        """The lines as the layouts take them; after them a blank line for each that is left out."""
        return SourceText(self.name, (*self.lines, *("" for _ in self.left_out)), self.sha256, str(self.kind))

    def place_of(self, lines: LineRange) -> Place | None:
        """Where `lines` stand in the file, as one place; None where none of them has a place."""
        count = len(self.places)
        places = self.places[lines.first - 1 : lines.last]
        if lines.last > count:
            after = self.left_out[max(0, lines.first - 1 - count) : lines.last - count]
            places = (*places, *(one.place for one in after))
        return joined_places(place for place in places if place is not None)


def replace_places(reading: Reading, placed: PlacedLines) -> Reading:
    """`reading` of `placed.text` with the places of the file instead of lines, for its records and its findings.

    What the file leaves out stands at the end of the lines with its reason. The line uses keep their lines, and
    with the id of the record in each of them lead from a record to its lines.
    """
    first = len(placed.lines) + 1
    uses = tuple(use for use in (_until(one, first - 1) for one in reading.line_uses) if use is not None)
    furniture = tuple(
        LineUse(place=line_place(number), role=LineRole.LEFT_OUT, detail=one.reason)
        for number, one in enumerate(placed.left_out, start=first)
    )
    return replace(
        reading,
        content=_placed(reading.content, placed),
        lines=(*reading.lines[: first - 1], *(one.text for one in placed.left_out)),
        line_uses=(*uses, *furniture),
        findings=(*placed.findings, *_placed(reading.findings, placed)),
    )


def replace_audit_places(audit: Audit, placed: PlacedLines) -> Audit:
    """`audit` of the reading of `placed.text` with the places of the file instead of lines."""
    return _placed(audit, placed)


def _until(use: LineUse, last: int) -> LineUse | None:
    """`use` without the lines after `last`; None where nothing of it remains."""
    lines = parse_place(use.place)
    if lines.first > last:
        return None
    return use if lines.last <= last else replace(use, place=line_place(lines.first, last))


_Value = TypeVar("_Value")


def _placed(value: _Value, placed: PlacedLines) -> _Value:
    """`value` with every field called ``place`` below it led to the file."""
    if isinstance(value, tuple):
        return tuple(_placed(part, placed) for part in value)  # type: ignore[return-value]  # as long
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        new = _file_place(old, placed) if field.name == "place" else _placed(old, placed)
        if new is not old:
            changed[field.name] = new
    return replace(value, **changed) if changed else value


def _file_place(place: Place | None, placed: PlacedLines) -> Place | None:
    """The place in the file of the lines that `place` names; `place` itself where they have none."""
    if place is None:
        return None
    try:
        lines = parse_place(place)
    except ValueError:
        return place
    return placed.place_of(lines) or place
