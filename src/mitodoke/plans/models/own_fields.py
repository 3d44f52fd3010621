"""Fields and scales of a city's own, what is entered in them with files, and money: rows are added, the newest one counts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import ExactDecimal, OptionalText, Sha256
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.evidence import LARGEST, EvidenceKind
from mitodoke.plans.models.ledger import PlanLedger


class OwnField(models.Model):
    """独自の欄: one definition of a field of the items of a level; the highest `number` of a key counts.

    `rule` is the JSON of a `FieldRule` (label, control, choices, steps, who may edit and see it); `retired` means
    that the field is no longer asked for, and what was entered stays.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="own_fields")
    level = models.TextField()
    key = models.TextField()
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    rule = models.JSONField()
    retired = models.BooleanField(default=False)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "独自の欄"
        ordering = ["ledger_id", "position", "number"]
        constraints = [
            not_empty("own_field", "level"),
            not_empty("own_field", "key"),
            not_empty("own_field", "by"),
            counted_from_one("own_field", "number"),
            models.UniqueConstraint(fields=["ledger", "key", "number"], name="one_own_field_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.key} 第{self.number}版"


class OwnFile(models.Model):
    """A file that was entered in a field, known by the hash of its bytes and so kept once, for good."""

    sha256 = Sha256(primary_key=True)
    kind = models.TextField(choices=choices_of(EvidenceKind))
    size = models.PositiveIntegerField()
    kept_by = models.TextField()
    kept_at = models.DateTimeField()
    # Last, so that lists need not read over it.
    data = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "独自の欄のファイル"
        ordering = ["kept_at"]
        constraints = [
            one_of("own_file", "kind", EvidenceKind),
            not_empty("own_file", "kept_by"),
            models.CheckConstraint(
                condition=Q(size__gte=1) & Q(size__lte=LARGEST), name="own_file_size_within_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}（{self.size:,}バイト）"


class OwnValue(models.Model):
    """What was entered in a field of an item; `value` None is "taken back". The highest `number` counts.

    `fiscal_year` is 0 for a field that is not asked every year. In a field for files `value` is the name that the
    file came under, and `file` is the file.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="own_values")
    item_key = models.TextField()
    key = models.TextField()
    fiscal_year = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField()
    value = OptionalText()
    file = models.ForeignKey(OwnFile, models.PROTECT, null=True, blank=True, related_name="values")
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="own_values")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "独自の欄の値"
        ordering = ["id"]
        constraints = [
            not_empty("own_value", "item_key"),
            not_empty("own_value", "key"),
            not_empty("own_value", "value"),
            not_empty("own_value", "by"),
            counted_from_one("own_value", "number"),
            models.UniqueConstraint(
                fields=["ledger", "item_key", "key", "fiscal_year", "number"],
                name="one_own_value_of_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_key} {self.key} {self.value or ''}"


class ProjectAmount(models.Model):
    """予算・決算: yen of an item in a fiscal year, with its source; the highest `number` counts.

    `amount` is exact and None where an earlier entry was taken back, with the reason in `note`.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="amounts")
    item_key = models.TextField()
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=[(kind.value, kind.label) for kind in AmountKind])
    number = models.PositiveIntegerField()
    amount = ExactDecimal(null=True)
    note = OptionalText()
    source = OptionalText()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="project_amounts")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "予算・決算"
        ordering = ["id"]
        constraints = [
            one_of("amount", "kind", AmountKind),
            not_empty("amount", "item_key"),
            not_empty("amount", "by"),
            counted_from_one("amount", "number"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | (Q(note__isnull=False) & ~Q(note="")),
                name="amount_or_reason_why_taken_back",
            ),
            models.UniqueConstraint(
                fields=["ledger", "item_key", "fiscal_year", "kind", "number"],
                name="one_amount_of_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_key} {self.fiscal_year} {AmountKind(self.kind).label}"
