"""The 17 goals and their official names."""

from __future__ import annotations

import pytest

from mitodoke.domain.sdgs import SDG_GOALS, sdg_goal


def test_there_are_seventeen_in_order_with_different_names() -> None:
    assert [goal.number for goal in SDG_GOALS] == list(range(1, 18))
    assert len({goal.name for goal in SDG_GOALS}) == 17
    assert len({goal.name_en for goal in SDG_GOALS}) == 17


@pytest.mark.parametrize(
    ("number", "name", "name_en"),
    [
        (1, "貧困をなくそう", "No Poverty"),
        (7, "エネルギーをみんなに そしてクリーンに", "Affordable and Clean Energy"),
        (11, "住み続けられるまちづくりを", "Sustainable Cities and Communities"),
        (17, "パートナーシップで目標を達成しよう", "Partnerships for the Goals"),
    ],
)
def test_official_names(number: int, name: str, name_en: str) -> None:
    goal = sdg_goal(number)
    assert goal is not None
    assert (goal.name, goal.name_en) == (name, name_en)


@pytest.mark.parametrize("number", [0, 18, -1])
def test_other_numbers_are_no_goals(number: int) -> None:
    assert sdg_goal(number) is None
