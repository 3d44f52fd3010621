"""The page that describes the JSON API to people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix

from mitodoke.publishing.api.describe_api import describe_api
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.views.page import public_page, site_root


@public_page
def api_page(request: HttpRequest) -> HttpResponse:
    """Every address of the API with its parameters, and every table with its columns."""
    described = describe_api()
    context = {
        "title": tr("データの取り出し口（JSON API）"),
        "city": None,
        "root": site_root(),
        "files_root": get_script_prefix(),
        "api": described,
        "japanese": language() == JAPANESE,
    }
    return render(request, "publishing/api.html", context)
