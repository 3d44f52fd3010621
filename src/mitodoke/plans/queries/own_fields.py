"""What a city's own fields are and what stands in them: the newest of every entry."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.beside import OwnFieldFile, OwnFieldValue
from mitodoke.domain.evidence import EvidenceKind
from mitodoke.domain.own_field import FieldRule
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.domain.role import RIGHTS, Right
from mitodoke.plans.models import OwnField, OwnFile, OwnValue, PlanLedger
from mitodoke.plans.permissions import item_grants, plan_actor
from mitodoke.plans.records.ledger import rule_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedField:
    """A field as it is defined now."""

    key: str
    level: str
    rule: FieldRule
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFile:
    """The file that stands in a field; `row` is the number of the entry, `size` is in bytes."""

    row: int
    kind: EvidenceKind
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledField:
    """A field of an item with its value (None: nothing entered); `number` is what `record_value` takes as seen.

    Where a file stands in it the value is the file's name.
    """

    field: DefinedField
    fiscal_year: int | None
    value: str | None
    number: int
    by: str | None
    at: datetime.datetime | None
    may_edit: bool
    file: FieldFile | None = None


def fields_of(*, ledger: PlanLedger, with_retired: bool = False) -> list[DefinedField]:
    """The fields of a ledger in their order: one query."""
    newest: dict[str, OwnField] = {}
    for row in OwnField.objects.filter(ledger=ledger).order_by("position", "number"):
        newest[row.key] = row
    return [
        DefinedField(key=row.key, level=row.level, rule=rule_of(row.rule), retired=row.retired)
        for row in newest.values()
        if with_retired or not row.retired
    ]


def own_fields_for(
    *,
    ledger: PlanLedger,
    item: PlannedItem,
    fiscal_year: int,
    person: User,
    clock: Clock = timezone.now,
) -> list[FilledField]:
    """The fields of `item` that `person` may see, with what stands in them; those of the year and the lasting ones."""
    roles = {grant.role for grant in item_grants(plan_actor(person, clock), ledger, item)}
    values = {
        (row.key, row.fiscal_year): row
        for row in _with_files(ledger)
        .filter(item_key=item.item_id, fiscal_year__in=(0, fiscal_year))
        .order_by("number")
    }
    filled = []
    for field in fields_of(ledger=ledger):
        if field.level != item.level or not roles & set(field.rule.readers):
            continue
        year = fiscal_year if field.rule.yearly else None
        row = values.get((field.key, year or 0))
        filled.append(
            FilledField(
                field=field,
                fiscal_year=year,
                value=row.value if row else None,
                number=row.number if row else 0,
                by=row.by if row else None,
                at=row.at if row else None,
                may_edit=bool(roles & set(field.rule.editors)),
                file=None
                if row is None or row.file is None
                else FieldFile(row=row.pk, kind=EvidenceKind(row.file.kind), size=row.file.size),
            )
        )
    return filled


def readable_file(
    *, ledger: PlanLedger, item: PlannedItem, number: int, person: User, clock: Clock = timezone.now
) -> OwnValue | None:
    """The entry `number` (of its row) of a file with its bytes, or None where `person` may not read it or there is none.

    Who may see the field may read what stands in it; what was replaced or taken back, and what stands in a field that
    is no longer used, only who reads the history of the whole city besides.
    """
    row = (
        OwnValue.objects.filter(pk=number, ledger=ledger, item_key=item.item_id, file__isnull=False)
        .select_related("file")
        .first()
    )
    field = None
    if row is not None:
        known = fields_of(ledger=ledger, with_retired=True)
        field = next((one for one in known if one.key == row.key), None)
    if row is None or field is None:
        return None
    grants = item_grants(plan_actor(person, clock), ledger, item)
    if not {grant.role for grant in grants} & set(field.rule.readers):
        return None
    later = OwnValue.objects.filter(
        ledger=ledger, item_key=row.item_key, key=row.key, fiscal_year=row.fiscal_year, number__gt=row.number
    )
    if field.retired or field.level != item.level or later.exists():
        reads_history = any(
            one.department is None and Right.READ_HISTORY in RIGHTS[one.role] for one in grants
        )
        return row if reads_history else None
    return row


def own_file_bytes(sha256: str) -> bytes | None:
    """The bytes of a kept file by their hash, whoever asks; None where there are none."""
    data = OwnFile.objects.filter(pk=sha256).values_list("data", flat=True).first()
    return None if data is None else bytes(data)


def public_values(*, ledger: PlanLedger, fiscal_year: int | None) -> list[OwnFieldValue]:
    """What is entered in the fields that are to be published, field by field; without a year the lasting ones.

    Two queries. The step of a scale is told with its name. Files are told by `public_files`.
    """
    return [
        OwnFieldValue(
            item_id=row.item_key,
            label=rule.label,
            control=rule.control,
            value=row.value or "",
            meaning=next((step.name for step in rule.steps if step.code == row.value), None),
        )
        for rule, row in _public_rows(ledger, fiscal_year)
        if row.file is None
    ]


def public_files(*, ledger: PlanLedger, fiscal_year: int | None) -> list[OwnFieldFile]:
    """The files in the fields that are to be published, field by field; without a year the lasting ones. Two queries."""
    return [
        OwnFieldFile(
            item_id=row.item_key,
            label=rule.label,
            file_name=row.value or "",
            kind=EvidenceKind(row.file.kind),
            size=row.file.size,
            file_sha256=row.file.sha256,
        )
        for rule, row in _public_rows(ledger, fiscal_year)
        if row.file is not None
    ]


def _public_rows(ledger: PlanLedger, fiscal_year: int | None) -> Iterator[tuple[FieldRule, OwnValue]]:
    """What stands in every public field with the field's rule, field by field."""
    fields = {one.key: one.rule for one in fields_of(ledger=ledger) if one.rule.public}
    rows = _with_files(ledger).filter(key__in=fields)
    newest = {(row.key, row.item_key, row.fiscal_year): row for row in rows.order_by("number")}
    for key, rule in fields.items():
        year = fiscal_year if rule.yearly else 0
        for row in newest.values():
            if row.key == key and row.value is not None and row.fiscal_year == year:
                yield rule, row


def _with_files(ledger: PlanLedger) -> QuerySet[OwnValue]:
    """The entries of a ledger with their files, whose bytes are not read."""
    return OwnValue.objects.filter(ledger=ledger).select_related("file").defer("file__data")
