"""The records of many editions in the order of the index: newest versions first, mentions of one name put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.publishing.language.speak import JAPANESE, speaking
from mitodoke.publishing.search.record import RecordKind, SearchRecord
from mitodoke.publishing.search.records_of_edition import records_of

_KIND_ORDER = {kind: place for place, kind in enumerate(RecordKind)}
_NAMES = (RecordKind.ORGANISATION, RecordKind.DEPARTMENT)


def gather(editions: Iterable[Edition], *, superseded: bool = True) -> list[SearchRecord]:
    """All records, the best to show first among equally good hits: kind, then newest year, then document order.

    Earlier versions come last, or not at all without `superseded`. An organisation or department of one city that
    several years mention under exactly the same name is one record, told by its newest edition.
    """
    known = list(editions)
    with speaking(JAPANESE):  # whoever builds it first, the index is that of every language
        return _gather(known, superseded=superseded)


def _gather(known: list[Edition], *, superseded: bool) -> list[SearchRecord]:
    newest: dict[tuple[str | None, DocumentKind, int | None], int] = {}
    for edition in known:
        identity = _identity(edition)
        newest[identity] = max(edition.version, newest.get(identity, 0))
    records = [
        record
        for edition in known
        for current in [edition.version == newest[_identity(edition)]]
        if current or superseded
        for record in records_of(edition, newest=current)
    ]
    records.sort(key=_rank)
    return _with_names_once(records)


def _identity(edition: Edition) -> tuple[str | None, DocumentKind, int | None]:
    document = edition.content.document
    return document.municipality_code, document.kind, document.fiscal_year


def _rank(record: SearchRecord) -> tuple[bool, int, int]:
    return not record.newest, _KIND_ORDER[record.kind], -(record.fiscal_year or 0)


def _with_names_once(records: list[SearchRecord]) -> list[SearchRecord]:
    merged: dict[tuple[object, ...], SearchRecord] = {}
    for place, record in enumerate(records):
        named = record.newest and record.kind in _NAMES
        key = (record.city, record.kind, record.title) if named else (place,)
        first = merged.get(key)
        merged[key] = record if first is None else _with_mentions(first, record)
    return list(merged.values())


def _with_mentions(first: SearchRecord, other: SearchRecord) -> SearchRecord:
    return replace(
        first,
        years=tuple(dict.fromkeys(first.years + other.years)),
        documents=tuple(dict.fromkeys(first.documents + other.documents)),
    )
