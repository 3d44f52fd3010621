"""The list of collaboration projects (協働事業): its rows, its counts beside the printed ones, its totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm, Occurrence
from mitodoke.domain.figure import Figure
from mitodoke.publishing.presentation.addresses import EditionAddresses, year_segment
from mitodoke.publishing.presentation.dates import show_fiscal_year, show_range
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import SourceLink, source_link

DATES_SHOWN = 3
"""How many occurrences a row of the list shows before it only counts the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry as the list shows it; `summed` where `participants` adds up its dates."""

    year: str
    form: str
    number: str
    title: str
    address: str
    departments: tuple[str, ...]
    recurrence: str | None
    organisations: tuple[str, ...]
    dates: tuple[str, ...]
    more_dates: int
    participants: str | None
    summed: bool
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCount:
    """How many entries of a form one year has, beside the number that the document states."""

    year: str
    form: str
    found: int
    printed: str | None
    agrees: bool | None
    address: str
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantTotal:
    """The participants of the entries shown, with what the sum covers."""

    total: str | None
    told: int
    silent: int
    approximate: bool
    cumulative: bool


def form_label(entry: CollaborationEntry) -> str:
    """The form of an entry, with the name holder of a patronage."""
    return entry.form.label + (f"・{entry.name_holder.label}" if entry.name_holder else "")


def entry_row(entry: CollaborationEntry, index: EditionIndex, addresses: EditionAddresses) -> EntryRow:
    """An entry as a row of the list."""
    dates = [text for text in (occurrence_dates(one) for one in entry.occurrences) if text]
    told = entry_participants(entry)
    return EntryRow(
        year=show_fiscal_year(index.document.fiscal_year),
        form=form_label(entry),
        number=entry.number,
        title=entry.title,
        address=addresses.page(index.entry_keys[entry.entry_id]),
        departments=entry.departments,
        recurrence=entry.recurrence.label if entry.recurrence else None,
        organisations=tuple(organisation.name for organisation in entry.organisations),
        dates=tuple(dates[:DATES_SHOWN]),
        more_dates=max(0, len(dates) - DATES_SHOWN),
        participants=None if told is None else f"{show_number(told)}人",
        summed=told is not None and entry.participants is None,
        source=source_link(entry.place, addresses),
    )


def occurrence_dates(occurrence: Occurrence) -> str:
    """The date in 和暦 where it could be read, else the words of the source."""
    return show_range(occurrence.start, occurrence.end) or (occurrence.date_printed or "")


def entry_participants(entry: CollaborationEntry) -> int | None:
    """The persons the row states for all its dates; where it states none, the sum of its dates; None if silent.

    A date that was cancelled or tells no number adds nothing; it is never counted as 0.
    """
    if entry.participants is not None:
        return entry.participants
    told = [one.participants for one in entry.occurrences if one.participants is not None]
    return sum(told) if told else None


def participant_total(entries: Sequence[CollaborationEntry]) -> ParticipantTotal:
    """The participants of `entries` added up, and how many entries the sum leaves out because they tell none."""
    told = [number for number in map(entry_participants, entries) if number is not None]
    dates = [one for entry in entries for one in entry.occurrences if one.participants is not None]
    printed = "".join(entry.participants_printed or "" for entry in entries)
    return ParticipantTotal(
        total=f"{show_number(sum(told))}人" if told else None,
        told=len(told),
        silent=len(entries) - len(told),
        approximate="約" in printed or any(one.approximate for one in dates),
        cumulative="延" in printed or any(one.cumulative for one in dates),
    )


def form_counts(
    indexes: Sequence[tuple[EditionIndex, EditionAddresses]],
) -> tuple[FormCount, ...]:
    """The counts of every form and year, beside the printed ones."""
    counts: list[FormCount] = []
    for index, addresses in indexes:
        year = index.document.fiscal_year
        found: dict[CollaborationForm, int] = {}
        for entry in index.edition.content.entries:
            found[entry.form] = found.get(entry.form, 0) + 1
        for form in CollaborationForm:
            figure: Figure | None = index.figure(form.value, "count.entries")
            if form not in found and figure is None:
                continue
            counts.append(
                FormCount(
                    year=show_fiscal_year(year),
                    form=form.label,
                    found=found.get(form, 0),
                    printed=figure.printed if figure else None,
                    agrees=figure.agrees if figure else None,
                    address=addresses.city.register(year=year_segment(year), form=form.value),
                    source=source_link(figure.place, addresses) if figure else None,
                )
            )
    return tuple(counts)
