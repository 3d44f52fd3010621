"""Rolls the ratings of a whole plan up to its measures, pledges, visions and the document by one chain of rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mitodoke.domain.combining import Combining, combine
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.rating import Rating
from mitodoke.domain.roll_up import Level, LevelRule, Mean, Part, rating_part

WHOLE = "document"
"""The subject of the mean over all items."""

_LEVELS = {
    Level.MEASURE: ItemKind.MEASURE,
    Level.PLEDGE: ItemKind.PLEDGE,
    Level.VISION: ItemKind.VISION,
}
_ORDER = list(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUpRule:
    """A chain of level rules, from the lowest level to the highest; each averages a level below its own."""

    name: str
    levels: tuple[LevelRule, ...]

    def __post_init__(self) -> None:
        known = {Level.RATING}
        for rule in self.levels:
            if rule.averages not in known or _ORDER.index(rule.averages) >= _ORDER.index(rule.level):
                raise ValueError(f"{rule.level} averages {rule.averages}, which no rule before it gives")
            known.add(rule.level)

    @property
    def label(self) -> str:
        """For people: the labels of its levels."""
        return "／".join(rule.label for rule in self.levels)


def roll_up_plan(
    items: Iterable[PlanItem],
    ratings: Iterable[Rating],
    rule: RollUpRule,
    *,
    combining: Combining = Combining.MEAN,
) -> Mapping[str, Mean]:
    """The mean of every item (by item id) and of the whole (``document``) under `rule`.

    An item without anything below it, or without any rating below it, has an undefined mean that says why.
    A measure that nobody rated stays in the coverage as missing where the rule averages measures.
    `combining` is how the ratings of one measure become its value, where `rule` has measures.
    """
    plan = list(items)
    given = list(ratings)
    parents = {item.item_id: item.parent_id for item in plan}
    values: dict[Level, list[tuple[str, Part]]] = {
        Level.RATING: [(rating.item_id, rating_part(rating)) for rating in given]
    }
    means: dict[str, Mean] = {}
    for level_rule in rule.levels:
        subjects = [WHOLE]
        if level_rule.level is not Level.DOCUMENT:
            subjects = [item.item_id for item in plan if item.kind is _LEVELS[level_rule.level]]
        parts: dict[str, list[Part]] = {subject: [] for subject in subjects}
        for start, part in values[level_rule.averages]:
            if (owner := _owner(start, parents, parts)) is not None:
                parts[owner].append(part)
        level_means = {subject: level_rule.mean(below) for subject, below in parts.items()}
        if level_rule.level is Level.MEASURE:
            level_means = _measures(plan, given, parents, level_rule, combining)
        values[level_rule.level] = [(subject, mean.as_part()) for subject, mean in level_means.items()]
        means |= level_means
    return means


def _measures(
    plan: list[PlanItem],
    ratings: list[Rating],
    parents: Mapping[str, str | None],
    rule: LevelRule,
    combining: Combining,
) -> dict[str, Mean]:
    """The value of every measure from the ratings at and below it; the level below measures are always ratings."""
    measures = {item.item_id: item for item in plan if item.kind is ItemKind.MEASURE}
    below: dict[str, list[Rating]] = {subject: [] for subject in measures}
    for rating in ratings:
        if (owner := _owner(rating.item_id, parents, below)) is not None:
            below[owner].append(rating)
    return {
        subject: combine(found, combining=combining, departments=measures[subject].departments, rule=rule)
        for subject, found in below.items()
    }


def _owner(start: str, parents: Mapping[str, str | None], subjects: Mapping[str, object]) -> str | None:
    """The subject at or above item `start`; the whole document where there is one."""
    if WHOLE in subjects:
        return WHOLE
    here: str | None = start
    for _ in range(len(_ORDER)):
        if here is None or here in subjects:
            return here
        here = parents.get(here)
    return None
