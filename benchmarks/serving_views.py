"""What the page store is compared with: the same rows by a plain view, behind cache_page, and kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.cache import cache_page

from mitodoke.plans.models import PlanItem
from mitodoke.publishing.kept import keep_answer

ROWS = 91
RECORDS = 100
_TEMPLATE = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>一覧</title></head><body>
<table><tr><th>番号</th><th>名称</th><th>種類</th><th>計画</th></tr>
{% for item in items %}<tr><td>{{ item.code }}</td><td>{{ item.title }}</td>
<td>{{ item.get_kind_display }}</td><td>{{ item.plan }}</td></tr>
{% endfor %}</table></body></html>"""


@lru_cache
def _template() -> Any:
    """Compiled once, as Django's cached loader does."""
    return engines["django"].from_string(_TEMPLATE)


def page(request: HttpRequest) -> HttpResponse:
    """The rows through the ORM and a template."""
    items = PlanItem.objects.select_related("plan__document").order_by("id")[:ROWS]
    return HttpResponse(_template().render({"items": items}, request))


def data(request: HttpRequest) -> HttpResponse:
    """The records through the ORM, as JSON."""
    columns = ("id", "code", "kind", "title", "summary", "plan_id", "parent_id")
    return JsonResponse({"items": list(PlanItem.objects.order_by("id").values(*columns)[:RECORDS])})


def kept_page(request: HttpRequest) -> HttpResponse:
    """`page`, kept."""
    keep_answer(request)
    return page(request)


def kept_data(request: HttpRequest) -> HttpResponse:
    """`data`, kept."""
    keep_answer(request)
    return data(request)


urlpatterns = [
    path("bench/plain/", page),
    path("bench/cached/", cache_page(3600)(page)),
    path("bench/kept/", kept_page),
    path("bench/plain.json", data),
    path("bench/kept.json", kept_data),
    path("", include("mitodoke.config.urls")),
]
