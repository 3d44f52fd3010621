"""What an answer is held against: the item's indicators and last year's values, for many answers in few queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Prefetch, Q, QuerySet

from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.entry_checks import EntryContext
from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.domain.rating import RatingState
from mitodoke.plans import models as plans
from mitodoke.plans.records.indicators import to_indicator
from mitodoke.reporting.models import Assignment, ReportingRound, SubmittedRating

FEW = 50
"""Up to so many requests are looked up one by one; for more the whole plan is read."""


@dataclass(slots=True)
class LastYear:
    """The known facts of the items of one round, by item key."""

    indicators: dict[str, tuple[Indicator, ...]] = field(default_factory=dict)
    steps: dict[tuple[str, str], int] = field(default_factory=dict)
    participants: dict[str, int | None] = field(default_factory=dict)

    def context(
        self,
        assignment: Assignment,
        reporting_round: ReportingRound,
        *,
        fields: Mapping[str, str],
        offered: Mapping[str, str],
    ) -> EntryContext:
        """What the answer to `assignment` is held against; its item and department are loaded."""
        start, end = reporting_round.period
        key = assignment.item.key if assignment.item else ""
        return EntryContext(
            fiscal_year=reporting_round.fiscal_year,
            period_start=start,
            period_end=end,
            indicators=self.indicators.get(key, ()),
            last_step=self.steps.get((key, assignment.department.name)),
            last_participants=self.participants.get(assignment.entry_key or ""),
            fields=fields,
            offered=offered,
        )

    def names(self, assignment: Assignment) -> dict[str, str]:
        """The indicators whose values are asked of `assignment`, by id; only the leading department gives them."""
        if assignment.item is None or not assignment.is_lead:
            return {}
        return {one.indicator_id: one.name for one in self.indicators.get(assignment.item.key, ())}


def known_facts(reporting_round: ReportingRound, assignments: Collection[Assignment]) -> LastYear:
    """The facts for these requests of one round; the number of queries does not depend on how many they are."""
    if reporting_round.plan is None:
        return LastYear(participants=_participants(reporting_round.previous, assignments))
    items = [one.item for one in assignments if one.item is not None]
    keys = {item.key for item in items} if len(items) <= FEW else None
    plan_ids = [reporting_round.plan_id, *_earlier_plans(reporting_round)]
    return LastYear(
        indicators=_indicators(plan_ids, keys, reporting_round.fiscal_year),
        steps=_steps(plan_ids, keys, reporting_round),
    )


def _earlier_plans(reporting_round: ReportingRound) -> list[int]:
    """The plan of last year's document in the revision that counts now (a later correction is seen)."""
    if reporting_round.previous is None:
        return []
    current = current_document(reporting_round.previous.key)
    return list(plans.Plan.objects.filter(document=current).values_list("pk", flat=True))


def _indicators(
    plan_ids: list[int | None], keys: set[str] | None, fiscal_year: int
) -> dict[str, tuple[Indicator, ...]]:
    """The plan's indicators by item key, with the earlier actual values that last year's plan knows besides."""
    rows = plans.Indicator.objects.filter(plan__in=plan_ids).order_by("position")
    if keys is not None:
        rows = rows.filter(item__key__in=keys)
    found: dict[str, Indicator] = {}
    earlier: dict[str, Indicator] = {}
    values = Prefetch("values", plans.IndicatorValue.objects.order_by("position"))
    for row in rows.select_related("item").prefetch_related(values):
        target = found if row.plan_id == plan_ids[0] else earlier
        target[row.key] = to_indicator(row, row.item.key)
    grouped: dict[str, list[Indicator]] = {}
    for key, indicator in found.items():
        other = earlier.get(key)
        whole = indicator if other is None else _with_earlier(indicator, other, fiscal_year)
        grouped.setdefault(indicator.item_id, []).append(whole)
    return {item: tuple(several) for item, several in grouped.items()}


def _with_earlier(indicator: Indicator, other: Indicator, fiscal_year: int) -> Indicator:
    known = {value.fiscal_year for value in indicator.values if value.role is ValueRole.ACTUAL}
    more: tuple[IndicatorValue, ...] = tuple(
        value
        for value in other.values
        if value.role is ValueRole.ACTUAL
        and value.fiscal_year not in known
        and (value.fiscal_year or fiscal_year) < fiscal_year
    )
    return replace(indicator, values=(*indicator.values, *more))


def _steps(
    plan_ids: list[int | None], keys: set[str] | None, reporting_round: ReportingRound
) -> dict[tuple[str, str], int]:
    """The newest earlier step by item key and department: as printed or adopted, or taken over as a whole."""
    year = reporting_round.fiscal_year
    printed = plans.Rating.objects.filter(
        item__plan__in=plan_ids, state=RatingState.RATED, fiscal_year__lt=year
    )
    taken: QuerySet[SubmittedRating] = SubmittedRating.objects.filter(
        state=RatingState.RATED,
        submission__round__closed_on__isnull=False,
        submission__round__fiscal_year__lt=year,
    ).filter(_of_documents(reporting_round))
    if keys is not None:
        printed = printed.filter(item__key__in=keys)
        taken = taken.filter(item__key__in=keys)
    steps: dict[tuple[str, str], tuple[int, int]] = {}
    rows = [
        *printed.values_list("item__key", "department", "fiscal_year", "step"),
        *taken.order_by("submission__number").values_list(
            "item__key", "submission__department__name", "submission__round__fiscal_year", "step"
        ),
    ]
    for key, department, fiscal_year, step in rows:
        known = steps.get((key, department))
        if step is not None and (known is None or known[0] <= fiscal_year):
            steps[key, department] = (fiscal_year, step)
    return {key: step for key, (_, step) in steps.items()}


def _of_documents(reporting_round: ReportingRound) -> Q:
    condition = Q(submission__round__plan=reporting_round.plan_id)
    if reporting_round.previous is not None:
        condition |= Q(submission__round__plan__document__key=reporting_round.previous.key)
    return condition


def _participants(
    previous: SourceDocument | None, assignments: Collection[Assignment]
) -> dict[str, int | None]:
    if previous is None:
        return {}
    rows = previous.collaboration_entries.all()
    if len(assignments) <= FEW:
        rows = rows.filter(key__in=[one.entry_key for one in assignments])
    return dict(rows.values_list("key", "participants"))
