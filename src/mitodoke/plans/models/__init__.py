"""The tables of plans: as documents print them, and as the desk keeps and revises them."""

from mitodoke.plans.models.combining import CombiningChoice
from mitodoke.plans.models.follow_up import FollowUp, Observation, Verification
from mitodoke.plans.models.ledger import PlanLedger, PlanRevision, PlanVersion, PromisedWording, WordingNote
from mitodoke.plans.models.opinions import Opinion, OpinionAnswer
from mitodoke.plans.models.outline import (
    PLAN_KINDS,
    Activity,
    Indicator,
    IndicatorValue,
    Plan,
    PlanItem,
    PlanLevel,
    Rating,
    rating_constraints,
)
from mitodoke.plans.models.own_fields import OwnField, OwnFile, OwnValue, ProjectAmount
from mitodoke.plans.models.rating_scales import RatingScale
from mitodoke.plans.models.rules import RuleChoice
from mitodoke.plans.models.trail import PlanEvent

__all__ = [
    "PLAN_KINDS",
    "Activity",
    "CombiningChoice",
    "FollowUp",
    "Indicator",
    "IndicatorValue",
    "Observation",
    "Opinion",
    "OpinionAnswer",
    "OwnField",
    "OwnFile",
    "OwnValue",
    "Plan",
    "PlanEvent",
    "PlanItem",
    "PlanLedger",
    "PlanLevel",
    "PlanRevision",
    "PlanVersion",
    "ProjectAmount",
    "PromisedWording",
    "Rating",
    "RatingScale",
    "RuleChoice",
    "Verification",
    "WordingNote",
    "rating_constraints",
]
