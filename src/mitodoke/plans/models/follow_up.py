"""What is said of an item after a year (検証) and in between (観察と判断): rows are added and stay."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import OptionalText
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.plans.models.ledger import PlanLedger


class Verification(models.Model):
    """検証: what becomes of an item after `fiscal_year`, and why; the highest `number` counts."""

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="verifications")
    item_key = models.TextField()
    fiscal_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    decision = models.TextField(choices=choices_of(VerificationDecision))
    reason = models.TextField()
    next_steps = OptionalText()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="verifications")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "検証"
        ordering = ["fiscal_year", "id"]
        constraints = [
            one_of("verification", "decision", VerificationDecision),
            not_empty("verification", "item_key"),
            not_empty("verification", "reason"),
            not_empty("verification", "next_steps"),
            not_empty("verification", "by"),
            counted_from_one("verification", "number"),
            models.UniqueConstraint(
                fields=["ledger", "item_key", "fiscal_year", "number"], name="one_verification_of_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_key} {self.fiscal_year} {VerificationDecision(self.decision).label}"


class FollowUp(models.Model):
    """その後: what `fiscal_year` says has come of a 検証 of an earlier year; several may follow one another."""

    verification = models.ForeignKey(Verification, models.PROTECT, related_name="follow_ups")
    fiscal_year = models.PositiveSmallIntegerField()
    text = models.TextField()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="follow_ups")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "検証のその後"
        ordering = ["id"]
        constraints = [not_empty("follow_up", "text"), not_empty("follow_up", "by")]

    def __str__(self) -> str:
        return self.text


class Observation(models.Model):
    """観察と判断 (OODA): what was seen of an item on a day, and what was decided because of it.

    `corrects` is the earlier entry that this one puts right; both stay.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="observations")
    item_key = models.TextField()
    observed_on = models.DateField()
    observation = models.TextField()
    decision = models.TextField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="observations")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "観察と判断"
        ordering = ["observed_on", "id"]
        constraints = [
            not_empty("observation", "item_key"),
            not_empty("observation", "observation"),
            not_empty("observation", "decision"),
            not_empty("observation", "by"),
            models.UniqueConstraint(fields=["corrects"], name="one_correction_of_an_observation"),
        ]

    def __str__(self) -> str:
        return f"{self.observed_on} {self.observation}"
