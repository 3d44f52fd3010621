"""The rules of percentages in English: built from their parts, or left in Japanese and marked as such."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.rating import RatingState
from mitodoke.domain.roll_up import Carried, Coverage, Level, LevelRule, Weighting
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.pledge_rules import rule_words
from mitodoke.publishing.presentation.printed import printed

ROUNDINGS = (None, *(RoundingRule(mode, decimals) for mode in RoundingMode for decimals in (0, 1, 2)))


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (
            "ビジョン＝公約の単純平均（切り捨てて整数に）",
            ["Vision = ", "of the Pledge figures", "(rounded down to a whole number)"],
        ),
        (
            "ビジョン＝公約の単純平均（切り捨てて整数に）／全体＝丸めた後のビジョンの単純平均（四捨五入して小数第1位まで）",
            ["; All pledges = ", "of the rounded Vision figures", "(rounded half up to 1 decimal place)"],
        ),
        (
            "全体＝丸めた後のビジョンの単純平均（小数第1位に四捨五入）",  # as editions were frozen earlier
            ["All pledges = ", "(rounded half up to 1 decimal place)"],
        ),
        (
            "評価からの集計（6通りの規則が一致する値だけを示す）。2件中1件を評価（未着手1件）",
            ["all 6 rules", ". 1 of 2 rated (", ": 1)"],
        ),
        (
            "施策ごとの評価の平均。評価がないため、計算方法と端数処理は確かめられません",
            ["The mean of the ratings", "cannot be checked"],
        ),
        ("総括表の値との照合", ["Compared with the summary table"]),
    ],
)
def test_a_rule_is_said_in_english(rule: str, parts: list[str]) -> None:
    with speaking("en"):
        words = rule_words(rule)
    assert words.isascii()
    assert [part for part in parts if part.lower() not in words.lower()] == []


@pytest.mark.parametrize(
    ("level", "averages", "carried", "weighting", "rounding"),
    [
        (level, averages, carried, weighting, rounding)
        for (level, averages), carried, weighting, rounding in product(
            [
                (Level.MEASURE, Level.RATING),
                (Level.PLEDGE, Level.MEASURE),
                (Level.VISION, Level.PLEDGE),
                (Level.DOCUMENT, Level.VISION),
            ],
            Carried,
            Weighting,
            ROUNDINGS,
        )
    ],
)
def test_every_rule_that_the_domain_can_name_is_translated(
    level: Level, averages: Level, carried: Carried, weighting: Weighting, rounding: RoundingRule | None
) -> None:
    rule = LevelRule(level=level, averages=averages, carried=carried, weighting=weighting, rounding=rounding)
    with speaking("en"):
        assert rule_words(rule.label).isascii(), rule.label


@given(
    st.integers(0, 9), st.integers(0, 9), st.lists(st.tuples(st.sampled_from(RatingState), st.integers(1, 9)))
)
def test_every_coverage_is_translated(of: int, counted: int, states: list[tuple[RatingState, int]]) -> None:
    label = Coverage(of=of, counted=counted, left_out=tuple(states), missing=of).label
    with speaking("en"):
        assert rule_words(label).isascii(), label


@given(st.text())
def test_japanese_stays_as_it_is(rule: str) -> None:
    assert rule_words(rule) == (rule if rule.isprintable() else printed(rule))


@pytest.mark.parametrize(
    "rule", ["市独自の計算", "ビジョン＝秘密の平均（切り捨てて整数に）", "<b>平均</b>", "", "。"]
)
def test_an_unknown_rule_is_marked_as_japanese(rule: str) -> None:
    with speaking("en"):
        shown = rule_words(rule)
    assert shown.startswith('<bdi lang="ja">')
    assert "<b>" not in shown
