"""The addresses of the API, from the table of endpoints."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from mitodoke.publishing.api.endpoints import ENDPOINTS
from mitodoke.publishing.api.views import endpoint_view, openapi_view, unknown_view

app_name = "api"


def _route(path_in_braces: str) -> str:
    return path_in_braces.replace("{", "<str:").replace("}", ">")


urlpatterns: list[URLPattern] = [
    path("openapi.json", openapi_view, name="openapi"),
    *(path(_route(endpoint.path), endpoint_view(endpoint), name=endpoint.name) for endpoint in ENDPOINTS),
    # Whatever else is asked below the API gets an answer that a program understands.
    re_path(r"^.*\Z", unknown_view, name="unknown"),
]
