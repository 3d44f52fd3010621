"""What a plan said when somebody opened a page, and what became different since."""

from __future__ import annotations

from mitodoke.domain.plan_content import PlanContent
from mitodoke.domain.plan_difference import PlanDifference, plan_differences
from mitodoke.plans.models import PlanLedger, PlanVersion
from mitodoke.plans.queries.ledgers import LedgerState
from mitodoke.plans.records.ledger import content_of


def former_content(*, ledger: PlanLedger, number: int) -> PlanContent | None:
    """The state of this number, or None where the plan never had it: one query."""
    row = PlanVersion.objects.filter(ledger=ledger, number=number).first()
    return None if row is None else content_of(row.content)


def differences_since(*, state: LedgerState, seen: int) -> tuple[PlanDifference, ...]:
    """What `state` says that the state number `seen` did not; none where it is the same or was never there."""
    if seen == state.version.number:
        return ()
    before = former_content(ledger=state.ledger, number=seen)
    return () if before is None else plan_differences(before, state.content)
