"""The records of an open data table, each with its name, its place in the source, and what it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.open_data.fields import Field, FieldType
from mitodoke.outputs.open_data.open_table import OpenTable, Value, one_line
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES, open_table, tables_of
from mitodoke.publishing.api.coverage import Coverage, coverage_of
from mitodoke.publishing.api.published import Published, edition_index
from mitodoke.publishing.language.speak import JAPANESE, speaking
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex

ApiValue = Value | Coverage

FIGURE_EXTRAS = ("rule_label", "coverage")
"""What records of the table of figures tell beyond the table: the rule in words, and the coverage."""

_COLUMNS = {
    table.name: table.columns + (FIGURE_EXTRAS if table.name == "figures" else ()) for table in OPEN_TABLES
}

_SAFE = re.compile(r"[\w-]+\Z")
_BY_NUMBER = re.compile(r"row-([1-9][0-9]{0,8})\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table of an edition, `number` counted from 1.

    `record_id` is made of the key where that can stand in an address, else of the number; both are permanent, since
    an edition never changes. `page` and `source` are addresses below that of the site. `item`, `indicator` and
    `entry` are what the row is, or belongs to.
    """

    number: int
    record_id: str
    values: tuple[ApiValue, ...]
    place: str | None
    page: str
    source: str
    item: PlanItem | None = None
    indicator: Indicator | None = None
    entry: CollaborationEntry | None = None


def columns_of(table: OpenTable) -> tuple[str, ...]:
    """The columns of a table's records."""
    return _COLUMNS[table.name]


@lru_cache(maxsize=128)
def table_names(published: Published) -> tuple[str, ...]:
    """The tables that an edition has."""
    return tuple(table.name for table in tables_of(published.load()))


@lru_cache(maxsize=512)
def records_of(published: Published, name: str) -> tuple[Record, ...]:
    """All records of the table of that name, in its order; none where the edition does not have the table."""
    if name not in table_names(published):
        return ()
    table, index = open_table(name), edition_index(published)
    seen: set[str] = set()
    records = []
    addresses = _addresses(published)
    # What is kept in memory names the pages of the content's language, whichever page asks first.
    with speaking(JAPANESE):
        for number, row in enumerate(table.rows(index.edition), start=1):
            record_id = _record_id(table, row)
            if record_id is None or record_id in seen:
                record_id = f"row-{number}"
            seen.add(record_id)
            records.append(
                _record(
                    table, index, addresses, number=number, record_id=record_id, row=row, path=published.path
                )
            )
    return tuple(records)


def find_record(published: Published, name: str, record_id: str) -> Record | None:
    """The record of that name, or of that number when called ``row-<number>``; None where there is none."""
    return _by_id(published, name).get(record_id) or _by_number(published, name, record_id)


@lru_cache(maxsize=128)
def _by_id(published: Published, name: str) -> dict[str, Record]:
    return {record.record_id: record for record in records_of(published, name)}


def _by_number(published: Published, name: str, record_id: str) -> Record | None:
    match = _BY_NUMBER.match(record_id)
    records = records_of(published, name)
    number = int(match[1]) if match else 0
    return records[number - 1] if 0 < number <= len(records) else None


def _record_id(table: OpenTable, row: tuple[Value, ...]) -> str | None:
    """The values of the key with dots between; None where they cannot stand in an address."""
    parts = [str(row[table.columns.index(column)]) for column in table.key]
    if not parts or not all(_SAFE.match(part) for part in parts) or parts[0].startswith("row-"):
        return None
    return ".".join(parts)


def _record(
    table: OpenTable,
    index: EditionIndex,
    addresses: EditionAddresses,
    *,
    number: int,
    record_id: str,
    row: tuple[Value, ...],
    path: str,
) -> Record:
    known = dict(zip(table.columns, row, strict=True))
    subject = known.get("subject")
    indicator = index.indicators.get(str(known.get("indicator_id") or subject))
    owner = str(known.get("item_id") or (indicator.item_id if indicator else subject))
    item = index.items.get(owner)
    entry = index.entries.get(str(known.get("entry_id") or subject))
    nearest = indicator or item or entry
    place = known.get("place") if "place" in known else nearest.place if nearest else None
    text = one_line(place) if isinstance(place, str) else None
    # JSON knows no NaN and no infinity; neither is a value that a document could print.
    values: tuple[ApiValue, ...] = tuple(
        None if isinstance(value, Decimal) and not value.is_finite() else value for value in row
    )
    if table.name == "figures":
        figure = index.edition.audit.figures[number - 1]
        trial = index.trials.get(figure.rule)
        values = (*values, one_line(trial.label) if trial else None, coverage_of(figure, index))
    return Record(
        number=number,
        record_id=record_id,
        values=values,
        place=text,
        page=path + _page_key(index, item, entry),
        source=addresses.source(text),
        item=item,
        indicator=indicator,
        entry=entry,
    )


def _page_key(index: EditionIndex, item: PlanItem | None, entry: CollaborationEntry | None) -> str:
    if item is not None:
        return quote(index.item_keys[item.item_id], safe="") + "/"
    return quote(index.entry_keys[entry.entry_id], safe="") + "/" if entry is not None else ""


@lru_cache(maxsize=512)
def source_address(published: Published) -> str:
    """The page of the source text, below the address of the site; it names the version and so stays the same."""
    with speaking(JAPANESE):
        return _addresses(published).source()


def _addresses(published: Published) -> EditionAddresses:
    return EditionAddresses(
        city=CityAddresses(published.city, root=""),
        kind=DocumentKind(published.kind),
        fiscal_year=published.fiscal_year,
        version=published.version,
    )


@lru_cache(maxsize=128)
def searched_texts(published: Published, name: str) -> tuple[str, ...]:
    """What words are looked for in, a text a record: its texts except codes, ids, dates and places, folded."""
    table = open_table(name)
    chosen = [number for number, field in enumerate(table.fields) if _is_prose(field)]
    return tuple(
        comparable("\x00".join(str(record.values[number] or "") for number in chosen))
        for record in records_of(published, name)
    )


_NOT_PROSE = ("_id", "place", "sha256", "layout", "check", "rule", "subject")


def _is_prose(field: Field) -> bool:
    plain = field.type is FieldType.STRING and field.codes is None and field.pattern is None
    return plain and not field.name.endswith(_NOT_PROSE)
