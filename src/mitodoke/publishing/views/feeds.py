"""Feeds (Atom) and the calendar: of a city, and of one item of the pledges over its editions."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

from mitodoke.domain.document import DocumentKind
from mitodoke.outputs import atom_feed, event_calendar
from mitodoke.outputs.atom_feed import (
    Feed,
    FeedEntry,
    correction_entries,
    edition_entry,
    withdrawal_entry,
)
from mitodoke.outputs.open_data.edition_name import Publication, edition_name
from mitodoke.outputs.reports.comparison import compare_editions, with_reasons
from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses, year_segment
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.presentation.text import one_line
from mitodoke.publishing.presentation.withdrawn import notice_sentence
from mitodoke.publishing.public_address import publication_of
from mitodoke.publishing.views.page import City, OpenEdition, find_city, newest_edition, open_row, public_page
from mitodoke.publishing.views.withdrawn import withdrawn_editions

_PLEDGES = DocumentKind.MAYORAL_PLEDGES


@public_page
def city_feed(request: HttpRequest, code: str) -> HttpResponse:
    """What a city published and corrected."""
    city = find_city(code, emptied=True)
    publication = publication_of(request)
    entries = [entry for one in _editions(city) for entry in _news(one, city, publication)]
    entries += _withdrawals(city, publication)
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
            progress = one.index.progress(item)
            entries.append(
                FeedEntry(
                    name=f"{edition_name(edition)}/{key}",
                    title=f"{one.label} {item.kind.label}{item.code} {item.title or ''}",
                    day=edition.published_on,
                    link=f"{publication.page_of(edition)}{key}/",
                    summary="進捗状況の値はありません。" if progress is None else f"進捗状況 {progress}％",
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
    """That an edition was published, and each line of its 正誤 with the reason."""
    edition, before = one.index.edition, city.shelf.corrected_by(one.row)
    reasons = None if before is None else queries.change_reasons_of(one.row.edition_id)
    kind = reasons.kind if reasons else None
    entry = edition_entry(edition, publication, follows=before is not None, kind=kind)
    if entry is not None:
        yield entry
    if before is not None:
        changes = compare_editions(open_row(city, before).index.edition, edition)
        yield from correction_entries(edition, with_reasons(changes, reasons), publication, kind=kind)


def _withdrawals(city: City, publication: Publication) -> Iterator[FeedEntry]:
    """That an edition was withdrawn, with its notice; the edition itself is told no longer."""
    for row in withdrawn_editions(city.code):
        addresses = EditionAddresses(
            city=city.addresses, kind=row.kind, fiscal_year=row.fiscal_year, version=row.version
        )
        yield withdrawal_entry(
            f"{row.kind}-{row.code}-{year_segment(row.fiscal_year)}-v{row.version}",
            f"{row.title} 第{row.version}版",
            day=row.withdrawn_on,
            link=publication.base + addresses.home.removeprefix(get_script_prefix()),
            told=notice_sentence(row),
        )


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
