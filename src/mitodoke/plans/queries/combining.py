"""How the ratings of several departments become the value of an item, for the page of a plan and for its editions."""

from __future__ import annotations

from django.db.models import Q

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.combining import Combining
from mitodoke.plans.models import CombiningChoice, PlanLedger
from mitodoke.plans.queries.ledgers import only_ledger, writing_ledger


def combining_choice(*, ledger: PlanLedger) -> CombiningChoice | None:
    """The newest choice, whenever it counts from, or None where the plan never chose and takes the mean: one query."""
    return CombiningChoice.objects.filter(ledger=ledger).order_by("-number").first()


def combining_of(*, ledger: PlanLedger, fiscal_year: int | None) -> Combining:
    """The rule of a plan for its documents of a fiscal year; the mean where nothing was chosen: one query."""
    counts = Q(from_year__isnull=True) | Q(from_year__lte=-1 if fiscal_year is None else fiscal_year)
    chosen = CombiningChoice.objects.filter(counts, ledger=ledger).order_by("-number").first()
    return Combining.MEAN if chosen is None else Combining(chosen.combining)


def combining_for(*, document: SourceDocument) -> Combining:
    """The rule for `document`; the mean where no plan is certain. Three queries at most."""
    ledger = ledger_for(document=document)
    return Combining.MEAN if ledger is None else combining_of(ledger=ledger, fiscal_year=document.fiscal_year)


def ledger_for(*, document: SourceDocument) -> PlanLedger | None:
    """The ledger whose rules count for `document`: the one that wrote it, else the only one of its kind; else None.

    Two queries at most.
    """
    return writing_ledger(document=document) or only_ledger(document=document)
