"""Opinions of outside evaluators (外部評価) and the city's answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mitodoke.departments.models import Department
from mitodoke.documents.constraints import counted_from_one, not_empty, one_of
from mitodoke.documents.fields import OptionalText
from mitodoke.domain.opinion import OpinionState
from mitodoke.plans.models.ledger import PlanLedger


class Opinion(models.Model):
    """意見: what an evaluator says of an item (or, without one, of the plan) for a fiscal year.

    The text never changes (migration 0003 sees to it); `state`, `revision`, and whom it was given to do.
    `evaluator` is the name to be published, such as that of a committee.
    """

    ledger = models.ForeignKey(PlanLedger, models.PROTECT, related_name="opinions")
    item_key = OptionalText()
    fiscal_year = models.PositiveSmallIntegerField()
    evaluator = models.TextField()
    text = models.TextField()
    written_on = models.DateField()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="opinions")
    at = models.DateTimeField()
    state = models.TextField(
        choices=[(one.value, one.label) for one in OpinionState], default=OpinionState.RECEIVED.value
    )
    revision = models.PositiveIntegerField(default=1)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="opinions_to_answer"
    )
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "外部評価の意見"
        ordering = ["fiscal_year", "id"]
        constraints = [
            one_of("opinion", "state", OpinionState),
            not_empty("opinion", "item_key"),
            not_empty("opinion", "evaluator"),
            not_empty("opinion", "text"),
            not_empty("opinion", "by"),
            counted_from_one("opinion", "revision"),
            models.CheckConstraint(
                condition=Q(state__in=[OpinionState.RECEIVED.value, OpinionState.WITHDRAWN.value])
                | Q(department__isnull=False, due_on__isnull=False),
                name="opinion_is_given_to_a_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluator}（{self.fiscal_year}）"


class OpinionAnswer(models.Model):
    """回答: what the city answers to an opinion; the highest `number` counts, earlier drafts stay."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="opinion_answers")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "意見への回答"
        ordering = ["opinion_id", "number"]
        constraints = [
            not_empty("opinion_answer", "text"),
            not_empty("opinion_answer", "by"),
            counted_from_one("opinion_answer", "number"),
            models.UniqueConstraint(fields=["opinion", "number"], name="one_opinion_answer_of_a_number"),
        ]

    def __str__(self) -> str:
        return self.text
