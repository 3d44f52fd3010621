"""Every public address of a city as the site itself lists them, and of the API."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.outputs.open_data.open_tables import OPEN_TABLES
from mitodoke.publishing.language.speak import LANGUAGES, speaking
from mitodoke.publishing.site_map import city_pages
from mitodoke.publishing.views import cards, department_feed, feeds, files, latest, machines, originals
from mitodoke.publishing.views.page import find_city

API = "/api/v1/"


def every_address(code: str) -> list[str]:
    """Pages in every language, the addresses of the newest, data files, feeds, cards, maps and the API."""
    return [*pages_of(code), *_files(code), *api_addresses(code)]


def pages_of(code: str) -> Iterator[str]:
    """The pages of a city in every language."""
    for language in LANGUAGES:
        with speaking(language):
            city = find_city(code)
            yield from city_pages(city)
            yield from latest.pages(city)


def _files(code: str) -> Iterator[str]:
    city = find_city(code)
    for listed in (files.files, originals.files, feeds.files, department_feed.files, cards.files):
        yield from listed(city)
    yield f"/{code}/sitemap.xml"
    yield from machines.files()


def api_addresses(code: str) -> Iterator[str]:
    """Lists and tables of the API."""
    yield from (API, f"{API}cities/", f"{API}editions/", f"{API}cities/{code}/")
    for table in OPEN_TABLES:
        yield f"{API}records/{table.name}/"
