"""The seam between the stored text of a plan's states and definitions and the domain's records of them."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from mitodoke.domain.indicator import IndicatorValue, ValueRole
from mitodoke.domain.outline import OWN_LEVELS, RevisionFlag
from mitodoke.domain.own_field import FieldRule
from mitodoke.domain.plan_content import (
    PlanContent,
    PlannedIndicator,
    PlannedItem,
    PlannedValue,
    in_reading_order,
)
from mitodoke.domain.plan_structure import PlanStructure
from mitodoke.plans.records import PlanRecords

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(PlanContent).decode


def content_text(content: PlanContent) -> str:
    """The JSON of a plan: the same plan gives the same text."""
    return _encode(content).decode()


def content_of(text: str) -> PlanContent:
    """The plan of a stored text."""
    return _decode(text)


def content_hash(text: str) -> str:
    """The SHA-256 of a stored text."""
    return hashlib.sha256(text.encode()).hexdigest()


def rule_data(rule: FieldRule) -> Any:
    """A field's rule as it is stored."""
    return msgspec.to_builtins(rule)


def rule_of(data: Any) -> FieldRule:
    """The rule that was stored."""
    return msgspec.convert(data, FieldRule)


def content_of_document(structure: PlanStructure, records: PlanRecords) -> PlanContent:
    """The plan that a document prints; flags and actual values are not part of it, ended items are marked."""
    levels = {level.kind or own: level.key for own, level in zip(OWN_LEVELS, structure.levels, strict=False)}
    return PlanContent(
        structure=structure,
        items=in_reading_order(
            tuple(
                PlannedItem(
                    item_id=item.item_id,
                    parent_id=item.parent_id,
                    level=levels[item.kind],
                    code=item.code,
                    title=item.title,
                    subtitle=item.subtitle,
                    departments=item.departments,
                    sdgs=item.sdgs,
                    summary=item.summary,
                    audience=item.audience,
                    outcomes=item.outcomes,
                    ended=RevisionFlag.ENDED in (item.flags or ()),
                    ended_reason="引き継いだ文書に「取組終了」と記載"
                    if RevisionFlag.ENDED in (item.flags or ())
                    else None,
                )
                for item in records.items
            )
        ),
        indicators=tuple(
            PlannedIndicator(
                indicator_id=one.indicator_id,
                item_id=one.item_id,
                level=one.level,
                name=one.name,
                unit=one.unit,
                accumulation=one.accumulation,
                desired_change=one.desired_change,
                baseline=next((_planned(v) for v in one.values if v.role is ValueRole.BASELINE), None),
                targets=tuple(_planned(v) for v in one.values if v.role is ValueRole.TARGET),
                note=one.note,
            )
            for one in records.indicators
        ),
    )


def _planned(value: IndicatorValue) -> PlannedValue:
    return PlannedValue(
        fiscal_year=value.fiscal_year, printed=value.quantity.printed, calendar_year=value.calendar_year
    )
