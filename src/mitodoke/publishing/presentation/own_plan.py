"""The pages of a plan with levels of a city's own (総合計画): the whole, and one item of whatever level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.judge_indicator import JudgedPlan
from mitodoke.domain.outline import PlanItem
from mitodoke.domain.own_levels import rated_kinds
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_card import IndicatorCard, indicator_cards
from mitodoke.publishing.presentation.indicator_classes import Distribution, progress_distribution
from mitodoke.publishing.presentation.indicator_targets import EarlierEdition
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.judgement import judged_edition
from mitodoke.publishing.presentation.own_percentage import own_overall_percentage, own_rules
from mitodoke.publishing.presentation.page import Link, ShownFinding, show_findings
from mitodoke.publishing.presentation.percentage_record import Percentage
from mitodoke.publishing.presentation.pledge_charts import bars
from mitodoke.publishing.presentation.pledge_entry import PlanEntry, plan_entry
from mitodoke.publishing.presentation.pledge_history import PledgeHistory, YearEdition, pledge_history
from mitodoke.publishing.presentation.strategy import ShownTerm, facet_address, sdg_link, shown_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelItems:
    """The items under another one: what their level is called, and they themselves."""

    label: str
    entries: tuple[PlanEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlanPage:
    """The plan as a whole; `rules` name how the progress of each level is calculated."""

    top: str
    roots: tuple[PlanEntry, ...]
    overall: Percentage | None
    chart: Markup
    rules: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    progress: Distribution | None
    plan: JudgedPlan | None
    kpis: str
    glossary: tuple[ShownTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItemPage:
    """One item; `rated` tells whether departments rate items of its level, `answered` whether any item was rated."""

    item: PlanEntry
    flags: tuple[str, ...] | None
    sdgs: tuple[Link, ...] | None
    audience: tuple[str, ...]
    outcomes: tuple[str, ...]
    cards: tuple[IndicatorCard, ...]
    below: LevelItems | None
    chart: Markup
    rules: tuple[tuple[str, str], ...]
    trail: tuple[Link, ...]
    before: Link | None
    after: Link | None
    findings: tuple[ShownFinding, ...]
    history: PledgeHistory
    plan: JudgedPlan | None
    kpis: str
    rated: bool
    answered: bool


def own_plan_page(index: EditionIndex, addresses: EditionAddresses) -> OwnPlanPage:
    """Everything the page of the whole plan shows."""
    content = index.edition.content
    indicators = index.indicators.values()
    kpis = addresses.page("kpi")
    roots = tuple(plan_entry(item, index, addresses, depth=len(content.levels)) for item in index.roots)
    top = index.level_word(content.levels[0].kind)
    return OwnPlanPage(
        top=top,
        roots=roots,
        overall=own_overall_percentage(index, addresses),
        chart=bars(roots, "top", tr("項目ごとの進捗状況")),
        rules=own_rules(content.items, index),
        counts=own_counts(index),
        progress=progress_distribution(indicators, "progress", f"{kpis}progress/") if indicators else None,
        plan=judged_edition(index.edition.content),
        kpis=kpis if indicators else "",
        glossary=shown_terms(index, addresses),
    )


def own_counts(index: EditionIndex) -> tuple[tuple[str, int], ...]:
    """How many items of each level, activities and indicators there are."""
    content = index.edition.content
    kinds = Counter(item.kind for item in content.items)
    levels = Counter(indicator.level for indicator in content.indicators)
    return (
        *((index.level_word(level.kind), kinds[level.kind]) for level in content.levels),
        (tr("取組事業内容"), sum(len(item.activities) for item in content.items)),
        *((tr(level.label), levels[level]) for level in IndicatorLevel),
    )


def own_item_page(
    item: PlanItem,
    index: EditionIndex,
    addresses: EditionAddresses,
    *,
    editions: Sequence[YearEdition] = (),
    earlier: Sequence[EarlierEdition] = (),
) -> OwnItemPage:
    """Everything the page of one item shows.

    `editions` are those of the plan, the oldest first, this one among them; `earlier` tell the original targets.
    """
    content = index.edition.content
    before, after = index.neighbours(item)
    own = index.indicators_of(item.item_id)
    plan = judged_edition(index.edition.content)
    entry = plan_entry(item, index, addresses, depth=1)
    children = index.children(item)
    below = LevelItems(label=index.level_word(children[0].kind), entries=entry.children) if children else None
    subjects = [item.item_id, *(one.indicator_id for one in own)]
    subject = entry.percentage.subject if entry.percentage else tr("進捗状況")
    return OwnItemPage(
        item=entry,
        flags=None if item.flags is None else tuple(tr(flag.label) for flag in item.flags),
        sdgs=None if item.sdgs is None else tuple(sdg_link(number, addresses) for number in item.sdgs),
        audience=item.audience,
        outcomes=item.outcomes,
        cards=indicator_cards(own, index, addresses, plan=plan, earlier=earlier),
        below=below,
        chart=bars(entry.children, "below", tr("項目ごとの進捗状況"))
        if below and any(one.percentage for one in entry.children)
        else Markup(""),
        rules=own_rules(children, index)[1:],
        trail=tuple(
            Link(f"{index.level_word(above.kind)} {above.code}", _page(above, index, addresses), content=True)
            for above in index.ancestors(item)
        ),
        before=item_link(before, index, addresses) if before else None,
        after=item_link(after, index, addresses) if after else None,
        findings=show_findings(index.findings_of(*subjects), addresses),
        history=pledge_history(item, index.item_keys[item.item_id], editions, subject),
        plan=plan,
        kpis=facet_address(addresses, "goal", index.item_keys[item.item_id])
        if not index.ancestors(item) and _has_indicators(item, index)
        else "",
        rated=item.kind in rated_kinds(content.document.kind, content.levels),
        answered=bool(content.ratings),
    )


def _has_indicators(item: PlanItem, index: EditionIndex) -> bool:
    return any(index.indicators_of(one.item_id) for one in (item, *index.descendants(item)))


def _page(item: PlanItem, index: EditionIndex, addresses: EditionAddresses) -> str:
    return addresses.page(index.item_keys[item.item_id])
