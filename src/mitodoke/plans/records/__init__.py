"""The seam between the tables of plans and the domain's records of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.outline import PlanItem
from mitodoke.domain.own_levels import OwnLevel, levels_refusal
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.plans import models
from mitodoke.plans.records.indicators import store_indicators, to_indicator
from mitodoke.plans.records.items import store_items, to_item


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecords:
    """What the tables of this app hold of one document; `levels` are those that it names itself."""

    items: tuple[PlanItem, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    ratings: tuple[Rating, ...] = ()
    levels: tuple[OwnLevel, ...] = ()


def store_records(
    document: SourceDocument, content: DocumentContent, *, ledger: models.PlanLedger | None = None
) -> models.Plan | None:
    """Add the plan of `content` to `document`, written from `ledger` if from any; None when it prints no plan.

    A content that refers to an item it does not have is a fault of its reader: ValueError or KeyError.
    """
    if not (content.items or content.indicators or content.ratings):
        return None
    if fault := levels_refusal(content.levels):
        raise ValueError(fault)
    plan = models.Plan.objects.create(document=document, kind=document.kind, ledger=ledger)
    models.PlanLevel.objects.bulk_create(
        models.PlanLevel(plan=plan, position=position, name=level.name, rated=level.rated)
        for position, level in enumerate(content.levels, start=1)
    )
    items = store_items(plan, content.items)
    store_indicators(plan, items, content.indicators)
    models.Rating.objects.bulk_create(
        models.Rating(
            item=items[rating.item_id],
            position=position,
            department=rating.department,
            fiscal_year=rating.fiscal_year,
            state=rating.state,
            step=rating.step,
            reason=rating.reason,
            place=rating.place,
        )
        for position, rating in enumerate(content.ratings, start=1)
    )
    return plan


def to_records(document: SourceDocument) -> PlanRecords:
    """The plan of `document` in the order in which it was stored; nothing for a document without a plan."""
    plan = models.Plan.objects.filter(document=document).first()
    if plan is None:
        return PlanRecords()
    activities = Prefetch("activities", models.Activity.objects.order_by("position"))
    values = Prefetch("values", models.IndicatorValue.objects.order_by("position"))
    items = list(plan.items.order_by("position").prefetch_related(activities))
    keys = {item.pk: item.key for item in items}
    indicators = plan.indicators.order_by("position").prefetch_related(values)
    ratings = models.Rating.objects.filter(item__plan=plan).order_by("position")
    return PlanRecords(
        items=tuple(to_item(row, keys) for row in items),
        indicators=tuple(to_indicator(row, keys[row.item_id]) for row in indicators),
        ratings=tuple(
            Rating(
                item_id=keys[row.item_id],
                department=row.department,
                fiscal_year=row.fiscal_year,
                state=RatingState(row.state),
                step=row.step,
                reason=row.reason,
                place=row.place,
            )
            for row in ratings
        ),
        levels=plan.own_levels,
    )
