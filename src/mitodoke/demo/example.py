"""The example city's readings as files: what is kept of each, and how it is read back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

import msgspec

from mitodoke.audit.run import audit_content
from mitodoke.demo.abridge import abridge
from mitodoke.domain.edition import Reading
from mitodoke.domain.indicator import Indicator, ValueRole
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.read_text import decode_text, read_text


@dataclass(frozen=True, slots=True)
class NoteInOurWords:
    """What a note of the original tells, in words of our own: `subject` is an indicator's id, `role` the value's."""

    document: str
    subject: str
    role: ValueRole
    note: str


_DECODER = msgspec.json.Decoder(Reading)


def make_example(path: Path) -> Reading:
    """Read and audit a published document in full, then keep its facts and its findings, not its sentences."""
    reading = extract(read_text(path))
    findings = reading.findings + audit_content(reading.content, reading.lines).findings
    return _with_notes(abridge(replace(reading, findings=findings)))


def _with_notes(reading: Reading) -> Reading:
    document = reading.content.document.document
    notes = {note.subject: note for note in _notes_in_our_words() if note.document == document}
    indicators = tuple(
        _with_note(indicator, notes[indicator.indicator_id]) if indicator.indicator_id in notes else indicator
        for indicator in reading.content.indicators
    )
    return replace(reading, content=replace(reading.content, indicators=indicators))


def _with_note(indicator: Indicator, told: NoteInOurWords) -> Indicator:
    values = tuple(
        replace(value, note=told.note) if value.role is told.role else value for value in indicator.values
    )
    return replace(indicator, note=told.note, values=values)


def _notes_in_our_words() -> list[NoteInOurWords]:
    source = resources.files("mitodoke.demo").joinpath("example/notes.json")
    return msgspec.json.decode(source.read_bytes(), type=list[NoteInOurWords])


def example_readings() -> list[Reading]:
    """The readings of the example city that the repository carries."""
    folder = resources.files("mitodoke.demo").joinpath("example")
    names = sorted(file.name for file in folder.iterdir() if file.name.startswith("reading-"))
    return [_DECODER.decode(folder.joinpath(name).read_bytes()) for name in names]


FICTIONAL = Stated(municipality="花咲市", municipality_code="999997")
"""The fictional city: 99 is no prefecture, so that its code can be no city's."""


def fictional_readings() -> list[Reading]:
    """The fictional city's documents, read as any document is."""
    folder = resources.files("mitodoke.demo").joinpath("fictional")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name
    )
    return [extract(decode_text(file.read_bytes(), file.name), FICTIONAL) for file in files]
