"""The rules that a plan chose for its percentages and ranks, as lines of Japanese text."""

from __future__ import annotations

from fractions import Fraction

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.judgement import Band, JudgementRule
from mitodoke.domain.own_levels import kinds_of, level_names, rated_kinds
from mitodoke.domain.roll_up_choice import choice_lines
from mitodoke.domain.rounding import exact_text


def roll_up_lines(content: DocumentContent) -> tuple[str, ...]:
    """How the percentages of the plan are calculated, a line for each level; nothing where it did not choose."""
    if content.roll_up is None:
        return ()
    return choice_lines(
        content.roll_up,
        names=level_names(content.levels),
        kinds=kinds_of(content.document.kind, content.levels),
        rated=rated_kinds(content.document.kind, content.levels),
    )


def band_lines(rule: JudgementRule) -> tuple[str, ...]:
    """The ranks of a rule with the condition for each, best first, then the states that have one."""
    lines = [f"{rank_words(band)}：{condition(band)}" for band in rule.bands]
    lines += [f"{rank_words(band)}：年度ごとの目標では、{condition(band)}" for band in rule.yearly_bands]
    return (*lines, *(f"{rank}：数値によらない状態「{state.label}」" for state, rank in rule.states))


def rank_words(band: Band) -> str:
    """A rank with its meaning: ``順調（目標値以上）``."""
    return f"{band.rank}（{band.label}）" if band.label else band.rank


def condition(band: Band) -> str:
    """When a rank is given; bands are tried in order."""
    if band.at_least is None:
        return "上のどれにも当たらないもの"
    words = "を超える" if band.exclusive else "以上"
    return f"{band.yardstick.label}が{exact_text(band.at_least * Fraction(100))}％{words}"
