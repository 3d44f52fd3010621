"""The tables in the admin, for reading."""

from __future__ import annotations

from django.contrib import admin

from mitodoke.collaborations import models
from mitodoke.documents.admin import ReadOnlyAdmin


@admin.register(models.Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    """団体名."""

    list_display = ["name", "municipality"]
    search_fields = ["name"]


@admin.register(models.CollaborationEntry)
class CollaborationEntryAdmin(ReadOnlyAdmin):
    """協働事業."""

    list_display = ["number", "title", "form", "name_holder", "fiscal_year", "place"]
    list_filter = ["form", "fiscal_year"]
    search_fields = ["title"]


@admin.register(models.Occurrence)
class OccurrenceAdmin(ReadOnlyAdmin):
    """実施."""

    list_display = ["entry", "position", "start", "end", "participants", "cancelled", "place"]
    list_select_related = ["entry"]


@admin.register(models.OrganisationMention)
class OrganisationMentionAdmin(ReadOnlyAdmin):
    """関係した団体."""

    list_display = ["organisation", "role", "entry", "place"]
    list_filter = ["role"]
    list_select_related = ["organisation", "entry"]
