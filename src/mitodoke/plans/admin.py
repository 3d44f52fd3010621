"""The tables in the admin, for reading."""

from __future__ import annotations

from django.contrib import admin

from mitodoke.documents.admin import ReadOnlyAdmin
from mitodoke.plans import models


@admin.register(models.Plan)
class PlanAdmin(ReadOnlyAdmin):
    """計画."""

    list_display = ["document", "kind"]


@admin.register(models.PlanItem)
class PlanItemAdmin(ReadOnlyAdmin):
    """計画の項目."""

    list_display = ["code", "kind", "title", "printed_progress", "place", "plan"]
    list_filter = ["kind"]


@admin.register(models.Activity)
class ActivityAdmin(ReadOnlyAdmin):
    """取組事業内容."""

    list_display = ["item", "position", "repeat", "place"]
    list_select_related = ["item"]


@admin.register(models.Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    """指標."""

    list_display = ["name", "level", "unit", "accumulation", "item", "place"]
    list_filter = ["level", "accumulation"]
    list_select_related = ["item"]


@admin.register(models.IndicatorValue)
class IndicatorValueAdmin(ReadOnlyAdmin):
    """指標の値."""

    list_display = ["indicator", "role", "fiscal_year", "printed", "value", "missing", "place"]
    list_filter = ["role", "fiscal_year"]
    list_select_related = ["indicator"]


@admin.register(models.Rating)
class RatingAdmin(ReadOnlyAdmin):
    """公表された評価."""

    list_display = ["item", "department", "fiscal_year", "state", "step"]
    list_filter = ["fiscal_year", "state"]
    list_select_related = ["item"]
