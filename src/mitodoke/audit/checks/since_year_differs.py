"""Looks for one event said to run since different years, and for beginnings in the future."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.title_key import event_key
from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.fiscal_year import format_year

_SHORTEST = 4
"""Shorter keys (講演会) are words of kind, not names of one event."""


def differing_since_years(
    entries: Iterable[CollaborationEntry],
) -> Iterator[tuple[CollaborationEntry, CollaborationEntry]]:
    """Entries of one event whose since-year differs from the one most entries tell, each with one that tells it."""
    events: dict[str, list[CollaborationEntry]] = {}
    for entry in entries:
        key = event_key(entry.title)
        if entry.since_year is not None and len(key) >= _SHORTEST:
            events.setdefault(key, []).append(entry)
    for event in events.values():
        usual, _ = Counter(entry.since_year for entry in event).most_common(1)[0]
        reference = next(entry for entry in event if entry.since_year == usual)
        yield from ((entry, reference) for entry in event if entry.since_year != usual)


def differs(entry: CollaborationEntry, other: CollaborationEntry, where: str) -> Doubt:
    """The doubt about `entry`, which tells another year than `other`, found at `where`."""
    return Doubt(
        subject=entry.entry_id,
        field="since_year",
        place=entry.place,
        printed=entry.recurrence_printed or str(entry.since_year),
        expected=str(other.since_year),
        message=f"「{entry.title}」の開始年が{format_year(entry.since_year or 0)}ですが、"
        f"{where}では{format_year(other.since_year or 0)}です。どちらが正しいか確かめてください。",
    )


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        if entry.since_year and entry.fiscal_year and entry.since_year > entry.fiscal_year + 1:
            yield Doubt(
                subject=entry.entry_id,
                field="since_year",
                place=entry.place,
                printed=entry.recurrence_printed or str(entry.since_year),
                message=f"開始年（{format_year(entry.since_year)}）が一覧の年度より後です。年を確かめてください。",
            )
    for entry, other in differing_since_years(content.entries):
        yield differs(entry, other, f"同じ文書の {other.entry_id} ")


CHECK = Check(
    name="since_year_differs",
    label="開始年の食い違い",
    explanation="同じ事業の「○年から」「○年頃から継続実施」の年が、行によって違っていないかを見ます。"
    "年度や回数を除いた名称が同じものを同じ事業とみなします。一覧の年度より後の開始年も挙げます。",
    severity=Severity.WARNING,
    look=_look,
)
