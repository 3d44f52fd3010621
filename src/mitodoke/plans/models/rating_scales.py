"""What the steps of a rating mean in a plan: rows are added, the newest one counts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.documents.constraints import counted_from_one, not_empty
from mitodoke.plans.models.ledger import PlanLedger


class RatingScale(models.Model):
    """段階の説明: the definitions of the steps 0 to 10, as a JSON list; the highest `number` of a ledger counts."""

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="rating_scales")
    number = models.PositiveIntegerField()
    definitions = models.JSONField()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rating_scales")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "評価の段階の説明"
        ordering = ["ledger_id", "number"]
        constraints = [
            not_empty("rating_scale", "by"),
            counted_from_one("rating_scale", "number"),
            models.UniqueConstraint(fields=["ledger", "number"], name="one_rating_scale_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} 段階の説明 第{self.number}版"
