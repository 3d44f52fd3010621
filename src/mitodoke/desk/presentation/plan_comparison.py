"""A 見直し against the state before it: marks, the table of counts, every difference, and targets that moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mitodoke.desk.presentation.plan_words import difference_words, revision_address, revision_state
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.plan_difference import plan_differences
from mitodoke.plans.models import PlanRevision
from mitodoke.plans.queries import RevisionReport


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionLine:
    """One 策定 or 見直し of the list."""

    name: str
    address: str
    state: str
    reason: str
    decider: str
    decided_on: str
    begun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDifferences:
    """An item with its marks and everything that differs, in words; no address for what was taken out."""

    name: str
    address: str | None
    marks: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """The outcome: the table of counts, items with a mark, and other changes."""

    counts: tuple[tuple[str, int], ...]
    items: tuple[ItemDifferences, ...]
    others: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.items or self.others)


def revision_lines(revisions: list[PlanRevision]) -> tuple[RevisionLine, ...]:
    """The list, newest first."""
    return tuple(
        RevisionLine(
            name=one.name,
            address=revision_address(one),
            state=revision_state(one),
            reason=one.reason,
            decider=one.decider,
            decided_on=format_date(one.decided_on),
            begun=one.begun_by,
        )
        for one in reversed(revisions)
    )


def comparison_page(report: RevisionReport, address: Callable[[str], str]) -> ComparisonPage:
    """What `report` says, item by item in the order of the plan; what is no item's stands apart."""
    named = {item.item_id: item.name for item in (*report.before.items, *report.after.items)}
    standing = {item.item_id for item in report.after.items}
    told: dict[str, list[str]] = {}
    others = []
    for one in plan_differences(report.before, report.after):
        if one.item_id is None:
            others.append(difference_words(one))
        else:
            told.setdefault(one.item_id, []).append(difference_words(one))
    order: dict[str, int] = {}
    for item in (*report.after.items, *report.before.items):
        order.setdefault(item.item_id, len(order))
    return ComparisonPage(
        counts=tuple(report.comparison.counts.items()),
        items=tuple(
            ItemDifferences(
                name=named[key],
                address=address(key) if key in standing else None,
                marks=tuple(mark.label for mark in report.comparison.marks.get(key, ())),
                sentences=tuple(told[key]),
            )
            for key in sorted(told, key=order.__getitem__)
        ),
        others=tuple(others),
    )
