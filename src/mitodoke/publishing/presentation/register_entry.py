"""The page of one entry of the register of collaboration projects (協働事業)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence, OrganisationRole
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import range_parts, show_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import Link, ShownFinding, SourceLink, show_findings, source_link
from mitodoke.publishing.presentation.register import show_persons
from mitodoke.publishing.presentation.register_index import Registers
from mitodoke.publishing.presentation.register_rows import EntryRow, entry_row, listed_rows, printed_apart

OTHERS_SHOWN = 10
"""How many entries of the same name the page of one shows before it leads to the page of all."""


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
    cancelled: bool
    note: str | None
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One entry of the register; `others` are entries of other years or lists whose name is the same.

    `organisation_addresses` has the page of every organisation that has one, `project` that of the same names.
    """

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
    organisation_addresses: Mapping[str, str]
    others: tuple[EntryRow, ...]
    project: str | None


def entry_page(
    entry: CollaborationEntry,
    index: EditionIndex,
    addresses: EditionAddresses,
    everywhere: Registers | None = None,
) -> EntryPage:
    """Everything the page of one entry shows; `everywhere` are the newest registers of all years."""
    before, after = index.entry_neighbours(entry)
    roles: dict[OrganisationRole, list[str]] = {role: [] for role in OrganisationRole}
    for organisation in entry.organisations:
        roles[organisation.role].append(organisation.name)
    others, project = _same_names(entry, index, everywhere) if everywhere else ((), None)
    pages = {one.name: everywhere.organisation(one.name) for one in entry.organisations} if everywhere else {}
    return EntryPage(
        row=entry_row(entry, index, addresses, registers=everywhere),
        name_holder=tr(entry.name_holder.label) if entry.name_holder else None,
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
        organisation_addresses={name: page for name, page in pages.items() if page is not None},
        others=others,
        project=project,
    )


def _same_names(
    entry: CollaborationEntry, index: EditionIndex, everywhere: Registers
) -> tuple[tuple[EntryRow, ...], str | None]:
    """The other entries of the same name, and the page of all of them; nothing where there is none.

    An entry of an earlier version finds its group by the entry of its year that has the same id and title.
    """
    registers = everywhere.index
    year = index.document.fiscal_year
    at = next((n for n, one in enumerate(registers.indexes) if one.document.fiscal_year == year), None)
    newest = registers.indexes[at].entries.get(entry.entry_id) if at is not None else None
    if at is None or newest is None or newest.title != entry.title:
        return (), None
    key = registers.project_keys.get((at, entry.entry_id))
    if key is None:
        return (), None
    group = registers.projects[key]
    others = [one for one in group if (one.at, one.entry.entry_id) != (at, entry.entry_id)]
    return listed_rows(others[:OTHERS_SHOWN], everywhere), everywhere.city.page(
        "collaboration", "project", key
    )


def _occurrence(occurrence: Occurrence, addresses: EditionAddresses) -> ShownOccurrence:
    marks = [
        tr(word)
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
        printed=printed_apart(occurrence),
        participants=None if told is None else show_persons(told),
        marks=tuple(marks),
        cancelled=occurrence.cancelled,
        note=occurrence.note,
        source=source_link(occurrence.place, addresses),
    )


def _link(entry: CollaborationEntry | None, index: EditionIndex, addresses: EditionAddresses) -> Link | None:
    if entry is None:
        return None
    return Link(
        f"{entry.number} {entry.title}", addresses.page(index.entry_keys[entry.entry_id]), content=True
    )
