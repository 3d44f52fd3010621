"""The table of editions: frozen when they are published, refused by the database to change ever after."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mitodoke.departments.models import Municipality
from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import OptionalText, Sha256
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind


class Edition(models.Model):
    """版: facts, figures, rules and findings of one document as they were published together.

    `content` is the JSON of the domain's edition and `sha256` its hash; `inputs_sha256` is the hash of the facts
    and source lines that went in. `acknowledgement` is the reason why it was published with findings of the
    severity error. A trigger refuses to change or delete a row (migration 0002).
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="editions")
    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="editions")
    kind = models.TextField(choices=choices_of(DocumentKind))
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField()
    title = models.TextField()
    published_on = models.DateField()
    published_by = models.TextField()
    fictional = models.BooleanField()
    acknowledgement = OptionalText()
    inputs_sha256 = Sha256()
    sha256 = Sha256(unique=True)
    # The table's last column (migration 0001): reading any other one does not walk through it.
    content = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "版"
        ordering = ["-published_on", "-id"]
        constraints = [
            one_of("edition", "kind", DocumentKind),
            not_empty("edition", "content"),
            not_empty("edition", "published_by"),
            not_empty("edition", "acknowledgement"),
            counted_from_one("edition", "version"),
            models.UniqueConstraint(
                fields=["municipality", "kind", "fiscal_year", "version"],
                name="one_edition_of_a_kind_and_year_and_version",
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "version"],
                condition=Q(fiscal_year__isnull=True),
                name="one_edition_of_a_kind_without_year_and_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} 第{self.version}版"
