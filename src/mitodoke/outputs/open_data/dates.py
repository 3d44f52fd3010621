"""ISO dates of records as days, and the days that an occurrence covers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence
from mitodoke.domain.edition import Edition

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def iso_day(text: str | None) -> datetime.date | None:
    """The day that ``2025-05-11`` names; None for a month, a year, or no possible day."""
    if text is None or _DAY.match(text) is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def participants_words(occurrence: Occurrence) -> str | None:
    """How many came, with the document's caveats: ``約61人``, ``延べ309人``; None where it is not told."""
    if occurrence.participants is None:
        return None
    caveats = ("約" if occurrence.approximate else "") + ("延べ" if occurrence.cumulative else "")
    return f"{caveats}{occurrence.participants}人"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedOccurrence:
    """An occurrence of which the days are known: `first` to `last`, both included."""

    entry: CollaborationEntry
    occurrence: Occurrence
    first: datetime.date
    last: datetime.date

    @property
    def name(self) -> str:
        """Its name among all occurrences of the register, the same in every version: ``co_hosting-3.2``."""
        return f"{self.entry.entry_id}.{self.occurrence.position}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """An occurrence that no calendar can show, and the reason in Japanese."""

    entry_id: str
    position: int
    reason: str


def dated_occurrences(edition: Edition) -> tuple[tuple[DatedOccurrence, ...], tuple[Undated, ...]]:
    """The occurrences with known days in the order of the register, and the others with the reason."""
    return dated_occurrences_of(edition.content.entries)


def dated_occurrences_of(
    entries: Iterable[CollaborationEntry],
) -> tuple[tuple[DatedOccurrence, ...], tuple[Undated, ...]]:
    """The same for some entries."""
    dated: list[DatedOccurrence] = []
    undated: list[Undated] = []
    for entry, occurrence in _all(entries):
        first = iso_day(occurrence.start)
        last = first if occurrence.end is None else iso_day(occurrence.end)
        if first is None or last is None:
            reason = "日付の記載がありません。" if occurrence.start is None else "日まで特定できません。"
        elif last < first:
            reason = "終わりの日が始まりの日より前です。"
        else:
            dated.append(DatedOccurrence(entry=entry, occurrence=occurrence, first=first, last=last))
            continue
        undated.append(Undated(entry_id=entry.entry_id, position=occurrence.position, reason=reason))
    return tuple(dated), tuple(undated)


def _all(entries: Iterable[CollaborationEntry]) -> Iterator[tuple[CollaborationEntry, Occurrence]]:
    for entry in entries:
        for occurrence in entry.occurrences:
            yield entry, occurrence
