"""Composing the bodies of answers from editions and records; `base` is the address of the site, ending with a slash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import msgspec

from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.open_data.formats import distributions
from mitodoke.outputs.open_data.open_tables import open_table, tables_of
from mitodoke.publishing.api.answers import (
    ChangedRecord,
    City,
    Download,
    EditionAnswer,
    EditionsAnswer,
    EditionSummary,
    LicenceTerms,
    Note,
    RecordAnswer,
    RecordsAnswer,
    SourceOfEdition,
    TableLink,
    VersionChanges,
)
from mitodoke.publishing.api.parameters import Given
from mitodoke.publishing.api.published import LICENCE, Published
from mitodoke.publishing.api.records import Record, columns_of, records_of, source_address
from mitodoke.publishing.api.selection import Page
from mitodoke.publishing.queries import change_reasons_of

API = "api/v1/"
"""Where the API stands below the site."""

encoder = msgspec.json.Encoder(decimal_format="number")
"""Numbers as numbers with all their decimals; readers that keep decimals exact lose nothing."""

TERMS = LicenceTerms(name=LICENCE.name, title=LICENCE.title, address=LICENCE.address)

AS_PRINTED = Note(
    ja="値は原典のままで、直していません。nullは値がないことを示し、0ではありません。",
    en="Values are as the source prints them. null means that there is none, never 0.",
)
_PERCENTAGES = Note(
    ja="割合は、計算の規則と対象の範囲（tableのfiguresのruleとcoverage）とあわせて読んでください。割合や順位は平均できません。",
    en="Read percentages with their rule and coverage (table figures); percentages and ranks cannot be averaged.",
)
_PERSONS = Note(
    ja="人数には概数（approximate）や延べ人数（cumulative）があり、同じ人を重ねて数えていることがあります。",
    en="Numbers of persons may be approximate or count visits; the same person may be counted several times.",
)
_FICTIONAL = Note(ja="架空の市のデータを含みます。", en="Contains data of a fictional city.")
_ABRIDGED = Note(
    ja="文章を含まない版があります（事実と数値だけを収録）。",
    en="Some editions hold facts and figures without sentences.",
)
_TABLE_NOTES = {
    "items": (_PERCENTAGES,),
    "figures": (_PERCENTAGES,),
    "ratings": (_PERCENTAGES,),
    "values": (_PERCENTAGES,),
    "collaborations": (_PERSONS,),
    "occurrences": (_PERSONS,),
}


def notes_on(editions: Iterable[Published], table: str | None = None) -> list[Note]:
    """What a reader of these editions, or of that table of them, must know."""
    editions = tuple(editions)
    notes = [AS_PRINTED, *_TABLE_NOTES.get(table or "", ())]
    if any(one.fictional for one in editions):
        notes.append(_FICTIONAL)
    if table is not None and any(one.load().content.document.abridged for one in editions):
        notes.append(_ABRIDGED)
    return notes


def edition_summary(one: Published, base: str) -> EditionSummary:
    """The edition with its addresses."""
    return _summary(one, one.municipality, one.newest_version, one.newest, base)


@lru_cache(maxsize=512)
def _summary(
    one: Published, municipality: str, newest_version: bool, newest: bool, base: str
) -> EditionSummary:
    """Kept by what may differ between two summaries of the same content."""
    return EditionSummary(
        name=one.name,
        title=one.title,
        city=one.city,
        municipality=municipality,
        kind=one.kind,
        fiscal_year=one.fiscal_year,
        version=one.version,
        newest_version=newest_version,
        newest=newest,
        fictional=one.fictional,
        published_on=one.published_on,
        sha256=one.sha256,
        inputs_sha256=one.inputs_sha256,
        page=base + one.path,
        source=base + source_address(one),
        address=f"{base}{API}editions/{one.name}/",
    )


def editions_answer(editions: Sequence[Published], base: str) -> EditionsAnswer:
    """A list of editions."""
    return EditionsAnswer(
        total=len(editions),
        editions=[edition_summary(one, base) for one in editions],
        licence=TERMS,
        notes=notes_on(editions),
    )


def edition_answer(one: Published, base: str, *, before: Published | None) -> EditionAnswer:
    """An edition with its tables and files, and why it differs from `before`, the public version before it."""
    edition = one.load()
    document = edition.content.document
    publication = Publication(base=base)
    return EditionAnswer(
        edition=edition_summary(one, base),
        changes=None if before is None else _changes(one, before, base),
        source=SourceOfEdition(
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            as_of=document.as_of,
            period_start=document.period_start,
            period_end=document.period_end,
            sha256=document.sha256,
            lines=document.lines,
            lines_accounted=document.lines_accounted,
            abridged=document.abridged,
        ),
        tables=[
            TableLink(
                name=table.name,
                title=table.title,
                title_en=table.title_en,
                count=len(records_of(one, table.name)),
                records=f"{base}{API}editions/{one.name}/{table.name}/",
            )
            for table in tables_of(edition)
        ],
        downloads=[
            Download(
                title=file.title,
                file_name=file.file_name,
                media_type=file.media_type,
                address=publication.file(edition, file.file_name),
            )
            for file in distributions(edition)
        ],
        licence=TERMS,
        notes=notes_on((one,)),
    )


def _changes(one: Published, before: Published, base: str) -> VersionChanges:
    told = change_reasons_of(one.edition_id)
    return VersionChanges(
        before=before.name,
        kind=None if told is None else told.kind,
        reason=None if told is None else told.rest,
        records=[]
        if told is None
        else [ChangedRecord(subject=subject, reason=reason) for subject, reason in told.by_subject],
        page=f"{base}{one.city}/corrections/",
    )


def cities_of(editions: Iterable[Published], base: str) -> list[City]:
    """The municipalities of these editions, by code."""
    by_code: dict[str, list[Published]] = {}
    for one in editions:
        by_code.setdefault(one.city, []).append(one)
    return [
        City(
            code=code,
            name=rows[0].municipality,
            fictional=max(rows, key=lambda row: row.edition_id).fictional,
            newest=[row.name for row in rows if row.newest],
            page=f"{base}{code}/",
            editions=f"{base}{API}cities/{code}/editions/",
        )
        for code, rows in sorted(by_code.items())
    ]


@lru_cache(maxsize=512)
def _picks(table: str, wanted: tuple[str, ...] | None) -> tuple[tuple[str, int], ...]:
    """The columns to give, each with its number; all of them where none are named."""
    columns = columns_of(open_table(table))
    return tuple((name, columns.index(name)) for name in (columns if wanted is None else wanted))


def record_fields(
    table: str, published: Published, record: Record, base: str, wanted: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """A record as an object: its name and edition, its columns (or those wanted), and where it comes from."""
    fields: dict[str, Any] = {"record_id": record.record_id, "edition": published.name}
    values = record.values
    for name, number in _picks(table, wanted):
        fields[name] = values[number]
    fields["place"] = record.place
    fields["page"] = base + record.page
    fields["source"] = base + record.source
    return fields


def records_answer(page: Page, given: Given, base: str, path: str) -> RecordsAnswer:
    """A page of records; `path` is the address of the list below `base`."""
    table = page.found.table
    wanted = given.get("fields")
    summaries = [edition_summary(one, base) for one in page.found.editions]
    return RecordsAnswer(
        table=table.name,
        total=page.found.total,
        count=len(page.records),
        limit=page.limit,
        next=_next(page, given, base, path),
        records=_records(page, base) if wanted is None else _chosen(page, base, wanted),
        editions=summaries,
        licence=TERMS,
        notes=notes_on(page.found.editions, table.name),
    )


def _chosen(page: Page, base: str, wanted: tuple[str, ...]) -> list[dict[str, Any] | msgspec.Raw]:
    """The records with some of their columns."""
    name = page.found.table.name
    return [record_fields(name, one, record, base, wanted) for one, record in page.records]


def _records(page: Page, base: str) -> list[dict[str, Any] | msgspec.Raw]:
    """The whole records, from their JSON that is kept in memory; only the address of the site is put in."""
    site = encoder.encode(base)[1:-1]
    name = page.found.table.name
    whole: list[dict[str, Any] | msgspec.Raw] = []
    current: Published | None = None
    kept: dict[int, list[bytes]] = {}
    for one, record in page.records:
        if one is not current:
            current, kept = one, _kept(one, name)
        pieces = kept.get(record.number)
        if pieces is None:
            pieces = encoder.encode(record_fields(name, one, record, _CUT)).split(_CUT.encode())
            kept[record.number] = pieces
        whole.append(msgspec.Raw(site.join(pieces)))
    return whole


@lru_cache(maxsize=64)
def _kept(published: Published, name: str) -> dict[int, list[bytes]]:
    """The JSON of the records of a table by their numbers, cut where the address of the site belongs.

    It begins empty and is filled as records are asked for; an edition never changes, so that nothing gets old.
    """
    return {}


_CUT = "\x7f\x7f"
"""Two DEL: no text of a record holds one, since open data tables replace control characters."""


def _next(page: Page, given: Given, base: str, path: str) -> str | None:
    if page.following is None:
        return None
    query: list[tuple[str, str]] = []
    for name, values in given.items():
        if name == "fields":
            query.append((name, ",".join(values)))
        elif name != "cursor":
            query += [(name, value) for value in values]
    return f"{base}{path}?{urlencode([*query, ('cursor', page.following.text())], safe=',')}"


def record_answer(published: Published, name: str, record: Record, base: str) -> RecordAnswer:
    """One record."""
    return RecordAnswer(
        table=name,
        record=record_fields(name, published, record, base),
        edition=edition_summary(published, base),
        licence=TERMS,
        notes=notes_on((published,), name),
    )
