"""By which rules the figures of a plan are made: for the page of the plan, and for its editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.judgement_choice import JudgementChoice
from mitodoke.domain.outline import OUTLINES, ItemKind
from mitodoke.domain.own_levels import OwnLevel, level_names, rated_kinds
from mitodoke.domain.plan_content import PlanContent
from mitodoke.domain.plan_rules import PlanRules, RuleKind
from mitodoke.domain.plan_structure import own_levels
from mitodoke.domain.roll_up_choice import RollUpChoice, rolled_kinds
from mitodoke.plans.models import Plan, PlanLedger, RuleChoice
from mitodoke.plans.queries.combining import combining_of, ledger_for
from mitodoke.plans.records.rules import judgement_of, roll_up_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutline:
    """The levels of a plan as its documents have them: all `kinds` from the top down, and which are `rated`."""

    document: DocumentKind
    levels: tuple[OwnLevel, ...]
    kinds: tuple[ItemKind, ...]
    rated: frozenset[ItemKind]

    @property
    def names(self) -> dict[ItemKind, str]:
        """What items of each level are called."""
        return dict(level_names(self.levels))

    @property
    def rolled(self) -> tuple[ItemKind, ...]:
        """The levels that get a percentage from ratings; none in a strategy, which is told by its indicators."""
        if self.document is DocumentKind.COMPREHENSIVE_STRATEGY:
            return ()
        return rolled_kinds(self.kinds, self.rated)


def plan_outline(*, ledger: PlanLedger, content: PlanContent) -> PlanOutline:
    """The levels that a document of the plan with this content has."""
    document = DocumentKind(ledger.document_kind or DocumentKind.COMPREHENSIVE_PLAN)
    own = document is DocumentKind.COMPREHENSIVE_PLAN
    levels = own_levels(content.structure) if own else ()
    kinds = tuple(one.kind for one in levels) if own else OUTLINES[document]
    return PlanOutline(document=document, levels=levels, kinds=kinds, rated=rated_kinds(document, levels))


def rule_choices(*, ledger: PlanLedger) -> dict[RuleKind, RuleChoice]:
    """The newest choice of each kind, whenever it counts from: one query."""
    return {RuleKind(one.kind): one for one in RuleChoice.objects.filter(ledger=ledger).order_by("number")}


def rules_for(*, document: SourceDocument) -> PlanRules:
    """The rules for `document`: those of the ledger that wrote it, else of the only ledger of its kind, else none.

    Four queries at most.
    """
    ledger = ledger_for(document=document)
    return PlanRules() if ledger is None else rules_of(ledger=ledger, fiscal_year=document.fiscal_year)


def rules_of(*, ledger: PlanLedger, fiscal_year: int | None) -> PlanRules:
    """The rules of a plan for its documents of a fiscal year: two queries."""
    rows = RuleChoice.objects.filter(ledger=ledger).filter(
        Q(from_year__isnull=True) | Q(from_year__lte=-1 if fiscal_year is None else fiscal_year)
    )
    roll_up, judgement = _newest(rows.order_by("number"))
    return PlanRules(
        combining=combining_of(ledger=ledger, fiscal_year=fiscal_year), roll_up=roll_up, judgement=judgement
    )


def newest_document(*, ledger: PlanLedger) -> SourceDocument | None:
    """The document of the latest year (its newest revision) that is written from the plan; None while none is.

    A plan that was taken over from a document and is the only one of its kind has that kind's documents as well.
    Two queries at most.
    """
    rows = Plan.objects.select_related("document").order_by("-document__fiscal_year", "-document__revision")
    own = rows.filter(ledger=ledger).first()
    document = DocumentKind(ledger.document_kind or DocumentKind.COMPREHENSIVE_PLAN)
    newest = rows.filter(document__municipality=ledger.municipality_id, kind=document.value).first()
    for plan in (newest, own):
        if plan is not None and ledger_for(document=plan.document) == ledger:
            return plan.document
    return None


def _newest(rows: Iterable[RuleChoice]) -> tuple[RollUpChoice | None, JudgementChoice | None]:
    newest = {one.kind: one.rule for one in rows}
    roll_up, judgement = newest.get(RuleKind.ROLL_UP), newest.get(RuleKind.JUDGEMENT)
    return (
        None if roll_up is None else roll_up_of(roll_up),
        None if judgement is None else judgement_of(judgement),
    )
