"""The judgement of an indicator for a page, by the rule that its plan is judged by; none without a rule.

An edition carries the rule that the city chose for its plan. For editions of plans that never chose, it stands in
``judgement_rules.csv``: municipality, the plan's first fiscal year and its years, and the name and version of a rule of
`mitodoke.domain.judgement_rules`. Editions of those years are judged by it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.judge_indicator import JudgedPlan, judge_indicator, judged_by
from mitodoke.domain.judgement import JudgementRule, count_ranks
from mitodoke.domain.judgement_rules import RULES
from mitodoke.outputs.charts.stacked_counts import CountClass
from mitodoke.outputs.charts.textures import Tone
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.indicator_classes import (
    CountRow,
    Distribution,
    counts_chart,
    show_count,
)

_FILE = Path(__file__).with_name("judgement_rules.csv")
NOT_JUDGED = "none"
"""The word in addresses for indicators without a rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownJudgement:
    """A rank with the formula, or the reason for none; all words are those of the rule's publisher."""

    rank: str | None
    label: str | None
    formula: str | None
    why_not: str | None


def judged_edition(content: DocumentContent) -> JudgedPlan | None:
    """How an edition of `content` is judged: as its plan chose, else by the table; None for not at all."""
    if content.judgement is not None:
        return judged_by(content.judgement)
    return judged_plan(content.document)


def judged_plan(document: SourceDocument) -> JudgedPlan | None:
    """The rule that editions of `document` are judged by; None where the table has none for its year.

    The table holds the rules by which cities judge their strategies; what another plan is judged by it does not tell.
    """
    if document.kind is DocumentKind.COMPREHENSIVE_PLAN:
        return None
    year = document.fiscal_year
    for plan in _plans().get(document.municipality_code or "", ()):
        if year is not None and plan.first_year <= year < plan.first_year + plan.years:
            return plan
    return None


def show_judgement(indicator: Indicator, plan: JudgedPlan | None) -> ShownJudgement | None:
    """The judgement of one indicator in words; None without a rule."""
    if plan is None:
        return None
    found = judge_indicator(indicator, plan)
    return ShownJudgement(
        rank=found.rank, label=found.label, formula=found.formula, why_not=found.why_not and tr(found.why_not)
    )


def rank_keys(rule: JudgementRule) -> dict[str, str]:
    """The ranks of `rule`, best first, each with its word in addresses."""
    bands = [band.rank for band in (*rule.bands, *rule.yearly_bands)] + [rank for _, rank in rule.states]
    return {rank: str(number) for number, rank in enumerate(dict.fromkeys(bands), start=1)}


def judgement_distribution(
    indicators: Iterable[Indicator], plan: JudgedPlan, name: str, base: str = ""
) -> Distribution:
    """How many indicators got which rank; those without one stand beside, with the reasons."""
    counts = count_ranks((judge_indicator(one, plan) for one in indicators), plan.rule)
    keys = rank_keys(plan.rule)
    labels = {band.rank: band.label for band in (*plan.rule.bands, *plan.rule.yearly_bands)}
    rows = [
        CountRow(
            label=f"{rank}（{labels[rank]}）" if rank in labels else rank,
            count=count,
            address=f"{base}{keys[rank]}/" if base else "",
            content=True,
            lead="" if language() == JAPANESE else tr("区分{number}", number=keys[rank]),
        )
        for rank, count in counts.ranks
    ]
    none = counts.total - counts.judged
    rows.append(
        CountRow(label=tr("判定していないもの"), count=none, address=f"{base}{NOT_JUDGED}/" if base else "")
    )
    chart = counts_chart(
        name,
        tr("判定の分布"),
        tuple(
            CountClass(
                label=row.lead or row.label,
                count=row.count,
                number=show_count(row.count),
                tone=Tone.NEUTRAL if row is rows[-1] else Tone.KEY,
            )
            for row in rows
        ),
    )
    return Distribution(
        chart=chart,
        rows=tuple(rows),
        reasons=tuple(CountRow(label=tr(why), count=count) for why, count in counts.not_judged),
        total=counts.total,
    )


@cache
def _plans() -> dict[str, tuple[JudgedPlan, ...]]:
    """The table by municipality; KeyError for a rule or version that does not exist."""
    rules = {(rule.name, rule.version): rule for rule in RULES}
    plans: dict[str, tuple[JudgedPlan, ...]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            plan = JudgedPlan(
                rule=rules[row["rule"], row["rule_version"]],
                first_year=int(row["plan_first_year"]),
                years=int(row["plan_years"]),
            )
            code = row["municipality_code"]
            plans[code] = (*plans.get(code, ()), plan)
    return plans
