"""Records and indexes made for the tests of the search, and the plain search that they are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.search.build_index import write_index
from mitodoke.publishing.search.fold import fold
from mitodoke.publishing.search.open_index import SearchIndex
from mitodoke.publishing.search.query import parse_query
from mitodoke.publishing.search.record import RecordKind, SearchField, SearchRecord

CITY = "999997"


def record(title: str, *texts: str, kind: RecordKind = RecordKind.MEASURE, **other: object) -> SearchRecord:
    """A record of a fictional city."""
    values: dict[str, object] = {
        "city": CITY,
        "kind": kind,
        "document": DocumentKind.MAYORAL_PLEDGES,
        "fiscal_year": 2025,
        "version": 1,
        "key": "1-1",
        "part": None,
        "heading": kind.label,
        "detail": "",
        "title": title,
        "fields": tuple(SearchField(label="内容", text=text) for text in texts),
        "departments": (),
        "form": None,
        "years": (2025,),
        "documents": (DocumentKind.MAYORAL_PLEDGES,),
    }
    return SearchRecord(**(values | other))  # type: ignore[arg-type]


def index_of(folder: Path, records: Sequence[SearchRecord]) -> SearchIndex:
    """An index over `records` as they stand."""
    path = folder / "index.sqlite3"
    write_index(path, records)
    return SearchIndex(path)


def holding(records: Iterable[SearchRecord], query: str) -> list[SearchRecord]:
    """The records in which every word of the query stands: looked for one text after the other."""
    words = parse_query(query).folded
    return [
        one
        for one in records
        if words
        and all(
            any(word in fold(text) for text in [one.title, *(f.text for f in one.fields)]) for word in words
        )
    ]
