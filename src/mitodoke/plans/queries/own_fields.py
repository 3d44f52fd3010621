"""What a city's own fields are, what stands in them, and the money of items: the newest of every entry."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from mitodoke.domain.amount import AmountKind, YearAmounts, year_amounts
from mitodoke.domain.beside import ItemAmount, OwnFieldValue
from mitodoke.domain.own_field import FieldRule
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.plans.models import OwnField, OwnValue, PlanLedger, ProjectAmount
from mitodoke.plans.permissions import Clock, item_grants, plan_actor
from mitodoke.plans.records.ledger import rule_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedField:
    """A field as it is defined now."""

    key: str
    level: str
    rule: FieldRule
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledField:
    """A field of an item with its value (None: nothing entered); `number` is what `record_value` takes as seen."""

    field: DefinedField
    fiscal_year: int | None
    value: str | None
    number: int
    by: str | None
    at: datetime.datetime | None
    may_edit: bool


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
        for row in OwnValue.objects.filter(
            ledger=ledger, item_key=item.item_id, fiscal_year__in=(0, fiscal_year)
        ).order_by("number")
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
            )
        )
    return filled


def public_values(*, ledger: PlanLedger, fiscal_year: int | None) -> list[OwnFieldValue]:
    """What is entered in the fields that are to be published, field by field; without a year the lasting ones.

    Two queries. The step of a scale is told with its name.
    """
    fields = {one.key: one.rule for one in fields_of(ledger=ledger) if one.rule.public}
    rows = OwnValue.objects.filter(ledger=ledger, key__in=fields)
    newest = {(row.key, row.item_key, row.fiscal_year): row for row in rows.order_by("number")}
    return [
        OwnFieldValue(
            item_id=row.item_key,
            label=rule.label,
            control=rule.control,
            value=row.value,
            meaning=next((step.name for step in rule.steps if step.code == row.value), None),
        )
        for key, rule in fields.items()
        for row in newest.values()
        if row.key == key and row.value is not None and row.fiscal_year == (fiscal_year if rule.yearly else 0)
    ]


def amounts_of(*, ledger: PlanLedger, item_id: str | None = None) -> dict[tuple[str, int], YearAmounts]:
    """Budget and settlement by item id and fiscal year, of one item or of all: one query."""
    found: dict[tuple[str, int], dict[AmountKind, Decimal | None]] = {}
    for row in _amount_rows(ledger, item_id):
        found.setdefault((row.item_key, row.fiscal_year), {})[AmountKind(row.kind)] = row.amount
    return {key: year_amounts(amounts) for key, amounts in found.items()}


def newest_amounts(*, ledger: PlanLedger, item_id: str) -> list[ProjectAmount]:
    """The entries that count for one item with note, source and number, by year and kind: one query."""
    newest = {(row.fiscal_year, row.kind): row for row in _amount_rows(ledger, item_id)}
    return sorted(
        newest.values(), key=lambda row: (row.fiscal_year, list(AmountKind).index(AmountKind(row.kind)))
    )


def public_amounts(*, ledger: PlanLedger, until: int | None) -> list[ItemAmount]:
    """The money of all items up to the fiscal year `until` (None: of all years), by year and kind: one query.

    An amount that was taken back is none.
    """
    newest = {(row.item_key, row.fiscal_year, row.kind): row for row in _amount_rows(ledger, None)}
    kinds = list(AmountKind)
    found = [
        ItemAmount(
            item_id=row.item_key,
            fiscal_year=row.fiscal_year,
            kind=AmountKind(row.kind),
            yen=row.amount,
            note=row.note,
            source=row.source,
        )
        for row in newest.values()
        if row.amount is not None and (until is None or row.fiscal_year <= until)
    ]
    return sorted(found, key=lambda one: (one.item_id, one.fiscal_year, kinds.index(one.kind)))


def _amount_rows(ledger: PlanLedger, item_id: str | None) -> Iterable[ProjectAmount]:
    rows: QuerySet[ProjectAmount, Any] = ProjectAmount.objects.filter(ledger=ledger)
    if item_id is not None:
        rows = rows.filter(item_key=item_id)
    return rows.order_by("number")
