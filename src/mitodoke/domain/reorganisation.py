"""組織改編 in a plan: which items change their department, and the plan afterwards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from mitodoke.domain.plan_content import PlanContent, PlannedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChange:
    """From `before` to `after` (names of departments): of all items, or only of those in `items`."""

    before: str
    after: str
    items: frozenset[str] | None = None

    def concerns(self, item: PlannedItem) -> bool:
        """Whether the item changes its department by this; ended items keep theirs."""
        chosen = self.items is None or item.item_id in self.items
        return chosen and not item.ended and self.before in (item.departments or ())


def concerned_items(content: PlanContent, change: NameChange) -> tuple[PlannedItem, ...]:
    """The items that change their department."""
    return tuple(item for item in content.items if change.concerns(item))


def with_departments(content: PlanContent, changes: Collection[NameChange]) -> PlanContent:
    """The plan after all of `changes` at once: two departments that change names with each other do so.

    A name takes the place of the former one; a department that is there already is not told twice. An item that
    two changes of one department concern goes to the part named first: a choice of items before all items.
    """
    ordered = sorted(changes, key=lambda one: one.items is None)
    return replace(content, items=tuple(_moved(item, ordered) for item in content.items))


def _moved(item: PlannedItem, changes: Collection[NameChange]) -> PlannedItem:
    names: dict[str, str] = {}
    for change in changes:
        if change.concerns(item):
            names.setdefault(change.before, change.after)
    if not names:
        return item
    return replace(
        item, departments=tuple(dict.fromkeys(names.get(name, name) for name in item.departments or ()))
    )
