"""The example city's readings as files: what is kept of each, and how it is read back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

import msgspec

from mitodoke.audit.run import audit_content
from mitodoke.demo.abridge import abridge
from mitodoke.domain.edition import Reading
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.read_text import decode_text, read_text


@dataclass(frozen=True, slots=True)
class NoteInOurWords:
    """What a note of the original tells, in words of our own: `subject` is an indicator's id."""

    document: str
    subject: str
    note: str


_DECODER = msgspec.json.Decoder(Reading)


def make_example(path: Path) -> Reading:
    """Read and audit a published document in full, then keep its facts and its findings, not its sentences."""
    reading = extract(read_text(path))
    findings = reading.findings + audit_content(reading.content, reading.lines).findings
    return _with_notes(abridge(replace(reading, findings=findings)))


def _with_notes(reading: Reading) -> Reading:
    notes = {
        note.subject: note.note
        for note in _notes_in_our_words()
        if note.document == reading.content.document.document
    }
    indicators = tuple(
        replace(indicator, note=notes.get(indicator.indicator_id, indicator.note))
        for indicator in reading.content.indicators
    )
    return replace(reading, content=replace(reading.content, indicators=indicators))


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
