"""The page of one entry of the register of collaboration projects (協働事業)."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence, OrganisationRole
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import range_parts, show_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import Link, ShownFinding, SourceLink, show_findings, source_link
from mitodoke.publishing.presentation.register import EntryRow, entry_row


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOccurrence:
    """One date of an entry; `first` and `last` day in 和暦 where they could be read, `printed` as the source says.

    `start` and `end` are the same days for machines.
    """

    label: str | None
    first: str
    last: str
    start: str | None
    end: str | None
    printed: str | None
    participants: str | None
    marks: tuple[str, ...]
    note: str | None
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One entry of the register."""

    row: EntryRow
    name_holder: str | None
    recurrence_printed: str | None
    since: str | None
    purpose: str | None
    effects: str | None
    partners: tuple[str, ...]
    organisers: tuple[str, ...]
    organisations_printed: str | None
    organisations_are_prose: bool
    occurrences: tuple[ShownOccurrence, ...]
    dates_printed: str | None
    participants_printed: str | None
    findings: tuple[ShownFinding, ...]
    before: Link | None
    after: Link | None


def entry_page(entry: CollaborationEntry, index: EditionIndex, addresses: EditionAddresses) -> EntryPage:
    """Everything the page of one entry shows."""
    before, after = index.entry_neighbours(entry)
    roles: dict[OrganisationRole, list[str]] = {role: [] for role in OrganisationRole}
    for organisation in entry.organisations:
        roles[organisation.role].append(organisation.name)
    return EntryPage(
        row=entry_row(entry, index, addresses),
        name_holder=entry.name_holder.label if entry.name_holder else None,
        recurrence_printed=entry.recurrence_printed,
        since=show_year(entry.since_year, calendar_year=True) or None,
        purpose=entry.purpose,
        effects=entry.effects,
        partners=tuple(roles[OrganisationRole.PARTNER]),
        organisers=tuple(roles[OrganisationRole.ORGANISER]),
        organisations_printed=entry.organisations_printed,
        organisations_are_prose=entry.organisations_are_prose,
        occurrences=tuple(_occurrence(one, addresses) for one in entry.occurrences),
        dates_printed=entry.dates_printed,
        participants_printed=entry.participants_printed,
        findings=show_findings(index.findings_of(entry.entry_id), addresses),
        before=_link(before, index, addresses),
        after=_link(after, index, addresses),
    )


def _occurrence(occurrence: Occurrence, addresses: EditionAddresses) -> ShownOccurrence:
    marks = [
        word
        for word, holds in (
            ("中止", occurrence.cancelled),
            ("約", occurrence.approximate),
            ("延べ", occurrence.cumulative),
        )
        if holds
    ]
    told = occurrence.participants
    first, last = range_parts(occurrence.start, occurrence.end)
    return ShownOccurrence(
        label=occurrence.label,
        first=first,
        last=last,
        start=occurrence.start,
        end=occurrence.end,
        printed=occurrence.date_printed,
        participants=None if told is None else f"{show_number(told)}人",
        marks=tuple(marks),
        note=occurrence.note,
        source=source_link(occurrence.place, addresses),
    )


def _link(entry: CollaborationEntry | None, index: EditionIndex, addresses: EditionAddresses) -> Link | None:
    if entry is None:
        return None
    return Link(f"{entry.number} {entry.title}", addresses.page(index.entry_keys[entry.entry_id]))
