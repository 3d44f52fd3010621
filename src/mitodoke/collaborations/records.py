"""The seam between the tables of collaboration registers and the domain's records of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch

from mitodoke.collaborations import models
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    NameHolder,
    Occurrence,
    OrganisationMention,
    OrganisationRole,
    Recurrence,
)


def store_records(document: SourceDocument, entries: tuple[CollaborationEntry, ...]) -> None:
    """Add the entries of `document` with their dates and the organisations they name."""
    rows = models.CollaborationEntry.objects.bulk_create(
        _from_entry(document, position, entry) for position, entry in enumerate(entries, start=1)
    )
    pairs = list(zip(rows, entries, strict=True))
    models.Occurrence.objects.bulk_create(
        _from_occurrence(row, occurrence) for row, entry in pairs for occurrence in entry.occurrences
    )
    organisations = _organisations(
        document.municipality_id, {mention.name for entry in entries for mention in entry.organisations}
    )
    models.OrganisationMention.objects.bulk_create(
        models.OrganisationMention(
            entry=row,
            position=mention.position,
            organisation=organisations[mention.name],
            role=mention.role,
            place=mention.place,
        )
        for row, entry in pairs
        for mention in entry.organisations
    )


def to_records(document: SourceDocument) -> tuple[CollaborationEntry, ...]:
    """The entries of `document` in the order in which they were stored."""
    occurrences = models.Occurrence.objects.order_by("position")
    mentions = models.OrganisationMention.objects.order_by("position").select_related("organisation")
    rows = document.collaboration_entries.order_by("position").prefetch_related(
        Prefetch("occurrences", occurrences), Prefetch("mentions", mentions)
    )
    return tuple(_to_entry(row) for row in rows)


def _organisations(municipality_code: str, names: Iterable[str]) -> dict[str, models.Organisation]:
    """The rows of these exact names, added where they are new."""
    known = {one.name: one for one in models.Organisation.objects.filter(municipality=municipality_code)}
    new = models.Organisation.objects.bulk_create(
        models.Organisation(municipality_id=municipality_code, name=name)
        for name in sorted(names)
        if name not in known
    )
    return known | {one.name: one for one in new}


def _from_entry(
    document: SourceDocument, position: int, entry: CollaborationEntry
) -> models.CollaborationEntry:
    return models.CollaborationEntry(
        document=document,
        position=position,
        key=entry.entry_id,
        fiscal_year=entry.fiscal_year,
        form=entry.form,
        name_holder=entry.name_holder,
        number=entry.number,
        title=entry.title,
        departments=entry.departments,
        recurrence=entry.recurrence,
        recurrence_printed=entry.recurrence_printed,
        since_year=entry.since_year,
        purpose=entry.purpose,
        organisations_printed=entry.organisations_printed,
        organisations_are_prose=entry.organisations_are_prose,
        effects=entry.effects,
        participants_printed=entry.participants_printed,
        participants=entry.participants,
        dates_printed=entry.dates_printed,
        place=entry.place,
    )


def _from_occurrence(row: models.CollaborationEntry, occurrence: Occurrence) -> models.Occurrence:
    return models.Occurrence(
        entry=row,
        position=occurrence.position,
        label=occurrence.label,
        start=occurrence.start,
        end=occurrence.end,
        date_printed=occurrence.date_printed,
        participants=occurrence.participants,
        approximate=occurrence.approximate,
        cumulative=occurrence.cumulative,
        cancelled=occurrence.cancelled,
        note=occurrence.note,
        place=occurrence.place,
    )


def _to_entry(row: models.CollaborationEntry) -> CollaborationEntry:
    return CollaborationEntry(
        entry_id=row.key,
        fiscal_year=row.fiscal_year,
        form=CollaborationForm(row.form),
        name_holder=None if row.name_holder is None else NameHolder(row.name_holder),
        number=row.number,
        title=row.title,
        departments=row.departments,
        recurrence=None if row.recurrence is None else Recurrence(row.recurrence),
        recurrence_printed=row.recurrence_printed,
        since_year=row.since_year,
        purpose=row.purpose,
        organisations_printed=row.organisations_printed,
        organisations=tuple(
            OrganisationMention(
                position=mention.position,
                name=mention.organisation.name,
                role=OrganisationRole(mention.role),
                place=mention.place,
            )
            for mention in row.mentions.all()
        ),
        organisations_are_prose=row.organisations_are_prose,
        effects=row.effects,
        participants_printed=row.participants_printed,
        participants=row.participants,
        occurrences=tuple(_to_occurrence(occurrence) for occurrence in row.occurrences.all()),
        dates_printed=row.dates_printed,
        place=row.place,
    )


def _to_occurrence(row: models.Occurrence) -> Occurrence:
    return Occurrence(
        position=row.position,
        label=row.label,
        start=row.start,
        end=row.end,
        date_printed=row.date_printed,
        participants=row.participants,
        approximate=row.approximate,
        cumulative=row.cumulative,
        cancelled=row.cancelled,
        note=row.note,
        place=row.place,
    )
