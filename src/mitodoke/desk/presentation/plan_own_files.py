"""Files in a city's own fields of an item: what stands there, and the form of each field that this person may fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from mitodoke.desk.presentation.evidence_list import file_size
from mitodoke.domain.own_field import FieldControl
from mitodoke.plans.queries import FilledField


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file as it is listed."""

    name: str
    about: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileForm:
    """The form of one field; `number` tells which entry the person saw."""

    key: str
    label: str
    number: int
    line: FileLine | None


def file_line(ledger_id: int, item_id: str, one: FilledField) -> FileLine | None:
    """The file in a field; None where there is none."""
    if one.file is None:
        return None
    parts = {"ledger_id": ledger_id, "item_id": item_id, "entry": one.file.row}
    return FileLine(
        name=one.value or "",
        about=f"{one.file.kind.label}、{file_size(one.file.size)}",
        address=reverse("desk:plan_item_file", kwargs=parts),
    )


def file_forms(ledger_id: int, item_id: str, fields: Sequence[FilledField]) -> tuple[FileForm, ...]:
    """A form for each field for files that this person may fill."""
    return tuple(
        FileForm(
            key=one.field.key,
            label=one.field.rule.label,
            number=one.number,
            line=file_line(ledger_id, item_id, one),
        )
        for one in fields
        if one.may_edit and one.field.rule.control is FieldControl.FILE
    )
