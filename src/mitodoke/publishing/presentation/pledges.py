"""The pages of the pledges (市長公約): the whole, and one vision, pledge or measure."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.outline import ItemKind, PlanItem, Repeat
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import Link, ShownFinding, SourceLink, show_findings, source_link
from mitodoke.publishing.presentation.percentage import Percentage, item_percentage, overall_percentage

_REPEATS = {Repeat.NONE: "", Repeat.PARTIAL: "一部再掲", Repeat.FULL: "再掲"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRating:
    """What one department says of a measure: the step, or the state with its reason."""

    department: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownActivity:
    """One activity of a measure; no `text` in an edition that leaves the wording out."""

    text: str | None
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """An item of the pledges as lists and pages show it; `children` only as deep as the page needs."""

    label: str
    code: str
    title: str | None
    subtitle: str | None
    address: str
    departments: tuple[str, ...] | None
    repeat: str
    percentage: Percentage | None
    measures: int
    source: SourceLink | None
    activities: tuple[ShownActivity, ...] = ()
    ratings: tuple[ShownRating, ...] = ()
    children: tuple[PlanEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgesPage:
    """The pledges as a whole."""

    overall: Percentage | None
    visions: tuple[PlanEntry, ...]
    counts: tuple[tuple[str, int], ...]
    rated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeItemPage:
    """One vision, pledge or measure."""

    item: PlanEntry
    trail: tuple[Link, ...]
    before: Link | None
    after: Link | None
    findings: tuple[ShownFinding, ...]
    rated: bool


def pledges_page(index: EditionIndex, addresses: EditionAddresses) -> PledgesPage:
    """Everything the page of all pledges shows."""
    visions = tuple(_entry(item, index, addresses, depth=1) for item in index.roots)
    return PledgesPage(
        overall=overall_percentage(index, addresses),
        visions=visions,
        counts=pledge_counts(index),
        rated=bool(index.edition.content.ratings),
    )


def pledge_counts(index: EditionIndex) -> tuple[tuple[str, int], ...]:
    """How many items of each level and how many activities there are."""
    items = index.edition.content.items
    kinds = (ItemKind.VISION, ItemKind.PLEDGE, ItemKind.MEASURE)
    counts = [(kind.label, sum(1 for item in items if item.kind is kind)) for kind in kinds]
    return (*counts, ("取組事業内容", sum(len(item.activities) for item in items)))


def vision_entries(index: EditionIndex, addresses: EditionAddresses) -> tuple[PlanEntry, ...]:
    """The visions without what stands under them."""
    return tuple(_entry(item, index, addresses, depth=0) for item in index.roots)


def pledge_item_page(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> PledgeItemPage:
    """Everything the page of one item shows."""
    before, after = index.neighbours(item)
    below = [child.item_id for child in index.descendants(item)] if item.kind is ItemKind.PLEDGE else []
    return PledgeItemPage(
        item=_entry(item, index, addresses, depth=1),
        trail=item_trail(item, index, addresses),
        before=_link(before, index, addresses),
        after=_link(after, index, addresses),
        findings=show_findings(index.findings_of(item.item_id, *below), addresses),
        rated=bool(index.edition.content.ratings),
    )


def item_trail(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> tuple[Link, ...]:
    """Links to the items above `item`."""
    return tuple(
        Link(f"{above.kind.label}{above.code}", addresses.page(index.item_keys[above.item_id]))
        for above in index.ancestors(item)
    )


def _link(item: PlanItem | None, index: EditionIndex, addresses: EditionAddresses) -> Link | None:
    if item is None:
        return None
    return Link(
        f"{item.code} {item.title or '（題名は原文から失われています）'}",
        addresses.page(index.item_keys[item.item_id]),
    )


def _entry(item: PlanItem, index: EditionIndex, addresses: EditionAddresses, depth: int) -> PlanEntry:
    descendants = index.descendants(item)
    has_figure = item.printed_progress is not None or index.figure(item.item_id, "progress") is not None
    shown = has_figure or item.kind is not ItemKind.MEASURE
    return PlanEntry(
        label=item.kind.label,
        code=item.code,
        title=item.title,
        subtitle=item.subtitle,
        address=addresses.page(index.item_keys[item.item_id]),
        departments=item.departments if item.departments else _departments_below(item, descendants),
        repeat=_REPEATS[item.repeat],
        percentage=item_percentage(item, index, addresses) if shown else None,
        measures=sum(1 for below in descendants if below.kind is ItemKind.MEASURE),
        source=source_link(item.place, addresses),
        activities=tuple(
            ShownActivity(text=activity.text, source=source_link(activity.place, addresses))
            for activity in item.activities
        ),
        ratings=_ratings(item, index),
        children=tuple(_entry(child, index, addresses, depth - 1) for child in index.children(item))
        if depth
        else (),
    )


def _departments_below(item: PlanItem, below: tuple[PlanItem, ...]) -> tuple[str, ...] | None:
    """The departments of the items below, each once, in their order; None where the item itself lost them."""
    if item.departments is None:
        return None
    return tuple(dict.fromkeys(name for one in below for name in one.departments or ()))


def _ratings(item: PlanItem, index: EditionIndex) -> tuple[ShownRating, ...]:
    return tuple(
        ShownRating(
            department=rating.department,
            step=f"10段階中{rating.step}" if rating.step is not None else rating.state.label,
            reason=rating.reason or "",
        )
        for rating in index.ratings_of([item.item_id])
    )
