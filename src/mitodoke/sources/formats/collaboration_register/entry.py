"""Makes the record of one row: what each text says, where it stands, and what about it is doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    OrganisationMention,
    OrganisationRole,
)
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.place import line_place
from mitodoke.sources.formats.collaboration_register.cells import Cell, LineFinder, Part
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.dated_items import DatesReading
from mitodoke.sources.formats.collaboration_register.dates_cell import read_dates
from mitodoke.sources.formats.collaboration_register.departments import split_departments
from mitodoke.sources.formats.collaboration_register.occurrences import cancel_by_title, read_occurrences
from mitodoke.sources.formats.collaboration_register.organisations import read_organisations, split_organisers
from mitodoke.sources.formats.collaboration_register.person_count import read_count_cell
from mitodoke.sources.formats.collaboration_register.recurrence import read_recurrence, read_since_year
from mitodoke.sources.formats.collaboration_register.row_text import Doubt, RowText


@dataclass(slots=True)
class EntryReading:
    """The record of a row, the figures it states about itself, and its doubtful places."""

    entry: CollaborationEntry
    stated: list[StatedFigure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def build_entry(row: RowText, entry_id: str, fiscal_year: int | None) -> EntryReading:
    """The record of `row` under `entry_id`."""
    place = line_place(row.first, row.last)
    doubts = list(row.doubts)
    dates = read_dates(row.dates or "", wrapped=row.dates_wrapped)
    cancel_by_title(row.title, dates)
    names, prose = _names(row)
    participants, printed = _participants(row, dates, doubts)
    dates_cell = row.cells.get(Column.DATES, Cell((Part(row.first, ""),)))
    occurrences = read_occurrences(dates, dates_cell, doubts)
    organisations_cell = row.cells.get(_organisations_column(row), Cell((Part(row.first, ""),)))
    entry = CollaborationEntry(
        entry_id=entry_id,
        fiscal_year=fiscal_year,
        form=row.form,
        name_holder=row.name_holder,
        number=row.number,
        title=row.title,
        departments=split_departments(row.department or ""),
        recurrence=read_recurrence(row.recurrence or ""),
        recurrence_printed=row.recurrence,
        since_year=read_since_year(row.recurrence or ""),
        purpose=row.purpose,
        organisations_printed=row.organisations_printed or row.organiser,
        organisations=_mentions(names, _role(row), organisations_cell),
        organisations_are_prose=prose,
        effects=row.effects,
        participants_printed=printed,
        participants=participants,
        occurrences=occurrences,
        dates_printed=row.dates,
        place=place,
    )
    stated = [
        StatedFigure(
            subject=entry_id if total.of_row or not total.label else f"{entry_id}/{total.label}",
            figure="participants.total",
            printed=total.printed,
            value=Decimal(total.value),
            place=dates_cell.place,
        )
        for total in dates.totals
    ]
    findings = [
        Finding(
            check=doubt.check,
            severity=doubt.severity,
            subject=entry_id,
            field=doubt.field,
            place=place,
            printed=doubt.printed,
            expected=doubt.expected,
            message=doubt.message,
        )
        for doubt in doubts
    ]
    return EntryReading(entry, stated, findings)


def _names(row: RowText) -> tuple[tuple[str, ...], bool]:
    if row.organiser is not None:
        return split_organisers(row.organiser), False
    reading = read_organisations(row.organisation_lines)
    return reading.names, reading.prose


def _role(row: RowText) -> OrganisationRole:
    organises = row.organiser is not None or row.form is CollaborationForm.PATRONAGE
    return OrganisationRole.ORGANISER if organises else OrganisationRole.PARTNER


def _organisations_column(row: RowText) -> Column:
    return Column.ORGANISER if row.organiser is not None else Column.ORGANISATIONS


def _mentions(names: tuple[str, ...], role: OrganisationRole, cell: Cell) -> tuple[OrganisationMention, ...]:
    finder = LineFinder(cell)
    return tuple(
        OrganisationMention(position=position, name=name, role=role, place=finder.place_of(name))
        for position, name in enumerate(names, start=1)
    )


def _participants(row: RowText, dates: DatesReading, doubts: list[Doubt]) -> tuple[int | None, str | None]:
    """The number stated for the whole row and its print: from its own column, else from beside the dates."""
    if row.participants is not None:
        value, understood = read_count_cell(row.participants)
        if not understood:
            doubts.append(
                Doubt(
                    "count_cell_not_a_number",
                    Severity.WARNING,
                    "participants",
                    row.participants,
                    "",
                    f"参加人数の欄の「{row.participants[:40]}」は人数として読めないため、人数なしとして記録しました。"
                    "原本を確認してください。",
                )
            )
        return value, row.participants
    total = dates.row_total
    return (total.value, total.printed) if total else (None, None)
