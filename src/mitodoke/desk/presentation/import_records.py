"""The records of a document beside the file: a list by kind, and the records and findings that stand at one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.desk.presentation.import_review import PlaceAddress
from mitodoke.desk.presentation.import_words import field_label, record_name, show_value, where
from mitodoke.domain.edition import Reading
from mitodoke.domain.finding import Finding
from mitodoke.domain.place import Place, parse_place
from mitodoke.reporting.changes import LABELS, Key, Row, record_tables

A_PAGE = 100
"""Records on a page of the list."""
_NO_RECORDS = ("document", "findings")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """A record of the list: what it is, in words, where it stands, and the page that shows it there."""

    label: str
    name: str
    where: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShown:
    """A record with all of its fields in words."""

    label: str
    name: str
    fields: tuple[tuple[str, str], ...]


def record_lines(reading: Reading, address: PlaceAddress) -> tuple[RecordLine, ...]:
    """Every record of `reading`, kind by kind in the order of the document."""
    return tuple(
        RecordLine(
            label=_label(table, row),
            name=record_name(key, row),
            where=where(row.get("place")),
            address=address(row["place"]) if row.get("place") else None,
        )
        for table, key, row in _records(reading)
    )


def records_at(reading: Reading, place: Place) -> tuple[RecordShown, ...]:
    """The records that stand at `place`."""
    return tuple(
        RecordShown(
            label=_label(table, row),
            name=record_name(key, row),
            fields=tuple(
                (field_label(name), show_value(value))
                for name, value in row.items()
                if name != "place" and value not in (None, "", ())
            ),
        )
        for table, key, row in _records(reading)
        if row.get("place") == place
    )


def findings_at(reading: Reading, place: Place) -> tuple[Finding, ...]:
    """The findings about `place`."""
    return tuple(one for one in reading.findings if one.place == place)


def is_place_of(reading: Reading, place: Place) -> bool:
    """Whether something of `reading` stands at `place`, or it names lines that the document has."""
    if findings_at(reading, place) or any(row.get("place") == place for _, _, row in _records(reading)):
        return True
    try:
        return parse_place(place).last <= len(reading.lines)
    except ValueError:
        return False


def _label(table: str, row: Row) -> str:
    """What a record is called: an item by its kind (公約, 施策 ...), others by their table."""
    kind = row.get("kind") if table == "items" else None
    return show_value(kind) if kind is not None else LABELS[table]


def _records(reading: Reading) -> Iterator[tuple[str, Key, Row]]:
    for table, rows in record_tables(reading).items():
        if table not in _NO_RECORDS:
            for key, row in rows.items():
                yield table, key, row
