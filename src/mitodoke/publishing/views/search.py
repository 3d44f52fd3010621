"""The search over everything that a city published, its suggestions while typing, and its feed."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse

from mitodoke.outputs.atom_feed import MEDIA_TYPE, Feed, FeedEntry, atom_feed
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.item_link import LOST_TITLE
from mitodoke.publishing.presentation.search_page import PAGE_SIZE, filters_of, read_request, search_page
from mitodoke.publishing.public_address import publication_of
from mitodoke.publishing.search.for_site import for_site
from mitodoke.publishing.search.query import parse_query
from mitodoke.publishing.search.result import Facets, SearchFilters, SearchResult
from mitodoke.publishing.search.search import search as search_index
from mitodoke.publishing.search.suggest import suggest as suggest_words
from mitodoke.publishing.views.page import City, find_city, public_page
from mitodoke.publishing.views.record_address import record_addresses
from mitodoke.publishing.views.show import show

FEED_SIZE = 50
NOTHING_ASKED = SearchResult(query=parse_query(""), total=0, offset=0, hits=(), facets=Facets())


@public_page
def search(request: HttpRequest, code: str) -> HttpResponse:
    """The hits for the words of the address, with the ways to narrow them down."""
    city = find_city(code)
    asked = read_request(request.GET)
    result = (
        search_index(
            for_site(), asked.words, filters_of(asked, code), (asked.page - 1) * PAGE_SIZE, PAGE_SIZE
        )
        if asked.words
        else NOTHING_ASKED
    )
    base = city.addresses.page("search")
    return show(
        request,
        "search.html",
        city,
        title=tr("検索"),
        section="search",
        page=search_page(asked, result, base, record_addresses(city)),
        static_words=_static_words(),
        feed_address=asked.address(f"{city.addresses.files}search/feed.xml") if asked.words else None,
    )


@public_page
def suggest(request: HttpRequest, code: str) -> HttpResponse:
    """Titles, names and terms that the text typed so far begins or occurs in, as JSON."""
    city = find_city(code)
    found = suggest_words(for_site(), request.GET.get("q", ""), city=city.code)
    suggestions = [
        {
            "text": one.text,
            "kind": tr(one.kind.label),
            "pieces": [[piece.text, piece.hit] for piece in one.pieces],
        }
        for one in found
    ]
    return JsonResponse({"suggestions": suggestions}, json_dumps_params={"ensure_ascii": False})


@public_page
def search_feed(request: HttpRequest, code: str) -> HttpResponse:
    """What the words of the address find in the newest editions, as a feed: a new edition brings new entries."""
    city = find_city(code)
    words = read_request(request.GET).words
    result = search_index(for_site(), words, SearchFilters(city=code), 0, FEED_SIZE)
    publication = publication_of(request)
    address_of = record_addresses(city)
    entries = []
    for hit in result.hits:
        record = hit.record
        row = city.shelf.find(record.document, record.fiscal_year, record.version)
        if row is not None and row.published_on:
            name = f"{record.document}-{year_segment(record.fiscal_year)}-v{record.version}"
            entries.append(
                FeedEntry(
                    name=f"{code}/search/{name}/{record.kind}/{record.key or ''}/{record.part or ''}",
                    title=" ".join(part for part in (record.heading, record.detail, record.title) if part),
                    day=row.published_on,
                    link=publication.base.rstrip("/") + address_of(record),
                    summary="",
                )
            )
    feed = Feed(
        name=f"{code}/search/{words}",
        title=f"{city.name} 検索：{words}",
        author=city.name,
        address=request.build_absolute_uri(),
    )
    return HttpResponse(atom_feed(feed, entries, publication), content_type=MEDIA_TYPE)


def _static_words() -> dict[str, str]:
    """The words of the search that runs in the browser; braces stay for the script to fill."""
    return {
        "loading": tr("読み込んでいます…"),
        "failed": tr("検索用のファイルを読み込めませんでした。"),
        "total": tr("{count}件"),
        "none": tr("「{query}」は見つかりませんでした。"),
        "shortened": tr("言葉が長いため、はじめの部分だけで探しました。"),
        "more": tr("続きを見る"),
        "empty": tr(LOST_TITLE),
        "kinds": tr("種類"),
        "documents": tr("文書"),
        "years": tr("年度"),
        "departments": tr("担当部署"),
        "forms": tr("協働の形態"),
        "all": tr("すべて"),
    }


def pages(city: City) -> Iterator[str]:
    """The address of the search without words."""
    yield city.addresses.page("search")
