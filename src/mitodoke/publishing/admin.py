"""The table of editions in the admin, for reading."""

from __future__ import annotations

from django.contrib import admin

from mitodoke.documents.admin import ReadOnlyAdmin
from mitodoke.publishing.models import Edition


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """版."""

    list_display = ["title", "municipality", "fiscal_year", "version", "published_on", "published_by"]
    list_filter = ["municipality", "kind"]
    exclude = ["content"]
