"""What a new version would change in the public one, for the form that asks for the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.desk.publication_form import GROUP, RECORD
from mitodoke.outputs.reports.comparison import GROUPS, Correction

RECORDS_SHOWN = 100
"""How many changed records have a field of their own; a form must not grow without end."""
CHANGES_SHOWN = 10
"""How many changes of one record are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRecord:
    """A changed record with the name of its field for a reason; `rest` counts changes that are not listed."""

    name: str
    field: str
    changes: tuple[Correction, ...]
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """The changed records of one kind, and how many of them are not listed."""

    name: str
    field: str
    records: tuple[ChangedRecord, ...]
    rest: int

    @property
    def count(self) -> int:
        """How many records of this kind changed."""
        return len(self.records) + self.rest


def change_groups(changes: Sequence[Correction]) -> tuple[ChangeGroup, ...]:
    """The changed records by kind, in the order of the edition."""
    records: dict[str, dict[str, list[Correction]]] = {}
    for one in changes:
        records.setdefault(one.group, {}).setdefault(one.subject, []).append(one)
    room = RECORDS_SHOWN
    groups = []
    for name in GROUPS:
        found = records.get(name, {})
        if not found:
            continue
        shown = list(found.items())[:room]
        room -= len(shown)
        groups.append(
            ChangeGroup(
                name=name,
                field=f"{GROUP}{name}",
                records=tuple(_record(subject, told) for subject, told in shown),
                rest=len(found) - len(shown),
            )
        )
    return tuple(groups)


def _record(subject: str, changes: Sequence[Correction]) -> ChangedRecord:
    return ChangedRecord(
        name=changes[0].name,
        field=f"{RECORD}{subject}",
        changes=tuple(changes[:CHANGES_SHOWN]),
        rest=max(0, len(changes) - CHANGES_SHOWN),
    )
