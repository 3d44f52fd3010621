"""What differs between two readings of one document, record by record and field by field, with the places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mitodoke.domain.edition import Reading
from mitodoke.domain.place import Place
from mitodoke.reporting.changes import LABELS, Key, Row, record_tables


class RecordAct(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            RecordAct.ADDED: "追加",
            RecordAct.CHANGED: "変更",
            RecordAct.MOVED: "移動",
            RecordAct.REMOVED: "削除",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that differs: its name, and its value before and after as the record holds it."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record that is not the same in both readings.

    `row` are the fields of the record as it is now (of a removed one: as it was), `place` where it stands now and
    `place_before` where it stood, each in the file of its own reading; None where it is in that one not, or has none.
    """

    table: str
    act: RecordAct
    key: Key
    row: Row
    place: Place | None
    place_before: Place | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def label(self) -> str:
        """What kind of record it is."""
        return LABELS[self.table]


def record_changes(old: Reading, new: Reading) -> Iterator[RecordChange]:
    """Every difference from `old` to `new`: table by table, records that are gone after those that are there."""
    before, after = record_tables(old), record_tables(new)
    for table in LABELS:
        yield from _of_table(table, before[table], after[table])


def _of_table(table: str, before: dict[Key, Row], after: dict[Key, Row]) -> Iterator[RecordChange]:
    for key, row in after.items():
        earlier = before.get(key)
        if earlier is None:
            yield _change(table, RecordAct.ADDED, key, row, place=row.get("place"))
            continue
        names = [name for name, value in row.items() if earlier[name] != value]
        if not names:
            continue
        yield _change(
            table,
            RecordAct.MOVED if names == ["place"] else RecordAct.CHANGED,
            key,
            row,
            place=row.get("place"),
            place_before=earlier.get("place"),
            fields=tuple(
                FieldChange(field=name, before=earlier[name], after=row[name])
                for name in names
                if name != "place"
            ),
        )
    for key, row in before.items():
        if key not in after:
            yield _change(table, RecordAct.REMOVED, key, row, place_before=row.get("place"))


def _change(
    table: str,
    act: RecordAct,
    key: Key,
    row: Row,
    *,
    place: Place | None = None,
    place_before: Place | None = None,
    fields: tuple[FieldChange, ...] = (),
) -> RecordChange:
    return RecordChange(
        table=table, act=act, key=key, row=row, place=place, place_before=place_before, fields=fields
    )
