"""The first page of a city: the three pillars with their figures, the recomputation and the doubtful places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.findings import severity_counts
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.percentage import overall_percentage
from mitodoke.publishing.presentation.percentage_record import Percentage
from mitodoke.publishing.presentation.pledge_charts import bars
from mitodoke.publishing.presentation.pledge_table import rules_of
from mitodoke.publishing.presentation.pledges import PlanEntry, pledge_counts, vision_entries
from mitodoke.publishing.presentation.register import FormCount, form_counts
from mitodoke.publishing.presentation.strategy import rate_counts, strategy_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeCard:
    """市長公約 on the first page; `as_of` is the ISO date that the figures are told for."""

    edition: str
    as_of: str | None
    address: str
    overall: Percentage | None
    chart: Markup
    visions: tuple[PlanEntry, ...]
    calculated: bool
    rules: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyCard:
    """総合戦略 on the first page; `as_of` is the ISO date that the figures are told for."""

    edition: str
    as_of: str | None
    address: str
    goals: tuple[Link, ...]
    counts: tuple[tuple[str, int], ...]
    rates: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCard:
    """協働事業 on the first page."""

    edition: str
    address: str
    counts: tuple[FormCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustCard:
    """検算 and 指摘 on the first page."""

    agree: int
    disagree: int
    open: int
    severities: tuple[tuple[str, str, int], ...]


def pledge_card(index: EditionIndex, addresses: EditionAddresses, edition: str) -> PledgeCard:
    """The pledges of one edition in short."""
    visions = vision_entries(index, addresses)
    return PledgeCard(
        edition=edition,
        as_of=index.document.as_of,
        address=addresses.home,
        overall=overall_percentage(index, addresses),
        chart=bars(visions, "visions", tr("ビジョンごとの進捗状況")),
        visions=visions,
        calculated=index.from_ratings,
        rules=rules_of(index.roots, index),
        counts=pledge_counts(index),
    )


def strategy_card(index: EditionIndex, addresses: EditionAddresses, edition: str) -> StrategyCard:
    """The strategy of one edition in short."""
    return StrategyCard(
        edition=edition,
        as_of=index.document.as_of,
        address=addresses.home,
        goals=tuple(item_link(item, index, addresses) for item in index.roots),
        counts=strategy_counts(index),
        rates=rate_counts(index),
    )


def register_card(registers: Sequence[tuple[EditionIndex, EditionAddresses]], edition: str) -> RegisterCard:
    """The registers of all years in short."""
    return RegisterCard(
        edition=edition, address=registers[0][1].city.collaboration, counts=form_counts(registers)
    )


def trust_card(indexes: Sequence[EditionIndex]) -> TrustCard:
    """What the audit says of all documents together."""
    agreement = Counter(
        figure.agrees
        for index in indexes
        for figure in index.edition.audit.figures
        # What a plan with levels of its own does not print cannot be held against anything.
        if figure.printed is not None or not index.from_ratings
    )
    return TrustCard(
        agree=agreement[True],
        disagree=agreement[False],
        open=agreement[None],
        severities=tuple(
            (severity, tr(label), count)
            for severity, label, count in severity_counts(
                [finding for index in indexes for finding in index.edition.audit.findings]
            )
        ),
    )
