"""The addresses: the public site at the root with its JSON API, the tables of the database for staff under ``admin/``."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

handler400 = "mitodoke.desk.views.lost.not_understood"
handler404 = "mitodoke.desk.views.lost.not_found"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("mitodoke.publishing.api.urls")),
    path("desk/", include("mitodoke.desk.urls")),
    path("", include("mitodoke.publishing.urls")),
]
