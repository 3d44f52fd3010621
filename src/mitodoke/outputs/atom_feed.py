"""Atom feeds (RFC 4287): new editions, corrected versions, and the corrections one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeKind
from mitodoke.outputs.open_data.edition_name import Publication, edition_name, edition_title
from mitodoke.outputs.open_data.open_table import one_line
from mitodoke.outputs.open_data.xml_text import add, xml_bytes
from mitodoke.outputs.reports.comparison import Correction

MEDIA_TYPE = "application/atom+xml; charset=utf-8"

_NOT_THERE = "（記載なし）"
_TAKEN_AWAY = "（削除）"
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


def edition_entry(
    edition: Edition, publication: Publication, *, follows: bool | None = None, kind: ChangeKind | None = None
) -> FeedEntry | None:
    """The news that an edition was published, or that a version corrects it; None before it is published.

    `follows` tells whether it follows a public version (by default every version after the first), `kind` whether
    it corrects or updates that one.
    """
    if edition.published_on is None:
        return None
    if not (edition.version > 1 if follows is None else follows):
        title, summary = "公表", "新しい版を公表しました。"
    elif kind is ChangeKind.UPDATE:
        title, summary = "更新", "更新した版を公表しました。前の版は元の場所にあります。"
    else:
        title, summary = "訂正", "訂正した版を公表しました。前の版は元の場所にあります。"
    return FeedEntry(
        name=edition_name(edition),
        title=f"{title}：{edition_title(edition)}",
        day=edition.published_on,
        link=publication.page_of(edition),
        summary=summary,
    )


def correction_entries(
    edition: Edition,
    corrections: Iterable[Correction],
    publication: Publication,
    *,
    kind: ChangeKind | None = None,
) -> tuple[FeedEntry, ...]:
    """One piece of news for each line of the 正誤 list of an edition; none before it is published."""
    if edition.published_on is None:
        return ()
    title, before, after = ("更新", "前", "後") if kind is ChangeKind.UPDATE else ("正誤", "誤", "正")
    return tuple(
        FeedEntry(
            name=f"{edition_name(edition)}/correction/{number}",
            title=f"{title}：{one.name} {one.field}",
            day=edition.published_on,
            link=publication.page_of(edition),
            summary=f"{before}：{one.before or _NOT_THERE}　{after}："
            + (_TAKEN_AWAY if one.after is None else one.after or _NOT_THERE)
            + (f"　理由：{one.reason}" if one.reason else ""),
        )
        for number, one in enumerate(corrections, start=1)
    )


def withdrawal_entry(name: str, title: str, *, day: str, link: str, told: str) -> FeedEntry:
    """The news that the edition `name` was withdrawn on `day`; `told` is its notice."""
    return FeedEntry(name=f"{name}/withdrawal", title=f"取下げ：{title}", day=day, link=link, summary=told)


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
