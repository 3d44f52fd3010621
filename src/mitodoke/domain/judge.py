"""Applies a judgement rule to measured values, alone or several together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mitodoke.domain.indicator import DesiredChange
from mitodoke.domain.judgement import (
    Band,
    JudgedValues,
    Judgement,
    JudgementRule,
    NotJudged,
    ResultState,
    TargetKind,
    Tolerance,
    ToleranceKind,
    Yardstick,
)
from mitodoke.domain.progress import UndefinedReason
from mitodoke.domain.yardstick import YardstickValue, read_yardstick


def judge(measured: JudgedValues, rule: JudgementRule) -> Judgement:
    """The rank of `measured` under `rule`, with the formula, or why there is none.

    A state comes before numbers. A target equal to the baseline is a target to keep: kept counts as 100 %, lost
    as 0 %. A target of 0 is reached (100 %) or not; on the way its distance from the baseline counts where the
    rule measures progress. Where the direction is not told it follows from a target above the baseline;
    with a target below it nothing is guessed.
    """
    if measured.state is not None:
        return _by_state(measured.state, rule)
    if measured.text_target is not None:
        return _not_judged(rule, NotJudged.TEXT_TARGET.label)
    if measured.actual is None or measured.target is None:
        missing = UndefinedReason.NO_ACTUAL if measured.actual is None else UndefinedReason.NO_TARGET
        return _not_judged(rule, missing.label)
    desired = direction(measured)
    if desired is None:
        return _not_judged(rule, NotJudged.DIRECTION_UNKNOWN.label)
    settled = _without_noise(replace(measured, desired=desired), rule.tolerance)
    bands = (
        rule.yearly_bands if measured.target_kind is TargetKind.YEARLY and rule.yearly_bands else rule.bands
    )
    return _by_bands(settled, rule, bands)


def direction(measured: JudgedValues) -> DesiredChange | None:
    """Which way is better: as told; else up for a target above the baseline or a cumulative one, kept for an equal one.

    Without a baseline, and for a target below it, the numbers alone do not tell: None.
    """
    if measured.desired is not None:
        return measured.desired
    if measured.cumulative:
        return DesiredChange.INCREASE
    if measured.baseline is None or measured.target is None or measured.target < measured.baseline:
        return None
    return DesiredChange.INCREASE if measured.target > measured.baseline else DesiredChange.MAINTAIN


def _by_state(state: ResultState, rule: JudgementRule) -> Judgement:
    rank = dict(rule.states).get(state)
    if rank is None:
        return _not_judged(rule, state.label)
    return Judgement(rule=rule.name, version=rule.version, rank=rank, label=state.label, formula=state.label)


def _without_noise(measured: JudgedValues, tolerance: Tolerance | None) -> JudgedValues:
    """`measured` with a change smaller than the tolerance taken as no change."""
    if tolerance is None or (tolerance.surveys_only and not measured.surveyed):
        return measured
    if measured.baseline is None or measured.actual is None:
        return measured
    width = tolerance.width
    if tolerance.kind is ToleranceKind.OF_BASELINE:
        width *= abs(Fraction(measured.baseline))
    change = abs(Fraction(measured.actual) - Fraction(measured.baseline))
    return replace(measured, actual=measured.baseline) if change < width else measured


def _by_bands(measured: JudgedValues, rule: JudgementRule, bands: tuple[Band, ...]) -> Judgement:
    readings: dict[Yardstick, YardstickValue] = {}
    for band in bands:
        if band.yardstick not in readings:
            readings[band.yardstick] = read_yardstick(band.yardstick, measured, rule)
        reading = readings[band.yardstick]
        if reading.value is None:
            return _not_judged(rule, reading.why_not or NotJudged.NO_BAND.label)
        if _holds(band, reading.value):
            return Judgement(
                rule=rule.name,
                version=rule.version,
                rank=band.rank,
                label=band.label,
                value=reading.value,
                formula=reading.formula,
            )
    return _not_judged(rule, NotJudged.NO_BAND.label)


def _holds(band: Band, value: Fraction) -> bool:
    if band.at_least is None:
        return True
    return value > band.at_least if band.exclusive else value >= band.at_least


def _not_judged(rule: JudgementRule, why_not: str) -> Judgement:
    return Judgement(rule=rule.name, version=rule.version, rank=None, label=None, why_not=why_not)


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherBand:
    """A rank for several indicators together: all, the main ones and one at least must reach these values.

    A condition that is None does not count; a band without conditions takes all that is left.
    """

    rank: str
    label: str
    all_at_least: Fraction | None = None
    main_at_least: Fraction | None = None
    one_at_least: Fraction | None = None
    main_above: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherRule:
    """How several judged indicators make one rank; ranks are never averaged."""

    name: str
    version: str
    label: str
    source: str
    bands: tuple[TogetherBand, ...]


def judge_together(judged: Sequence[Judgement], main: Sequence[bool], rule: TogetherRule) -> Judgement:
    """One rank for several indicators; `main[i]` says whether the i-th is a main one (none: all are).

    Indicators without a value stay outside and are counted in the formula; with none left there is no rank.
    """
    pairs = [(j.value, m) for j, m in zip(judged, main, strict=True) if j.value is not None]
    values = [value for value, _ in pairs]
    leading = [value for value, is_main in pairs if is_main] or values
    formula = f"{len(judged)}指標のうち{len(values)}指標の値による"
    if not values:
        return Judgement(
            rule=rule.name,
            version=rule.version,
            rank=None,
            label=None,
            formula=formula,
            why_not="値のある指標がないため、判定できません",
        )
    for band in rule.bands:
        conditions = (
            band.all_at_least is None or min(values) >= band.all_at_least,
            band.main_at_least is None or min(leading) >= band.main_at_least,
            band.main_above is None or min(leading) > band.main_above,
            band.one_at_least is None or max(values) >= band.one_at_least,
        )
        if all(conditions):
            return Judgement(
                rule=rule.name,
                version=rule.version,
                rank=band.rank,
                label=band.label,
                value=min(values),
                formula=formula,
            )
    return Judgement(
        rule=rule.name,
        version=rule.version,
        rank=None,
        label=None,
        formula=formula,
        why_not=NotJudged.NO_BAND.label,
    )
