"""Tables of collaboration registers: one entry a row of a year's register, with its dates and organisations."""

from __future__ import annotations

from django.db import models

from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import IsoDate, OptionalText, PlaceText, TextTuple
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.collaboration import CollaborationForm, NameHolder, OrganisationRole, Recurrence


class Organisation(models.Model):
    """A name under which documents of a municipality mention an organisation, spelled exactly so.

    One row is one spelling, not one body: that two spellings mean one body, or that one name means two, is for
    a person to say.
    """

    municipality = models.ForeignKey("departments.Municipality", models.PROTECT, related_name="organisations")
    name = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "団体名"
        ordering = ["municipality_id", "name"]
        constraints = [
            not_empty("organisation", "name"),
            models.UniqueConstraint(fields=["municipality", "name"], name="one_organisation_a_spelling"),
        ]

    def __str__(self) -> str:
        return self.name


class CollaborationEntry(models.Model):
    """One row of a year's register, as printed."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="collaboration_entries")
    position = models.PositiveIntegerField()
    key = models.TextField()
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    form = models.TextField(choices=choices_of(CollaborationForm))
    name_holder = OptionalText(choices=choices_of(NameHolder))
    number = models.TextField(blank=True)
    title = models.TextField(blank=True)
    departments = TextTuple()
    recurrence = OptionalText(choices=choices_of(Recurrence))
    recurrence_printed = OptionalText()
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)
    purpose = OptionalText()
    organisations_printed = OptionalText()
    organisations_are_prose = models.BooleanField()
    effects = OptionalText()
    participants_printed = OptionalText()
    participants = models.PositiveBigIntegerField(null=True, blank=True)
    dates_printed = OptionalText()
    place = PlaceText()

    class Meta:
        verbose_name = verbose_name_plural = "協働事業"
        ordering = ["document_id", "position"]
        constraints = [
            one_of("entry", "form", CollaborationForm),
            one_of("entry", "name_holder", NameHolder),
            one_of("entry", "recurrence", Recurrence),
            not_empty("entry", "key"),
            counted_from_one("entry"),
            models.UniqueConstraint(fields=["document", "position"], name="one_entry_a_position"),
            models.UniqueConstraint(fields=["document", "key"], name="one_entry_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Occurrence(models.Model):
    """One 実施年月日 of an entry; a range that ends before it starts is kept as printed."""

    entry = models.ForeignKey(CollaborationEntry, models.PROTECT, related_name="occurrences")
    position = models.PositiveIntegerField()
    label = OptionalText()
    start = IsoDate(null=True)
    end = IsoDate(null=True)
    date_printed = OptionalText()
    participants = models.PositiveBigIntegerField(null=True, blank=True)
    approximate = models.BooleanField()
    cumulative = models.BooleanField()
    cancelled = models.BooleanField()
    note = OptionalText()
    place = PlaceText()

    class Meta:
        verbose_name = verbose_name_plural = "実施"
        ordering = ["entry_id", "position"]
        constraints = [
            counted_from_one("occurrence"),
            models.UniqueConstraint(fields=["entry", "position"], name="one_occurrence_a_position"),
        ]

    def __str__(self) -> str:
        return self.date_printed or self.label or f"（{self.position}）"


class OrganisationMention(models.Model):
    """An organisation as an entry names it."""

    entry = models.ForeignKey(CollaborationEntry, models.PROTECT, related_name="mentions")
    position = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mentions")
    role = models.TextField(choices=choices_of(OrganisationRole))
    place = PlaceText()

    class Meta:
        verbose_name = verbose_name_plural = "関係した団体"
        ordering = ["entry_id", "position"]
        constraints = [
            one_of("mention", "role", OrganisationRole),
            counted_from_one("mention"),
            models.UniqueConstraint(fields=["entry", "position"], name="one_mention_a_position"),
        ]

    def __str__(self) -> str:
        return self.organisation.name
