"""What departments are asked for at the desk, and how far their answers are."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mitodoke.departments.models import Department
from mitodoke.documents.constraints import choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import OptionalText
from mitodoke.domain.approval import AnswerState
from mitodoke.plans.models import PlanItem
from mitodoke.reporting.models.proxies import ProxyEntry
from mitodoke.reporting.models.rounds import ReportingRound

_HANDED_IN = Q(
    state__in=[
        state.value
        for state in (
            AnswerState.SUBMITTED,
            AnswerState.APPROVED,
            AnswerState.CHECKED,
            AnswerState.CONFIRMED,
        )
    ]
)


class Assignment(models.Model):
    """回答依頼: `department` is asked to answer about one item of the plan, or one entry of the register.

    The answer is the fields of this row; `state` is where it stands and `revision` counts its changes. `is_lead`
    is the department that is named first and gives the indicators' values. `entry_key` is last year's key of the
    entry, or ``new-1`` and so on. `submitted_by` is the person, `submitted_for` the one acted for, `submitted_proxy`
    the 代行入力 by which it was handed in, None where the department did so. A cancelled request is asked no more and
    never counts; its history stays.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="assignments")
    department = models.ForeignKey(Department, models.PROTECT, related_name="assignments")
    item = models.ForeignKey(PlanItem, models.PROTECT, null=True, blank=True, related_name="assignments")
    entry_key = OptionalText()
    position = models.PositiveIntegerField()
    is_lead = models.BooleanField()
    state = models.TextField(choices=choices_of(AnswerState), default=AnswerState.NOT_BEGUN.value)
    revision = models.PositiveIntegerField(default=0)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="submitted_answers"
    )
    submitted_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="answers_submitted_for"
    )
    submitted_proxy = models.ForeignKey(
        ProxyEntry, models.PROTECT, null=True, blank=True, related_name="submitted_answers"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    cancelled = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = "回答依頼"
        ordering = ["round_id", "position", "id"]
        constraints = [
            one_of("assignment", "state", AnswerState),
            not_empty("assignment", "entry_key"),
            counted_from_one("assignment"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, entry_key__isnull=True)
                | Q(item__isnull=True, entry_key__isnull=False),
                name="assignment_is_about_an_item_or_an_entry",
            ),
            models.CheckConstraint(
                condition=(_HANDED_IN & Q(submitted_by__isnull=False, submitted_at__isnull=False))
                | (
                    ~_HANDED_IN
                    & Q(submitted_by__isnull=True, submitted_at__isnull=True)
                    & Q(submitted_for__isnull=True, submitted_proxy__isnull=True)
                ),
                name="assignment_has_submitter_when_handed_in",
            ),
            models.UniqueConstraint(
                fields=["round", "department", "item"], name="one_assignment_of_a_department_and_item"
            ),
            models.UniqueConstraint(fields=["round", "entry_key"], name="one_assignment_of_an_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.item or self.entry_key}（{AnswerState(self.state).label}）"


class AnswerField(models.Model):
    """One field of an answer as typed (domain/answer_fields.py); `revision` counts its changes.

    `offered` is last year's text that stood there to be edited. A field that was emptied keeps its row.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="fields")
    name = models.TextField()
    value = OptionalText()
    offered = OptionalText()
    revision = models.PositiveIntegerField(default=0)
    changed_by = OptionalText()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "回答の欄"
        ordering = ["assignment_id", "name"]
        constraints = [
            not_empty("answer_field", "name"),
            not_empty("answer_field", "value"),
            not_empty("answer_field", "offered"),
            models.CheckConstraint(
                condition=Q(revision=0, changed_by__isnull=True, changed_at__isnull=True)
                | (
                    Q(revision__gte=1, changed_by__isnull=False, changed_at__isnull=False) & ~Q(changed_by="")
                ),
                name="answer_field_says_who_changed_it",
            ),
            models.UniqueConstraint(fields=["assignment", "name"], name="one_field_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class EntryDoubt(models.Model):
    """What a check at entry doubts about a field, and the reason why it is right nevertheless.

    `value` is the text that was doubted; once it changes, the reason no longer counts and the row goes (what was
    said stays in the history).
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="doubts")
    check_name = models.TextField()
    field = models.TextField()
    value = OptionalText()
    message = models.TextField()
    override_reason = OptionalText()
    overridden_by = OptionalText()
    overridden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "入力時の確認事項"
        ordering = ["assignment_id", "id"]
        constraints = [
            not_empty("doubt", "check_name"),
            not_empty("doubt", "message"),
            models.CheckConstraint(
                condition=Q(
                    override_reason__isnull=True, overridden_by__isnull=True, overridden_at__isnull=True
                )
                | (
                    Q(
                        override_reason__isnull=False,
                        overridden_by__isnull=False,
                        overridden_at__isnull=False,
                    )
                    & ~Q(override_reason="")
                    & ~Q(overridden_by="")
                ),
                name="doubt_says_who_overrode_it_and_why",
            ),
            models.UniqueConstraint(
                fields=["assignment", "check_name", "field"], name="one_doubt_of_a_check_and_field"
            ),
        ]

    def __str__(self) -> str:
        return self.message
