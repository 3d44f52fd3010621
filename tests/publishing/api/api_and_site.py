"""The addresses of the API and of the pages together, as an installation has them."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("mitodoke.publishing.api.urls")),
    path("", include("mitodoke.publishing.urls")),
]
