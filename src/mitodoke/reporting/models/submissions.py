"""What departments submitted as a whole: ratings taken over from elsewhere, without the desk's way of approval."""

from __future__ import annotations

from django.db import models

from mitodoke.departments.models import Department
from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty
from mitodoke.documents.fields import OptionalText
from mitodoke.domain.rating import RatingState
from mitodoke.plans.models import PlanItem, rating_constraints
from mitodoke.reporting.models.rounds import ReportingRound


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
