"""The tables in the admin, for reading: facts are written by the services only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from mitodoke.documents import models

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes here."""
        return False


@admin.register(models.SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    """原文書."""

    list_display = ["key", "revision", "title", "municipality", "fiscal_year", "lines", "lines_accounted"]
    list_filter = ["municipality", "kind", "fiscal_year"]


@admin.register(models.ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """取込."""

    list_display = ["document", "by", "at", "added", "changed", "moved", "removed"]


@admin.register(models.StoredFinding)
class StoredFindingAdmin(ReadOnlyAdmin):
    """指摘."""

    list_display = ["document", "severity", "check_name", "place", "message"]
    list_filter = ["severity", "check_name"]


@admin.register(models.LineUse)
class LineUseAdmin(ReadOnlyAdmin):
    """行の扱い."""

    list_display = ["document", "place", "role", "detail"]
    list_filter = ["role"]


@admin.register(models.StatedFigure)
class StatedFigureAdmin(ReadOnlyAdmin):
    """公表された数値."""

    list_display = ["document", "subject", "figure", "printed", "value", "place"]


@admin.register(models.GlossaryTerm)
class GlossaryTermAdmin(ReadOnlyAdmin):
    """用語."""

    list_display = ["document", "number", "term", "place"]


@admin.register(models.SourceFile)
class SourceFileAdmin(ReadOnlyAdmin):
    """原本のファイル."""

    list_display = ["name", "kind", "size", "kept_by", "kept_at"]
    exclude = ["data"]


@admin.register(models.ColumnMapping)
class ColumnMappingAdmin(ReadOnlyAdmin):
    """見出しの対応."""

    list_display = ["municipality", "kind", "head", "column", "by", "at"]
    list_filter = ["municipality", "kind"]
