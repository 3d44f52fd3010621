"""What the ratings of several departments give together: every rule at its edges."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.combining import Combining, combine, worked_example
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import Level, LevelRule, NoMean, rating_part
from mitodoke.domain.rounding import RoundingMode, RoundingRule

RULE = LevelRule(level=Level.MEASURE, averages=Level.RATING, rounding=RoundingRule(RoundingMode.HALF_UP, 1))
NAMES = ("花課", "みどり課", "水課")
MEAN, LOWEST, LEAD = Combining.MEAN, Combining.LOWEST, Combining.LEAD


def said(department: str, step: int | None) -> Rating:
    """A rating; no step is a measure that was stopped."""
    return Rating(
        item_id="1",
        department=department,
        fiscal_year=2025,
        state=RatingState.STOPPED if step is None else RatingState.RATED,
        step=step,
        reason="中止のため" if step is None else None,
    )


@pytest.mark.parametrize(
    ("steps", "mean", "lowest", "lead"),
    [
        ({}, None, None, None),
        ({"花課": 7}, 70, 70, 70),
        ({"みどり課": 7}, 70, 70, None),
        ({"花課": 3, "みどり課": 8}, 55, 30, 30),
        ({"花課": 8, "みどり課": 3}, 55, 30, 80),
        ({"みどり課": 3, "花課": 8}, 55, 30, 80),
        ({"花課": 6, "みどり課": 6}, 60, 60, 60),
        ({"花課": 0, "みどり課": 10}, 50, 0, 0),
        ({"花課": 10, "みどり課": 10, "水課": 10}, 100, 100, 100),
        ({"花課": 0, "みどり課": 0}, 0, 0, 0),
        ({"花課": None, "みどり課": 8}, 80, 80, None),
        ({"花課": 8, "みどり課": None}, 80, 80, 80),
        ({"花課": None, "みどり課": None}, None, None, None),
        ({"花課": 1, "みどり課": 2, "水課": 2}, Fraction(50, 3), 10, 10),
    ],
)
def test_every_rule(
    steps: dict[str, int | None], mean: Fraction | None, lowest: int | None, lead: int | None
) -> None:
    ratings = [said(*one) for one in steps.items()]
    for combining, expected in ((MEAN, mean), (LOWEST, lowest), (LEAD, lead)):
        found = combine(ratings, combining=combining, departments=NAMES, rule=RULE)
        assert found.exact == expected, combining
        assert (found.rounded is None) is (expected is None)
        assert (found.undefined is None) is (expected is not None)


def test_the_rounding_is_that_of_the_rule() -> None:
    ratings = [said("花課", 1), said("みどり課", 2), said("水課", 2)]
    for combining, rounded in ((MEAN, "16.7"), (LOWEST, "10.0"), (LEAD, "10.0")):
        assert f"{combine(ratings, combining=combining, departments=NAMES, rule=RULE).rounded}" == rounded
    bare = replace(RULE, rounding=None)
    assert combine(ratings, combining=LOWEST, departments=NAMES, rule=bare).rounded is None


def test_a_missing_lead_is_told_and_nobody_stands_in() -> None:
    for departments in (None, (), ("なくなった課", "みどり課")):
        found = combine([said("みどり課", 8)], combining=LEAD, departments=departments, rule=RULE)
        assert (found.exact, found.undefined) == (None, NoMean.NOTHING_COUNTED)
        assert found.coverage.label == "1件中0件を評価（回答なし1件）"
    stopped = combine([said("花課", None), said("みどり課", 8)], combining=LEAD, departments=NAMES, rule=RULE)
    assert stopped.coverage.label == "1件中0件を評価（中止1件）"
    assert stopped.as_part().state is RatingState.STOPPED
    for combining in Combining:
        nobody = combine([], combining=combining, departments=NAMES, rule=RULE)
        assert nobody.undefined is NoMean.EMPTY


def test_the_coverage_of_the_lowest_counts_all() -> None:
    ratings = [said("花課", None), said("みどり課", 8), said("水課", 4)]
    found = combine(ratings, combining=LOWEST, departments=NAMES, rule=RULE)
    assert (found.exact, found.coverage.label) == (40, "3件中2件を評価（中止1件）")


@given(st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=8))
def test_the_mean_is_that_of_the_roll_up_and_the_lowest_never_above_it(steps: list[int | None]) -> None:
    ratings = [said(f"{number}課", step) for number, step in enumerate(steps)]
    mean, lowest, lead = (
        combine(ratings, combining=one, departments=("0課", "1課"), rule=RULE) for one in (MEAN, LOWEST, LEAD)
    )
    assert mean == RULE.mean(rating_part(one) for one in ratings)
    known = [step for step in steps if step is not None]
    assert lowest.exact == (min(known) * 10 if known else None)
    assert lowest.coverage == mean.coverage
    assert lead.exact == (steps[0] * 10 if steps and steps[0] is not None else None)


def test_the_example_and_the_words() -> None:
    assert [worked_example(one).exact for one in Combining] == [55, 30, 80]
    assert len({one.label for one in Combining} | {one.explanation for one in Combining}) == 6
