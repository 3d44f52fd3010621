"""An edition with what its reports look up, built once and in linear time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from mitodoke.domain.beside import ItemAmount, OutsideOpinion
from mitodoke.domain.document import SourceDocument
from mitodoke.domain.edition import Edition
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.outline import OUTLINES, ItemKind, PlanItem
from mitodoke.domain.own_levels import level_names
from mitodoke.domain.own_roll_up import is_calculated
from mitodoke.domain.rating import Rating

WHOLE = "document"
"""The subject of figures about the document as a whole."""
PROGRESS = "progress"
"""The name of the figure that tells the progress of an item."""
WHOLE_PROGRESS = "progress.overall"
"""The name of the figure that tells the progress of the whole."""

_DEPTHS = {kind: depth for levels in OUTLINES.values() for depth, kind in enumerate(levels)}
"""How deep each kind stands; the kinds that two outlines share stand in the same order in both."""


class EditionTree:
    """Looks up the items, indicators, ratings and figures of one edition; every item stands in it exactly once.

    An item whose parent is not in the edition, or is not of a higher level, counts as one at the top.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.document: SourceDocument = edition.content.document
        self.items = {item.item_id: item for item in edition.content.items}
        self._children: dict[str | None, list[PlanItem]] = defaultdict(list)
        for item in edition.content.items:
            self._children[item.parent_id if self._is_under_parent(item) else None].append(item)
        self._indicators: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in edition.content.indicators:
            self._indicators[indicator.item_id].append(indicator)
        self._ratings: dict[str, list[Rating]] = defaultdict(list)
        for rating in edition.content.ratings:
            self._ratings[rating.item_id].append(rating)
        self._opinions: dict[str | None, list[OutsideOpinion]] = defaultdict(list)
        for opinion in edition.content.opinions:
            self._opinions[opinion.item_id].append(opinion)
        self._amounts: dict[str, list[ItemAmount]] = defaultdict(list)
        for amount in edition.content.amounts:
            self._amounts[amount.item_id].append(amount)
        self._figures: dict[tuple[str, str], Figure] = {}
        for figure in edition.audit.figures:
            self._figures.setdefault((figure.subject, figure.figure), figure)
        self._stated: dict[tuple[str, str], StatedFigure] = {}
        for stated in edition.content.stated:
            self._stated.setdefault((stated.subject, stated.figure), stated)
        self._level_names = level_names(edition.content.levels)
        self._rule_labels = {trial.rule: trial.label for trial in edition.audit.trials}

    def _is_under_parent(self, item: PlanItem) -> bool:
        """Whether the parent of `item` is there and of a higher level."""
        parent = self.items.get(item.parent_id or "")
        return parent is not None and _depth(parent) < _depth(item)

    @property
    def roots(self) -> tuple[PlanItem, ...]:
        """The items at the top, in document order."""
        return self.children(None)

    def children(self, item: PlanItem | None) -> tuple[PlanItem, ...]:
        """The items directly under `item`, in document order."""
        return tuple(self._children.get(item.item_id if item else None, ()))

    def of_kind(self, kind: ItemKind) -> tuple[PlanItem, ...]:
        """All items of `kind`, in document order."""
        return tuple(item for item in self.edition.content.items if item.kind is kind)

    def level_name(self, kind: ItemKind) -> str:
        """What an item of `kind` is called: by the document's own name for the level where it has one."""
        return self._level_names[kind]

    def indicators(self, item: PlanItem) -> tuple[Indicator, ...]:
        """The indicators of `item` in their order."""
        return tuple(self._indicators.get(item.item_id, ()))

    @property
    def loose_indicators(self) -> tuple[Indicator, ...]:
        """Indicators whose item is not in the edition."""
        return tuple(one for one in self.edition.content.indicators if one.item_id not in self.items)

    def opinions(self, item_id: str | None) -> tuple[OutsideOpinion, ...]:
        """What outside evaluators say of an item; for None of the plan as a whole."""
        return tuple(self._opinions.get(item_id, ()))

    def amounts(self, item_id: str) -> tuple[ItemAmount, ...]:
        """The budget and settlement of an item, as the edition has them."""
        return tuple(self._amounts.get(item_id, ()))

    def ratings(self, items: Iterable[PlanItem]) -> tuple[Rating, ...]:
        """The ratings of `items`."""
        return tuple(rating for item in items for rating in self._ratings.get(item.item_id, ()))

    def figure(self, subject: str, name: str) -> Figure | None:
        """The recomputation of a figure."""
        return self._figures.get((subject, name))

    def stated(self, subject: str, name: str) -> StatedFigure | None:
        """A figure as the document states it."""
        return self._stated.get((subject, name))

    @cached_property
    def calculates(self) -> bool:
        """Whether the progress of the items is calculated by the plan's own rule, because no document prints it."""
        return is_calculated(self.edition.content)

    @property
    def made_here(self) -> bool:
        """Whether the document was made at the desk: it has no original."""
        return self.edition.content.document.is_made_here

    def progress(self, item: PlanItem) -> Decimal | None:
        """The progress of an item in percent: the printed one, or the calculated where the plan's rule makes it."""
        if not self.calculates:
            return item.printed_progress
        figure = self.figure(item.item_id, PROGRESS)
        return None if figure is None or figure.calculated is None else Decimal(figure.calculated)

    def rule_label(self, figure: Figure) -> str:
        """The rule of a recomputation in words; its name where no label is known."""
        return self._rule_labels.get(figure.rule, figure.rule)


def _depth(item: PlanItem) -> int:
    return _DEPTHS[item.kind]
