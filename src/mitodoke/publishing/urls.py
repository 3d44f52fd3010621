"""The addresses of the public site.

The newest edition of a plan stands at the short address, an earlier year below ``fy<year>/`` and an earlier
version below ``fy<year>/v<version>/``, so that every edition keeps its address for good.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter

from mitodoke.publishing.presentation.addresses import UNKNOWN_YEAR, year_segment
from mitodoke.publishing.views import audit, cities, collaboration, pledges, source, strategy


class FiscalYearConverter:
    """A fiscal year in an address; None for a document that does not tell its year."""

    regex = rf"[0-9]{{4}}|{UNKNOWN_YEAR}"

    def to_python(self, value: str) -> int | None:
        """The year."""
        return None if value == UNKNOWN_YEAR else int(value)

    def to_url(self, value: int | None) -> str:
        """The segment."""
        return year_segment(value)


register_converter(FiscalYearConverter, "fiscal_year")

app_name = "publishing"


def _plan(
    name: str, overview: Callable[..., HttpResponse], item: Callable[..., HttpResponse]
) -> list[URLPattern]:
    """The pages of a plan in its newest edition, in a year's, and in one version; the longest prefix first."""
    patterns: list[URLPattern] = []
    for label, prefix in (
        ("_version", "fy<fiscal_year:year>/v<int:version>/"),
        ("_year", "fy<fiscal_year:year>/"),
        ("", ""),
    ):
        base = f"<slug:code>/{name}/{prefix}"
        patterns.append(path(base, overview, name=f"{name}{label}"))
        patterns.append(path(f"{base}<str:key>/", item, name=f"{name}_item{label}"))
    return patterns


urlpatterns = [
    path("", cities.cities, name="cities"),
    path("<slug:code>/", cities.city_home, name="city"),
    *_plan("pledges", pledges.pledges, pledges.pledge_item),
    *_plan("strategy", strategy.strategy, strategy.strategy_item),
    path("<slug:code>/collaboration/", collaboration.collaboration, name="collaboration"),
    path(
        "<slug:code>/collaboration/<fiscal_year:year>/",
        collaboration.collaboration_year,
        name="collaboration_year",
    ),
    path(
        "<slug:code>/collaboration/<fiscal_year:year>/v<int:version>/",
        collaboration.collaboration_year,
        name="collaboration_version",
    ),
    path(
        "<slug:code>/collaboration/<fiscal_year:year>/v<int:version>/<str:key>/",
        collaboration.collaboration_entry,
        name="collaboration_entry_version",
    ),
    path(
        "<slug:code>/collaboration/<fiscal_year:year>/<str:key>/",
        collaboration.collaboration_entry,
        name="collaboration_entry",
    ),
    path("<slug:code>/audit/", audit.audit, name="audit"),
    path("<slug:code>/findings/", audit.findings, name="findings"),
    path("<slug:code>/source/<str:kind>/<fiscal_year:year>/", source.source, name="source"),
]
