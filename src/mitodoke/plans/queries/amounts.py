"""Budget and settlement of items: the newest of every entry."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from mitodoke.domain.amount import AmountKind, YearAmounts, year_amounts
from mitodoke.domain.beside import ItemAmount
from mitodoke.plans.models import PlanLedger, ProjectAmount


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
