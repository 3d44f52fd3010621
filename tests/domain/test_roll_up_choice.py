"""A plan's own roll-up rule: what it averages, how it rounds, which states count, and what contradicts itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.test_own_levels import ITEMS, ONE, THREE, TWO, content, item, rated
from mitodoke.domain.combining import Combining
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.outline import OUTLINES, ItemKind, PlanItem
from mitodoke.domain.own_roll_up import RollUp, is_calculated, own_progress
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import Carried
from mitodoke.domain.roll_up_choice import (
    STATES_WITHOUT_STEP,
    Averaged,
    LevelChoice,
    RollUpChoice,
)
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from publishing.own_levels import DOCUMENT

KINDS = (ONE, TWO, THREE)
RATED = frozenset({THREE})
FULL = RollUpChoice(levels=tuple(LevelChoice(kind=kind) for kind in (None, *KINDS)))
STOPPED, NOT_DUE = RatingState.STOPPED, RatingState.NOT_DUE


def with_level(kind: ItemKind | None, **changed: object) -> RollUpChoice:
    levels = tuple(replace(one, **changed) if one.kind is kind else one for one in FULL.levels)  # type: ignore[arg-type]
    return replace(FULL, levels=levels)


def down(decimals: int = 0) -> RoundingRule:
    return RoundingRule(RoundingMode.DOWN, decimals)


UNEVEN = (rated("1-1-1", 8), rated("1-1-2", 7), rated("1-2-1", 2), rated("2-1-1", 5))
"""1-1 is 75, 1-2 is 20, 1 is 47.5, 2 is 50, the whole 48.75; all four measures make 55."""


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (FULL, {"1": "47.5", "1-1": "75.0", "document": "48.8"}),
        (with_level(None, rounding=down()), {"document": "48"}),
        (with_level(None, rounding=RoundingRule(RoundingMode.UP, 0)), {"document": "49"}),
        (with_level(None, rounding=down(2)), {"document": "48.75"}),
        (with_level(None, rounding=RoundingRule(RoundingMode.HALF_EVEN, 1)), {"document": "48.8"}),
        (with_level(ONE, rounding=RoundingRule(RoundingMode.HALF_UP, 0)), {"1": "48", "document": "48.8"}),
        (with_level(ONE, rounding=RoundingRule(RoundingMode.HALF_EVEN, 0)), {"1": "48"}),
        (with_level(None, averages=Averaged.RATED), {"document": "55.0", "1": "47.5"}),
        (with_level(ONE, averages=Averaged.RATED), {"1": "56.7", "2": "50.0", "document": "53.3"}),
    ],
)
def test_what_each_choice_makes_of_the_same_ratings(choice: RollUpChoice, expected: dict[str, str]) -> None:
    found = own_progress(replace(content(ITEMS, UNEVEN), roll_up=choice))
    assert {key: str(found[key].mean.rounded) for key in expected} == expected


def test_rounded_values_go_up_where_the_plan_says_so() -> None:
    """1 is 47.5 and is cut to 47: the whole averages 47 and 50 instead of 47.5 and 50."""
    choice = replace(
        FULL,
        levels=tuple(
            replace(one, carried=Carried.ROUNDED)
            if one.kind is None
            else replace(one, rounding=down())
            if one.kind is ONE
            else one
            for one in FULL.levels
        ),
    )
    found = own_progress(replace(content(ITEMS, UNEVEN), roll_up=choice))
    assert found["1"].mean.exact == Fraction("47.5")
    assert found["document"].mean.exact == Fraction("48.5")
    assert found["document"].rule == "全体＝丸めた後の政策の単純平均（四捨五入して小数第1位まで）"


@pytest.mark.parametrize(
    ("mode", "value"),
    [
        (RoundingMode.HALF_UP, "45"),
        (RoundingMode.HALF_EVEN, "44"),
        (RoundingMode.DOWN, "44"),
        (RoundingMode.UP, "45"),
    ],
)
def test_a_tie_goes_as_the_mode_says(mode: RoundingMode, value: str) -> None:
    """Two departments of 4 and 5, and 44 with 45 above them: 44.5 lies between."""
    ratings = (rated("1-1-1", 4), rated("1-1-1", 5, "木課"), rated("1-2-1", 4), rated("1-2-1", 4, "木課"))
    ratings += (rated("1-1-2", 4), rated("1-1-2", 5, "木課"))
    choice = with_level(ONE, rounding=RoundingRule(mode, 0))
    items = tuple(one for one in ITEMS if not one.code.startswith("2"))
    found = own_progress(replace(content(items, (*ratings,)), roll_up=choice))
    assert found["1"].mean.exact == Fraction("42.5")
    tie = own_progress(
        replace(
            content(items[:3], (rated("1-1-1", 4), rated("1-1-1", 5, "木課"))),
            roll_up=with_level(THREE, rounding=RoundingRule(mode, 0)),
        )
    )
    assert tie["1-1-1"].mean.exact == 45
    half = replace(FULL, levels=(*FULL.levels[:1], LevelChoice(kind=ONE, rounding=RoundingRule(mode, -1))))
    assert RollUp(content(items[:3], (rated("1-1-1", 4), rated("1-1-1", 5, "木課"))), half).all()[
        "1"
    ].mean.rounded == Decimal({"45": "50", "44": "40"}[value])


def test_a_state_that_is_not_left_out_counts_as_zero_and_is_told() -> None:
    ratings = (rated("1-1-1", 8), rated("1-1-2", None), rated("1-2-1", 6), rated("2-1-1", 4))
    whole = content(ITEMS, ratings)
    left_out = own_progress(replace(whole, roll_up=FULL))
    zero = own_progress(replace(whole, roll_up=replace(FULL, left_out=(NOT_DUE,))))
    assert (left_out["1-1"].mean.rounded, zero["1-1"].mean.rounded) == (Decimal("80.0"), Decimal("40.0"))
    assert left_out["1-1-2"].mean.rounded is None
    assert zero["1-1-2"].mean.rounded == Decimal("0.0")
    assert left_out["document"].mean.coverage.label == "4件中3件を評価（中止1件）"
    assert zero["document"].mean.coverage.label == "4件中3件を評価（0％とした中止1件）"
    assert zero["1-1-2"].mean.coverage.label == "1件中0件を評価（0％とした中止1件）"
    assert zero["1-1-1"].rule.endswith("（四捨五入して小数第1位まで、中止・評価困難は0％とする）")


def test_everything_stopped_is_undefined_or_zero_as_the_plan_chose() -> None:
    stopped = tuple(rated(one.code, None) for one in ITEMS if one.kind is THREE)
    whole = content(ITEMS, stopped)
    out = own_progress(replace(whole, roll_up=FULL))
    assert {one.mean.rounded for one in out.values()} == {None}
    assert out["document"].mean.coverage.label == "4件中0件を評価（中止4件）"
    zero = own_progress(replace(whole, roll_up=replace(FULL, left_out=())))
    assert {one.mean.rounded for one in zero.values()} == {Decimal("0.0")}
    assert zero["document"].mean.coverage.label == "4件中0件を評価（0％とした中止4件）"


def test_what_nobody_answered_is_never_zero() -> None:
    whole = content(ITEMS, (rated("1-1-1", 8),))
    found = own_progress(replace(whole, roll_up=replace(FULL, left_out=())))
    assert found["document"].mean.rounded == Decimal("80.0")
    assert found["document"].mean.coverage.label == "4件中1件を評価（回答なし3件）"
    assert own_progress(replace(content(ITEMS, ()), roll_up=FULL)) == {}


def test_a_single_child_hands_its_value_up_whatever_is_averaged() -> None:
    chain = tuple(one for one in ITEMS if one.code in ("1", "1-1", "1-1-1"))
    for averages in Averaged:
        for carried in Carried:
            choice = with_level(None, averages=averages, carried=carried)
            found = own_progress(replace(content(chain, (rated("1-1-1", 7),)), roll_up=choice))
            assert {one.mean.exact for one in found.values()} == {Fraction(70)}


@pytest.mark.parametrize("combining", Combining)
def test_the_lowest_and_the_lead_meet_states_that_count_as_zero(combining: Combining) -> None:
    one = item("1-1-1", departments=("花課", "木課"))
    chain = (*(each for each in ITEMS if each.code in ("1", "1-1")), one)
    whole = replace(content(chain, (rated("1-1-1", 8), rated("1-1-1", None, "木課"))), combining=combining)
    zero = own_progress(replace(whole, roll_up=replace(FULL, left_out=())))
    expected = {Combining.MEAN: 40, Combining.LOWEST: 0, Combining.LEAD: 80}[combining]
    assert zero["1-1-1"].mean.exact == expected
    out = own_progress(replace(whole, roll_up=FULL))
    assert out["1-1-1"].mean.exact == 80


def pledges(ratings: tuple[Rating, ...], printed: str | None = None) -> DocumentContent:
    kinds = OUTLINES[DocumentKind.MAYORAL_PLEDGES]
    items = tuple(
        PlanItem(
            item_id=code,
            code=code,
            parent_id=code.rpartition("-")[0] or None,
            kind=kinds[code.count("-")],
            title=code,
            place="L1",
            printed_progress=Decimal(printed) if printed and code == "1" else None,
        )
        for code in ("1", "1-1", "1-1-1", "1-1-2", "1-2", "1-2-1")
    )
    document = replace(DOCUMENT, kind=DocumentKind.MAYORAL_PLEDGES)
    return DocumentContent(document=document, items=items, ratings=ratings)


def test_pledges_are_calculated_where_a_rule_was_chosen_and_nothing_is_printed() -> None:
    ratings = (rated("1-1-1", 8), rated("1-1-2", 7), rated("1-2-1", 2))
    bare = pledges(ratings)
    assert not is_calculated(bare)
    assert own_progress(bare) == {}
    chosen = replace(bare, roll_up=RollUpChoice())
    assert is_calculated(chosen)
    assert {key: str(one.mean.rounded) for key, one in own_progress(chosen).items()} == {
        "document": "47.5", "1": "47.5", "1-1": "75.0", "1-1-1": "80.0", "1-1-2": "70.0", "1-2": "20.0", "1-2-1": "20.0",
    }  # fmt: skip
    assert not is_calculated(replace(pledges(ratings, printed="47"), roll_up=RollUpChoice()))
    assert not is_calculated(replace(chosen, ratings=()))


CHOICES = st.builds(
    lambda ways, left: RollUpChoice(
        levels=tuple(
            LevelChoice(kind=kind, averages=averages, carried=carried, rounding=RoundingRule(mode, decimals))
            for kind, (averages, carried, mode, decimals) in zip((None, *KINDS), ways, strict=True)
        ),
        left_out=tuple(left),
    ),
    st.lists(
        st.tuples(
            st.sampled_from(Averaged),
            st.sampled_from(Carried),
            st.sampled_from(RoundingMode),
            st.integers(0, 3),
        ),
        min_size=4,
        max_size=4,
    ),
    st.sets(st.sampled_from(STATES_WITHOUT_STEP)),
)
STEPS = st.dictionaries(
    st.sampled_from(["1-1-1", "1-1-2", "1-2-1", "2-1-1"]), st.none() | st.integers(0, 10), min_size=1
)


@given(CHOICES, STEPS)
def test_means_stay_in_bounds_and_the_coverage_adds_up_under_every_choice(choice, steps) -> None:
    whole = replace(content(ITEMS, tuple(rated(*pair) for pair in steps.items())), roll_up=choice)
    for progress in own_progress(whole).values():
        mean, coverage = progress.mean, progress.mean.coverage
        assert mean.exact is None or 0 <= mean.exact <= 100
        assert coverage.of == coverage.counted + coverage.missing + sum(n for _, n in coverage.left_out)
        assert coverage.counted >= sum(n for _, n in coverage.as_zero)
        assert (mean.exact is None) == (coverage.counted == 0)
        assert progress.rule


@given(CHOICES, STEPS)
def test_trying_a_level_out_is_choosing_it(choice, steps) -> None:
    whole = content(ITEMS, tuple(rated(*pair) for pair in steps.items()))
    tried = RollUp(whole, FULL).mean_by(replace(FULL, levels=(choice.level(None), *FULL.levels[1:])), None)
    chosen = (
        RollUp(whole, replace(FULL, levels=(choice.level(None), *FULL.levels[1:]))).all()["document"].mean
    )
    assert tried == chosen
