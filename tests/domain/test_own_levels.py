"""Levels of a city's own: their names, which are rated, and how ratings become the progress of items above."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.combining import Combining
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.outline import OUTLINES, OWN_LEVELS, ItemKind, PlanItem, RevisionFlag
from mitodoke.domain.own_levels import OwnLevel, kinds_of, level_names, levels_refusal, rated_kinds
from mitodoke.domain.own_roll_up import own_progress
from mitodoke.domain.plan_structure import (
    DEEPEST,
    fits_documents,
    kinds_in,
    named_levels,
    own_levels,
    own_structure,
    structure_refusal,
)
from mitodoke.domain.rating import Rating, RatingState
from publishing.own_levels import DOCUMENT

PLAN = DocumentKind.COMPREHENSIVE_PLAN
ONE, TWO, THREE = OWN_LEVELS[:3]
LEVELS = tuple(
    OwnLevel(kind=kind, name=name) for kind, name in ((ONE, "政策"), (TWO, "施策"), (THREE, "事務事業"))
)


def item(code: str, **more: object) -> PlanItem:
    depth = code.count("-")
    values = {"parent_id": code.rpartition("-")[0] or None, "kind": OWN_LEVELS[depth]}
    return PlanItem(item_id=code, code=code, title=code, place="L1", **(values | more))  # type: ignore[arg-type]


def rated(code: str, step: int | None, department: str = "花課", year: int = 2025) -> Rating:
    state = RatingState.RATED if step is not None else RatingState.STOPPED
    return Rating(
        item_id=code,
        department=department,
        fiscal_year=year,
        state=state,
        step=step,
        reason=None if step is not None else "雨",
    )


def content(items: tuple[PlanItem, ...], ratings: tuple[Rating, ...], levels=LEVELS) -> DocumentContent:
    return DocumentContent(document=DOCUMENT, items=items, ratings=ratings, levels=levels)


ITEMS = tuple(map(item, ("1", "1-1", "1-1-1", "1-1-2", "1-2", "1-2-1", "2", "2-1", "2-1-1")))


@pytest.mark.parametrize(
    ("levels", "rated_of"),
    [
        (LEVELS, {THREE}),
        (LEVELS[:1], {ONE}),
        ((LEVELS[0], replace(LEVELS[1], rated=True), LEVELS[2]), {TWO}),
        (tuple(replace(one, rated=True) for one in LEVELS), {ONE, TWO, THREE}),
    ],
)
def test_the_lowest_level_is_rated_unless_the_plan_says_otherwise(levels, rated_of) -> None:
    assert rated_kinds(PLAN, levels) == rated_of


def test_documents_of_a_fixed_outline_are_as_they_were() -> None:
    assert rated_kinds(DocumentKind.MAYORAL_PLEDGES, ()) == {ItemKind.MEASURE}
    assert rated_kinds(DocumentKind.COMPREHENSIVE_STRATEGY, ()) == {ItemKind.PROJECT}
    assert rated_kinds(DocumentKind.COLLABORATION_REGISTER, ()) == frozenset()
    assert kinds_of(DocumentKind.MAYORAL_PLEDGES, ()) == OUTLINES[DocumentKind.MAYORAL_PLEDGES]
    assert level_names(LEVELS)[THREE] == "事務事業"
    assert level_names(())[ItemKind.PLEDGE] == "公約"


@pytest.mark.parametrize(
    ("levels", "fits"),
    [
        ((), True),
        (LEVELS, True),
        (LEVELS[1:], False),
        ((LEVELS[0], LEVELS[0]), False),
        ((replace(LEVELS[0], name=" "),), False),
        ((replace(LEVELS[0], kind=ItemKind.PLEDGE),), False),
    ],
)
def test_levels_are_counted_from_the_top(levels, fits: bool) -> None:
    assert (levels_refusal(levels) is None) == fits


@given(st.integers(min_value=1, max_value=DEEPEST + 3))
def test_a_plan_of_any_depth_up_to_the_deepest_fits_a_document(depth: int) -> None:
    structure = named_levels(*(f"層{number}" for number in range(depth)))
    allowed = depth <= DEEPEST
    assert (structure_refusal(structure) is None) == allowed
    assert fits_documents(structure, PLAN) == allowed
    assert not fits_documents(structure, DocumentKind.MAYORAL_PLEDGES)
    if allowed:
        levels = own_levels(structure)
        assert levels_refusal(levels) is None
        assert [one.name for one in own_structure(levels).levels] == [one.name for one in structure.levels]
        assert tuple(kinds_in(structure, PLAN).values()) == OWN_LEVELS[:depth]


def test_the_mean_of_the_items_below() -> None:
    ratings = (rated("1-1-1", 8), rated("1-1-1", 5, "木課"), rated("1-1-2", None), rated("1-2-1", 1))
    found = own_progress(content(ITEMS, ratings))
    assert {key: one.mean.rounded for key, one in found.items()} == {
        "1": Decimal("37.5"),
        "1-1": Decimal("65.0"),
        "1-1-1": Decimal("65.0"),
        "1-1-2": None,
        "1-2": Decimal("10.0"),
        "1-2-1": Decimal("10.0"),
        "2": None,
        "2-1": None,
        "2-1-1": None,
        "document": Decimal("37.5"),
    }
    assert found["1"].mean.coverage.label == "3件中2件を評価（中止1件）"
    assert found["2-1-1"].mean.coverage.label == "1件中0件を評価（回答なし1件）"
    assert found["document"].mean.coverage.label == "4件中2件を評価（中止1件、回答なし1件）"
    assert found["document"].rule == "全体＝丸める前の政策の単純平均（四捨五入して小数第1位まで）"


@pytest.mark.parametrize(
    ("combining", "value"),
    [
        (Combining.MEAN, "55.0"),
        (Combining.LOWEST, "30.0"),
        (Combining.LEAD, "80.0"),
    ],
)
def test_several_departments_are_combined_as_the_plan_chose(combining: Combining, value: str) -> None:
    items = (*ITEMS[:2], item("1-1-1", departments=("花課", "木課")), *ITEMS[3:])
    whole = content(items, (rated("1-1-1", 3, "木課"), rated("1-1-1", 8)))
    found = own_progress(replace(whole, combining=combining))
    assert found["1-1-1"].mean.rounded == found["1"].mean.rounded == Decimal(value)
    assert found["1-1-1"].rule == f"事務事業＝令和7年度の{combining.label}（四捨五入して小数第1位まで）"


def test_exact_values_go_up_and_are_rounded_once() -> None:
    ratings = (rated("1-1-1", 1), rated("1-1-1", 0, "木課"), rated("1-1-1", 0, "水課"), rated("1-2-1", 0))
    found = own_progress(content(ITEMS, ratings))
    assert found["1-1-1"].mean.exact == Fraction(10, 3)
    assert found["1"].mean.exact == Fraction(10, 6)
    assert found["1"].mean.rounded == Decimal("1.7")


def test_only_the_newest_year_counts() -> None:
    found = own_progress(
        content(ITEMS, (rated("1-1-1", 10, year=2024), rated("1-1-1", 0), rated("1-2-1", 9, year=2024)))
    )
    assert found["1-1-1"].mean.rounded == Decimal("0.0")
    assert found["1-1-1"].rule == "事務事業＝令和7年度の評価の単純平均（四捨五入して小数第1位まで）"
    assert found["1-2-1"].mean.rounded is None


def test_an_ended_item_that_nobody_rated_counts_nowhere() -> None:
    ended = {"flags": (RevisionFlag.ENDED,)}
    items = (
        *ITEMS[:3],
        item("1-1-2", **ended),
        *ITEMS[4:6],
        item("2", **ended),
        item("2-1", **ended),
        item("2-1-1", **ended),
    )
    found = own_progress(content(items, (rated("1-1-1", 4), rated("1-2-1", 4))))
    assert "1-1-2" not in found
    assert "2" not in found
    assert found["document"].mean.coverage.label == "2件中2件を評価"
    kept = own_progress(content(items, (rated("1-1-1", 4), rated("1-1-2", 0), rated("1-2-1", 4))))
    assert kept["1-1"].mean.rounded == Decimal("20.0")


def test_a_rated_level_in_the_middle_has_nothing_below() -> None:
    levels = (LEVELS[0], replace(LEVELS[1], rated=True), LEVELS[2])
    found = own_progress(content(ITEMS, (rated("1-1", 6), rated("1-2", 3)), levels))
    assert set(found) == {"1", "1-1", "1-2", "2", "2-1", "document"}
    assert found["1"].mean.rounded == Decimal("45.0")


@pytest.mark.parametrize("without", ["ratings", "levels", "items"])
def test_nothing_comes_of_nothing(without: str) -> None:
    whole = content(ITEMS, (rated("1-1-1", 5),))
    found = own_progress(replace(whole, **{without: ()}))
    assert {key for key, one in found.items() if one.mean.exact is not None} == set()


STEPS = st.dictionaries(
    st.sampled_from(["1-1-1", "1-1-2", "1-2-1", "2-1-1"]), st.none() | st.integers(0, 10), max_size=4
)


@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter_and_means_stay_in_bounds(steps, chance) -> None:
    ratings = [rated(code, step) for code, step in steps.items()]
    found = own_progress(content(ITEMS, tuple(ratings)))
    items = list(ITEMS)
    chance.shuffle(items)
    chance.shuffle(ratings)
    assert own_progress(content(tuple(items), tuple(ratings))) == found
    for one in found.values():
        mean, coverage = one.mean, one.mean.coverage
        assert mean.exact is None or 0 <= mean.exact <= 100
        assert coverage.of == coverage.counted + coverage.missing + sum(n for _, n in coverage.left_out)
        assert (mean.exact is None) == (coverage.counted == 0)
    counted = sum(step is not None for step in steps.values())
    if ratings:
        assert found["document"].mean.coverage.counted == counted
        assert found["document"].mean.coverage.of == 4
