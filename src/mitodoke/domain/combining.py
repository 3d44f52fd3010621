"""How the ratings that several departments give one item become its value (まとめ方): the plan's own choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from mitodoke.domain.rating import Rating, RatingState
from mitodoke.domain.roll_up import Level, LevelRule, Mean, Part, rating_part


class Combining(StrEnum):
    """What the ratings of several departments give together; a plan that chose nothing takes the mean."""

    MEAN = "mean"
    LOWEST = "lowest"
    LEAD = "lead"

    @property
    def label(self) -> str:
        """The Japanese words of the choice."""
        return {
            Combining.MEAN: "評価の単純平均",
            Combining.LOWEST: "最も低い評価",
            Combining.LEAD: "主担当（先頭に記載された部署）の評価",
        }[self]

    @property
    def rule(self) -> str:
        """How a measure of a 市長公約 gets its value, as part of the rule of a percentage."""
        return {
            Combining.MEAN: "施策＝評価の単純平均",
            Combining.LOWEST: "施策＝最も低い評価",
            Combining.LEAD: "施策＝主担当（先頭に記載された部署）の評価",
        }[self]

    @property
    def explanation(self) -> str:
        """The rule as a Japanese sentence for people."""
        return {
            Combining.MEAN: "評価した部署の評価を平均します。",
            Combining.LOWEST: "評価した部署のうち、最も低い評価をその項目の値とします。",
            Combining.LEAD: "担当部署の先頭に記載された部署の評価をその項目の値とします。"
            "その部署の評価がないときは、ほかの部署の評価で補わず、値なしとします。",
        }[self]


EXAMPLE_STEPS = (8, 3)
"""What the lead and another department say in the example of every explanation; each rule gives another value."""


def worked_example(combining: Combining) -> Mean:
    """The value of a made-up item that two departments rate with `EXAMPLE_STEPS`, the lead first."""
    departments = ("主担当", "もう一つの部署")
    ratings = [
        Rating(item_id="", department=name, fiscal_year=2000, state=RatingState.RATED, step=step)
        for name, step in zip(departments, EXAMPLE_STEPS, strict=True)
    ]
    return combine(
        ratings,
        combining=combining,
        departments=departments,
        rule=LevelRule(level=Level.MEASURE, averages=Level.RATING),
    )


def counted_ratings(
    ratings: Sequence[Rating], *, combining: Combining, departments: Sequence[str] | None
) -> tuple[Rating, ...]:
    """Those of one item's `ratings` that its value looks at: all of them, or for LEAD those of the lead alone.

    The lead is the first of `departments`, in the order of the document; an item that names none has no lead.
    """
    if combining is not Combining.LEAD:
        return tuple(ratings)
    lead = next(iter(departments or ()), None)
    return tuple(one for one in ratings if one.department == lead)


def combine(
    ratings: Sequence[Rating],
    *,
    combining: Combining,
    departments: Sequence[str] | None,
    rule: LevelRule,
) -> Mean:
    """The value of one item in percent from its `ratings`, rounded by `rule`, with its coverage.

    States that `rule` leaves out enter nothing. Where the lead counts and said nothing the value is missing,
    whatever the others said. Without any value the mean is undefined and says why; without any rating it is empty.
    """
    counted = counted_ratings(ratings, combining=combining, departments=departments)
    if ratings and not counted:
        return rule.mean((Part(exact=None),))
    whole = rule.mean(rating_part(one) for one in counted)
    if combining is not Combining.LOWEST or whole.exact is None:
        return whole
    each = (rule.mean((rating_part(one),)) for one in ratings)
    exact, rounded = min(
        ((one.exact, one.rounded) for one in each if one.exact is not None), key=lambda pair: pair[0]
    )
    return replace(whole, exact=exact, rounded=rounded)
