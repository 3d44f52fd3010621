"""The page of the method: every rule by which figures are made, read from the rules themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from mitodoke.audit.checks import CHECKS
from mitodoke.domain.indicator import DesiredChange
from mitodoke.domain.judgement import JudgementRule, NotJudged, ResultState, Yardstick
from mitodoke.domain.progress import (
    PERCENT_ONE_DECIMAL,
    Rate,
    Undefined,
    UndefinedReason,
    achievement_rate,
    progress_rate,
    reached,
)
from mitodoke.domain.quantity import MissingReason
from mitodoke.domain.rating import RatingState
from mitodoke.domain.roll_up import PERCENT_PER_STEP, Coverage, NoMean
from mitodoke.domain.rounding import RoundingMode, RoundingRule, exact_text
from mitodoke.domain.shares import shares
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.audit import telling_trials, trial_verdict
from mitodoke.publishing.presentation.findings import FindingDocument, facet_address
from mitodoke.publishing.presentation.formulas import Formula, mean_formula, rate_formulas, rounding_words
from mitodoke.publishing.presentation.judgement import judged_edition
from mitodoke.publishing.presentation.labels import figure_names, reader_checks
from mitodoke.publishing.presentation.method_combining import ShownCombining, shown_combining
from mitodoke.publishing.presentation.method_judgement import ShownRule, shown_rules
from mitodoke.publishing.presentation.method_roll_up import ShownRollUp, shown_roll_ups
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.pledge_rules import rule_words
from mitodoke.publishing.presentation.rates import show_percent

_ROUNDED = tuple(Fraction(number, 100) for number in (4440, 4450, 4460, 4550, -4450))
"""Numbers on both sides of a half, halves with an even and an odd neighbour, and a negative one."""

_WORKED: tuple[tuple[str, str, str], ...] = (
    ("50", "80", "90"),
    ("50", "45", "90"),
    ("50", "95", "90"),
    ("50", "50", "50"),
    ("12", "3", "0"),
)
"""Baseline, actual and target of made-up indicators that show what the formulas give."""

_PIE = (1, 1, 1)


class _Labelled(Protocol):
    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RoundingRow:
    """A way of rounding with what it makes of the numbers of the table."""

    label: str
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """An example: values, the rates that the formulas give or the reason for none."""

    values: tuple[str, ...]
    progress: str
    achievement: str
    reached: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check: what it looks for, how grave it is, how much it found here (`address` lists that)."""

    name: str
    label: str
    explanation: str
    severity: str
    severity_label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class TriedRules:
    """What the search for the roll-up rule of one edition gave; `fitting` are the rules that reproduce everything."""

    edition: Link
    verdict: str
    tried: int
    fitting: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage:
    """Every rule in words and formula."""

    rates: tuple[tuple[str, Formula], ...]
    mean: Formula
    percent_rounding: str
    per_step: int
    undefined: tuple[str, ...]
    worked: tuple[WorkedRow, ...]
    rounded: tuple[str, ...]
    roundings: tuple[RoundingRow, ...]
    combining: tuple[ShownCombining, ...]
    roll_ups: tuple[ShownRollUp, ...]
    left_out: tuple[str, ...]
    no_mean: tuple[str, ...]
    coverage: str
    tried: tuple[TriedRules, ...]
    absences: tuple[str, ...]
    yardsticks: tuple[str, ...]
    rules: tuple[ShownRule, ...]
    not_judged: tuple[str, ...]
    states: tuple[str, ...]
    shares: tuple[str, ...]
    shares_of: int
    figures: tuple[str, ...]
    checks: tuple[CheckRow, ...]
    reader_checks: tuple[CheckRow, ...]


