"""Pages about publishing: the documents of a city, and the findings of a draft by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from mitodoke.desk.presentation.document_names import document_name, newest_first
from mitodoke.desk.presentation.edition_list import state_words
from mitodoke.desk.presentation.import_words import where
from mitodoke.desk.presentation.words import round_title
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_documents
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import EditionState
from mitodoke.domain.finding import Severity
from mitodoke.domain.own_levels import rated_kinds
from mitodoke.domain.own_roll_up import is_calculated, prints_percentages
from mitodoke.plans.queries import ledger_for
from mitodoke.publishing import models
from mitodoke.publishing.prepare import PreparedEdition
from mitodoke.publishing.presentation.labels import check_label
from mitodoke.publishing.visibility import Standing, standings
from mitodoke.reporting.models import Assignment, ReportingRound

TOLD = 20
"""How many findings of a kind are listed; the preview has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document and what is published of it."""

    key: str
    title: str
    address: str
    revision: int
    published: str
    waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """The findings of one check that need a reason before the draft is published."""

    check: str
    label: str
    severity: str
    severity_label: str
    messages: tuple[str, ...]
    rest: int


def document_lines(code: str) -> tuple[DocumentLine, ...]:
    """The documents of a city, the newest year first; two queries.

    What is told of a document are the edition that is public and the one that waits for its release; where there is
    neither, the newest one and what became of it.
    """
    editions: dict[tuple[str, int | None], list[Standing]] = {}
    rows = models.Edition.objects.filter(municipality=code).order_by("-version")
    for standing in standings(rows):
        editions.setdefault((standing.row.kind, standing.row.fiscal_year), []).append(standing)
    found = newest_first(one for one in current_documents() if one.municipality_id == code)
    lines = []
    for one in found:
        versions = editions.get((one.kind, one.fiscal_year), [])
        waits = [made for made in versions if made.state is EditionState.WAITING][:1]
        told = waits + [made for made in versions if made.is_public][:1] or versions[:1]
        lines.append(
            DocumentLine(
                key=one.key,
                title=document_name(one),
                address=reverse("desk:publication", kwargs={"document": one.key}),
                revision=one.revision,
                published="、".join(f"第{made.row.version}版は{state_words(made)}" for made in told)
                or "まだ公表していません",
                waiting=not told or told[0].row.document_id != one.pk,
            )
        )
    return tuple(lines)


def page_title(paper: SourceDocument, *, is_public: bool, is_new: bool) -> str:
    """What the page is for: what is not public yet is never called 公表."""
    if not is_public:
        return f"「{paper.title}」を公表する"
    return f"「{paper.title}」の新しい版を公表する" if is_new else f"「{paper.title}」の公表"


def draft_findings(edition: Edition) -> tuple[FindingKind, ...]:
    """Errors, then warnings, by check; notes need nothing."""
    kinds: dict[tuple[Severity, str], list[str]] = {}
    for severity in (Severity.ERROR, Severity.WARNING):
        for one in edition.audit.findings:
            if one.severity is severity:
                place = f"{where(one.place)}：" if one.place else ""
                kinds.setdefault((severity, one.check), []).append(f"{place}{one.message}")
    return tuple(
        FindingKind(
            check=f"{severity}:{check}",
            label=check_label(check),
            severity=severity.value,
            severity_label=severity.label,
            messages=tuple(told[:TOLD]),
            rest=max(0, len(told) - TOLD),
        )
        for (severity, check), told in kinds.items()
    )


def gathered_reasons(kinds: Sequence[FindingKind], reasons: dict[str, str]) -> str | None:
    """The reasons as one text that is kept with the edition; None where there is nothing to say."""
    told = [f"{kind.severity_label}「{kind.label}」：{reasons[kind.check]}" for kind in kinds]
    return "\n".join(told) or None


def unanswered(document: SourceDocument) -> tuple[str, ...]:
    """Rounds about the document that are open, or of which answers are not 確定: one sentence each."""
    about = Q(plan__document__key=document.key) | Q(register__key=document.key)
    sentences = []
    for one in (
        ReportingRound.objects.filter(about).exclude(asks=()).select_related("plan__document", "register")
    ):
        if one.closed_on is None:
            sentences.append(f"「{round_title(one)}」はまだ締め切られていません。")
            continue
        rest = (
            Assignment.objects.filter(round=one, cancelled=False)
            .exclude(state=AnswerState.CONFIRMED.value)
            .count()
        )
        if rest:
            sentences.append(
                f"「{round_title(one)}」には、確定しないまま締め切られた回答が{rest:,}件あります。"
            )
    return tuple(sentences)


def taken_back(prepared: PreparedEdition) -> str:
    """The withdrawn version that says what would be published, with the reason of its withdrawal; empty for none."""
    if prepared.withdrawn is None:
        return ""
    notice = models.Withdrawal.objects.get(edition=prepared.withdrawn.row.pk)
    return (
        f"いまの内容は、取り下げた第{prepared.withdrawn.row.version}版と同じです。取り下げた理由：「{notice.reason}」。"
        "直すところが残っていないか、公表する前に確かめてください。"
    )


def rating_coverage(edition: Edition) -> str:
    """How many of the items that departments rate have no rating yet, as a sentence; empty where all have one.

    Of a document that prints its own percentages nothing is expected, and in a strategy nothing is rated.
    """
    content = edition.content
    kinds = rated_kinds(content.document.kind, content.levels)
    asked = [one.item_id for one in content.items if one.kind in kinds]
    rated = {one.item_id for one in content.ratings}
    missing = sum(one not in rated for one in asked)
    if not missing or prints_percentages(content):
        return ""
    return f"評価する項目{len(asked):,}件のうち{missing:,}件には、まだ評価がありません。このまま公表すると「評価なし」と出ます。"


def percentages_missing(document: SourceDocument, edition: Edition) -> tuple[str, str] | None:
    """Where a roll-up rule is chosen (words and address), for ratings of which no percentages would be published."""
    content = edition.content
    if not content.ratings or prints_percentages(content) or is_calculated(content):
        return None
    ledger = ledger_for(document=document)
    if ledger is None:
        address = reverse("desk:plan_take_over", kwargs={"code": document.municipality_id})
        return "計画をこの画面に引き継ぎ、計算のしかたを選んでください", address
    address = reverse("desk:plan_calculation", kwargs={"ledger_id": ledger.pk})
    return "計算のしかたを選んでください", address
