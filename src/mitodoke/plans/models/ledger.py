"""The ledger of a plan (計画台帳): every state it ever had, its dated revisions, and the promises in it.

Rows are added; triggers (migration 0003) refuse to change a state, a promise or a note, and to store a state in
which a promise has other words or is missing. Of a revision only its outcome is written, once.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty
from mitodoke.documents.fields import OptionalText, Sha256
from mitodoke.domain.document import DocumentKind
from mitodoke.plans.models.outline import PLAN_KINDS


class PlanLedger(models.Model):
    """計画台帳: one plan over the years, under one title.

    `document_kind` is the kind of document that the plan is reported in; None means levels of the city's own, which
    are reported as a 総合計画.
    """

    municipality = models.ForeignKey("departments.Municipality", models.PROTECT, related_name="ledgers")
    title = models.TextField()
    document_kind = OptionalText(choices=choices_of(DocumentKind))
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "計画台帳"
        ordering = ["municipality", "title"]
        constraints = [
            not_empty("ledger", "title"),
            not_empty("ledger", "recorded_by"),
            models.CheckConstraint(
                condition=Q(document_kind__isnull=True)
                | Q(document_kind__in=[kind.value for kind in PLAN_KINDS]),
                name="ledger_is_of_a_plan",
            ),
            models.UniqueConstraint(fields=["municipality", "title"], name="one_ledger_of_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class PlanRevision(models.Model):
    """策定 (number 1) or 見直し of a plan: why, who decides, and on which day; one is open at a time.

    `name` is 策定, 第1回見直し and so on, or 組織改編 where only names of departments changed (which is no 見直し).
    `base` is the state in force when it began, `result` the state that it decided: both None where there is none.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    name = models.TextField()
    is_reorganisation = models.BooleanField(default=False)
    reason = models.TextField()
    decider = models.TextField()
    decided_on = models.DateField()
    base = models.ForeignKey(
        "plans.PlanVersion", models.PROTECT, null=True, blank=True, related_name="revisions_begun"
    )
    result = models.ForeignKey(
        "plans.PlanVersion", models.PROTECT, null=True, blank=True, related_name="revisions_decided"
    )
    begun_by = models.TextField()
    begun_at = models.DateTimeField()
    closed_by = OptionalText()
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "見直し"
        ordering = ["ledger_id", "number"]
        constraints = [
            counted_from_one("revision", "number"),
            not_empty("revision", "name"),
            not_empty("revision", "reason"),
            not_empty("revision", "decider"),
            not_empty("revision", "begun_by"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, result__isnull=True)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_by="")),
                name="revision_says_who_closed_it",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(result__isnull=False)
                | (Q(closing_reason__isnull=False) & ~Q(closing_reason="")),
                name="abandoned_revision_has_a_reason",
            ),
            models.UniqueConstraint(fields=["ledger", "number"], name="one_revision_of_a_number"),
            models.UniqueConstraint(
                # A reorganisation is written while a 見直し may be open, and closed at once.
                fields=["ledger"],
                condition=Q(closed_at__isnull=True, is_reorganisation=False),
                name="one_open_revision_of_a_ledger",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} {self.name}"


class PlanVersion(models.Model):
    """The whole of a plan after one change (or many made together); `content` is the JSON of a `PlanContent`.

    `restores` is the earlier state of the same revision that an undo brought back.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="versions")
    revision = models.ForeignKey(PlanRevision, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = Sha256()
    restores = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="restored_by")
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "計画の稿"
        ordering = ["ledger_id", "number"]
        constraints = [
            counted_from_one("version", "number"),
            not_empty("version", "by"),
            models.UniqueConstraint(fields=["ledger", "number"], name="one_version_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} 第{self.number}稿"


class PromisedWording(models.Model):
    """The words of a promise (公約) as they were decided; no later state of the plan may have others."""

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="promises")
    item_key = models.TextField()
    wording = models.TextField()
    revision = models.ForeignKey(PlanRevision, models.PROTECT, related_name="promises")

    class Meta:
        verbose_name = verbose_name_plural = "約束の文言"
        constraints = [
            not_empty("promise", "item_key"),
            not_empty("promise", "wording"),
            models.UniqueConstraint(fields=["ledger", "item_key"], name="one_wording_of_a_promise"),
        ]

    def __str__(self) -> str:
        return self.wording


class WordingNote(models.Model):
    """補足: what is said, on a day, beside a promise whose words stay as they are."""

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="wording_notes")
    item_key = models.TextField()
    text = models.TextField()
    noted_on = models.DateField()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="wording_notes")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "約束への補足"
        ordering = ["noted_on", "id"]
        constraints = [
            not_empty("wording_note", "item_key"),
            not_empty("wording_note", "text"),
            not_empty("wording_note", "by"),
        ]

    def __str__(self) -> str:
        return self.text
