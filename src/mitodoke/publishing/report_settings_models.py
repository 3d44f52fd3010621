"""The tables of what a city sets for its reports: every save is a row of its own, and the newest one counts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.departments.models import Municipality
from mitodoke.documents.constraints import choices_of, not_empty, one_of
from mitodoke.documents.fields import OptionalText, Sha256
from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.reports.settings import FontChoice


class CityLogo(models.Model):
    """市章: a picture as PNG that we drew anew ourselves from what was sent; told apart by its hash."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="logos")
    sha256 = Sha256()
    png = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "報告書のロゴ"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "sha256"], name="one_logo_of_a_picture")
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.sha256[:8]}"


class ReportLook(models.Model):
    """体裁: name, colours, logo and font of all reports of a city, as somebody saved them.

    `city_name` None is the name that the document tells.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="report_looks")
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="report_looks")
    by = models.TextField()
    city_name = OptionalText()
    primary = models.TextField()
    tint = models.TextField()
    font = models.TextField(choices=choices_of(FontChoice))
    logo = models.ForeignKey(CityLogo, models.PROTECT, null=True, blank=True, related_name="looks")
    logo_words = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "報告書の体裁"
        ordering = ["id"]
        constraints = [
            not_empty("report_look", "by"),
            not_empty("report_look", "city_name"),
            not_empty("report_look", "logo_words"),
            one_of("report_look", "font", FontChoice),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.at:%Y-%m-%d %H:%M}"


class ReportTexts(models.Model):
    """文章: the city's own texts in the reports on one kind of document, as somebody saved them for a year.

    They count for the documents of that year and of later years, until a later year has texts of its own; those
    of a document that tells no year count for it alone. A text that is None is taken from the edition.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="report_texts")
    kind = models.TextField(choices=choices_of(DocumentKind))
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="report_texts")
    by = models.TextField()
    publisher = OptionalText()
    cover_title = OptionalText()
    introduction = OptionalText()
    method = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "報告書の文章"
        ordering = ["id"]
        constraints = [
            one_of("report_texts", "kind", DocumentKind),
            not_empty("report_texts", "by"),
            *(
                not_empty("report_texts", name)
                for name in ("publisher", "cover_title", "introduction", "method")
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "kind", "fiscal_year"], name="report_texts_of_a_document")
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.kind} {self.fiscal_year} {self.at:%Y-%m-%d %H:%M}"
