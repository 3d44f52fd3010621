"""Ratings taken over as a whole: a round is opened for a plan, departments submit, the round is closed.

For ratings that were collected elsewhere; at the desk a round is opened by `desk_rounds.open_desk_round`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mitodoke.departments.models import Department
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.rating import RatingState
from mitodoke.plans.models import Plan, PlanItem
from mitodoke.reporting.models import ReportingRound, Submission, SubmittedRating


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedStep:
    """What a department says of the measure `item_id`: a step from 0 to 10, or a state with a reason."""

    item_id: str
    state: RatingState
    step: int | None = None
    reason: str | None = None


@transaction.atomic
def open_round(
    *, plan: Plan, fiscal_year: int, opened_on: datetime.date, due_on: datetime.date, by: str
) -> ReportingRound:
    """Open the round of `plan` for `fiscal_year`; there is one at most."""
    if plan.rounds.filter(fiscal_year=fiscal_year).exists():
        label = FiscalYear(fiscal_year).label
        raise ActionDenied(f"{label}の調査はすでにあります。その調査を使ってください。")
    if due_on < opened_on:
        raise ActionDenied("回答期限が開始日より前です。期限を開始日以後にしてください。")
    return ReportingRound.objects.create(
        plan=plan, fiscal_year=fiscal_year, opened_on=opened_on, due_on=due_on, opened_by=by
    )


@transaction.atomic
def submit_ratings(
    *,
    reporting_round: ReportingRound,
    department: Department,
    ratings: Sequence[SubmittedStep],
    by: str,
    clock: Callable[[], datetime.datetime] = timezone.now,
) -> Submission:
    """Submit what `department` says; it replaces its earlier submission as a whole, and that one is kept.

    Denied after closing, for a department of another municipality, and for items that are no measures of the
    plan or name other departments as responsible. Where the source lost the departments, any may rate.
    """
    current = ReportingRound.objects.select_related("plan__document").get(pk=reporting_round.pk)
    if current.closed_on is not None:
        raise ActionDenied("この調査は締め切られています。修正は企画担当に申し出てください。")
    if current.plan is None or current.asks:
        raise ActionDenied("この調査は回答画面で答える調査です。回答画面から項目ごとに提出してください。")
    if department.municipality_id != current.plan.document.municipality_id:
        raise ActionDenied(f"{department.name}は、この計画の自治体の部署ではありません。")
    if not ratings:
        raise ActionDenied("評価が一つもありません。少なくとも一つの施策を評価してください。")
    items = {item.key: item for item in current.plan.items.all()}
    seen: set[str] = set()
    for rating in ratings:
        _deny_impossible(rating, items.get(rating.item_id), department, seen)
        seen.add(rating.item_id)
    last = Submission.objects.filter(round=current, department=department).aggregate(last=Max("number"))[
        "last"
    ]
    submission = Submission.objects.create(
        round=current, department=department, number=(last or 0) + 1, submitted_by=by, submitted_at=clock()
    )
    SubmittedRating.objects.bulk_create(
        SubmittedRating(
            submission=submission,
            item=items[rating.item_id],
            state=rating.state,
            step=rating.step,
            reason=rating.reason,
        )
        for rating in ratings
    )
    return submission


@transaction.atomic
def close_round(*, reporting_round: ReportingRound, by: str, today: datetime.date) -> ReportingRound:
    """Close the round: its ratings are facts from now on and nothing more can be submitted."""
    current = ReportingRound.objects.get(pk=reporting_round.pk)
    if current.closed_on is not None:
        raise ActionDenied("この調査はすでに締め切られています。")
    if today < current.opened_on:
        raise ActionDenied("開始前の調査は締め切れません。開始日以後に締め切ってください。")
    current.closed_on = today
    current.closed_by = by
    current.save(update_fields=["closed_on", "closed_by"])
    return current


def _deny_impossible(
    rating: SubmittedStep, item: PlanItem | None, department: Department, seen: set[str]
) -> None:
    if item is None or item.kind != ItemKind.MEASURE:
        raise ActionDenied(f"{rating.item_id} はこの計画の施策ではありません。")
    if rating.item_id in seen:
        raise ActionDenied(f"施策 {item.code} の評価が二つあります。一つにしてください。")
    if item.departments is not None and department.name not in item.departments:
        responsible = "、".join(item.departments) or "（記載なし）"
        raise ActionDenied(
            f"施策 {item.code} の担当部署は{responsible}です。{department.name}は評価できません。"
        )
    if rating.state is RatingState.RATED and (rating.step is None or not 0 <= rating.step <= 10):
        raise ActionDenied(f"施策 {item.code} の評価は 0 から 10 までの整数で入力してください。")
    if rating.state is not RatingState.RATED and (rating.step is not None or not rating.reason):
        raise ActionDenied(
            f"施策 {item.code} を「{rating.state.label}」とするときは、評価の代わりに理由を入力してください。"
        )
