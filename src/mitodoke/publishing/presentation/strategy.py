"""The pages of the strategy (総合戦略): the whole, and one goal, direction, measure or project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from mitodoke.domain.indicator import Accumulation, IndicatorLevel
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.judge_indicator import JudgedPlan
from mitodoke.domain.outline import GlossaryTerm, ItemKind, PlanItem, RevisionFlag
from mitodoke.domain.sdgs import sdg_goal
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_card import IndicatorCard, indicator_cards
from mitodoke.publishing.presentation.indicator_classes import (
    Distribution,
    ProgressClass,
    class_of,
    progress_distribution,
)
from mitodoke.publishing.presentation.indicator_table import IndicatorRow, indicator_rows
from mitodoke.publishing.presentation.indicator_targets import EarlierEdition
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.judgement import judged_edition, judgement_distribution
from mitodoke.publishing.presentation.page import Link, ShownFinding, SourceLink, show_findings, source_link


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyEntry:
    """An item of the strategy; `children` only as deep as the page needs, `cards` only for the page's own item."""

    kind: str
    label: str
    code: str
    title: str | None
    address: str
    departments: tuple[str, ...] | None
    flags: tuple[str, ...] | None
    sdgs: tuple[Link, ...] | None
    summary: str | None
    audience: tuple[str, ...]
    outcomes: tuple[str, ...]
    indicators: tuple[IndicatorRow, ...]
    projects: int
    source: SourceLink | None
    cards: tuple[IndicatorCard, ...] = ()
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
    progress: Distribution
    judgement: Distribution | None
    plan: JudgedPlan | None
    kpis: str
    revision: str
    glossary: tuple[ShownTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyItemPage:
    """One goal, direction, measure or project."""

    item: StrategyEntry
    trail: tuple[Link, ...]
    plan: JudgedPlan | None
    kpis: str
    before: Link | None
    after: Link | None
    findings: tuple[ShownFinding, ...]


def strategy_page(index: EditionIndex, addresses: EditionAddresses) -> StrategyPage:
    """Everything the page of the whole strategy shows."""
    plan = judged_edition(index.edition.content)
    indicators = index.indicators.values()
    kpis = addresses.page("kpi")
    return StrategyPage(
        goals=tuple(_entry(item, index, addresses, depth=2, with_tables=1) for item in index.roots),
        counts=strategy_counts(index),
        flags=_flag_counts(index),
        progress=progress_distribution(indicators, "progress", f"{kpis}progress/"),
        judgement=judgement_distribution(indicators, plan, "judgement", f"{kpis}judgement/")
        if plan
        else None,
        plan=plan,
        kpis=kpis,
        revision=addresses.page("revision"),
        glossary=shown_terms(index, addresses),
    )


def strategy_counts(index: EditionIndex) -> tuple[tuple[str, int], ...]:
    """How many items of each level and how many indicators there are."""
    kinds = Counter(item.kind for item in index.edition.content.items)
    levels = Counter(indicator.level for indicator in index.indicators.values())
    counts = [
        (tr(kind.label, count=kinds[kind]), kinds[kind])
        for kind in (ItemKind.BASIC_GOAL, ItemKind.BASIC_DIRECTION, ItemKind.MEASURE, ItemKind.PROJECT)
    ]
    cumulative = sum(
        1
        for one in index.indicators.values()
        if one.level is IndicatorLevel.KPI and one.accumulation is Accumulation.CUMULATIVE
    )
    return (
        *counts,
        (tr(IndicatorLevel.NUMERICAL_TARGET.label), levels[IndicatorLevel.NUMERICAL_TARGET]),
        (tr(IndicatorLevel.KPI.label), levels[IndicatorLevel.KPI]),
        (tr("うち累計のKPI"), cumulative),
    )


def rate_counts(index: EditionIndex) -> tuple[tuple[str, int], ...]:
    """How many indicators have which progress rate; those without one are counted, never averaged away."""
    counts = Counter(class_of(rates_of(one).progress) for one in index.indicators.values())
    return tuple((tr(one.label), counts[one]) for one in ProgressClass)


def strategy_item_page(
    item: PlanItem,
    index: EditionIndex,
    addresses: EditionAddresses,
    earlier: Sequence[EarlierEdition] = (),
) -> StrategyItemPage:
    """Everything the page of one item shows; `earlier` editions, the oldest first, tell the original targets."""
    before, after = index.neighbours(item)
    depth = {ItemKind.BASIC_GOAL: 2, ItemKind.BASIC_DIRECTION: 1}.get(item.kind, 1)
    tables = 2 if item.kind is ItemKind.MEASURE else 1
    own = index.indicators_of(item.item_id)
    plan = judged_edition(index.edition.content)
    cards = indicator_cards(own, index, addresses, plan=plan, earlier=earlier)
    subjects = [item.item_id, *(one.indicator_id for one in own)]
    return StrategyItemPage(
        item=_entry(item, index, addresses, depth=depth, with_tables=tables, cards=cards),
        trail=tuple(
            Link(item_name(above), addresses.page(index.item_keys[above.item_id]))
            for above in index.ancestors(item)
        ),
        plan=plan,
        kpis="" if index.ancestors(item) else facet_address(addresses, "goal", index.item_keys[item.item_id]),
        before=item_link(before, index, addresses) if before else None,
        after=item_link(after, index, addresses) if after else None,
        findings=show_findings(index.findings_of(*subjects), addresses),
    )


def item_name(item: PlanItem) -> str:
    """The short name of an item in a trail."""
    return f"{tr(item.kind.label)} {item.code}"


def _entry(
    item: PlanItem,
    index: EditionIndex,
    addresses: EditionAddresses,
    *,
    depth: int,
    with_tables: int,
    cards: tuple[IndicatorCard, ...] = (),
) -> StrategyEntry:
    """`item` with `depth` levels below it; indicators stand on the first `with_tables` levels."""
    return StrategyEntry(
        kind=str(item.kind),
        label=tr(item.kind.label),
        code=item.code,
        title=item.title,
        address=addresses.page(index.item_keys[item.item_id]),
        departments=item.departments,
        flags=None if item.flags is None else tuple(tr(flag.label) for flag in item.flags),
        sdgs=None if item.sdgs is None else tuple(sdg_link(number, addresses) for number in item.sdgs),
        summary=item.summary,
        audience=item.audience,
        outcomes=item.outcomes,
        indicators=indicator_rows(index.indicators_of(item.item_id), index, addresses)
        if with_tables > 0 and not cards
        else (),
        cards=cards,
        projects=sum(1 for below in index.descendants(item) if below.kind is ItemKind.PROJECT),
        source=source_link(item.place, addresses),
        children=tuple(
            _entry(child, index, addresses, depth=depth - 1, with_tables=with_tables - 1)
            for child in index.children(item)
        )
        if depth
        else (),
    )


def facet_address(addresses: EditionAddresses, facet: str, key: str) -> str:
    """The page of the indicators that are `key` in `facet`."""
    return f"{addresses.page('kpi')}{facet}/{quote(key, safe='')}/"


def sdg_link(number: int, addresses: EditionAddresses) -> Link:
    """A goal of the SDGs by its official short name, with the indicators that serve it."""
    return Link(sdg_name(number), facet_address(addresses, "sdgs", str(number)))


def sdg_name(number: int) -> str:
    """Number and official short name of a goal; the number alone where there is no such goal."""
    goal = sdg_goal(number)
    if goal is None:
        return tr("目標{number}", number=number)
    name = goal.name if language() == JAPANESE else goal.name_en
    return tr("目標{number} {name}", number=number, name=name)


def shown_terms(index: EditionIndex, addresses: EditionAddresses) -> tuple[ShownTerm, ...]:
    """The terms that the document explains."""
    return tuple(_term(term, addresses) for term in index.edition.content.glossary)


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
    return tuple((tr(flag.label), counts[flag]) for flag in RevisionFlag if counts[flag])
