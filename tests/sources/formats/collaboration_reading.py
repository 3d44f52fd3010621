"""Reads registers in the tests, and compares records with what a careful reader wrote down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.sources.formats import Layout
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText, decode_text


@dataclass
class Read:
    """A register read: its content and findings, its lines and how they were used."""

    text: SourceText
    ledger: LineLedger
    content: DocumentContent
    findings: list[Finding]

    @property
    def entries(self) -> dict[str, CollaborationEntry]:
        """The entries by id."""
        return {entry.entry_id: entry for entry in self.content.entries}

    @property
    def checks(self) -> list[tuple[str, str]]:
        """The findings as (check, subject)."""
        return [(finding.check, finding.subject) for finding in self.findings]


def read(source: str | Path, layout: Layout) -> Read:
    """Read a text, or the file at a path, in `layout`."""
    data = source.read_bytes() if isinstance(source, Path) else source.encode("utf-8")
    text = decode_text(data, "test")
    ledger = LineLedger(text.lines)
    content, findings = layout.parse(text, ledger)
    return Read(text, ledger, content, findings)


def bare(value: Any) -> Any:
    """`value` with all white space taken out of its texts, however deep."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", value)
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items()}
    return [bare(each) for each in value] if isinstance(value, list | tuple) else value


def as_expected(entry: CollaborationEntry) -> dict[str, Any]:
    """The record under the names that the answer sheets use."""
    names = [mention.name for mention in entry.organisations]
    return {
        "no": int(entry.number),
        "name_holder": entry.name_holder.value if entry.name_holder else None,
        "title": entry.title,
        "department": "、".join(entry.departments),
        "recurrence_raw": entry.recurrence_printed,
        "recurrence": entry.recurrence.value if entry.recurrence else None,
        "since_year": entry.since_year,
        "purpose": entry.purpose,
        "organisations_raw": entry.organisations_printed,
        "organisations": names,
        "organiser": "、".join(names),
        "organisations_soft": entry.organisations_are_prose,
        "dates_raw": entry.dates_printed,
        "occurrences": [
            {
                "label": each.label,
                "start": each.start,
                "end": each.end,
                "participants": each.participants,
                "approximate": each.approximate,
                "cumulative": each.cumulative,
                "cancelled": each.cancelled,
                "note": each.note,
            }
            for each in entry.occurrences
        ],
        "participants_total_stated": entry.participants,
        "participants_total_raw": entry.participants_printed,
        "effects": entry.effects,
    }


def all_text(entry: CollaborationEntry) -> str:
    """Every printed text of a broken row in the order of its columns, without white space."""
    departments = "".join(entry.departments)
    parts = (
        entry.number,
        entry.dates_printed,
        entry.title,
        departments,
        entry.recurrence_printed,
        entry.purpose,
        entry.organisations_printed,
        entry.participants_printed,
        entry.effects,
    )
    return bare("".join(part or "" for part in parts))
