"""How the ratings of several departments become the value of an item, for the page of a plan and for its editions."""

from __future__ import annotations

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.combining import Combining
from mitodoke.plans.models import CombiningChoice, PlanLedger
from mitodoke.plans.queries.ledgers import only_ledger, writing_ledger


def combining_choice(*, ledger: PlanLedger) -> CombiningChoice | None:
    """The choice that counts now, or None where the plan never chose and takes the mean: one query."""
    return CombiningChoice.objects.filter(ledger=ledger).order_by("-number").first()


def combining_for(*, document: SourceDocument) -> Combining:
    """The rule for `document`: that of the ledger that wrote it, else of the only ledger of its kind; else the mean.

    Three queries at most.
    """
    ledger = writing_ledger(document=document) or only_ledger(document=document)
    chosen = None if ledger is None else combining_choice(ledger=ledger)
    return Combining.MEAN if chosen is None else Combining(chosen.combining)
