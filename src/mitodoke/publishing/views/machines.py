"""What search engines, catalogues and language models are told of the whole site."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.views.decorators.http import require_safe

from mitodoke.outputs.open_data import catalogue as dcat
from mitodoke.outputs.open_data.edition_name import edition_title
from mitodoke.outputs.open_data.edition_schema import SCHEMA_FILE, published_schema
from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import LANGUAGES, speaking
from mitodoke.publishing.presentation.asked import tell
from mitodoke.publishing.presentation.text import one_line
from mitodoke.publishing.public_address import public_base, publication_of
from mitodoke.publishing.site_map import city_pages
from mitodoke.publishing.views.page import City, find_city, open_row, public_page

SITEMAP_LIMIT = 50_000
"""How many addresses one sitemap may hold (sitemaps.org)."""


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The maps of all cities."""
    base = public_base(request)
    maps = "".join(f"<sitemap><loc>{base}{code}/sitemap.xml</loc></sitemap>" for code in _codes())
    return _xml(f'<sitemapindex xmlns="{_SITEMAPS}">{maps}</sitemapindex>')


@public_page
def city_sitemap(request: HttpRequest, code: str) -> HttpResponse:
    """Every page of a city, each with its address in the other language."""
    city, base = find_city(code), public_base(request)
    root = get_script_prefix()
    found = []
    for language in LANGUAGES:
        with speaking(language):
            found.append([base + address.removeprefix(root) for address in city_pages(city)])
    urls = []
    for pages in zip(*found, strict=True):
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{page}"/>'
            for language, page in zip(LANGUAGES, pages, strict=True)
        )
        urls += [f"<url><loc>{page}</loc>{links}</url>" for page in pages]
    body = "\n".join(urls[:SITEMAP_LIMIT])
    return _xml(f'<urlset xmlns="{_SITEMAPS}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{body}\n</urlset>')


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by everyone."""
    lines = ["User-agent: *", "Allow: /", "Disallow: /admin/", f"Sitemap: {public_base(request)}sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every edition of every city as a DCAT catalogue."""
    editions = [open_row(city, row).index.edition for city in _cities() for row in city.shelf.rows]
    made = dcat.catalogue(editions, publication_of(request), "公約・戦略・協働のオープンデータ")
    response = HttpResponse(made, content_type=dcat.MEDIA_TYPE)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public_page
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of an edition."""
    response = HttpResponse(published_schema(publication_of(request)), content_type="application/schema+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public_page
def llms(request: HttpRequest) -> HttpResponse:
    """What there is and where, as plain text for language models."""
    base = public_base(request)
    publication = publication_of(request)
    lines = [
        "# 見届け (mitodoke)",
        "",
        "> Published editions of what Japanese cities promised: mayoral pledges, comprehensive strategies with KPIs,",
        "> collaboration projects. Facts as printed, figures recalculated, every fact with its place in the source.",
        "",
        "Absence has a reason and is never 0. Percentages carry their rule, rounding and coverage: quote them together.",
        "",
        "## Data",
        f"- [JSON API]({base}api/v1/): records of every table, filters, paging ([OpenAPI]({base}api/v1/openapi.json))",
        f"- [Catalogue]({base}catalogue.jsonld): DCAT, every edition with its files",
        f"- [Schema of an edition]({base}{SCHEMA_FILE}): JSON Schema",
        "",
    ]
    for city in _cities():
        lines += [f"## {one_line(city.name)} ({city.code})" + (" 架空 (fictional)" if city.fictional else "")]
        for row in city.shelf.rows:
            edition = open_row(city, row).index.edition
            page = publication.page_of(edition)
            lines.append(f"- [{one_line(edition_title(edition))}]({page}): [JSON]({page}edition.json)")
        lines.append("")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def files() -> Iterator[str]:
    """The addresses of these files, without those of single cities."""
    for name in ("sitemap.xml", "robots.txt", "catalogue.jsonld", SCHEMA_FILE, "llms.txt"):
        yield f"{get_script_prefix()}{name}"


_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _codes() -> list[str]:
    rows = queries.municipalities()
    tell(("", "cities"), tuple(rows))
    return [row.code for row in rows]


def _cities() -> list[City]:
    return [find_city(code) for code in _codes()]


def _xml(body: str) -> HttpResponse:
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n', content_type="application/xml; charset=utf-8"
    )
