"""Feeds (Atom) and the calendar: of a city, and of one item of the pledges over its editions."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.outputs import atom_feed, event_calendar
from mitodoke.outputs.atom_feed import Correction, Feed, FeedEntry, correction_entries, edition_entry
from mitodoke.outputs.open_data.edition_name import Publication, edition_name
from mitodoke.outputs.reports.comparison import compare_editions
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.presentation.text import one_line
from mitodoke.publishing.public_address import publication_of
from mitodoke.publishing.views.page import City, OpenEdition, find_city, newest_edition, open_row, public_page

_PLEDGES = DocumentKind.MAYORAL_PLEDGES


@public_page
def city_feed(request: HttpRequest, code: str) -> HttpResponse:
    """What a city published and corrected."""
    city = find_city(code)
    publication = publication_of(request)
    entries = [entry for one in _editions(city) for entry in _news(one, city, publication)]
    return answer_feed(
        city, "feed.xml", f"{code}/feed", f"{city.name} 公約・戦略・協働", entries, publication
    )


@public_page
def item_feed(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One item of the pledges: its progress in every edition that has it."""
    city = find_city(code)
    publication = publication_of(request)
    entries = []
    for one in _editions(city, _PLEDGES):
        item = one.index.items_by_key.get(key)
        edition = one.index.edition
        if item is not None and edition.published_on:
            progress = item.printed_progress
            entries.append(
                FeedEntry(
                    name=f"{edition_name(edition)}/{key}",
                    title=f"{one.label} {item.kind.label}{item.code} {item.title or ''}",
                    day=edition.published_on,
                    link=f"{publication.page_of(edition)}{key}/",
                    summary="進捗状況の公表値はありません。"
                    if progress is None
                    else f"進捗状況 {progress}％",
                )
            )
    if not entries:
        raise NoSuchPageError(tr("この番号の項目は公表されていません。"))
    title = f"{city.name} {entries[0].title}"
    return answer_feed(city, f"feeds/pledges/{key}.xml", f"{code}/pledges/{key}", title, entries, publication)


@public_page
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The dated collaboration projects of the newest register."""
    opened = newest_edition(find_city(code), DocumentKind.COLLABORATION_REGISTER)
    made = event_calendar.event_calendar(opened.index.edition, publication_of(request))
    return HttpResponse(made.data, content_type=event_calendar.MEDIA_TYPE)


def files(city: City) -> Iterator[str]:
    """The addresses of the feeds and of the calendar."""
    yield f"{city.addresses.files}feed.xml"
    if city.shelf.newest(DocumentKind.COLLABORATION_REGISTER):
        yield f"{city.addresses.files}events.ics"
    keys: dict[str, None] = {}
    for one in _editions(city, _PLEDGES):
        keys |= dict.fromkeys(one.index.items_by_key)
    for key in keys:
        yield f"{city.addresses.files}feeds/pledges/{key}.xml"


def _editions(city: City, kind: DocumentKind | None = None) -> list[OpenEdition]:
    return [open_row(city, row) for row in city.shelf.rows if kind is None or row.kind is kind]


def _news(one: OpenEdition, city: City, publication: Publication) -> Iterator[FeedEntry]:
    """That an edition was published, and each line of its 正誤."""
    entry = edition_entry(one.index.edition, publication)
    if entry is not None:
        yield entry
    before = city.shelf.corrected_by(one.row)
    if before is not None:
        edition = one.index.edition
        corrections = (
            Correction(
                subject=f"{found.name} {found.field}",
                before=found.before or "（記載なし）",
                after="（削除）" if found.after is None else found.after or "（記載なし）",
            )
            for found in compare_editions(open_row(city, before).index.edition, edition)
        )
        yield from correction_entries(edition, corrections, publication)


def answer_feed(
    city: City, path: str, name: str, title: str, entries: list[FeedEntry], publication: Publication
) -> HttpResponse:
    """The feed at `path` below the city's address, identified for ever by `name`."""
    feed = Feed(
        name=name,
        title=one_line(title),
        author=one_line(city.name),
        address=f"{publication.base}{city.code}/{path}",
    )
    response = HttpResponse(
        atom_feed.atom_feed(feed, entries, publication), content_type=atom_feed.MEDIA_TYPE
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response
