"""The pages of the strategy (総合戦略): the whole, and one goal, direction, measure or project."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from mitodoke.domain.indicator import Accumulation, IndicatorLevel
from mitodoke.domain.outline import GlossaryTerm, ItemKind, PlanItem, RevisionFlag
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_table import IndicatorRow, indicator_rows
from mitodoke.publishing.presentation.page import Link, ShownFinding, SourceLink, show_findings, source_link
from mitodoke.publishing.presentation.rates import shown_rates

LOST_TITLE = "見出しは原文から失われています"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyEntry:
    """An item of the strategy; `children` only as deep as the page needs."""

    kind: str
    label: str
    code: str
    title: str | None
    address: str
    departments: tuple[str, ...] | None
    flags: tuple[str, ...] | None
    sdgs: tuple[int, ...] | None
    summary: str | None
    audience: tuple[str, ...]
    outcomes: tuple[str, ...]
    indicators: tuple[IndicatorRow, ...]
    projects: int
    source: SourceLink | None
    children: tuple[StrategyEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTerm:
    """A term of the glossary; no `definition` in an edition that leaves the wording out."""

    number: int | None
    term: str
    definition: str | None
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyPage:
    """The strategy as a whole."""

    goals: tuple[StrategyEntry, ...]
    counts: tuple[tuple[str, int], ...]
    flags: tuple[tuple[str, int], ...]
    rates: tuple[tuple[str, int], ...]
    glossary: tuple[ShownTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyItemPage:
    """One goal, direction, measure or project."""

    item: StrategyEntry
    trail: tuple[Link, ...]
    before: Link | None
    after: Link | None
    findings: tuple[ShownFinding, ...]


def strategy_page(index: EditionIndex, addresses: EditionAddresses) -> StrategyPage:
    """Everything the page of the whole strategy shows."""
    return StrategyPage(
        goals=tuple(_entry(item, index, addresses, depth=2, with_tables=1) for item in index.roots),
        counts=strategy_counts(index),
        flags=_flag_counts(index),
        rates=rate_counts(index),
        glossary=tuple(_term(term, addresses) for term in index.edition.content.glossary),
    )


def strategy_counts(index: EditionIndex) -> tuple[tuple[str, int], ...]:
    """How many items of each level and how many indicators there are."""
    kinds = Counter(item.kind for item in index.edition.content.items)
    levels = Counter(indicator.level for indicator in index.indicators.values())
    counts = [
        (kind.label, kinds[kind])
        for kind in (ItemKind.BASIC_GOAL, ItemKind.BASIC_DIRECTION, ItemKind.MEASURE, ItemKind.PROJECT)
    ]
    cumulative = sum(
        1
        for one in index.indicators.values()
        if one.level is IndicatorLevel.KPI and one.accumulation is Accumulation.CUMULATIVE
    )
    return (
        *counts,
        (IndicatorLevel.NUMERICAL_TARGET.label, levels[IndicatorLevel.NUMERICAL_TARGET]),
        (IndicatorLevel.KPI.label, levels[IndicatorLevel.KPI]),
        ("うち累計のKPI", cumulative),
    )


def rate_counts(index: EditionIndex) -> tuple[tuple[str, int], ...]:
    """How many indicators have which progress rate; those without one are counted, never averaged away."""
    counts = Counter(_rate_class(shown_rates(one).progress.rate) for one in index.indicators.values())
    return tuple((name, counts[name]) for name in _RATE_CLASSES)


_RATE_CLASSES = ("100％以上", "0％以上100％未満", "0％未満（基準値より後退）", "計算できないもの")


def _rate_class(rate: Fraction | None) -> str:
    if rate is None:
        return _RATE_CLASSES[3]
    if rate < 0:
        return _RATE_CLASSES[2]
    return _RATE_CLASSES[0 if rate >= 1 else 1]


def strategy_item_page(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> StrategyItemPage:
    """Everything the page of one item shows."""
    before, after = index.neighbours(item)
    depth = {ItemKind.BASIC_GOAL: 2, ItemKind.BASIC_DIRECTION: 1}.get(item.kind, 1)
    tables = 2 if item.kind is ItemKind.MEASURE else 1
    subjects = [item.item_id, *(one.indicator_id for one in index.indicators_of(item.item_id))]
    return StrategyItemPage(
        item=_entry(item, index, addresses, depth=depth, with_tables=tables),
        trail=tuple(
            Link(item_name(above), addresses.page(index.item_keys[above.item_id]))
            for above in index.ancestors(item)
        ),
        before=_link(before, index, addresses),
        after=_link(after, index, addresses),
        findings=show_findings(index.findings_of(*subjects), addresses),
    )


def item_name(item: PlanItem) -> str:
    """The short name of an item in a trail."""
    return f"{item.kind.label} {item.code}"


def _link(item: PlanItem | None, index: EditionIndex, addresses: EditionAddresses) -> Link | None:
    if item is None:
        return None
    return Link(
        f"{item.code} {item.title or f'（{LOST_TITLE}）'}", addresses.page(index.item_keys[item.item_id])
    )


def _entry(
    item: PlanItem, index: EditionIndex, addresses: EditionAddresses, *, depth: int, with_tables: int
) -> StrategyEntry:
    """`item` with `depth` levels below it; indicators stand on the first `with_tables` levels."""
    return StrategyEntry(
        kind=str(item.kind),
        label=item.kind.label,
        code=item.code,
        title=item.title,
        address=addresses.page(index.item_keys[item.item_id]),
        departments=item.departments,
        flags=None if item.flags is None else tuple(flag.label for flag in item.flags),
        sdgs=item.sdgs,
        summary=item.summary,
        audience=item.audience,
        outcomes=item.outcomes,
        indicators=indicator_rows(index.indicators_of(item.item_id), addresses) if with_tables > 0 else (),
        projects=sum(1 for below in index.descendants(item) if below.kind is ItemKind.PROJECT),
        source=source_link(item.place, addresses),
        children=tuple(
            _entry(child, index, addresses, depth=depth - 1, with_tables=with_tables - 1)
            for child in index.children(item)
        )
        if depth
        else (),
    )


def _term(term: GlossaryTerm, addresses: EditionAddresses) -> ShownTerm:
    return ShownTerm(
        number=term.number,
        term=term.term,
        definition=term.definition,
        source=source_link(term.place, addresses),
    )


def _flag_counts(index: EditionIndex) -> tuple[tuple[str, int], ...]:
    """How many items carry each mark of the mid-term review; only marks that occur."""
    counts = Counter(flag for item in index.edition.content.items for flag in item.flags or ())
    counts[RevisionFlag.TARGET_CHANGED] += sum(
        1 for one in index.indicators.values() if one.changed and one.level is IndicatorLevel.NUMERICAL_TARGET
    )
    return tuple((flag.label, counts[flag]) for flag in RevisionFlag if counts[flag])
