"""The tables of editions in the admin, for reading."""

from __future__ import annotations

from django.contrib import admin

from mitodoke.documents.admin import ReadOnlyAdmin
from mitodoke.publishing.models import ChangeReason, ChangeStatement, Edition, ReleaseDecision, Withdrawal
from mitodoke.publishing.report_settings_models import CityLogo, ReportLook, ReportTexts


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """版."""

    list_display = ["title", "municipality", "fiscal_year", "version", "published_on", "published_by"]
    list_filter = ["municipality", "kind"]
    exclude = ["content"]


@admin.register(ReleaseDecision)
class ReleaseDecisionAdmin(ReadOnlyAdmin):
    """公表日時の決定."""

    list_display = ["edition", "release_at", "decided_by", "decided_at", "reason"]


@admin.register(ChangeStatement)
class ChangeStatementAdmin(ReadOnlyAdmin):
    """訂正・更新."""

    list_display = ["edition", "before", "kind", "reason"]


@admin.register(ChangeReason)
class ChangeReasonAdmin(ReadOnlyAdmin):
    """訂正・更新の理由."""

    list_display = ["edition", "subject", "reason"]


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnlyAdmin):
    """取下げ."""

    list_display = ["edition", "withdrawn_at", "announced_by", "withdrawn_by", "reason"]


@admin.register(CityLogo)
class CityLogoAdmin(ReadOnlyAdmin):
    """報告書のロゴ."""

    list_display = ["municipality", "sha256"]
    exclude = ["png"]


@admin.register(ReportLook)
class ReportLookAdmin(ReadOnlyAdmin):
    """報告書の体裁."""

    list_display = ["municipality", "at", "by", "city_name", "primary", "tint", "font"]
    list_filter = ["municipality"]


@admin.register(ReportTexts)
class ReportTextsAdmin(ReadOnlyAdmin):
    """報告書の文章."""

    list_display = ["municipality", "kind", "fiscal_year", "at", "by", "cover_title"]
    list_filter = ["municipality", "kind"]
