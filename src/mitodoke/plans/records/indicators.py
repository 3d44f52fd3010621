"""Indicators of a plan and their values: rows and records."""

from __future__ import annotations

from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.quantity import MissingReason, Quantity
from mitodoke.plans import models


def store_indicators(
    plan: models.Plan, items: dict[str, models.PlanItem], indicators: tuple[Indicator, ...]
) -> None:
    """Add the indicators with their values, under the items they belong to."""
    rows = models.Indicator.objects.bulk_create(
        models.Indicator(
            plan=plan,
            item=items[indicator.item_id],
            position=position,
            key=indicator.indicator_id,
            level=indicator.level,
            name=indicator.name,
            unit=indicator.unit,
            accumulation=indicator.accumulation,
            desired_change=indicator.desired_change,
            note=indicator.note,
            changed=indicator.changed,
            place=indicator.place,
        )
        for position, indicator in enumerate(indicators, start=1)
    )
    models.IndicatorValue.objects.bulk_create(
        _from_value(row, position, value)
        for row, indicator in zip(rows, indicators, strict=True)
        for position, value in enumerate(indicator.values, start=1)
    )


def to_indicator(row: models.Indicator, item_id: str) -> Indicator:
    """The record of `row`, its values loaded; `item_id` is the id of its item."""
    return Indicator(
        indicator_id=row.key,
        item_id=item_id,
        level=IndicatorLevel(row.level),
        name=row.name,
        unit=row.unit,
        accumulation=None if row.accumulation is None else Accumulation(row.accumulation),
        desired_change=None if row.desired_change is None else DesiredChange(row.desired_change),
        values=tuple(_to_value(value) for value in row.values.all()),
        place=row.place,
        note=row.note,
        changed=row.changed,
    )


def _from_value(indicator: models.Indicator, position: int, value: IndicatorValue) -> models.IndicatorValue:
    quantity = value.quantity
    return models.IndicatorValue(
        indicator=indicator,
        position=position,
        role=value.role,
        fiscal_year=value.fiscal_year,
        calendar_year=value.calendar_year,
        printed=quantity.printed,
        value=quantity.value,
        unit=quantity.unit,
        decimals=quantity.decimals,
        cumulative=quantity.cumulative,
        approximate=quantity.approximate,
        missing=quantity.missing,
        quantity_note=quantity.note,
        note=value.note,
        place=value.place,
    )


def _to_value(row: models.IndicatorValue) -> IndicatorValue:
    return IndicatorValue(
        role=ValueRole(row.role),
        fiscal_year=row.fiscal_year,
        quantity=Quantity(
            printed=row.printed,
            value=row.value,
            unit=row.unit,
            decimals=row.decimals,
            cumulative=row.cumulative,
            approximate=row.approximate,
            missing=None if row.missing is None else MissingReason(row.missing),
            note=row.quantity_note,
        ),
        place=row.place,
        calendar_year=row.calendar_year,
        note=row.note,
    )
