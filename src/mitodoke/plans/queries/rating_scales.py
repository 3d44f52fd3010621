"""What the steps of a rating mean in a plan, for the plan's page and for the form of an answer."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from mitodoke.plans.models import Plan, PlanLedger, RatingScale


@cache
def usual_steps() -> tuple[tuple[int, str], ...]:
    """Every step from 0 to 10 with the definition that plans have until they say their own, from ``rating_steps.csv``."""
    with resources.files(__package__).joinpath("rating_steps.csv").open(encoding="utf-8") as file:
        return tuple((int(row["step"]), row["definition"]) for row in csv.DictReader(file))


def rating_steps_of(plan: Plan | None) -> tuple[tuple[int, str], ...]:
    """The steps as the plan defines them, or the usual ones where it keeps those: two queries at most."""
    own = None if plan is None else rating_definitions(plan=plan)
    return usual_steps() if own is None else tuple(enumerate(own))


def rating_scale(*, ledger: PlanLedger) -> RatingScale | None:
    """The definitions that count now, or None where the plan keeps the usual ones: one query."""
    return RatingScale.objects.filter(ledger=ledger).order_by("-number").first()


def rating_definitions(*, plan: Plan) -> tuple[str, ...] | None:
    """The plan's own definitions of the steps 0 to 10, or None: two queries at most.

    A document that was not written from a ledger belongs to the only ledger of its kind in the city; where there
    are several, nothing is guessed.
    """
    ledger = plan.ledger_id
    if ledger is None:
        same_kind = PlanLedger.objects.filter(
            municipality=plan.document.municipality_id, document_kind=plan.kind
        ).values_list("pk", flat=True)[:2]
        if len(same_kind) != 1:
            return None
        ledger = same_kind[0]
    row = RatingScale.objects.filter(ledger=ledger).order_by("-number").first()
    return None if row is None else tuple(row.definitions)
