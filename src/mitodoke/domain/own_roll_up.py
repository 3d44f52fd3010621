"""Roll-up of ratings by a plan's own rule: one walk for any outline, the rule stated beside every figure.

Items of a rated level: what the plan makes of the ratings of their departments (usually the mean, see `combining`)
in the newest year that was rated. Items above: the mean that the plan chose (see `roll_up_choice`), usually of the
exact values of the items directly under them. What has no value (no answer, a state instead of a step) leaves the
mean, unless the plan takes its state as 0 %, and is told by the coverage, which counts the rated items below, not the
children. An ended item (取組終了) that nobody rated counts nowhere. An item without anything to rate at or below it,
and items below the lowest rated level, have no progress of their own.

A plan with levels of a city's own always has such a progress. Documents of a fixed outline have it where the plan
chose a rule and the document prints no percentages: those that are printed are compared, never replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mitodoke.domain.combining import combine
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.outline import ItemKind, PlanItem, RevisionFlag
from mitodoke.domain.own_levels import kinds_of, level_names, rated_kinds
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import Coverage, Mean, Part, rounding_label
from mitodoke.domain.roll_up_choice import Averaged, RollUpChoice, averaged_words, rolled_kinds
from mitodoke.domain.roll_up_plan import WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProgress:
    """The progress of one item (or the whole) in percent, and the rule in words for people."""

    mean: Mean
    rule: str


def prints_percentages(content: DocumentContent) -> bool:
    """Whether the document itself states how far its items are."""
    return any(item.printed_progress is not None for item in content.items) or any(
        figure.figure.startswith("progress") for figure in content.stated
    )


def is_calculated(content: DocumentContent) -> bool:
    """Whether the progress of the items is calculated by the plan's own rule, because no document prints it."""
    if not content.ratings:
        return False
    return bool(content.levels) or (content.roll_up is not None and not prints_percentages(content))


def own_progress(content: DocumentContent) -> Mapping[str, OwnProgress]:
    """The progress of every item at or above a rated level by id, and of the whole (``document``).

    Nothing where it is not calculated (`is_calculated`).
    """
    return RollUp(content).all() if is_calculated(content) else {}


class RollUp:
    """The ratings of `content` rolled up by `choice` (None: the plan's own, else the usual rule); needs ratings."""

    def __init__(self, content: DocumentContent, choice: RollUpChoice | None = None) -> None:
        year = max(rating.fiscal_year for rating in content.ratings)
        self._year = FiscalYear(year).label
        self.choice = choice or content.roll_up or RollUpChoice()
        self._names = level_names(content.levels)
        order = kinds_of(content.document.kind, content.levels)
        self.rated = rated_kinds(content.document.kind, content.levels)
        self.kinds = rolled_kinds(order, self.rated)
        self._ratings: dict[str, list[Rating]] = {}
        for rating in content.ratings:
            if rating.fiscal_year == year:
                self._ratings.setdefault(rating.item_id, []).append(rating)
        self._combining = content.combining
        self._items = content.items
        self._children: dict[str | None, list[PlanItem]] = {}
        for item in content.items:
            self._children.setdefault(item.parent_id, []).append(item)
        self._depths = {kind: depth for depth, kind in enumerate(order)}
        self._found: dict[str, Mean] = {}
        for item in sorted(self._rolled(), key=lambda one: -self._depths[one.kind]):
            # From the lowest level up, so that what an item averages is there before it.
            self._found[item.item_id] = self._mean(item)

    def all(self) -> dict[str, OwnProgress]:
        """The progress of every item that has one, and of the whole."""
        found = {
            item.item_id: OwnProgress(mean=self._found[item.item_id], rule=self.rule_of(item.kind))
            for item in self._rolled()
            if self._found[item.item_id].coverage.of and not self._is_left_out(item)
        }
        if self._children.get(None):
            found[WHOLE] = OwnProgress(mean=self._mean(None), rule=self.rule_of(None))
        return found

    def mean_by(self, choice: RollUpChoice, item: PlanItem | None) -> Mean:
        """The mean of `item` (None: of the whole) had its own level another rule; all below stays as it is."""
        return self._mean(item, choice)

    def rule_of(self, kind: ItemKind | None) -> str:
        """The rule of a level (None: of the whole) for people: ``政策＝丸める前の施策の単純平均（四捨五入して整数に）``."""
        name = "全体" if kind is None else self._names[kind]
        rounding = rounding_label(self.choice.level(kind).rounding)
        if kind in self.rated:
            zero = "・".join(state.label for state in self.choice.as_zero)
            told = f"、{zero}は0％とする" if zero else ""
            return f"{name}＝{self._year}の{self._combining.label}（{rounding}{told}）"
        words = averaged_words(self.choice, kind, names=self._names, kinds=self.kinds, rated=self.rated)
        return f"{name}＝{words}（{rounding}）"

    def _rolled(self) -> list[PlanItem]:
        return [item for item in self._items if item.kind in self.kinds]

    def _mean(self, item: PlanItem | None, choice: RollUpChoice | None = None) -> Mean:
        used = choice or self.choice
        if item is not None and item.kind in self.rated:
            given = self._ratings.get(item.item_id, [])
            rule = used.rule(item.kind, rated=True)
            mean = combine(given, combining=self._combining, departments=item.departments, rule=rule)
            return mean if given else replace(mean, coverage=Coverage(of=1, counted=0, missing=1))
        kind = None if item is None else item.kind
        parts = list(self._rated_below(item))
        entering = parts if used.level(kind).averages is Averaged.RATED else self._parts_below(item)
        mean = used.rule(kind, rated=False).mean(entering)
        return replace(mean, coverage=_coverage(parts))

    def _below(self, item: PlanItem | None) -> list[PlanItem]:
        below = self._children.get(None if item is None else item.item_id, [])
        return [one for one in below if one.item_id in self._found and not self._is_left_out(one)]

    def _parts_below(self, item: PlanItem | None) -> list[Part]:
        return [self._found[one.item_id].as_part() for one in self._below(item)]

    def _rated_below(self, item: PlanItem | None) -> Iterator[Part]:
        """The values of the highest rated items under `item`."""
        for one in self._below(item):
            if one.kind in self.rated:
                yield self._found[one.item_id].as_part()
            else:
                yield from self._rated_below(one)

    def _is_left_out(self, item: PlanItem) -> bool:
        """Whether the item ended and nothing at or below it was rated."""
        if RevisionFlag.ENDED not in (item.flags or ()):
            return False
        below = [item]
        for one in below:
            below += self._children.get(one.item_id, [])
        return not any(one.item_id in self._ratings for one in below)


def _coverage(parts: list[Part]) -> Coverage:
    """How many of the rated items have a value, and why the others have none."""
    without = [part.state for part in parts if part.exact is None and part.state is not None]
    zero = [part.state for part in parts if part.exact == 0 and part.state in _WITHOUT_STEP]
    counted = sum(part.exact is not None for part in parts)
    return Coverage(
        of=len(parts),
        counted=counted,
        left_out=tuple((one, without.count(one)) for one in RatingState if one in without),
        missing=len(parts) - counted - len(without),
        as_zero=tuple((one, zero.count(one)) for one in RatingState if one in zero),
    )


_WITHOUT_STEP = frozenset(RatingState) - {RatingState.RATED}
