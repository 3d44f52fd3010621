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


@admin.register(models.Assignment)
class AssignmentAdmin(ReadOnlyAdmin):
    """回答依頼."""

    list_display = ["round", "department", "item", "entry_key", "state", "revision"]
    list_filter = ["state"]
    list_select_related = ["round__plan__document", "round__register", "department", "item"]


@admin.register(models.AnswerField)
class AnswerFieldAdmin(ReadOnlyAdmin):
    """回答の欄."""

    list_display = ["assignment", "name", "value", "revision", "changed_by", "changed_at"]
    list_select_related = ["assignment__department", "assignment__item"]


@admin.register(models.EntryDoubt)
class EntryDoubtAdmin(ReadOnlyAdmin):
    """入力時の確認事項."""

    list_display = ["assignment", "check_name", "message", "override_reason"]
    list_select_related = ["assignment__department", "assignment__item"]


@admin.register(models.Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """根拠資料."""

    list_display = ["assignment", "name", "caption", "is_public", "added_by", "added_at", "removed_at"]
    list_select_related = ["assignment__department", "assignment__item"]


@admin.register(models.EvidenceFile)
class EvidenceFileAdmin(ReadOnlyAdmin):
    """根拠資料のファイル."""

    list_display = ["sha256", "kind", "size", "kept_by", "kept_at"]
    exclude = ["data"]


@admin.register(models.ProxyEntry)
class ProxyEntryAdmin(ReadOnlyAdmin):
    """代行入力."""

    list_display = ["round", "department", "by", "at", "reason"]
    list_select_related = ["round__plan__document", "round__register", "department"]


@admin.register(models.HistoryEvent)
class HistoryEventAdmin(ReadOnlyAdmin):
    """履歴."""

    list_display = ["at", "by", "act", "field", "reason"]


admin.site.register(
    [models.RoundLink, models.MailPreference, models.OutboxMessage, models.WorkbookEntry], ReadOnlyAdmin
)
