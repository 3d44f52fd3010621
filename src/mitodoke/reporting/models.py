"""Tables of the yearly survey of departments: rounds, and the ratings that departments submit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mitodoke.departments.models import Department
from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty
from mitodoke.documents.fields import OptionalText
from mitodoke.domain.rating import RatingState
from mitodoke.plans.models import Plan, PlanItem, rating_constraints


class ReportingRound(models.Model):
    """調査: from `opened_on` on, departments submit ratings of a plan's measures for one fiscal year.

    `due_on` is the day they are asked to keep; what counts is `closed_on`, None while the round is open.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rounds")
    fiscal_year = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    opened_by = models.TextField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_by = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "調査"
        ordering = ["-fiscal_year", "plan_id"]
        constraints = [
            not_empty("round", "opened_by"),
            not_empty("round", "closed_by"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="round_due_after_opening"),
            models.CheckConstraint(
                # "not null" is told as well: a comparison with null is unknown, and unknown passes a constraint.
                condition=Q(closed_on__isnull=True, closed_by__isnull=True)
                | Q(closed_on__isnull=False, closed_on__gte=F("opened_on"), closed_by__isnull=False),
                name="round_closed_after_opening_by_someone",
            ),
            models.UniqueConstraint(fields=["plan", "fiscal_year"], name="one_round_of_a_plan_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}（{self.fiscal_year}年度）"


class Submission(models.Model):
    """回答: what a department submitted to a round at one time; its newest submission stands, as a whole."""

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="submissions")
    department = models.ForeignKey(Department, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    submitted_by = models.TextField()
    submitted_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "回答"
        ordering = ["round_id", "department_id", "number"]
        constraints = [
            not_empty("submission", "submitted_by"),
            counted_from_one("submission", "number"),
            models.UniqueConstraint(
                fields=["round", "department", "number"], name="one_submission_a_department_and_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} 第{self.number}回"


class SubmittedRating(models.Model):
    """One rating of a submission."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="ratings")
    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="submitted_ratings")
    state = models.TextField(choices=choices_of(RatingState))
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "回答された評価"
        ordering = ["submission_id", "item_id"]
        constraints = [
            *rating_constraints("submitted_rating"),
            models.UniqueConstraint(fields=["submission", "item"], name="one_submitted_rating_an_item"),
        ]

    def __str__(self) -> str:
        return f"{self.item.code} {self.state}"
