"""What a ledger says now and said before: the state in force, the draft of a revision, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.plan_content import PlanContent
from mitodoke.domain.revision import RevisionComparison, TargetHistory, compare_plans, target_histories
from mitodoke.plans.models import Plan, PlanLedger, PlanRevision, PlanVersion
from mitodoke.plans.records.ledger import content_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """A ledger now: `revision` is the open 策定 or 見直し, None while none is; `version` what people work on or,
    without an open revision, what is in force; `in_force` is None until the plan was decided once.
    """

    ledger: PlanLedger
    revision: PlanRevision | None
    version: PlanVersion
    content: PlanContent
    in_force: PlanContent | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionReport:
    """A revision against the state before it: marks, changed indicators and the table of counts."""

    revision: PlanRevision
    before: PlanContent
    after: PlanContent
    comparison: RevisionComparison


def ledgers_of(*, municipality_code: str) -> list[PlanLedger]:
    """The ledgers of a municipality by title."""
    return list(PlanLedger.objects.filter(municipality=municipality_code).order_by("title"))


def writing_ledger(*, document: SourceDocument) -> PlanLedger | None:
    """The ledger from which any revision of `document` was written, the newest first; None where there is none."""
    plan = (
        Plan.objects.filter(document__key=document.key, ledger__isnull=False)
        .select_related("ledger")
        .order_by("-document__revision")
        .first()
    )
    return None if plan is None else plan.ledger


def only_ledger(*, document: SourceDocument) -> PlanLedger | None:
    """The ledger of the municipality that is reported in documents of this kind, if there is exactly one."""
    kinds = Q(document_kind=document.kind)
    if document.kind == DocumentKind.COMPREHENSIVE_PLAN:
        kinds |= Q(document_kind__isnull=True)
    found = PlanLedger.objects.filter(kinds, municipality=document.municipality_id)[:2]
    return found[0] if len(found) == 1 else None


def ledger_state(*, ledger: PlanLedger) -> LedgerState:
    """The state of `ledger`: three queries."""
    revision = PlanRevision.objects.filter(
        ledger=ledger, closed_at__isnull=True, is_reorganisation=False
    ).first()
    decided = (
        PlanRevision.objects.filter(ledger=ledger, result__isnull=False)
        .select_related("result")
        .order_by("-result__number")
        .first()
    )
    in_force = content_of(decided.result.content) if decided is not None and decided.result else None
    if revision is None:
        assert decided is not None
        assert decided.result is not None
        assert in_force is not None
        return LedgerState(
            ledger=ledger, revision=None, version=decided.result, content=in_force, in_force=in_force
        )
    version = PlanVersion.objects.filter(revision=revision).order_by("-number")[0]
    return LedgerState(
        ledger=ledger,
        revision=revision,
        version=version,
        content=content_of(version.content),
        in_force=in_force,
    )


def revisions_of(*, ledger: PlanLedger) -> list[PlanRevision]:
    """策定 and every 見直し, oldest first."""
    return list(PlanRevision.objects.filter(ledger=ledger).select_related("ledger").order_by("number"))


def revision_report(*, revision: PlanRevision) -> RevisionReport:
    """What `revision` changes or changed, by comparison; a 策定 and a plan taken over are compared with themselves.

    Of an open or abandoned revision the last draft counts. Three queries.
    """
    current = PlanRevision.objects.select_related("base", "result", "ledger").get(pk=revision.pk)
    last = current.result or PlanVersion.objects.filter(revision=current).order_by("-number")[0]
    after = content_of(last.content)
    before = after if current.base is None else content_of(current.base.content)
    return RevisionReport(
        revision=current, before=before, after=after, comparison=compare_plans(before, after)
    )


def targets_of(*, ledger: PlanLedger) -> dict[str, TargetHistory]:
    """The original and the current targets of every indicator that was ever decided, by its id. One query."""
    rows = (
        PlanRevision.objects.filter(ledger=ledger, result__isnull=False)
        .order_by("result__number")
        .values_list("number", "result__content")
    )
    return target_histories([(number, content_of(text)) for number, text in rows if text is not None])
