"""The judgement of an indicator for a page, by the rule that its municipality is judged by; none without a rule.

Which rule that is stands in ``judgement_rules.csv``: municipality, the plan's first fiscal year and its years, and
the name and version of a rule of `mitodoke.domain.judgement_rules`. Editions of those years are judged by it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.indicator import Accumulation, Indicator, ValueRole
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.judge import judge
from mitodoke.domain.judgement import JudgedValues, Judgement, JudgementRule, count_ranks
from mitodoke.domain.judgement_rules import RULES
from mitodoke.domain.progress import Undefined, UndefinedReason
from mitodoke.domain.quantity import MissingReason
from mitodoke.outputs.charts.stacked_counts import CountClass
from mitodoke.outputs.charts.textures import Tone
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.indicator_chart import sums_beside_one_year
from mitodoke.publishing.presentation.indicator_classes import (
    CountRow,
    Distribution,
    counts_chart,
    show_count,
)

_FILE = Path(__file__).with_name("judgement_rules.csv")
NOT_JUDGED = "none"
"""The word in addresses for indicators without a rank."""
_INCOMPARABLE = (UndefinedReason.UNITS_DIFFER, UndefinedReason.NOT_ALL_CUMULATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPlan:
    """How the indicators of a plan are judged: `rule`, over `years` years from the fiscal year `first_year`."""

    rule: JudgementRule
    first_year: int
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownJudgement:
    """A rank with the formula, or the reason for none; all words are those of the rule's publisher."""

    rank: str | None
    label: str | None
    formula: str | None
    why_not: str | None


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


def judge_indicator(indicator: Indicator, plan: JudgedPlan) -> Judgement:
    """The rank of `indicator` at its latest values; values that cannot be compared are not judged."""
    baseline, actual, target = (indicator.value(role) for role in ValueRole)
    rates = rates_of(indicator)
    for rate in (rates.progress, rates.achievement):
        if isinstance(rate, Undefined) and rate.reason in _INCOMPARABLE:
            rule = plan.rule
            return Judgement(rule=rule.name, version=rule.version, rank=None, label=None, why_not=rate.label)
    year = actual.fiscal_year if actual else None
    text = target.quantity if target and target.quantity.missing is MissingReason.NOT_A_NUMBER else None
    # A baseline that itself is a sum leaves the difference formula sound; only a single year's does not.
    from_zero = sums_beside_one_year(indicator) or (
        indicator.accumulation is Accumulation.CUMULATIVE
        and (baseline is None or baseline.quantity.value is None)
    )
    measured = JudgedValues(
        baseline=baseline.quantity.value if baseline else None,
        actual=actual.quantity.value if actual else None,
        target=target.quantity.value if target else None,
        desired=indicator.desired_change,
        cumulative=from_zero,
        elapsed=None if year is None else year - plan.first_year + 1,
        years=plan.years,
        text_target=text.printed if text else None,
    )
    return judge(measured, plan.rule)


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
