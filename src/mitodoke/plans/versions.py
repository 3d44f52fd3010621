"""A new state of a plan: the only place that adds one."""

from __future__ import annotations

from mitodoke.domain.plan_content import PlanContent
from mitodoke.plans.models import PlanLedger, PlanRevision, PlanVersion
from mitodoke.plans.permissions import PlanActor
from mitodoke.plans.records.ledger import content_hash, content_text


def add_version(
    ledger: PlanLedger,
    revision: PlanRevision,
    content: PlanContent,
    who: PlanActor,
    *,
    restores: PlanVersion | None = None,
) -> PlanVersion:
    """Store `content` as the next state of `ledger`, in `revision`. The caller has checked rights and content."""
    last = (
        PlanVersion.objects.filter(ledger=ledger).order_by("-number").values_list("number", flat=True).first()
    )
    text = content_text(content)
    return PlanVersion.objects.create(
        ledger=ledger,
        revision=revision,
        number=(last or 0) + 1,
        content=text,
        sha256=content_hash(text),
        restores=restores,
        by=who.name,
        at=who.at,
    )
