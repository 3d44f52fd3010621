"""The rules of judgement for the page of the method, read from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mitodoke.domain.judge import TogetherBand, TogetherRule
from mitodoke.domain.judgement import Band, JudgementRule, Tolerance, ToleranceKind, Yardstick
from mitodoke.domain.judgement_rules import NATIONAL_FIVE_STEPS, RULES
from mitodoke.domain.progress import StepPath
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.rates import show_percent


@dataclass(frozen=True, slots=True)
class BandRow:
    """A rank in the publisher's words, and the condition for it in the words of the page."""

    rank: str
    label: str
    condition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRule:
    """A rule of judgement; name, source and ranks are the publisher's words, `remarks` those of the page."""

    name: str
    version: str
    label: str
    source: str
    bands: tuple[BandRow, ...]
    remarks: tuple[str, ...]
    used: tuple[Link, ...] = ()


def shown_rules(used: Mapping[JudgementRule, Iterable[Link]]) -> tuple[ShownRule, ...]:
    """Every rule at hand, and those that a city adapted; `used` lists the editions that are judged by each."""
    adapted = [rule for rule in used if rule not in RULES]
    rules = [_rule(rule, tuple(used.get(rule, ()))) for rule in (*adapted, *RULES)]
    return (*sorted(rules, key=lambda rule: not rule.used), _together(NATIONAL_FIVE_STEPS))


def _rule(rule: JudgementRule, used: tuple[Link, ...]) -> ShownRule:
    bands = [BandRow(band.rank, band.label, _condition(band)) for band in rule.bands]
    bands += [
        BandRow(band.rank, band.label, tr("年度ごとの目標：{condition}", condition=_condition(band)))
        for band in rule.yearly_bands
    ]
    bands += [
        BandRow(rank, "", tr("数値によらない状態：{state}", state=tr(state.label)))
        for state, rank in rule.states
    ]
    return ShownRule(
        name=rule.name,
        version=rule.version,
        label=rule.label,
        source=rule.source,
        bands=tuple(bands),
        remarks=tuple(rule_remarks(rule)),
        used=used,
    )


def _condition(band: Band) -> str:
    if band.at_least is None:
        return tr("上のどれにも当たらないもの")
    words = "{yardstick}が{value}を超える" if band.exclusive else "{yardstick}が{value}以上"
    return tr(words, yardstick=tr(band.yardstick.label), value=show_percent(band.at_least))


def rule_remarks(rule: JudgementRule) -> list[str]:
    """What a rule says beside its ranks, in the words of the page."""
    remarks = []
    if rule.path is not None:
        remarks.append(_path(rule.path))
    elif any(
        band.yardstick in (Yardstick.PACE_OF_PROGRESS, Yardstick.PACE_OF_ACHIEVEMENT) for band in rule.bands
    ):
        remarks.append(tr("予定は、計画の年数で均等に進むものとします。"))
    if rule.tolerance is not None:
        remarks.append(_tolerance(rule.tolerance))
    if rule.keep_within:
        remarks.append(
            tr(
                "維持する目標は、目標値との差が{value}以内なら維持とみなします。",
                value=show_percent(rule.keep_within),
            )
        )
    for yardstick, words in (
        (rule.without_baseline, "基準値がないときは、{yardstick}で判定します。"),
        (rule.below_baseline, "目標値が基準値より悪い側にあるときは、{yardstick}で判定します。"),
    ):
        if yardstick is not None:
            remarks.append(tr(words, yardstick=tr(yardstick.label)))
    if rule.without_baseline is None:
        remarks.append(tr("基準値がなく、基準値を使う率で判定するものは、判定しません。"))
    return remarks


def _path(path: StepPath) -> str:
    shares = tr("、").join(show_percent(share) for share in path.shares)
    return tr("予定は、1年目から順に目標の{shares}とします。", shares=shares)


def _tolerance(tolerance: Tolerance) -> str:
    points = tolerance.kind is ToleranceKind.POINTS
    width = _plain(tolerance.width) if points else show_percent(tolerance.width)
    words = (
        "基準値からの変化が{width}未満（値の単位で）なら、変化なしとみなします。"
        if points
        else "基準値からの変化が基準値の{width}未満なら、変化なしとみなします。"
    )
    only = tr("意識調査の指標だけに使います。") if tolerance.surveys_only else ""
    return tr(words, width=width) + only


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else str(number)


def _together(rule: TogetherRule) -> ShownRule:
    return ShownRule(
        name=rule.name,
        version=rule.version,
        label=rule.label,
        source=rule.source,
        bands=tuple(BandRow(band.rank, band.label, _all_of(band)) for band in rule.bands),
        remarks=(tr("複数の指標をまとめて一つの区分にする規則です。区分の平均はしません。"),),
    )


def _all_of(band: TogetherBand) -> str:
    conditions = [
        tr(words, value=show_percent(value))
        for value, words in (
            (band.all_at_least, "すべての指標が{value}以上"),
            (band.main_at_least, "主要な指標が{value}以上"),
            (band.one_at_least, "一つ以上の指標が{value}以上"),
            (band.main_above, "主要な指標が{value}を超える"),
        )
        if value is not None
    ]
    return tr("、").join(conditions) or tr("上のどれにも当たらないもの")
