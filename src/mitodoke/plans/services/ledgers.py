"""Writes: a ledger begun for a new plan, or from the plan that a document prints."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.departments.models import Municipality
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.plan_content import PlanContent, content_refusal
from mitodoke.domain.plan_editing import promised_wordings
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_structure import (
    PlanStructure,
    document_structure,
    fits_documents,
    own_structure,
    structure_refusal,
)
from mitodoke.domain.plan_text import needed_text
from mitodoke.domain.role import Right
from mitodoke.plans.models import PLAN_KINDS, PlanLedger, PlanRevision, PromisedWording
from mitodoke.plans.permissions import PlanActor, plan_actor
from mitodoke.plans.records import to_records
from mitodoke.plans.records.ledger import content_of_document
from mitodoke.plans.versions import add_version


@transaction.atomic
def create_ledger(
    *,
    municipality: Municipality,
    title: str,
    structure: PlanStructure,
    document_kind: DocumentKind | None = None,
    reason: str,
    decider: str,
    decided_on: datetime.date,
    by: User,
    clock: Clock = timezone.now,
) -> PlanLedger:
    """Begin a plan of these levels, with its 策定 open for editing.

    With `document_kind` the plan is to be reported in documents of that kind and has its levels, under any names.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=municipality.pk, what="計画の作成")
    if refusal := structure_refusal(structure):
        raise ActionDenied(refusal)
    if document_kind is not None and not (
        document_kind in PLAN_KINDS and fits_documents(structure, document_kind)
    ):
        raise ActionDenied(
            f"{document_kind.label}の文書の階層と合いません。文書と同じ階層にするか、独自の計画として作ってください。"
        )
    ledger = _ledger(municipality.pk, title, document_kind, who)
    revision = _first_revision(ledger, reason, decider, decided_on, who)
    version = add_version(ledger, revision, PlanContent(structure=structure), who)
    who.event(
        grant, ledger, PlanAct.CREATE, subject=ledger.title, version=version, reason=revision.reason
    ).save()
    return ledger


@transaction.atomic
def take_over_plan(
    *,
    document: SourceDocument,
    title: str,
    decider: str,
    decided_on: datetime.date,
    by: User,
    clock: Clock = timezone.now,
) -> PlanLedger:
    """Begin a ledger from the plan that the newest revision of `document` prints: it is in force at once.

    The wording of its 公約 is fixed from now on.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=document.municipality_id, what="計画の引継ぎ")
    newest = current_document(document.key) or document
    kind = DocumentKind(newest.kind)
    records = to_records(newest)
    if kind not in PLAN_KINDS or not records.items:
        raise ActionDenied("この文書には計画がないため、引き継げません。計画の文書を選んでください。")
    structure = own_structure(records.levels) if records.levels else document_structure(kind)
    content = content_of_document(structure, records)
    if refusal := content_refusal(content):
        raise ActionDenied(f"この文書の計画は引き継げません。{refusal}")
    ledger = _ledger(newest.municipality_id, title, kind, who)
    revision = _first_revision(ledger, f"「{newest.title}」からの引継ぎ", decider, decided_on, who)
    version = add_version(ledger, revision, content, who)
    revision.result, revision.closed_by, revision.closed_at = version, who.name, who.at
    revision.save(update_fields=["result", "closed_by", "closed_at"])
    PromisedWording.objects.bulk_create(
        PromisedWording(ledger=ledger, item_key=key, wording=words, revision=revision)
        for key, words in promised_wordings(content).items()
    )
    who.event(
        grant, ledger, PlanAct.TAKE_OVER, subject=ledger.title, version=version, after=str(newest)
    ).save()
    return ledger


def _ledger(code: str, title: str, kind: DocumentKind | None, who: PlanActor) -> PlanLedger:
    name = needed_text(title, "計画の題名", single_line=True)
    if PlanLedger.objects.filter(municipality=code, title=name).exists():
        raise ActionDenied(
            f"「{name}」という計画はすでにあります。その計画を使うか、別の題名にしてください。"
        )
    return PlanLedger.objects.create(
        municipality_id=code, title=name, document_kind=kind, recorded_by=who.name, recorded_at=who.at
    )


def _first_revision(
    ledger: PlanLedger, reason: str, decider: str, decided_on: datetime.date, who: PlanActor
) -> PlanRevision:
    return PlanRevision.objects.create(
        ledger=ledger,
        number=1,
        name="策定",
        reason=needed_text(reason, "策定の理由"),
        decider=needed_text(decider, "決定者", single_line=True),
        decided_on=decided_on,
        begun_by=who.name,
        begun_at=who.at,
    )
