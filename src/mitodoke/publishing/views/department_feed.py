"""The feed of a department: per edition, what it answers for, and what of it is new or changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.outputs.atom_feed import FeedEntry
from mitodoke.outputs.open_data.edition_name import edition_name
from mitodoke.publishing.presentation.compare import compare
from mitodoke.publishing.presentation.department_page import feed_address
from mitodoke.publishing.presentation.departments import Shelved, department_keys, subjects_of, work_of
from mitodoke.publishing.presentation.text import one_line, shortened
from mitodoke.publishing.public_address import publication_of
from mitodoke.publishing.views.departments import department_name, shelved_editions
from mitodoke.publishing.views.feeds import answer_feed
from mitodoke.publishing.views.page import City, find_city, public_page

_NAMED = 5
"""How many records a summary names before it only counts."""


@public_page
def department_feed(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One department: an entry for every edition that names it."""
    city = find_city(code)
    publication = publication_of(request)
    editions = shelved_editions(city)
    name = department_name(editions, key)
    entries = []
    for position, one in enumerate(editions):
        edition = one.index.edition
        if name in work_of(one.index) and edition.published_on:
            before = next((old for old in editions[position + 1 :] if old.kind is one.kind), None)
            entries.append(
                FeedEntry(
                    name=f"{edition_name(edition)}/departments/{key}",
                    title=f"{one.label} {one_line(name)}",
                    day=edition.published_on,
                    link=publication.page_of(edition),
                    summary=_summary(name, one, before),
                )
            )
    title = f"{city.name} {one_line(name)} 公約・戦略・協働"
    return answer_feed(
        city, f"feeds/departments/{key}.xml", f"{code}/departments/{key}", title, entries, publication
    )


def files(city: City) -> Iterator[str]:
    """The addresses of the feeds of all departments."""
    editions = shelved_editions(city)
    for name in department_keys(one.index for one in editions):
        yield feed_address(name, editions[0])


def _summary(name: str, shelved: Shelved, before: Shelved | None) -> str:
    """How much the department answers for, and which records of it differ from the edition before."""
    work = work_of(shelved.index)[name]
    told = f"担当する項目{len(work.items)}件、協働事業{len(work.entries)}件。"
    if before is None:
        return told
    mine = set(subjects_of(work, shelved.index))
    changes = [one for one in compare(before.index, shelved.index).changes if one.after in mine]
    parts = [
        f"{label}{len(found)}件（{'、'.join(found[:_NAMED])}{'など' if len(found) > _NAMED else ''}）"
        for change, label in (("added", "新しいもの"), ("changed", "変わったもの"))
        if (found := [_name(one.after, shelved) for one in changes if one.change == change])
    ]
    since = f"{before.label}と比べて、"
    return told + since + ("、".join(parts) + "。" if parts else "変わったものはありません。")


def _name(subject: str | None, shelved: Shelved) -> str:
    index = shelved.index
    if item := index.items.get(subject or ""):
        return shortened(f"{item.code} {item.title or ''}", 40)
    if entry := index.entries.get(subject or ""):
        return shortened(entry.title, 40)
    if indicator := index.indicators.get(subject or ""):
        return shortened(indicator.name, 40)
    return shortened(subject or "", 40)
