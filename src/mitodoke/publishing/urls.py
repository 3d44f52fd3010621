"""The addresses of the public site.

A page of an edition names its year and version; ``latest`` and the name of a pillar alone lead to the newest one.
The same pages stand below ``en/`` in English.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, register_converter

from mitodoke.outputs.open_data.edition_name import PILLARS, UNKNOWN
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.views import (
    audit,
    cities,
    collaboration,
    findings,
    latest,
    pledges,
    source,
    strategy,
)


class FiscalYearConverter:
    """A fiscal year in an address; None for a document that does not tell its year."""

    regex = rf"[0-9]{{4}}|{UNKNOWN}"

    def to_python(self, value: str) -> int | None:
        """The year."""
        return None if value == UNKNOWN else int(value)

    def to_url(self, value: int | None) -> str:
        """The segment."""
        return year_segment(value)


class PillarConverter:
    """The name of a kind of document in an address."""

    regex = "|".join(PILLARS.values())

    def to_python(self, value: str) -> str:
        """The name as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The segment."""
        return value


class SmallNumberConverter:
    """A number from 1 of at most nine digits: a version, or a page of a list."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The segment."""
        return str(value)


register_converter(FiscalYearConverter, "fiscal_year")
register_converter(PillarConverter, "pillar")
register_converter(SmallNumberConverter, "number")

app_name = "publishing"

_EDITION = "fy<fiscal_year:year>/v<number:version>/"

_pages: list[URLPattern | URLResolver] = [
    path("", cities.cities),
    path("<slug:code>/", cities.city_home),
    path("<slug:code>/audit/", audit.audit),
    path("<slug:code>/findings/", findings.findings),
    path("<slug:code>/findings/page/<number:page>/", findings.findings),
    path("<slug:code>/collaboration/", collaboration.collaboration),
    path("<slug:code>/collaboration/page/<number:page>/", collaboration.collaboration),
    path(f"<slug:code>/collaboration/{_EDITION}", collaboration.register),
    path(f"<slug:code>/collaboration/{_EDITION}page/<number:page>/", collaboration.register),
    path("<slug:code>/<pillar:pillar>/", latest.latest),
    path("<slug:code>/<pillar:pillar>/latest/", latest.latest),
    path("<slug:code>/<pillar:pillar>/latest/<str:key>/", latest.latest_item),
    path("<slug:code>/<pillar:pillar>/fy<fiscal_year:year>/", latest.latest_of_year),
    path(f"<slug:code>/<pillar:pillar>/{_EDITION}source/", source.source),
    path(f"<slug:code>/<pillar:pillar>/{_EDITION}source/page/<number:page>/", source.source),
    path(f"<slug:code>/pledges/{_EDITION}", pledges.pledges),
    path(f"<slug:code>/pledges/{_EDITION}<str:key>/", pledges.pledge_item),
    path(f"<slug:code>/strategy/{_EDITION}", strategy.strategy),
    path(f"<slug:code>/strategy/{_EDITION}<str:key>/", strategy.strategy_item),
    path(f"<slug:code>/collaboration/{_EDITION}<str:key>/", collaboration.collaboration_entry),
]

urlpatterns = [path("en/", include(_pages)), *_pages]
