"""By what the indicators of a strategy can be chosen: goal, kind, department, SDG, flag, progress, judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from mitodoke.domain.indicator import Indicator, IndicatorLevel
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.judge_indicator import judge_indicator
from mitodoke.domain.outline import PlanItem, RevisionFlag
from mitodoke.domain.sdgs import SDG_GOALS
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_classes import ProgressClass, class_of
from mitodoke.publishing.presentation.item_link import numbered_title
from mitodoke.publishing.presentation.judgement import (
    NOT_JUDGED,
    judged_edition,
    rank_keys,
)
from mitodoke.publishing.presentation.strategy import sdg_name
from mitodoke.publishing.presentation.text import address_key, one_line

ABSENT, LOST = "none", "lost"
"""Words in addresses for what the document shows none of, and for what the source lost."""
_OF_THE_INDICATOR = frozenset({RevisionFlag.TARGET_CHANGED, RevisionFlag.KPI_CHANGED})
_LONGEST_KEY = 60
FACETS: dict[str, str] = {
    "goal": "基本目標",
    "level": "指標の区分",
    "department": "担当部署",
    "sdgs": "SDGs",
    "flag": "見直しの印",
    "progress": "進捗率",
    "judgement": "判定",
}
"""The facets by their word in addresses, each with its Japanese name."""


def facet_label(name: str, index: EditionIndex) -> str:
    """The name of a facet on a page; the first one is the top level of the plan, under its own name."""
    levels = index.edition.content.levels
    return index.level_word(levels[0].kind) if name == "goal" and levels else tr(FACETS[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetChoice:
    """One choice of a facet: its word in addresses, its name, and how many indicators it has."""

    key: str
    label: str
    count: int
    content: bool = False


def keys_of(indicator: Indicator, index: EditionIndex) -> dict[str, frozenset[str]]:
    """The choices of every facet that an indicator belongs to; a facet that says nothing of it has ABSENT or LOST."""
    return _facet_keys(index)[indicator.indicator_id]


def facet_choices(index: EditionIndex) -> dict[str, tuple[FacetChoice, ...]]:
    """The choices of every facet that has any, with their counts over all indicators, in the words of the page."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for keys in _facet_keys(index).values():
        for name, chosen in keys.items():
            counts[name].update(chosen)
    named = {
        "goal": [(index.item_keys[one.item_id], numbered_title(one), bool(one.title)) for one in index.roots],
        "level": [(one.value, tr(one.label), False) for one in IndicatorLevel],
        "department": [(key, name, True) for name, key in _department_keys(index).items()],
        "sdgs": [(str(one.number), sdg_name(one.number), False) for one in SDG_GOALS],
        "flag": [(one.value, tr(one.label), False) for one in RevisionFlag],
        "progress": [(one.value, tr(one.label), False) for one in ProgressClass],
        "judgement": _ranks(index),
    }
    none = {"judgement": tr("判定していないもの")}
    found = {}
    for name, choices in named.items():
        if name not in ("progress", "judgement") or choices:
            known = {key for key, _, _ in choices}
            choices += [
                (key, sdg_name(int(key)) if name == "sdgs" else key, False)
                for key in sorted(counts[name].keys() - known - {ABSENT, LOST})
            ]
        if name != "progress":
            choices += [
                (ABSENT, none.get(name, tr("記載なし")), False),
                (LOST, tr("原文から失われているもの"), False),
            ]
        shown = tuple(
            FacetChoice(key=key, label=label, count=counts[name][key], content=content)
            for key, label, content in choices
            if counts[name][key]
        )
        if shown:
            found[name] = shown
    return found


def flags_of(indicator: Indicator, item: PlanItem, index: EditionIndex) -> frozenset[RevisionFlag]:
    """The marks of the review that concern an indicator.

    Its own where the document marks it; else those of its item. Marks of the whole above (a new measure) count
    for everything under it; marks of changed targets and KPIs only for the item's own indicators.
    """
    own = set(item.flags or ())
    if indicator.changed is False:
        own -= _OF_THE_INDICATOR
    if indicator.changed:
        numeric = indicator.level is IndicatorLevel.NUMERICAL_TARGET
        own.add(RevisionFlag.TARGET_CHANGED if numeric else RevisionFlag.KPI_CHANGED)
    for above in index.ancestors(item):
        own |= set(above.flags or ()) - _OF_THE_INDICATOR
    return frozenset(own)


@lru_cache(maxsize=32)
def _facet_keys(index: EditionIndex) -> dict[str, dict[str, frozenset[str]]]:
    departments = _department_keys(index)
    plan = judged_edition(index.edition.content)
    ranks = rank_keys(plan.rule) if plan else {}
    found = {}
    for indicator in index.indicators.values():
        keys = {
            "level": frozenset({indicator.level.value}),
            "progress": frozenset({class_of(rates_of(indicator).progress).value}),
        }
        if plan is not None:
            rank = judge_indicator(indicator, plan).rank
            keys["judgement"] = frozenset({NOT_JUDGED if rank is None else ranks[rank]})
        item = index.items.get(indicator.item_id)
        if item is None:
            keys |= dict.fromkeys(("goal", "department", "sdgs", "flag"), frozenset({ABSENT}))
        else:
            root = next(iter(index.ancestors(item)), item)
            keys["goal"] = frozenset({index.item_keys[root.item_id]})
            keys["department"] = _told(
                None if item.departments is None else [departments[one] for one in item.departments]
            )
            keys["sdgs"] = _told(None if item.sdgs is None else [str(one) for one in item.sdgs])
            flags = [flag.value for flag in flags_of(indicator, item, index)]
            keys["flag"] = _told(flags if flags or item.flags is not None else None)
        found[indicator.indicator_id] = keys
    return found


def _told(values: list[str] | None) -> frozenset[str]:
    if values is None:
        return frozenset({LOST})
    return frozenset(values) or frozenset({ABSENT})


@lru_cache(maxsize=32)
def _department_keys(index: EditionIndex) -> dict[str, str]:
    """A word in addresses for every department of the items that have indicators, in document order."""
    return word_keys(
        name
        for item in index.edition.content.items
        if index.indicators_of(item.item_id)
        for name in item.departments or ()
    )


def word_keys(names: Iterable[str]) -> dict[str, str]:
    """A word in addresses for every name, in their order: made safe, short and different from all others."""
    found: dict[str, str] = {}
    taken = {ABSENT, LOST}
    for name in names:
        if name not in found:
            key = address_key(one_line(name))
            if key in taken or len(key) > _LONGEST_KEY:
                told = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
                key = f"{key[:_LONGEST_KEY]}~{told}"
            taken.add(key)
            found[name] = key
    return found


def _ranks(index: EditionIndex) -> list[tuple[str, str, bool]]:
    plan = judged_edition(index.edition.content)
    if plan is None:
        return []
    labels = {band.rank: band.label for band in (*plan.rule.bands, *plan.rule.yearly_bands)}
    return [
        (key, f"{rank}（{labels[rank]}）" if rank in labels else rank, True)
        for rank, key in rank_keys(plan.rule).items()
    ]
