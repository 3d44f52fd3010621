"""By which rules the figures of a plan are made: rows are added, the newest that counts for a year is in force."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.domain.plan_rules import RuleKind
from mitodoke.plans.models.ledger import PlanLedger


class RuleChoice(models.Model):
    """計算のしかた: what the city chose for a plan; `rule` is the JSON of the choice, whole.

    It counts for documents of `from_year` and later (None: for every edition made next), until one with a higher
    `number` does.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="rule_choices")
    kind = models.TextField(choices=choices_of(RuleKind))
    number = models.PositiveIntegerField()
    rule = models.TextField()
    from_year = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rule_choices")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "計画の計算のしかた"
        ordering = ["ledger_id", "kind", "number"]
        constraints = [
            one_of("rule_choice", "kind", RuleKind),
            not_empty("rule_choice", "rule"),
            not_empty("rule_choice", "reason"),
            not_empty("rule_choice", "by"),
            counted_from_one("rule_choice", "number"),
            models.UniqueConstraint(
                fields=["ledger", "kind", "number"], name="one_rule_choice_of_a_kind_and_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} {self.get_kind_display()} 第{self.number}版"
