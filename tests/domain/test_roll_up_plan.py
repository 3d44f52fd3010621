"""A whole plan rolled up from ratings by one chain of rules."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import Carried, Level, LevelRule, NoMean
from mitodoke.domain.roll_up_plan import WHOLE, RollUpRule, roll_up_plan
from mitodoke.domain.rounding import RoundingMode, RoundingRule


def item(item_id: str, parent: str | None, kind: ItemKind) -> PlanItem:
    return PlanItem(item_id=item_id, parent_id=parent, kind=kind, code=item_id, title=item_id, place="L1")


PLAN = [
    item("1", None, ItemKind.VISION),
    item("1-1", "1", ItemKind.PLEDGE),
    item("1-1-1", "1-1", ItemKind.MEASURE),
    item("1-1-2", "1-1", ItemKind.MEASURE),
    item("1-2", "1", ItemKind.PLEDGE),
    item("1-2-1", "1-2", ItemKind.MEASURE),
    item("2", None, ItemKind.VISION),
    item("2-1", "2", ItemKind.PLEDGE),
    item("2-1-1", "2-1", ItemKind.MEASURE),
    item("3", None, ItemKind.VISION),
]
WHOLE_DOWN = RoundingRule(RoundingMode.DOWN, 0)


def rate(item_id: str, step: int | None, department: str = "課") -> Rating:
    state = RatingState.STOPPED if step is None else RatingState.RATED
    return Rating(
        item_id=item_id,
        department=department,
        fiscal_year=2025,
        state=state,
        step=step,
        reason="理由" if step is None else None,
    )


RATINGS = [rate("1-1-1", 7), rate("1-1-1", 8, "室"), rate("1-1-2", 0), rate("1-2-1", 5), rate("2-1-1", None)]


def chain(*levels: LevelRule) -> RollUpRule:
    return RollUpRule(name="test", levels=levels)


STEPWISE = chain(
    LevelRule(level=Level.MEASURE, averages=Level.RATING),
    LevelRule(level=Level.PLEDGE, averages=Level.MEASURE, rounding=WHOLE_DOWN),
    LevelRule(level=Level.VISION, averages=Level.PLEDGE, carried=Carried.ROUNDED, rounding=WHOLE_DOWN),
    LevelRule(level=Level.DOCUMENT, averages=Level.VISION, carried=Carried.ROUNDED),
)


@pytest.mark.parametrize(
    ("subject", "exact", "rounded"),
    [
        ("1-1-1", Fraction(75), None),
        ("1-1-2", Fraction(0), None),
        ("1-1", Fraction("37.5"), 37),
        ("1-2", Fraction(50), 50),
        ("1", Fraction("43.5"), 43),
        (WHOLE, Fraction(43), None),
    ],
)
def test_level_by_level(subject: str, exact: Fraction, rounded: int | None) -> None:
    mean = roll_up_plan(PLAN, RATINGS, STEPWISE)[subject]
    assert (mean.exact, mean.rounded) == (exact, rounded)


def test_what_has_no_rating_is_undefined_and_covered_as_such() -> None:
    means = roll_up_plan(PLAN, RATINGS, STEPWISE)
    assert (means["2-1"].undefined, means["2"].undefined) == (NoMean.NOTHING_COUNTED, NoMean.NOTHING_COUNTED)
    assert means["3"].undefined is NoMean.EMPTY
    assert means["2-1"].coverage.left_out == ((RatingState.STOPPED, 1),)
    assert (means[WHOLE].coverage.of, means[WHOLE].coverage.counted) == (3, 1)


def test_a_level_may_skip_those_between() -> None:
    flat = chain(
        LevelRule(level=Level.PLEDGE, averages=Level.RATING),
        LevelRule(level=Level.DOCUMENT, averages=Level.RATING),
    )
    means = roll_up_plan(PLAN, RATINGS, flat)
    assert means["1-1"].exact == 50
    assert means[WHOLE].exact == 50
    assert means[WHOLE].coverage.label == "5件中4件を評価（中止1件）"


def test_no_rating_at_all() -> None:
    means = roll_up_plan(PLAN, [], STEPWISE)
    assert all(mean.exact is None for mean in means.values())
    assert means["1-1-1"].undefined is NoMean.EMPTY


def test_labels_of_a_chain() -> None:
    assert STEPWISE.label.startswith(
        "施策＝評価の単純平均（丸めない）／公約＝丸める前の施策の単純平均（切り捨てて整数に）／"
    )


@pytest.mark.parametrize(
    "levels",
    [
        (LevelRule(level=Level.VISION, averages=Level.PLEDGE),),
        (
            LevelRule(level=Level.MEASURE, averages=Level.RATING),
            LevelRule(level=Level.MEASURE, averages=Level.MEASURE),
        ),
    ],
)
def test_a_chain_without_ground_is_refused(levels: tuple[LevelRule, ...]) -> None:
    with pytest.raises(ValueError, match="no rule before it"):
        chain(*levels)
