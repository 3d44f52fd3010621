"""The addresses: the public site at the root, the tables of the database for staff under ``admin/``."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

handler404 = "mitodoke.publishing.views.page.not_found"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("mitodoke.publishing.urls")),
]
