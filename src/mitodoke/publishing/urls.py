"""The addresses of the public site.

A page of an edition names its year and version; ``latest`` and the name of a pillar alone lead to the newest one.
The same pages stand below ``en/`` in English.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, register_converter

from mitodoke.outputs.open_data.edition_name import PILLARS, UNKNOWN
from mitodoke.outputs.open_data.edition_schema import SCHEMA_FILE
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.beside import EVIDENCE_FOLDER, OWN_FILES_FOLDER
from mitodoke.publishing.presentation.register_facets import EDITION_FACETS, FACETS
from mitodoke.publishing.views import (
    about,
    api_page,
    audit,
    calendar,
    cards,
    cities,
    collaboration,
    compare,
    corrections,
    department_feed,
    departments,
    embeds,
    feeds,
    files,
    findings,
    glossary,
    latest,
    machines,
    method,
    organisations,
    originals,
    own_plan,
    pledges,
    sdgs,
    search,
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


class FileConverter:
    """The name of a file below an edition: it has a suffix and does not end with a slash, unlike any page."""

    regex = r"[A-Za-z0-9/_.~-]*[A-Za-z0-9_~-]\.[A-Za-z0-9]{2,5}"

    def to_python(self, value: str) -> str:
        """The name as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The name."""
        return value


register_converter(FileConverter, "file")
register_converter(FiscalYearConverter, "fiscal_year")
register_converter(PillarConverter, "pillar")
register_converter(SmallNumberConverter, "number")

app_name = "publishing"

_EDITION = "fy<fiscal_year:year>/v<number:version>/"

_pages: list[URLPattern | URLResolver] = [
    path("", cities.cities),
    path("api/", api_page.api_page),
    path("<slug:code>/", cities.city_home),
    path("<slug:code>/search/", search.search),
    path("<slug:code>/search/suggest/", search.suggest),
    path("<slug:code>/departments/", departments.departments),
    path("<slug:code>/departments/<str:key>/", departments.department),
    path("<slug:code>/sdgs/", sdgs.sdgs),
    path("<slug:code>/sdgs/<number:number>/", sdgs.sdg),
    path("<slug:code>/method/", method.method),
    path("<slug:code>/glossary/", glossary.glossary),
    path("<slug:code>/corrections/", corrections.corrections),
    path("<slug:code>/about/", about.about),
    path("<slug:code>/accessibility/", about.accessibility),
    path("<slug:code>/data/", about.data),
    path("<slug:code>/audit/", audit.audit),
    path("<slug:code>/findings/", findings.findings),
    path("<slug:code>/findings/page/<number:page>/", findings.findings),
    path("<slug:code>/findings/<slug:facet>/<str:key>/", findings.chosen_findings),
    path("<slug:code>/findings/<slug:facet>/<str:key>/page/<number:page>/", findings.chosen_findings),
    path("<slug:code>/collaboration/", collaboration.collaboration),
    path("<slug:code>/collaboration/page/<number:page>/", collaboration.collaboration),
    path(f"<slug:code>/collaboration/{_EDITION}", collaboration.register),
    path(f"<slug:code>/collaboration/{_EDITION}page/<number:page>/", collaboration.register),
    *(
        path(
            f"<slug:code>/collaboration/{facet}/<str:key>/{end}",
            collaboration.collaboration,
            {"facet": facet},
        )
        for facet in FACETS
        for end in ("", "page/<number:page>/")
    ),
    *(
        path(
            f"<slug:code>/collaboration/{_EDITION}{facet}/<str:key>/{end}",
            collaboration.register,
            {"facet": facet},
        )
        for facet in EDITION_FACETS
        for end in ("", "page/<number:page>/")
    ),
    path("<slug:code>/collaboration/project/<str:key>/", collaboration.collaboration_project),
    path(
        "<slug:code>/collaboration/project/<str:key>/page/<number:page>/", collaboration.collaboration_project
    ),
    path("<slug:code>/organisations/", organisations.organisations),
    path("<slug:code>/organisations/page/<number:page>/", organisations.organisations),
    path("<slug:code>/organisations/order/name/", organisations.organisations, {"by_name": True}),
    path(
        "<slug:code>/organisations/order/name/page/<number:page>/",
        organisations.organisations,
        {"by_name": True},
    ),
    path("<slug:code>/organisations/<str:key>/", organisations.organisation),
    path("<slug:code>/organisations/<str:key>/page/<number:page>/", organisations.organisation),
    path("<slug:code>/calendar/", calendar.calendar),
    path("<slug:code>/calendar/undated/", calendar.calendar_undated),
    path("<slug:code>/calendar/undated/page/<number:page>/", calendar.calendar_undated),
    path("<slug:code>/calendar/<slug:month>/", calendar.calendar_month),
    path("<slug:code>/calendar/<slug:month>/page/<number:page>/", calendar.calendar_month),
    path("<slug:code>/compare/", compare.compare_home),
    path("<slug:code>/compare/targets/", compare.compare_targets),
    path("<slug:code>/compare/departments/", compare.compare_departments),
    path("<slug:code>/compare/departments/<str:first>/<str:second>/", compare.compare_two_departments),
    path("<slug:code>/compare/<pillar:pillar>/<slug:old>/<slug:new>/", compare.compare_editions),
    path(
        "<slug:code>/compare/<pillar:pillar>/<slug:old>/<slug:new>/page/<number:page>/",
        compare.compare_editions,
    ),
    path("<slug:code>/<pillar:pillar>/", latest.latest),
    path("<slug:code>/<pillar:pillar>/latest/", latest.latest),
    path("<slug:code>/<pillar:pillar>/latest/<str:key>/", latest.latest_item),
    path("<slug:code>/<pillar:pillar>/fy<fiscal_year:year>/", latest.latest_of_year),
    path(f"<slug:code>/<pillar:pillar>/{_EDITION}source/", source.source),
    path(f"<slug:code>/<pillar:pillar>/{_EDITION}source/page/<number:page>/", source.source),
    path(f"<slug:code>/<pillar:pillar>/{_EDITION}source/original/<number:page>/", originals.original_page),
    path(
        f"<slug:code>/<pillar:pillar>/{_EDITION}source/sheet/<str:sheet>/<number:part>/",
        originals.original_sheet,
    ),
    path(f"<slug:code>/pledges/{_EDITION}", pledges.pledges),
    path(f"<slug:code>/pledges/{_EDITION}table/", pledges.pledges_table),
    path(f"<slug:code>/pledges/{_EDITION}embed/", embeds.pledge_chart),
    path(f"<slug:code>/pledges/{_EDITION}embed/<str:key>/", embeds.pledge_chart),
    path(f"<slug:code>/strategy/{_EDITION}embed/<str:key>/", embeds.indicator_chart),
    path(f"<slug:code>/pledges/{_EDITION}<str:key>/", pledges.pledge_item),
    path(f"<slug:code>/strategy/{_EDITION}", strategy.strategy),
    path(f"<slug:code>/strategy/{_EDITION}revision/", strategy.strategy_revision),
    path(f"<slug:code>/strategy/{_EDITION}kpi/", strategy.strategy_kpis),
    path(f"<slug:code>/strategy/{_EDITION}kpi/page/<number:page>/", strategy.strategy_kpis),
    path(f"<slug:code>/strategy/{_EDITION}kpi/<slug:facet>/<str:key>/", strategy.strategy_kpis),
    path(
        f"<slug:code>/strategy/{_EDITION}kpi/<slug:facet>/<str:key>/page/<number:page>/",
        strategy.strategy_kpis,
    ),
    path(f"<slug:code>/strategy/{_EDITION}<str:key>/", strategy.strategy_item),
    path(f"<slug:code>/plan/{_EDITION}", own_plan.own_plan),
    path(f"<slug:code>/plan/{_EDITION}embed/<str:key>/", embeds.plan_indicator_chart),
    path(f"<slug:code>/plan/{_EDITION}kpi/", own_plan.own_plan_kpis),
    path(f"<slug:code>/plan/{_EDITION}kpi/page/<number:page>/", own_plan.own_plan_kpis),
    path(f"<slug:code>/plan/{_EDITION}kpi/<slug:facet>/<str:key>/", own_plan.own_plan_kpis),
    path(
        f"<slug:code>/plan/{_EDITION}kpi/<slug:facet>/<str:key>/page/<number:page>/", own_plan.own_plan_kpis
    ),
    path(f"<slug:code>/plan/{_EDITION}<str:key>/", own_plan.own_plan_item),
    path(f"<slug:code>/collaboration/{_EDITION}<str:key>/", collaboration.collaboration_entry),
]

_files: list[URLPattern | URLResolver] = [
    path("sitemap.xml", machines.sitemap),
    path("robots.txt", machines.robots),
    path("catalogue.jsonld", machines.catalogue),
    path(SCHEMA_FILE, machines.schema),
    path("llms.txt", machines.llms),
    path("<slug:code>/sitemap.xml", machines.city_sitemap),
    path("<slug:code>/feed.xml", feeds.city_feed),
    path("<slug:code>/feeds/pledges/<str:key>.xml", feeds.item_feed),
    path("<slug:code>/feeds/departments/<str:key>.xml", department_feed.department_feed),
    path("<slug:code>/events.ics", feeds.calendar),
    path("<slug:code>/search/feed.xml", search.search_feed),
    path("<slug:code>/card.png", cards.city_card),
    path(f"<slug:code>/<pillar:pillar>/{_EDITION}card.png", cards.edition_picture),
    path(f"<slug:code>/pledges/{_EDITION}cards/<str:key>.png", cards.item_picture),
    path(f"<slug:code>/<pillar:pillar>/{_EDITION}page-images/<str:key>.png", originals.page_picture),
    *(
        path(
            f"<slug:code>/<pillar:pillar>/{_EDITION}{folder}<file:name>",
            files.attached_file,
            {"folder": folder},
        )
        for folder in (EVIDENCE_FOLDER, OWN_FILES_FOLDER)
    ),
    path(f"<slug:code>/<pillar:pillar>/{_EDITION}<file:name>", files.edition_file),
]

urlpatterns = [path("en/", include(_pages)), *_files, *_pages]
