"""An entry of the register as a row of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence
from mitodoke.domain.japanese_text import comparable
from mitodoke.publishing.language.speak import JAPANESE, speaking, tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import show_fiscal_year, show_range
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import SourceLink, source_link
from mitodoke.publishing.presentation.register import Told, form_label, show_persons, told_of
from mitodoke.publishing.presentation.register_index import Listed, Registers

DATES_SHOWN = 3
"""How many occurrences a row of the list shows before it only counts the rest."""
ORGANISATIONS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A document's own words with the page about them, where there is one."""

    name: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """When something took place; `content` where these are the document's words and not a date that was read."""

    text: str
    content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry as the lists show it; `summed` where `participants` adds up its dates, `marks` tell 約 and 延べ."""

    year: str
    form: str
    number: str
    title: str
    address: str
    departments: tuple[Named, ...]
    recurrence: str | None
    organisations: tuple[Named, ...]
    more_organisations: int
    dates: tuple[DateWords, ...]
    more_dates: int
    participants: str | None
    summed: bool
    marks: tuple[str, ...]
    cancelled: int
    source: SourceLink | None


def listed_rows(listed: Iterable[Listed], registers: Registers) -> tuple[EntryRow, ...]:
    """The rows of a list."""
    return tuple(
        entry_row(
            one.entry,
            registers.index.indexes[one.at],
            registers.addresses[one.at],
            registers=registers,
            told=one.told,
        )
        for one in listed
    )


def entry_row(
    entry: CollaborationEntry,
    index: EditionIndex,
    addresses: EditionAddresses,
    *,
    registers: Registers | None = None,
    told: Told | None = None,
) -> EntryRow:
    """An entry as a row of the list; with `registers` its organisations and departments lead to their pages."""
    told = told or told_of(entry)
    dates = [words for words in map(occurrence_dates, entry.occurrences) if words is not None]
    names = list(dict.fromkeys(named.name for named in entry.organisations))
    return EntryRow(
        year=show_fiscal_year(index.document.fiscal_year),
        form=form_label(entry),
        number=entry.number,
        title=entry.title,
        address=addresses.page(index.entry_keys[entry.entry_id]),
        departments=tuple(
            Named(name=name, address=registers.department(name) if registers else None)
            for name in entry.departments
        ),
        recurrence=tr(entry.recurrence.label) if entry.recurrence else None,
        organisations=tuple(
            Named(name=name, address=registers.organisation(name) if registers else None)
            for name in names[:ORGANISATIONS_SHOWN]
        ),
        more_organisations=max(0, len(names) - ORGANISATIONS_SHOWN),
        dates=tuple(dates[:DATES_SHOWN]),
        more_dates=max(0, len(dates) - DATES_SHOWN),
        participants=None if told.participants is None else show_persons(told.participants),
        summed=told.summed,
        marks=tuple(
            tr(word) for word, holds in (("約", told.approximate), ("延べ", told.cumulative)) if holds
        ),
        cancelled=told.cancelled,
        source=source_link(entry.place, addresses),
    )


def printed_apart(occurrence: Occurrence) -> str | None:
    """The date as printed, where that says more than the date that was read."""
    if occurrence.date_printed is None:
        return None
    with speaking(JAPANESE):
        read = show_range(occurrence.start, occurrence.end)
    same = comparable(read) == comparable(occurrence.date_printed)
    return None if same else occurrence.date_printed


def occurrence_dates(occurrence: Occurrence) -> DateWords | None:
    """The date in the calendar of the page where it could be read, else the words of the source, if any."""
    read = show_range(occurrence.start, occurrence.end)
    if read:
        return DateWords(text=read, content=False)
    return DateWords(text=occurrence.date_printed, content=True) if occurrence.date_printed else None
