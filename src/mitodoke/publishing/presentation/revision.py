"""What the mid-term review changed: the printed counts beside those derived, the marked items, the moved targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.indicator import Indicator, IndicatorLevel, ValueRole
from mitodoke.domain.outline import PlanItem, RevisionFlag
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_table import ShownValue, indicator_address, show_value
from mitodoke.publishing.presentation.indicator_targets import (
    EarlierEdition,
    OriginalTarget,
    original_target,
)
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.page import Link, SourceLink, source_link
from mitodoke.publishing.presentation.rates import ShownRates, shown_rates

_WHOLE = "document"
_COUNTED = {
    RevisionFlag.NEW_MEASURE: "新たな施策の追加",
    RevisionFlag.NEW_PROJECT: "新たな事業の追加",
    RevisionFlag.CONTENT_CHANGED: "事業内容の変更",
    RevisionFlag.ENDED: "取組の終了",
    RevisionFlag.TARGET_CHANGED: "数値目標の変更",
    RevisionFlag.KPI_CHANGED: "KPIの変更",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionCount:
    """One kind of change: the printed count, the one derived from the marks, and whether they agree."""

    label: str
    flag: str
    printed: str | None
    stated: bool
    derived: str
    rule: str
    agrees: bool | None
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedGroup:
    """Everything that carries one mark; `name` is the mark's word in addresses."""

    name: str
    label: str
    items: tuple[tuple[str, Link, SourceLink | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """A target that was moved; `original` is None where no published edition tells the one before."""

    indicator: Link
    owner: Link | None
    level: str
    current: tuple[ShownValue, ...]
    rates: ShownRates
    original: OriginalTarget | None
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionPage:
    """The review of a strategy; `lost` are the items whose marks the source lost."""

    counts: tuple[RevisionCount, ...]
    groups: tuple[MarkedGroup, ...]
    lost: tuple[Link, ...]
    targets: tuple[TargetChange, ...]
    before: str


def revision_page(
    index: EditionIndex, addresses: EditionAddresses, earlier: Sequence[EarlierEdition] = ()
) -> RevisionPage:
    """Everything the page of the review shows; `earlier` editions begin with the oldest."""
    items = index.edition.content.items
    return RevisionPage(
        counts=tuple(_count(flag, index, addresses) for flag in RevisionFlag),
        groups=tuple(group for flag in RevisionFlag if (group := _group(flag, index, addresses)).items),
        lost=tuple(item_link(item, index, addresses) for item in items if item.flags is None),
        targets=target_changes(index, addresses, earlier),
        before=earlier[0].label if earlier else "",
    )


def target_changes(
    index: EditionIndex, addresses: EditionAddresses, earlier: Sequence[EarlierEdition]
) -> tuple[TargetChange, ...]:
    """Every indicator that the document marks as changed or whose target another edition set differently."""
    found = []
    for indicator in index.indicators.values():
        original = original_target(indicator, index, earlier)
        if indicator.changed or (original and original.differs):
            item = index.items.get(indicator.item_id)
            found.append(
                TargetChange(
                    indicator=Link(
                        indicator.name, indicator_address(indicator, index, addresses), content=True
                    ),
                    owner=item_link(item, index, addresses) if item else None,
                    level=tr(indicator.level.label),
                    current=tuple(
                        show_value(one) for one in indicator.values if one.role is ValueRole.TARGET
                    ),
                    rates=shown_rates(indicator),
                    original=original,
                    source=source_link(indicator.place, addresses),
                )
            )
    return tuple(found)


def marked_items(flag: RevisionFlag, index: EditionIndex) -> tuple[PlanItem, ...]:
    """The items that carry `flag`."""
    return tuple(item for item in index.edition.content.items if flag in (item.flags or ()))


def marked_targets(index: EditionIndex) -> tuple[Indicator, ...]:
    """The numerical targets that the document marks one by one."""
    return tuple(
        one
        for one in index.indicators.values()
        if one.changed and one.level is IndicatorLevel.NUMERICAL_TARGET
    )


def _count(flag: RevisionFlag, index: EditionIndex, addresses: EditionAddresses) -> RevisionCount:
    name = f"count.revisions.{flag.value}"
    stated, figure = index.stated(_WHOLE, name), index.figure(_WHOLE, name)
    targets = marked_targets(index) if flag is RevisionFlag.TARGET_CHANGED else ()
    derived = str(len(targets or marked_items(flag, index)))
    place = (stated.place if stated else None) or (figure.place if figure else None)
    return RevisionCount(
        label=tr(_COUNTED[flag]),
        flag=tr(flag.label),
        printed=stated.printed if stated else figure.printed if figure else None,
        stated=stated is not None or figure is not None,
        derived=figure.calculated if figure and figure.calculated is not None else derived,
        rule=figure.rule if figure else "",
        agrees=figure.agrees if figure else None,
        source=source_link(place, addresses),
    )


def _group(flag: RevisionFlag, index: EditionIndex, addresses: EditionAddresses) -> MarkedGroup:
    """Targets that are marked one by one stand instead of their whole goal, as they are counted."""
    targets = marked_targets(index) if flag is RevisionFlag.TARGET_CHANGED else ()
    if targets:
        items = tuple(
            (
                tr(one.level.label),
                Link(one.name, indicator_address(one, index, addresses), content=True),
                source_link(one.place, addresses),
            )
            for one in targets
        )
    else:
        items = tuple(
            (
                index.level_word(item.kind),
                item_link(item, index, addresses),
                source_link(item.place, addresses),
            )
            for item in marked_items(flag, index)
        )
    return MarkedGroup(name=flag.value.replace("_", "-"), label=tr(flag.label), items=items)
