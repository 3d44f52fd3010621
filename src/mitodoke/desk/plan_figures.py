"""The facts that a plan has now, from which its pages calculate what a rule would make of them."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.queries import newest_document
from mitodoke.publishing.kept_drafts import kept_reading
from mitodoke.publishing.prepare import next_content


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFigures:
    """The newest document of a plan as its next edition would have it, the rules of today in it."""

    title: str
    year: str
    content: DocumentContent


def plan_figures(ledger: PlanLedger) -> PlanFigures | None:
    """The facts of the plan's newest document, adopted answers among them; None while it has no document.

    The number of queries does not grow with the plan.
    """
    document = newest_document(ledger=ledger)
    if document is None:
        return None
    return PlanFigures(
        title=document.title,
        year=FiscalYear(document.fiscal_year).label if document.fiscal_year is not None else "",
        content=next_content(document, kept_reading(document)),
    )
