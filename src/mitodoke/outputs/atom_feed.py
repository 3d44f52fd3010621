"""Atom feeds (RFC 4287): new editions, corrected versions, and the corrections one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.edition_name import Publication, edition_name, edition_title
from mitodoke.outputs.open_data.open_table import one_line
from mitodoke.outputs.open_data.xml_text import add, xml_bytes

MEDIA_TYPE = "application/atom+xml; charset=utf-8"

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One piece of news: `name` identifies it for ever, `day` is the ISO date since when it is so."""

    name: str
    title: str
    day: str
    link: str
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: `name` is part of its permanent id, `address` where it is read."""

    name: str
    title: str
    author: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of a 正誤 list: what the version before said of `subject`, and what is right."""

    subject: str
    before: str
    after: str
    reason: str | None = None


def edition_entry(edition: Edition, publication: Publication) -> FeedEntry | None:
    """The news that an edition was published, or that a version corrects it; None before it is published."""
    if edition.published_on is None:
        return None
    corrected = edition.version > 1
    return FeedEntry(
        name=edition_name(edition),
        title=("訂正：" if corrected else "公表：") + edition_title(edition),
        day=edition.published_on,
        link=publication.page_of(edition),
        summary="訂正した版を公表しました。前の版は元の場所にあります。"
        if corrected
        else "新しい版を公表しました。",
    )


def correction_entries(
    edition: Edition, corrections: Iterable[Correction], publication: Publication
) -> tuple[FeedEntry, ...]:
    """One piece of news for each line of the 正誤 list of an edition; none before it is published."""
    if edition.published_on is None:
        return ()
    return tuple(
        FeedEntry(
            name=f"{edition_name(edition)}/correction/{number}",
            title=f"正誤：{correction.subject}",
            day=edition.published_on,
            link=publication.page_of(edition),
            summary=f"誤：{correction.before}　正：{correction.after}"
            + (f"　理由：{correction.reason}" if correction.reason else ""),
        )
        for number, correction in enumerate(corrections, start=1)
    )


def atom_feed(feed: Feed, entries: Iterable[FeedEntry], publication: Publication) -> bytes:
    """The feed as XML, newest entry first; the same entries give the same bytes."""
    newest_first = sorted(entries, key=lambda entry: (entry.day, entry.name), reverse=True)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "ja"})
    add(root, "id", publication.tag(feed.name))
    add(root, "title", _line(feed.title))
    # A feed without entries has not changed since it began.
    add(root, "updated", _moment(newest_first[0].day if newest_first else f"{publication.since[:4]}-01-01"))
    add(root, "link", rel="self", href=feed.address, type_="application/atom+xml")
    add(root, "link", rel="alternate", href=publication.base, type_="text/html")
    add(add(root, "author"), "name", _line(feed.author))
    add(root, "rights", f"{publication.licence.title} {publication.licence.address}")
    for entry in newest_first:
        element = add(root, "entry")
        add(element, "id", publication.tag(entry.name))
        add(element, "title", _line(entry.title))
        add(element, "updated", _moment(entry.day))
        add(element, "link", rel="alternate", href=entry.link, type_="text/html")
        if entry.summary:
            add(element, "summary", _line(entry.summary))
    return xml_bytes(root)


def _moment(day: str) -> str:
    return f"{day}T00:00:00+09:00"


def _line(text: str) -> str:
    return one_line(text) or "不明"
