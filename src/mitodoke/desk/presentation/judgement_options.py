"""The judgement rules to choose from, each with what it makes of the plan's own indicators, and what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from mitodoke.desk.presentation.roll_up_preview import TOLD
from mitodoke.domain.indicator import Indicator, ValueRole
from mitodoke.domain.judge_indicator import JudgedPlan, judge_indicator
from mitodoke.domain.judgement import Judgement, JudgementRule, count_ranks
from mitodoke.domain.judgement_rules import RULES
from mitodoke.domain.rounding import exact_text
from mitodoke.outputs.reports.rule_lines import band_lines
from mitodoke.publishing.kept_drafts import kept_while_equal
from mitodoke.publishing.presentation.method_judgement import rule_remarks

NOT_JUDGED = "判定なし"
NO_RULE = "none"
"""The word in the form for indicators that are not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOption:
    """A rule: what it is called, its ranks, an indicator judged by it, and how many get which rank."""

    value: str
    label: str
    source: str
    bands: tuple[str, ...]
    remarks: tuple[str, ...]
    example: str
    counts: str
    picked: bool


@dataclass(frozen=True, slots=True)
class BandField:
    """The fields of one band; `percent` None for the one that takes all that is left."""

    name: str
    rank: str
    label: str
    percent: str | None
    reads: str


class RankChange(NamedTuple):
    """An indicator whose rank changes; `reason` is the formula with the numbers put in, or why there is none."""

    name: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementPreview:
    """What changes, and how many indicators get which rank before and after."""

    changes: tuple[RankChange, ...]
    more: int
    unchanged: int
    before: str
    after: str


def rule_value(rule: JudgementRule | None) -> str:
    """A rule as a word of the form."""
    return NO_RULE if rule is None else f"{rule.name}/{rule.version}"


@kept_while_equal
def rule_options(
    indicators: Sequence[Indicator],
    *,
    stored: JudgementRule | None,
    picked: str,
    first_year: int,
    years: int,
) -> tuple[RuleOption, ...]:
    """Every known rule, the plan's own adapted one first."""
    rules = (*((stored,) if stored is not None and stored not in RULES else ()), *RULES)
    return tuple(
        _option(JudgedPlan(rule=rule, first_year=first_year, years=years), indicators, picked)
        for rule in rules
    )


def band_fields(rule: JudgementRule, typed: Mapping[str, str] | None = None) -> tuple[BandField, ...]:
    """The bands of a rule as fields to change; what was `typed` stands in them where it could not be taken."""
    told = typed or {}
    return tuple(
        BandField(
            f"band:{number}",
            told.get(f"band:{number}:rank", band.rank),
            told.get(f"band:{number}:label", band.label),
            None
            if band.at_least is None
            else told.get(f"band:{number}:percent", exact_text(band.at_least * Fraction(100))),
            f"{band.yardstick.label}が、この％{'を超えるもの' if band.exclusive else '以上のもの'}",
        )
        for number, band in enumerate(rule.bands)
    )


def judgement_preview(
    indicators: Sequence[Indicator], before: JudgedPlan | None, after: JudgedPlan | None
) -> JudgementPreview:
    """The ranks under the rule of today against those under another."""
    rows = [(one, _judged(one, before), _judged(one, after)) for one in indicators]
    changes = [
        RankChange(
            f"{one.level.label}「{_one_line(one.name)}」",
            _rank(old),
            _rank(new),
            "" if new is None else new.formula or new.why_not or "",
        )
        for one, old, new in rows
        if _rank(old) != _rank(new)
    ]
    return JudgementPreview(
        changes=tuple(changes[:TOLD]),
        more=max(len(changes) - TOLD, 0),
        unchanged=len(rows) - len(changes),
        before=rank_counts(indicators, before),
        after=rank_counts(indicators, after),
    )


@kept_while_equal
def rank_counts(indicators: Sequence[Indicator], plan: JudgedPlan | None) -> str:
    """``12指標のうち11指標を判定：「順調」5件、「おおむね順調」2件、「努力を要する」4件``; ranks are counted, never averaged."""
    if not indicators:
        return "指標がありません"
    if plan is None:
        return f"{len(indicators)}指標を判定していません"
    counts = count_ranks((judge_indicator(one, plan) for one in indicators), plan.rule)
    told = "、".join(f"「{rank}」{count}件" for rank, count in counts.ranks)
    return f"{counts.total}指標のうち{counts.judged}指標を判定：{told}"


def _option(plan: JudgedPlan, indicators: Sequence[Indicator], picked: str) -> RuleOption:
    rule = plan.rule
    return RuleOption(
        value=rule_value(rule),
        label=rule.label,
        source=rule.source,
        bands=band_lines(rule),
        remarks=tuple(rule_remarks(rule)),
        example=_example(plan, indicators),
        counts=rank_counts(indicators, plan) if indicators else "",
        picked=rule_value(rule) == picked,
    )


def _example(plan: JudgedPlan, indicators: Sequence[Indicator]) -> str:
    """The first indicator that gets a rank, else the first with the reason for none."""
    first = ""
    for indicator in indicators:
        found = judge_indicator(indicator, plan)
        if found.rank is not None:
            return f"{_values(indicator)}は、{found.formula} → {_ranked(found)}"
        first = first or f"{_values(indicator)}は、{NOT_JUDGED}（{found.why_not}）"
    return first


def _values(indicator: Indicator) -> str:
    told = "、".join(
        f"{role.label}{_one_line(value.quantity.printed) or 'なし'}"
        for role in ValueRole
        if (value := indicator.value(role)) is not None
    )
    return f"{indicator.level.label}「{_one_line(indicator.name)}」（{told}）"


def _ranked(found: Judgement) -> str:
    return f"{found.rank}（{found.label}）" if found.label else f"{found.rank}"


def _judged(indicator: Indicator, plan: JudgedPlan | None) -> Judgement | None:
    return None if plan is None else judge_indicator(indicator, plan)


def _rank(found: Judgement | None) -> str:
    return NOT_JUDGED if found is None or found.rank is None else found.rank


def _one_line(text: str) -> str:
    return " ".join(text.split())
