"""The tables of editions: frozen when they are made, refused by the database to change ever after.

What happens to an edition later (its release, the reasons of its changes, its withdrawal) is told by rows beside it,
which are only ever added too.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mitodoke.departments.models import Municipality
from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import OptionalText, Sha256
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition_state import ChangeKind
from mitodoke.publishing.report_settings_models import (  # noqa: F401  tables of this app
    CityLogo,
    ReportLook,
    ReportTexts,
)


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


class ReleaseDecision(models.Model):
    """When an edition becomes public, as it was decided; the last decision counts.

    `release_at` is None where the release was stopped. `published_on` is the day (in Japan) that the edition then
    bears and `sha256` the hash of its content with that day: the frozen row itself never changes. A trigger refuses
    a decision on an edition that is public or was stopped (migration 0004).
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="releases")
    release_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    sha256 = Sha256(null=True)
    reason = OptionalText()
    decided_by = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "公表日時の決定"
        ordering = ["id"]
        constraints = [
            not_empty("release_decision", "decided_by"),
            not_empty("release_decision", "reason"),
            models.CheckConstraint(
                condition=Q(release_at__isnull=True, published_on__isnull=True, sha256__isnull=True)
                | Q(release_at__isnull=False, published_on__isnull=False, sha256__isnull=False),
                name="release_has_moment_and_day_and_hash_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.release_at or '取りやめ'}"


class ChangeStatement(models.Model):
    """訂正・更新: how an edition differs from the public one before it, and the reason of what has none of its own."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="change")
    before = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    kind = models.TextField(choices=choices_of(ChangeKind))
    reason = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "訂正・更新"
        constraints = [
            one_of("change_statement", "kind", ChangeKind),
            not_empty("change_statement", "reason"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.kind}"


class ChangeReason(models.Model):
    """Why one record changed; `subject` is its id in the edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="change_reasons")
    subject = models.TextField()
    reason = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "訂正・更新の理由"
        ordering = ["id"]
        constraints = [
            not_empty("change_reason", "subject"),
            not_empty("change_reason", "reason"),
            models.UniqueConstraint(fields=["edition", "subject"], name="one_reason_of_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.subject}"


class Withdrawal(models.Model):
    """取下げ: the public notice in the place of an edition; `withdrawn_by` alone is for the desk only."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    announced_by = models.TextField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "取下げ"
        ordering = ["id"]
        constraints = [
            not_empty("withdrawal", "reason"),
            not_empty("withdrawal", "announced_by"),
            not_empty("withdrawal", "withdrawn_by"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.withdrawn_at}"
