"""The addresses that the static form consists of."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files as package_files
from urllib.parse import unquote

from django.templatetags.static import static
from django.urls import get_script_prefix

from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import LANGUAGES, speaking
from mitodoke.publishing.search.static_index import static_index
from mitodoke.publishing.site_map import city_pages
from mitodoke.publishing.static_form.relative_links import relative_link
from mitodoke.publishing.static_form.withdrawn_pages import emptied_cities, withdrawn_pages
from mitodoke.publishing.views import cards, department_feed, feeds, files, latest, machines, originals
from mitodoke.publishing.views.page import find_city, open_row, site_root
from mitodoke.publishing.views.record_address import record_addresses

Assets = Iterator[tuple[str, bytes]]


def page_addresses() -> Iterator[str]:
    """Every page in every language, the pages that lead to the newest edition, and the notices of withdrawn ones."""
    for language in LANGUAGES:
        with speaking(language):
            yield site_root()
            for row in queries.municipalities():
                city = find_city(row.code)
                yield from city_pages(city)
                yield from latest.pages(city)
            yield from withdrawn_pages()


def file_addresses(*, with_base: bool, with_reports: bool) -> Iterator[str]:
    """Every file of every edition; what must name the site's public address only where it is known."""
    for row in queries.municipalities():
        city = find_city(row.code)
        yield from files.files(city)
        yield from originals.files(city)
        if with_reports:
            yield from files.reports(city)
        if with_base:
            yield from feeds.files(city)
            yield from department_feed.files(city)
            yield from cards.files(city)
            yield f"{city.addresses.files}sitemap.xml"
    if with_base:
        yield from machines.files()
        for code in emptied_cities():
            yield f"{get_script_prefix()}{code}/feed.xml"


def search_files() -> Assets:
    """The files by which the search page works without a server, one set a city and language."""
    for language in LANGUAGES:
        with speaking(language):
            for row in queries.municipalities():
                city = find_city(row.code)
                page = city.addresses.page("search")
                address_of = record_addresses(city)
                editions = [open_row(city, one).index.edition for one in city.shelf.newest_of_all()]
                made = static_index(editions, lambda record: relative_link(address_of(record), page))  # noqa: B023 - called at once
                for name, content in made.items():
                    yield unquote(f"{page}{name}").removeprefix(get_script_prefix()), content


def assets() -> Assets:
    """The style sheets, scripts and pictures of the site: address and content."""
    folder = package_files("mitodoke.publishing") / "static" / "publishing"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.is_file():
            yield static(f"publishing/{file.name}").removeprefix(get_script_prefix()), file.read_bytes()
