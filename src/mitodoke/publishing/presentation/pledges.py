"""The pages of the pledges (市長公約): the whole, the 総括表, and one vision, pledge or measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.page import Link, ShownFinding, show_findings
from mitodoke.publishing.presentation.percentage import overall_percentage
from mitodoke.publishing.presentation.percentage_record import Percentage
from mitodoke.publishing.presentation.pledge_charts import bars, pledge_map
from mitodoke.publishing.presentation.pledge_entry import (
    PlanEntry,
    ShownActivity,
    ShownRating,
    departments_of,
    plan_entry,
)
from mitodoke.publishing.presentation.pledge_history import PledgeHistory, YearEdition, pledge_history
from mitodoke.publishing.presentation.pledge_links import LISTED, Related, related
from mitodoke.publishing.presentation.pledge_table import SummaryTable, rules_of, summary_table

__all__ = [
    "PlanEntry",
    "PledgeItemPage",
    "PledgesPage",
    "ShownActivity",
    "ShownRating",
    "item_trail",
    "pledge_counts",
    "pledge_item_page",
    "pledges_page",
    "vision_entries",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgesPage:
    """The pledges as a whole."""

    overall: Percentage | None
    visions: tuple[PlanEntry, ...]
    chart: Markup
    rules: tuple[tuple[str, str], ...]
    map: Markup
    table: SummaryTable
    counts: tuple[tuple[str, int], ...]
    rated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeItemPage:
    """One vision, pledge or measure; `chart` and `rules` are of the pledges under a vision."""

    item: PlanEntry
    trail: tuple[Link, ...]
    before: Link | None
    after: Link | None
    findings: tuple[ShownFinding, ...]
    rated: bool
    chart: Markup
    rules: tuple[tuple[str, str], ...]
    history: PledgeHistory
    related: Related


def pledges_page(index: EditionIndex, addresses: EditionAddresses) -> PledgesPage:
    """Everything the page of all pledges shows."""
    visions = tuple(plan_entry(item, index, addresses, depth=1) for item in index.roots)
    return PledgesPage(
        overall=overall_percentage(index, addresses),
        visions=visions,
        chart=bars(visions, "visions", tr("ビジョンごとの進捗状況")),
        rules=rules_of(index.roots, index),
        map=pledge_map(visions, "map", calculated=index.from_ratings),
        table=summary_table(index, addresses),
        counts=pledge_counts(index),
        rated=bool(index.edition.content.ratings),
    )


def pledge_counts(index: EditionIndex) -> tuple[tuple[str, int], ...]:
    """How many items of each level and how many activities there are."""
    items = index.edition.content.items
    kinds = Counter(item.kind for item in items)
    counts = [
        (tr(kind.label, count=kinds[kind]), kinds[kind])
        for kind in (ItemKind.VISION, ItemKind.PLEDGE, ItemKind.MEASURE)
    ]
    return (*counts, (tr("取組事業内容"), sum(len(item.activities) for item in items)))


def vision_entries(index: EditionIndex, addresses: EditionAddresses) -> tuple[PlanEntry, ...]:
    """The visions without what stands under them."""
    return tuple(plan_entry(item, index, addresses, depth=0) for item in index.roots)


def pledge_item_page(
    item: PlanItem,
    index: EditionIndex,
    addresses: EditionAddresses,
    *,
    editions: Sequence[YearEdition] = (),
    strategies: Sequence[YearEdition] = (),
    registers: Sequence[YearEdition] = (),
) -> PledgeItemPage:
    """Everything the page of one item shows.

    `editions` are those of the pledges, the oldest first, this one among them; `strategies` and `registers` are
    searched for what shares a title or a department.
    """
    before, after = index.neighbours(item)
    below = index.descendants(item)
    with_findings = [child.item_id for child in below] if item.kind is ItemKind.PLEDGE else []
    entry = plan_entry(item, index, addresses, depth=1)
    subject = entry.percentage.subject if entry.percentage else tr("進捗状況")
    listed = 0 if item.kind is ItemKind.VISION else LISTED
    return PledgeItemPage(
        item=entry,
        trail=item_trail(item, index, addresses),
        before=item_link(before, index, addresses) if before else None,
        after=item_link(after, index, addresses) if after else None,
        findings=show_findings(index.findings_of(item.item_id, *with_findings), addresses),
        rated=bool(index.edition.content.ratings),
        chart=bars(entry.children, "pledges", tr("公約ごとの進捗状況"))
        if item.kind is ItemKind.VISION
        else Markup(""),
        rules=rules_of((one for one in below if one.kind is ItemKind.PLEDGE), index),
        history=pledge_history(item, index.item_keys[item.item_id], editions, subject),
        related=related(
            (one.title for one in (item, *below)),
            departments_of(item, index) or (),
            strategies=strategies,
            registers=registers,
            listed=listed,
        ),
    )


def item_trail(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> tuple[Link, ...]:
    """Links to the items above `item`."""
    return tuple(
        Link(
            tr("{kind}{code}", kind=tr(above.kind.label), code=above.code),
            addresses.page(index.item_keys[above.item_id]),
        )
        for above in index.ancestors(item)
    )
