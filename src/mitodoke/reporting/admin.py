"""The tables in the admin, for reading."""

from __future__ import annotations

from django.contrib import admin

from mitodoke.documents.admin import ReadOnlyAdmin
from mitodoke.reporting import models


@admin.register(models.ReportingRound)
class ReportingRoundAdmin(ReadOnlyAdmin):
    """調査."""

    list_display = ["plan", "fiscal_year", "opened_on", "due_on", "closed_on"]


@admin.register(models.Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """回答."""

    list_display = ["round", "department", "number", "submitted_by", "submitted_at"]


@admin.register(models.SubmittedRating)
class SubmittedRatingAdmin(ReadOnlyAdmin):
    """回答された評価."""

    list_display = ["item", "submission", "state", "step"]
    list_select_related = ["item", "submission__department"]