def method_page(documents: Sequence[FindingDocument]) -> MethodPage:
    """The method as it applies to `documents`, the newest version of every document."""
    return MethodPage(
        rates=rate_formulas(),
        mean=mean_formula(),
        percent_rounding=rounding_words(PERCENT_ONE_DECIMAL),
        per_step=PERCENT_PER_STEP,
        undefined=_labels(UndefinedReason),
        worked=tuple(_worked(*row) for row in _WORKED),
        rounded=tuple(_number(Decimal(exact_text(number))) for number in _ROUNDED),
        roundings=tuple(_rounding(mode) for mode in RoundingMode),
        combining=shown_combining(documents),
        roll_ups=shown_roll_ups(documents),
        left_out=_labels(state for state in RatingState if state is not RatingState.RATED),
        no_mean=_labels(NoMean),
        coverage=rule_words(
            Coverage(of=48, counted=41, left_out=((RatingState.NOT_DUE, 4), (RatingState.STOPPED, 3))).label
        ),
        tried=tuple(_tried(one) for one in documents if one.index.edition.audit.trials),
        absences=_labels(MissingReason),
        yardsticks=_labels(Yardstick),
        rules=shown_rules(_used(documents)),
        not_judged=_labels(NotJudged),
        states=_labels(ResultState),
        shares=tuple(_number(share) for share in shares(_PIE) or ()),
        shares_of=len(_PIE),
        figures=tuple(tr(name) for name in figure_names()),
        checks=_checks(documents),
        reader_checks=_reader_checks(documents),
    )


def _labels(members: Iterable[_Labelled]) -> tuple[str, ...]:
    return tuple(tr(member.label) for member in members)


def _number(value: Decimal) -> str:
    return show_number(value)


def _rounding(mode: RoundingMode) -> RoundingRow:
    rule = RoundingRule(mode, 0)
    return RoundingRow(tr(mode.label), tuple(_number(rule.apply(number)) for number in _ROUNDED))


def _worked(*printed: str) -> WorkedRow:
    """The example by the functions that calculate the pages; fewer is better where the target lies below."""
    baseline, actual, target = (Decimal(text) for text in printed)
    desired = DesiredChange.DECREASE if target < baseline else DesiredChange.INCREASE
    hit = reached(actual, target, desired)
    return WorkedRow(
        values=tuple(_number(value) for value in (baseline, actual, target)),
        progress=_rate(progress_rate(baseline, actual, target)),
        achievement=_rate(achievement_rate(actual, target)),
        reached=tr("目標値に達している") if hit is True else tr("目標値に達していない"),
    )


def _rate(rate: Rate) -> str:
    return tr(rate.label) if isinstance(rate, Undefined) else show_percent(rate)


def _tried(document: FindingDocument) -> TriedRules:
    trials = document.index.edition.audit.trials
    telling, _ = telling_trials(trials)
    return TriedRules(
        edition=Link(document.label, document.addresses.home),
        verdict=trial_verdict(trials),
        tried=len(trials),
        fitting=tuple(rule_words(trial.label) for trial in telling if trial.fits),
    )


def _used(documents: Sequence[FindingDocument]) -> dict[JudgementRule, list[Link]]:
    """The editions that are judged by each rule."""
    used: dict[JudgementRule, list[Link]] = {}
    for one in documents:
        plan = judged_edition(one.index.edition.content) if one.index.edition.content.indicators else None
        if plan is not None:
            link = Link(one.label, one.addresses.home)
            used.setdefault(plan.rule, []).append(link)
    return used


def _checks(documents: Sequence[FindingDocument]) -> tuple[CheckRow, ...]:
    counts = _counts(documents)
    return tuple(
        CheckRow(
            name=check.name,
            label=tr(check.label),
            explanation=tr(check.explanation),
            severity=check.severity.value,
            severity_label=tr(check.severity.label),
            count=counts[check.name],
            address=_address(check.name, counts, documents),
        )
        for check in CHECKS
    )


def _reader_checks(documents: Sequence[FindingDocument]) -> tuple[CheckRow, ...]:
    """What is found while reading and recalculating, as far as it has been found here."""
    counts = _counts(documents)
    names = {check.name for check in CHECKS}
    return tuple(
        CheckRow(name, tr(label), "", "", "", counts[name], _address(name, counts, documents))
        for name, label in reader_checks().items()
        if name not in names and counts[name]
    )


def _counts(documents: Sequence[FindingDocument]) -> Counter[str]:
    return Counter(finding.check for one in documents for finding in one.index.edition.audit.findings)


def _address(name: str, counts: Counter[str], documents: Sequence[FindingDocument]) -> str:
    return facet_address(documents[0].addresses.city, "check", name) if counts[name] else ""
