"""Original against current targets of the newest strategy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_table import indicator_address
from mitodoke.publishing.presentation.indicator_targets import (
    EarlierEdition,
    original_target,
    same_indicator,
)
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.revision import TargetChange, target_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsPage:
    """The targets that moved, how many did not, and the indicators of the oldest edition that are gone."""

    oldest: str
    counts: tuple[tuple[str, int], ...]
    targets: tuple[TargetChange, ...]
    gone: tuple[Link, ...]


def targets_page(
    index: EditionIndex, addresses: EditionAddresses, earlier: Sequence[EarlierEdition]
) -> TargetsPage:
    """Every indicator of the edition by what became of its target; `earlier` begins with the oldest."""
    originals = [original_target(one, index, earlier) for one in index.indicators.values()]
    known = [one for one in originals if one]
    moved = sum(one.differs for one in known)
    counts = [
        (tr("指標"), len(originals)),
        (tr("目標値が当初と違う指標"), moved),
        (tr("目標値が当初と同じ指標"), len(known) - moved),
        (tr("以前の版に見当たらない指標"), len(originals) - len(known)),
        (tr("文書が変更の印を付けた指標"), sum(one.changed is True for one in index.indicators.values())),
    ]
    gone = [
        Link(one.name, indicator_address(one, first.index, first.addresses), content=True)
        for first in earlier[:1]
        for one in first.index.indicators.values()
        if same_indicator(one, first.index, index) is None
    ]
    return TargetsPage(
        oldest=earlier[0].label if earlier else "",
        counts=tuple(counts),
        targets=target_changes(index, addresses, earlier),
        gone=tuple(gone),
    )
