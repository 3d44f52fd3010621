"""The judgement of an indicator of a plan: its latest values, read by the rule that the plan is judged by."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.indicator import Accumulation, Indicator, ValueRole
from mitodoke.domain.indicator_rates import rates_of, sums_beside_one_year
from mitodoke.domain.judge import judge
from mitodoke.domain.judgement import JudgedValues, Judgement, JudgementRule
from mitodoke.domain.judgement_choice import JudgementChoice
from mitodoke.domain.progress import Undefined, UndefinedReason
from mitodoke.domain.quantity import MissingReason

_INCOMPARABLE = (UndefinedReason.UNITS_DIFFER, UndefinedReason.NOT_ALL_CUMULATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPlan:
    """How the indicators of a plan are judged: `rule`, over `years` years from the fiscal year `first_year`."""

    rule: JudgementRule
    first_year: int
    years: int


def judged_by(choice: JudgementChoice) -> JudgedPlan | None:
    """What a city chose, for judging; None where it chose not to judge."""
    if choice.rule is None:
        return None
    return JudgedPlan(rule=choice.rule, first_year=choice.first_year, years=choice.years)


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
