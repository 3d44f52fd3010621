"""Rounds: the yearly survey of departments."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q

from mitodoke.documents.constraints import all_of, not_empty
from mitodoke.documents.fields import OptionalText, TextTuple
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.approval import RoundWindow
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.plans.models import Plan


class ReportingRound(models.Model):
    """調査: from `opened_on` on, departments answer about a plan or a collaboration register for one fiscal year.

    `due_on` is the day they are asked to keep; what counts is `closed_on`, None while the round is open. `asks`
    says what is asked at the desk; it is empty for ratings that were taken over as a whole (`Submission`).
    `period_start` and `period_end` are None where the period is the fiscal year. `previous` is the document that
    last year's texts and values are taken from.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="rounds")
    register = models.ForeignKey(
        SourceDocument, models.PROTECT, null=True, blank=True, related_name="register_rounds"
    )
    previous = models.ForeignKey(
        SourceDocument, models.PROTECT, null=True, blank=True, related_name="following_rounds"
    )
    fiscal_year = models.PositiveSmallIntegerField()
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    opened_by = models.TextField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_by = OptionalText()
    asks = TextTuple(default=(), blank=True)
    instructions = OptionalText()

    class Meta:
        verbose_name = verbose_name_plural = "調査"
        ordering = ["-fiscal_year", "plan_id"]
        constraints = [
            not_empty("round", "opened_by"),
            not_empty("round", "closed_by"),
            not_empty("round", "instructions"),
            all_of("round", "asks", Ask),
            models.CheckConstraint(
                condition=Q(plan__isnull=False, register__isnull=True)
                | Q(plan__isnull=True, register__isnull=False),
                name="round_is_of_a_plan_or_a_register",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(
                    period_start__isnull=False,
                    period_end__isnull=False,
                    period_end__gte=F("period_start"),
                ),
                name="round_period_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="round_due_after_opening"),
            models.CheckConstraint(
                # "not null" is told as well: a comparison with null is unknown, and unknown passes a constraint.
                condition=Q(closed_on__isnull=True, closed_by__isnull=True)
                | Q(closed_on__isnull=False, closed_on__gte=F("opened_on"), closed_by__isnull=False),
                name="round_closed_after_opening_by_someone",
            ),
            models.UniqueConstraint(fields=["plan", "fiscal_year"], name="one_round_of_a_plan_and_year"),
            models.UniqueConstraint(
                fields=["register", "fiscal_year"], name="one_round_of_a_register_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan or self.register}（{self.fiscal_year}年度）"

    @property
    def document(self) -> SourceDocument:
        """The document of the plan, or the register."""
        if self.plan is not None:
            return self.plan.document
        assert self.register is not None, "a constraint of the table"
        return self.register

    @property
    def name(self) -> str:
        """What people call it: ``令和7年度 市長公約の調査``; a title that tells the year itself is not given it again."""
        year, title = FiscalYear(self.fiscal_year), " ".join(self.document.title.split())
        return f"{title}の調査" if year.is_told_in(title) else f"{year.label} {title}の調査"

    @property
    def window(self) -> RoundWindow:
        """When it takes answers."""
        return RoundWindow(opened_on=self.opened_on, due_on=self.due_on, closed_on=self.closed_on)

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day asked about."""
        year = FiscalYear(self.fiscal_year)
        return self.period_start or year.first_day, self.period_end or year.last_day

    @property
    def asked(self) -> tuple[Ask, ...]:
        """What it asks, in the order of `Ask`."""
        return tuple(ask for ask in Ask if ask.value in self.asks)
