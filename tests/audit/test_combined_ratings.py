"""Percentages of pledges where several departments rated one measure, by the rule of the plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from audit.pledge_contents import pledges_content
from mitodoke.audit.run import audit_content
from mitodoke.domain.combining import Combining
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import Figure
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.pledge_rules import rule_words


def content(printed: str | None, combining: Combining, departments: tuple[str, ...]) -> DocumentContent:
    """One pledge of two measures: the first rated 3 by 花課 and 8 by みどり課, the second 10 by 花課."""
    ratings = tuple(
        Rating(item_id=item, department=name, fiscal_year=2025, state=RatingState.RATED, step=step)
        for item, name, step in (("01-1-1", "花課", 3), ("01-1-1", "みどり課", 8), ("01-1-2", "花課", 10))
    )
    made = pledges_content([(None, (printed,))], measures=2, ratings=ratings)
    first = {"01-1-1": departments, "01-1-2": ("花課",)}
    items = tuple(replace(one, departments=first.get(one.item_id, ())) for one in made.items)
    return replace(made, items=items, combining=combining)


def pledge(made: DocumentContent) -> Figure:
    [found] = [
        one for one in audit_content(made).figures if one.subject == "01-1" and one.figure == "progress"
    ]
    return found


@pytest.mark.parametrize(
    ("combining", "departments", "exact", "words"),
    [
        (Combining.LOWEST, ("花課", "みどり課"), "65", "施策＝最も低い評価。"),
        (Combining.LEAD, ("花課", "みどり課"), "65", "施策＝主担当（先頭に記載された部署）の評価。"),
        (Combining.LEAD, ("みどり課", "花課"), "90", "施策＝主担当（先頭に記載された部署）の評価。"),
        (Combining.LEAD, ("水課",), "100", "施策＝主担当（先頭に記載された部署）の評価。"),
    ],
)
def test_the_measure_counts_by_the_rule_of_the_plan(
    combining: Combining, departments: tuple[str, ...], exact: str, words: str
) -> None:
    found = pledge(content(exact, combining, departments))
    assert (found.calculated_exact, found.calculated, found.agrees) == (exact, exact, True)
    assert found.rule.startswith(words)
    assert pledge(content("70", combining, departments)).agrees is False
    with speaking("en"):
        assert rule_words(found.rule).isascii()
        assert rule_words(found.rule).startswith("Measure = the ")


def test_the_mean_still_tries_both_ways() -> None:
    """77.5 by measures, 70 straight from the ratings: the document decides, as it always did."""
    for printed in ("77.5", "70"):
        found = pledge(content(printed, Combining.MEAN, ("花課",)))
        assert found.agrees is True
        assert not found.rule.startswith("施策＝")
    assert content(None, Combining.MEAN, ()) == replace(
        content(None, Combining.LEAD, ()), combining=Combining.MEAN
    )
    assert Decimal(pledge(content("70", Combining.MEAN, ("花課",))).calculated or 0) == 70
