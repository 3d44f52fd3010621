"""How a mistake in what is published is put right: where the records of a document come from, and the page to begin at."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from mitodoke.desk.presentation.words import round_title
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import original_of
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.queries import writing_ledger
from mitodoke.reporting.models import ReportingRound


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One way: what it is for, and the page where it begins."""

    sentence: str
    label: str
    address: str


def corrections_of(document: SourceDocument) -> tuple[Correction, ...]:
    """The ways for this document, the answers of departments first; four queries at most."""
    about = Q(plan__document__key=document.key) | Q(register__key=document.key)
    rounds = (
        ReportingRound.objects.filter(about).exclude(asks=()).select_related("plan__document", "register")
    )
    found = [
        Correction(
            sentence="部署の回答を直すとき：調査を再開し、回答の「確定を解く」で部署に戻して直し、もう一度確定して反映します。",
            label=round_title(one),
            address=reverse("desk:round", kwargs={"round_id": one.pk}),
        )
        for one in rounds
    ]
    ledger: PlanLedger | None = writing_ledger(document=document)
    if ledger is not None:
        found.append(
            Correction(
                sentence="項目や目標値を直すとき：計画の見直しを始めて直し、決定して、年度の文書に反映します。",
                label=ledger.title,
                address=reverse("desk:plan", kwargs={"ledger_id": ledger.pk}),
            )
        )
    if original_of(document) is not None or not found:
        found.append(
            Correction(
                sentence="取り込んだ文書の内容を直すとき：直した文書を、もう一度取り込みます。",
                label="文書の取り込み",
                address=reverse("desk:imports", kwargs={"code": document.municipality_id}),
            )
        )
    return tuple(found)
