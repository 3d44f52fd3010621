"""Roll-up of ratings in a plan with levels of a city's own: one rule for any depth, stated beside every figure.

Items of a rated level: what the plan makes of the ratings of their departments (usually the mean, see `combining`)
in the newest year that was rated. Items above:
the mean of the exact values of the items directly under them. What has no value (no answer, a state instead of a
step) leaves the mean and is told by the coverage, which counts the rated items below, not the children. An ended
item (取組終了) that nobody rated counts nowhere. An item without anything to rate at or below it, and items below the
lowest rated level, have no progress of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mitodoke.domain.combining import combine
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.outline import PlanItem, RevisionFlag
from mitodoke.domain.own_levels import rated_kinds
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import Coverage, Level, LevelRule, Mean, Part, rounding_label
from mitodoke.domain.roll_up_plan import WHOLE
from mitodoke.domain.rounding import RoundingMode, RoundingRule

ROUNDING = RoundingRule(RoundingMode.HALF_UP, 1)
"""How every percentage of such a plan is printed."""
_OF_RATINGS = LevelRule(level=Level.MEASURE, averages=Level.RATING, rounding=ROUNDING)
_OF_ITEMS = LevelRule(level=Level.PLEDGE, averages=Level.MEASURE, rounding=ROUNDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProgress:
    """The progress of one item (or the whole) in percent, and the rule in words for people."""

    mean: Mean
    rule: str


def own_progress(content: DocumentContent) -> Mapping[str, OwnProgress]:
    """The progress of every item at or above a rated level by id, and of the whole (``document``).

    Nothing for a plan without ratings, and for a document that does not name its levels itself.
    """
    if not content.levels or not content.ratings:
        return {}
    return _RollUp(content).all()


class _RollUp:
    def __init__(self, content: DocumentContent) -> None:
        year = max(rating.fiscal_year for rating in content.ratings)
        self._year = FiscalYear(year).label
        self._names = {level.kind: level.name for level in content.levels}
        self._rated = rated_kinds(content.document.kind, content.levels)
        self._ratings: dict[str, list[Rating]] = {}
        for rating in content.ratings:
            if rating.fiscal_year == year:
                self._ratings.setdefault(rating.item_id, []).append(rating)
        self._combining = content.combining
        self._items = content.items
        self._children: dict[str | None, list[PlanItem]] = {}
        for item in content.items:
            self._children.setdefault(item.parent_id, []).append(item)
        order = [level.kind for level in content.levels]
        self._lowest = max(order.index(kind) for kind in self._rated)
        self._depths = {kind: depth for depth, kind in enumerate(order)}
        self._found: dict[str, Mean] = {}

    def all(self) -> dict[str, OwnProgress]:
        rolled = [item for item in self._items if self._depths[item.kind] <= self._lowest]
        # From the lowest level up, so that what an item averages is there before it.
        for item in sorted(rolled, key=lambda one: -self._depths[one.kind]):
            self._found[item.item_id] = self._mean(item)
        found = {
            item.item_id: OwnProgress(mean=self._found[item.item_id], rule=self._rule(item))
            for item in rolled
            if self._found[item.item_id].coverage.of and not self._is_left_out(item)
        }
        roots = self._children.get(None, [])
        if roots:
            words = f"全体＝丸める前の{self._names[roots[0].kind]}の単純平均（{rounding_label(ROUNDING)}）"
            found[WHOLE] = OwnProgress(mean=self._mean_of(roots), rule=words)
        return found

    def _mean(self, item: PlanItem) -> Mean:
        if item.kind in self._rated:
            given = self._ratings.get(item.item_id, [])
            mean = combine(given, combining=self._combining, departments=item.departments, rule=_OF_RATINGS)
            return mean if given else replace(mean, coverage=Coverage(of=1, counted=0, missing=1))
        return self._mean_of(self._children.get(item.item_id, []))

    def _mean_of(self, items: list[PlanItem]) -> Mean:
        counted = [one for one in items if not self._is_left_out(one)]
        mean = _OF_ITEMS.mean(self._found[one.item_id].as_part() for one in counted)
        return replace(mean, coverage=self._coverage(counted))

    def _coverage(self, items: list[PlanItem]) -> Coverage:
        """How many of the rated items at or below `items` have a value, and why the others have none."""
        parts = [part for item in items for part in self._rated_parts(item)]
        states = [part.state for part in parts if part.exact is None and part.state is not None]
        counted = sum(part.exact is not None for part in parts)
        return Coverage(
            of=len(parts),
            counted=counted,
            left_out=tuple((one, states.count(one)) for one in RatingState if one in states),
            missing=len(parts) - counted - len(states),
        )

    def _rated_parts(self, item: PlanItem) -> list[Part]:
        if item.kind in self._rated:
            return [self._found[item.item_id].as_part()]
        below = self._children.get(item.item_id, [])
        return [part for one in below if not self._is_left_out(one) for part in self._rated_parts(one)]

    def _is_left_out(self, item: PlanItem) -> bool:
        """Whether the item ended and nothing at or below it was rated."""
        if RevisionFlag.ENDED not in (item.flags or ()):
            return False
        below = [item]
        for one in below:
            below += self._children.get(one.item_id, [])
        return not any(one.item_id in self._ratings for one in below)

    def _rule(self, item: PlanItem) -> str:
        name = self._names[item.kind]
        if item.kind in self._rated:
            return f"{name}＝{self._year}の{self._combining.label}（{rounding_label(ROUNDING)}）"
        children = self._children.get(item.item_id, [])
        under = self._names[children[0].kind] if children else "下の項目"
        return f"{name}＝丸める前の{under}の単純平均（{rounding_label(ROUNDING)}）"
