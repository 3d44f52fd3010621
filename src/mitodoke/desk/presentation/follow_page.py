"""検証 of a year: the table of items, and one item with its questions, its 検証 and its log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from mitodoke.desk.presentation.follow_figures import NewestFigures
from mitodoke.desk.presentation.words import show_moment
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.plan_content import PlanContent, PlannedItem
from mitodoke.plans.models import Observation, PlanLedger, Verification
from mitodoke.plans.queries import DueFollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldVerification:
    """A 検証 in words, with what came of it."""

    decision: str
    reason: str
    next_steps: str | None
    written: str
    outcomes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item of the table; `asked` is the number of earlier 検証 whose outcome is still to be told."""

    name: str
    level: str
    departments: str
    figures: tuple[str, ...]
    verification: ToldVerification | None
    asked: int
    address: str
    writable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an earlier 検証 asks; `verification_id` is what the answer is to."""

    verification_id: int
    year: str
    text: str
    told: ToldVerification


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One entry of the log of observations; `earlier` is the entry that it corrects, in words."""

    observation_id: int
    item_id: str
    item: str
    day: str
    observation: str
    decision: str
    written: str
    earlier: str | None
    writable: bool


def told_verification(row: Verification) -> ToldVerification:
    """A 検証 as people read it; its `follow_ups` are prefetched."""
    return ToldVerification(
        decision=VerificationDecision(row.decision).label,
        reason=row.reason,
        next_steps=row.next_steps,
        written=f"{row.by}、{show_moment(row.at)}",
        outcomes=tuple(
            (f"{FiscalYear(one.fiscal_year).label}（{one.by}、{show_moment(one.at)}）", one.text)
            for one in row.follow_ups.all()
        ),
    )


def item_rows(
    *,
    ledger: PlanLedger,
    content: PlanContent,
    year: int,
    verified: Mapping[tuple[str, int], Verification],
    due: Sequence[DueFollowUp],
    figures: NewestFigures,
    writable: Collection[str],
) -> tuple[ItemRow, ...]:
    """Every item that has not ended, and ended ones that were verified for the year, in the order of the plan."""
    names = {level.key: level.name for level in content.structure.levels}
    asked = Counter(one.question.item_id for one in due)
    address = _verify_address(ledger, year)
    rows = []
    for item in content.items:
        row = verified.get((item.item_id, year))
        if item.ended and row is None and not asked[item.item_id]:
            continue
        rows.append(
            ItemRow(
                name=item.name,
                level=names.get(item.level, ""),
                departments="、".join(item.departments or ()),
                figures=figures.by_item.get(item.item_id, ()),
                verification=told_verification(row) if row else None,
                asked=asked[item.item_id],
                address=address(item.item_id),
                writable=item.item_id in writable,
            )
        )
    return tuple(rows)


def decision_counts(rows: Sequence[ItemRow]) -> tuple[tuple[str, int], ...]:
    """How many items of the table have which decision, and how many have none."""
    counted = Counter(row.verification.decision if row.verification else "検証していない" for row in rows)
    order = [one.label for one in VerificationDecision] + ["検証していない"]
    return tuple((label, counted[label]) for label in order)


def questions(due: Sequence[DueFollowUp], item_id: str) -> tuple[Question, ...]:
    """What is asked about one item, oldest first."""
    return tuple(
        Question(
            verification_id=one.verification.pk,
            year=FiscalYear(one.question.verified_for).label,
            text=one.question.text,
            told=told_verification(one.verification),
        )
        for one in due
        if one.question.item_id == item_id
    )


def log_lines(
    observations: Sequence[Observation], content: PlanContent, writable: Collection[str]
) -> tuple[LogLine, ...]:
    """The log as people read it; `corrects` is loaded with each entry."""
    names = {item.item_id: item.name for item in content.items}
    return tuple(
        LogLine(
            observation_id=one.pk,
            item_id=one.item_key,
            item=names.get(one.item_key, f"（計画から消えた項目 {one.item_key}）"),
            day=format_date(one.observed_on),
            observation=one.observation,
            decision=one.decision,
            written=f"{one.by}、{show_moment(one.at)}",
            earlier=None
            if one.corrects is None
            else f"{one.corrects.observation} → {one.corrects.decision}（{one.corrects.by}、{show_moment(one.corrects.at)}）",
            writable=one.item_key in writable,
        )
        for one in observations
    )


def item_choices(
    items: Sequence[PlannedItem], writable: Collection[str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Items to choose from: (id, name); ended ones are left out."""
    return tuple(
        (one.item_id, one.name)
        for one in items
        if not one.ended and (writable is None or one.item_id in writable)
    )


def year_links(ledger: PlanLedger, year: int) -> tuple[tuple[str, str], ...]:
    """The year before and the year after: (label, address)."""
    return tuple(
        (
            f"{FiscalYear(one).label}の検証",
            reverse("desk:verification", kwargs={"ledger_id": ledger.pk, "year": one}),
        )
        for one in (year - 1, year + 1)
    )


def _verify_address(ledger: PlanLedger, year: int) -> Callable[[str], str]:
    """The address of an item's 検証 by the item's id; resolved once, since a plan has hundreds."""
    marker = "ITEM"
    parts = {"ledger_id": ledger.pk, "year": year, "item_id": marker}
    before, _, after = reverse("desk:verify", kwargs=parts).rpartition(marker)
    return lambda item_id: f"{before}{quote(item_id, safe='')}{after}"
