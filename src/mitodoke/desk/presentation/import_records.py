"""The records of a document beside the file: a list by kind, and the records and findings that stand at one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from mitodoke.desk.presentation.import_review import PlaceAddress
from mitodoke.desk.presentation.import_words import field_label, record_name, show_value, where
from mitodoke.domain.edition import Reading
from mitodoke.domain.finding import Finding
from mitodoke.domain.place import Place, parse_place
from mitodoke.publishing.kept_drafts import kept_while_equal
from mitodoke.reporting.changes import LABELS, Key, Row, keyed_records, record_row

A_PAGE = 100
"""Records on a page of the list."""
_NO_RECORDS = ("document", "findings")


class Listed(NamedTuple):
    """A record of a reading with its table and key."""

    table: str
    key: Key
    record: Any

    @property
    def row(self) -> Row:
        """Its fields by name."""
        return record_row(self.table, self.record)

    @property
    def place(self) -> Place | None:
        """Where it stands; None where that is not known."""
        found: Place | None = getattr(self.record, "place", None)
        return found or None


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


@kept_while_equal
def listed_records(reading: Reading) -> tuple[Listed, ...]:
    """Every record of `reading` that stands somewhere in the document, kind by kind in its order."""
    return tuple(
        Listed(table, key, record)
        for table, records in keyed_records(reading).items()
        if table not in _NO_RECORDS
        for key, record in records.items()
    )


def record_lines(records: Iterable[Listed], address: PlaceAddress) -> tuple[RecordLine, ...]:
    """These records in words."""
    return tuple(
        RecordLine(
            label=_label(one.table, one.row),
            name=record_name(one.key, one.row),
            where=where(one.place),
            address=address(one.place) if one.place else None,
        )
        for one in records
    )


def records_at(reading: Reading, place: Place) -> tuple[RecordShown, ...]:
    """The records that stand at `place`."""
    return tuple(
        RecordShown(
            label=_label(one.table, one.row),
            name=record_name(one.key, one.row),
            fields=tuple(
                (field_label(name), show_value(value))
                for name, value in one.row.items()
                if name != "place" and value not in (None, "", ())
            ),
        )
        for one in listed_records(reading)
        if one.place == place
    )


def findings_at(reading: Reading, place: Place) -> tuple[Finding, ...]:
    """The findings about `place`."""
    return tuple(one for one in reading.findings if one.place == place)


def is_place_of(reading: Reading, place: Place) -> bool:
    """Whether something of `reading` stands at `place`, or it names lines that the document has."""
    if findings_at(reading, place) or any(one.place == place for one in listed_records(reading)):
        return True
    try:
        return parse_place(place).last <= len(reading.lines)
    except ValueError:
        return False


def _label(table: str, row: Row) -> str:
    """What a record is called: an item by its kind (公約, 施策 ...), others by their table."""
    kind = row.get("kind") if table == "items" else None
    return show_value(kind) if kind is not None else LABELS[table]
