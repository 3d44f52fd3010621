"""The tables in the admin, for reading."""

from __future__ import annotations

from django.contrib import admin

from mitodoke.documents.admin import ReadOnlyAdmin
from mitodoke.plans import models


@admin.register(models.Plan)
class PlanAdmin(ReadOnlyAdmin):
    """計画."""

    list_display = ["document", "kind"]


@admin.register(models.PlanLevel)
class PlanLevelAdmin(ReadOnlyAdmin):
    """計画の階層."""

    list_display = ["position", "name", "rated", "plan"]
    list_select_related = ["plan__document"]


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


@admin.register(models.PlanLedger)
class PlanLedgerAdmin(ReadOnlyAdmin):
    """計画台帳."""

    list_display = ["title", "municipality", "document_kind", "recorded_by", "recorded_at"]


@admin.register(models.PlanRevision)
class PlanRevisionAdmin(ReadOnlyAdmin):
    """見直し."""

    list_display = ["name", "ledger", "number", "decider", "decided_on", "closed_at"]
    list_select_related = ["ledger"]


@admin.register(models.PlanVersion)
class PlanVersionAdmin(ReadOnlyAdmin):
    """計画の稿."""

    list_display = ["ledger", "number", "by", "at", "sha256"]
    list_select_related = ["ledger"]


@admin.register(models.PlanEvent)
class PlanEventAdmin(ReadOnlyAdmin):
    """計画の履歴."""

    list_display = ["at", "by", "act", "subject", "field", "before", "after", "reason"]
    list_filter = ["act"]


@admin.register(models.Opinion)
class OpinionAdmin(ReadOnlyAdmin):
    """外部評価の意見."""

    list_display = ["evaluator", "fiscal_year", "item_key", "state", "department", "due_on"]
    list_filter = ["state", "fiscal_year"]
    list_select_related = ["department"]


admin.site.register(
    [
        models.PromisedWording,
        models.WordingNote,
        models.Verification,
        models.FollowUp,
        models.Observation,
        models.OpinionAnswer,
        models.OwnField,
        models.OwnValue,
        models.ProjectAmount,
    ],
    ReadOnlyAdmin,
)


@admin.register(models.OwnFile)
class OwnFileAdmin(ReadOnlyAdmin):
    """独自の欄のファイル."""

    list_display = ["sha256", "kind", "size", "kept_by", "kept_at"]
    exclude = ["data"]


@admin.register(models.RatingScale)
class RatingScaleAdmin(ReadOnlyAdmin):
    """評価の段階の説明."""

    list_display = ["ledger", "number", "by", "at"]


@admin.register(models.CombiningChoice)
class CombiningChoiceAdmin(ReadOnlyAdmin):
    """複数の部署の評価のまとめ方."""

    list_display = ["ledger", "number", "combining", "from_year", "by", "at"]


@admin.register(models.RuleChoice)
class RuleChoiceAdmin(ReadOnlyAdmin):
    """計画の計算のしかた."""

    list_display = ["ledger", "kind", "number", "from_year", "reason", "by", "at"]
