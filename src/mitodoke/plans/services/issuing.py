"""Writes: the plan in force as the next revision of the year's document, for rounds and editions."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.documents import records as documents
from mitodoke.documents.models import ImportRun, SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DESK_LAYOUT, DocumentKind
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_structure import fits_documents
from mitodoke.domain.plan_text import needed_text
from mitodoke.domain.revision import compare_plans
from mitodoke.domain.role import Right
from mitodoke.plans import records as plans
from mitodoke.plans.issue_text import plan_reading
from mitodoke.plans.models import Plan, PlanLedger, PlanRevision
from mitodoke.plans.permissions import plan_actor
from mitodoke.plans.queries.ledgers import ledger_state, targets_of
from mitodoke.plans.records.ledger import content_of


@transaction.atomic
def issue_plan(
    *,
    ledger: PlanLedger,
    fiscal_year: int,
    title: str,
    marks_of: PlanRevision | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> SourceDocument:
    """Write the plan in force as the next revision of its document of `fiscal_year`; the same plan changes nothing.

    `marks_of` is the 見直し whose marks (新規施策 …) and table of counts the document prints. What the document
    holds of the year is kept. Denied over a document that was read from a file, over one that departments were
    asked about, and over one that another plan was written into: a city has one document of a kind and year.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="計画の文書への反映")
    name = needed_text(title, "文書の題名", single_line=True)
    state = ledger_state(ledger=ledger)
    content = state.in_force
    if content is None:
        raise ActionDenied("この計画はまだ決定されていません。決定してから文書に反映してください。")
    kind = _document_kind(ledger)
    if not fits_documents(content.structure, kind):
        raise ActionDenied(
            f"この計画の階層は{kind.label}の文書と合わないため、反映できません。階層を確かめてください。"
        )
    code = ledger.municipality_id
    newest = current_document(f"{kind}-{code}-{fiscal_year}")
    if newest is not None:
        _deny_over(newest, ledger)
    comparison = None
    if marks_of is not None:
        if marks_of.ledger_id != ledger.pk or marks_of.base is None or marks_of.result_id is None:
            raise ActionDenied("印を付ける見直しは、この計画の決定済みの見直しから選んでください。")
        comparison = compare_plans(content_of(marks_of.base.content), content)
    reading = plan_reading(
        content,
        kind=kind,
        municipality_code=code,
        municipality=ledger.municipality.name,
        fiscal_year=fiscal_year,
        title=name,
        known=None if newest is None else _known(newest),
        comparison=comparison,
        targets=targets_of(ledger=ledger),
    )
    if newest is not None and newest.sha256 == reading.content.document.sha256:
        return newest
    revision = 1 if newest is None else newest.revision + 1
    row = documents.store_records(reading, revision=revision)
    plans.store_records(row, reading.content, ledger=ledger)
    ImportRun.objects.create(
        document=row,
        by=who.name,
        at=who.at,
        added=len(reading.content.items) if newest is None else 0,
        changed=0 if newest is None else len(reading.content.items),
        moved=0,
        removed=0,
    )
    who.event(
        grant, ledger, PlanAct.ISSUE, subject=ledger.title, after=f"「{row.title}」第{row.revision}稿"
    ).save()
    return row


def _known(document: SourceDocument) -> DocumentContent:
    stored, plan = documents.to_records(document), plans.to_records(document)
    return DocumentContent(
        document=stored.document,
        items=plan.items,
        indicators=plan.indicators,
        ratings=plan.ratings,
        glossary=stored.glossary,
    )


def _document_kind(ledger: PlanLedger) -> DocumentKind:
    """The kind of document that a plan is reported in; one with levels of the city's own is a 総合計画."""
    return DocumentKind(ledger.document_kind or DocumentKind.COMPREHENSIVE_PLAN)


def _deny_over(document: SourceDocument, ledger: PlanLedger) -> None:
    if document.layout != DESK_LAYOUT:
        raise ActionDenied(
            "この年度の文書は公表された文書から読み取ったものなので、上書きできません。翌年度の文書に反映してください。"
        )
    other = (
        Plan.objects.filter(document__key=document.key, ledger__isnull=False)
        .exclude(ledger=ledger)
        .select_related("ledger")
        .first()
    )
    if other is not None:
        raise ActionDenied(
            f"この年度の{DocumentKind(document.kind).label}の文書には「{other.ledger}」が反映されています。"
            "同じ種類の計画を同じ年度に二つ公表することはできません。"
        )
    # Rounds belong to a higher layer; whether there are any is asked of the database by their name.
    if Plan.objects.filter(document__key=document.key, rounds__isnull=False).exists():
        label = "この年度" if document.fiscal_year is None else FiscalYear(document.fiscal_year).label
        raise ActionDenied(
            f"{label}の計画については調査が始まっているため、文書を変えられません。翌年度の文書に反映してください。"
        )
