"""The editions of a document as the desk lists them: state, release, withdrawal, and what happened to each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import get_script_prefix, reverse

from mitodoke.desk.presentation.words import show_moment
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.edition_state import EditionState
from mitodoke.domain.fiscal_year import format_date
from mitodoke.outputs.open_data.edition_name import edition_path
from mitodoke.publishing import models
from mitodoke.publishing.queries import change_reasons_of, edition_of
from mitodoke.publishing.visibility import Standing, versions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """One edition in the list: its number, its state in words, and its page at the desk."""

    version: int
    state: str
    told: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """One edition with all that the desk tells of it; `public` is its address on the site, empty where it has none."""

    version: int
    state: EditionState
    told: str
    public: str
    preview: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


def state_words(standing: Standing) -> str:
    """The state with its moment: ``公表待ち（令和8年12月1日 10時00分に公表）``."""
    state = standing.state
    if state is EditionState.WAITING and standing.release_at is not None:
        return f"{state.label}（{show_moment(standing.release_at)}に公表）"
    if state is EditionState.PUBLIC:
        return f"{state.label}（{format_date(standing.published_on)}公表）"
    return state.label


def edition_lines(document: SourceDocument) -> tuple[EditionLine, ...]:
    """The list of editions, the newest first: one query."""
    return tuple(
        EditionLine(
            version=one.row.version,
            state=one.state.value,
            told=state_words(one),
            address=reverse("desk:edition", kwargs={"document": document.key, "version": one.row.version}),
        )
        for one in versions_of(document)
    )


def edition_facts(document: SourceDocument, standing: Standing) -> EditionFacts:
    """Everything about one edition; a fixed number of queries."""
    row, state = standing.row, standing.state
    path = edition_path(edition_of(standing))
    parts = {"document": document.key, "version": row.version}
    facts = [
        ("状態", state_words(standing)),
        ("元になった稿", f"第{row.document.revision}稿"),
        ("確定した人", row.published_by),
        ("照合値（SHA-256）", standing.sha256),
    ]
    if row.acknowledgement:
        facts.insert(3, ("指摘があっても公表する理由", row.acknowledgement))
    reasons = change_reasons_of(row.pk)
    if reasons is not None:
        told = [f"{len(reasons.by_subject):,}件の記録に個別の理由"] if reasons.by_subject else []
        told += [f"理由：{reasons.rest}"] if reasons.rest else []
        facts.insert(1, ("変更の種類", f"{reasons.kind.label}（{'。'.join(told)}）"))
    return EditionFacts(
        version=row.version,
        state=state,
        told=state_words(standing),
        public=f"{get_script_prefix()}{path}"
        if state in (EditionState.PUBLIC, EditionState.WITHDRAWN)
        else "",
        preview=""
        if state is EditionState.PUBLIC
        else reverse("desk:edition_preview", kwargs=parts | {"page": path}),
        facts=tuple(facts),
        sentences=_sentences(row),
    )


def _sentences(row: models.Edition) -> tuple[str, ...]:
    """What was decided about the edition, the newest first."""
    told: list[tuple[datetime.datetime, int, str]] = []
    for number, one in enumerate(models.ReleaseDecision.objects.filter(edition=row).order_by("pk")):
        told.append(
            (one.decided_at, number, f"{show_moment(one.decided_at)}、{one.decided_by}が{_deed(one, number)}")
        )
    withdrawal = models.Withdrawal.objects.filter(edition=row).first()
    if withdrawal is not None:
        when = show_moment(withdrawal.withdrawn_at)
        told.append(
            (
                withdrawal.withdrawn_at,
                len(told),
                f"{when}、{withdrawal.withdrawn_by}が取り下げました（公表した名前：{withdrawal.announced_by}）。理由：{withdrawal.reason}",
            )
        )
    return tuple(sentence for _, _, sentence in sorted(told, reverse=True))


def _deed(decision: models.ReleaseDecision, number: int) -> str:
    why = f"理由：{decision.reason}" if decision.reason else ""
    if decision.release_at is None:
        return f"公表を取りやめました。{why}"
    if number:
        return f"公表日時を{show_moment(decision.release_at)}に変えました。{why}"
    if decision.release_at <= decision.decided_at:
        return "確定して公表しました。"
    return f"確定し、公表日時を{show_moment(decision.release_at)}と決めました。"
