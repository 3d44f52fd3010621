"""What a plan cannot hold twice in one place: a number among the items beside each other, a name among the indicators of an item."""

from __future__ import annotations

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.plan_content import PlanContent, PlannedItem


def deny_same_code(content: PlanContent, item: PlannedItem) -> None:
    """ActionDenied where another item that lasts stands beside `item` with its number; no number is no fault."""
    for one in content.items:
        if (
            item.code
            and one.item_id != item.item_id
            and one.parent_id == item.parent_id
            and not one.ended
            and comparable(one.code) == comparable(item.code)
        ):
            raise ActionDenied(
                f"番号「{item.code}」の項目「{one.name}」が同じ場所にすでにあります。別の番号にしてください。"
            )


def deny_same_indicator(content: PlanContent, item: PlannedItem, level: IndicatorLevel, name: str) -> None:
    """ActionDenied where `item` has an indicator of this level and name already."""
    for one in content.indicators:
        if (one.item_id, one.level) == (item.item_id, level) and comparable(one.name) == comparable(name):
            raise ActionDenied(
                f"「{item.name}」には、同じ名前の{level.label}「{one.name}」がすでにあります。別の名前にしてください。"
            )
