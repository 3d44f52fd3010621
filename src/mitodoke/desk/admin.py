"""The table of the desk in the admin, for reading."""

from __future__ import annotations

from django.contrib import admin

from mitodoke.desk.models import SignInAttempt
from mitodoke.documents.admin import ReadOnlyAdmin

admin.site.register(SignInAttempt, ReadOnlyAdmin)
