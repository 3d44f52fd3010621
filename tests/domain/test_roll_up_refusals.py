"""A roll-up rule in words, and what contradicts itself in one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.test_own_levels import LEVELS, ONE, THREE, TWO
from domain.test_roll_up_choice import FULL, KINDS, RATED, STOPPED, down, with_level
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.own_levels import level_names
from mitodoke.domain.rating import RatingState
from mitodoke.domain.roll_up_choice import (
    MOST_DECIMALS,
    Averaged,
    LevelChoice,
    RollUpChoice,
    choice_lines,
    has_two_ways,
    roll_up_refusal,
    rolled_kinds,
)


def test_the_choice_in_words() -> None:
    choice = replace(
        with_level(None, averages=Averaged.RATED, rounding=down()),
        left_out=(STOPPED, RatingState.CANNOT_BE_JUDGED),
    )
    assert choice_lines(choice, names=level_names(LEVELS), kinds=KINDS, rated=RATED) == (
        "全体＝丸める前のすべての事務事業の単純平均（切り捨てて整数に）",
        "政策＝丸める前の施策の単純平均（四捨五入して小数第1位まで）",
        "施策＝丸める前の事務事業の単純平均（四捨五入して小数第1位まで）",
        "事務事業＝担当部署の評価（四捨五入して小数第1位まで）",
        "平均に入れない状態：中止、評価困難",
        "0％として平均に入れる状態：未着手",
    )


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (FULL, None),
        (RollUpChoice(), "すべてについて"),
        (replace(FULL, levels=FULL.levels[1:]), "すべてについて"),
        (replace(FULL, levels=(*FULL.levels, FULL.levels[0])), "すべてについて"),
        (replace(FULL, levels=(*FULL.levels, LevelChoice(kind=ItemKind.PLEDGE))), "すべてについて"),
        (with_level(ONE, rounding=down(MOST_DECIMALS)), None),
        (with_level(ONE, rounding=down(MOST_DECIMALS + 1)), "小数第3位"),
        (with_level(ONE, rounding=down(-1)), "小数第3位"),
        (with_level(ONE, averages=Averaged.RATED), None),
        (with_level(TWO, averages=Averaged.RATED), "選べません"),
        (with_level(THREE, averages=Averaged.RATED), "選べません"),
        (replace(FULL, left_out=(RatingState.RATED,)), "平均に入れない状態"),
        (replace(FULL, left_out=(STOPPED, STOPPED)), "平均に入れない状態"),
        (replace(FULL, left_out=()), None),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(choice: RollUpChoice, words: str | None) -> None:
    refusal = roll_up_refusal(choice, KINDS, RATED)
    assert refusal is None if words is None else refusal is not None and words in refusal


def test_levels_below_the_lowest_rated_one_have_no_rule() -> None:
    assert rolled_kinds(KINDS, frozenset({TWO})) == (ONE, TWO)
    assert rolled_kinds(KINDS, frozenset()) == ()
    assert not has_two_ways(ONE, KINDS, frozenset({TWO}))
    assert has_two_ways(None, KINDS, frozenset({TWO}))
    assert not has_two_ways(None, KINDS, frozenset(KINDS))
