"""How the ratings of several departments become the value of an item of a plan: rows are added, the newest counts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import OptionalText
from mitodoke.domain.combining import Combining
from mitodoke.plans.models.ledger import PlanLedger


class CombiningChoice(models.Model):
    """まとめ方: the rule that the city chose for a plan; the highest `number` of a ledger counts.

    It counts for documents of `from_year` and later (None: for every edition made next).
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="combining_choices")
    number = models.PositiveIntegerField()
    combining = models.TextField(choices=choices_of(Combining))
    from_year = models.PositiveIntegerField(null=True, blank=True)
    reason = OptionalText()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="combining_choices")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "複数の部署の評価のまとめ方"
        ordering = ["ledger_id", "number"]
        constraints = [
            one_of("combining_choice", "combining", Combining),
            not_empty("combining_choice", "by"),
            counted_from_one("combining_choice", "number"),
            models.UniqueConstraint(fields=["ledger", "number"], name="one_combining_choice_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} まとめ方 第{self.number}版"
