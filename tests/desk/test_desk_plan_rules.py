"""What the ten steps of a rating mean in a plan: said in the city's words, kept, and shown where people rate."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from desk.city import body, signed_in
from desk.plan_pages import PlanPages, told
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.rating_scale import STEPS, tidy_definitions
from mitodoke.plans.models import PlanEvent, RatingScale
from mitodoke.plans.queries import rating_definitions
from mitodoke.plans.services import define_rating_scale, take_over_plan
from reporting.desk import APRIL, of

pytestmark = pytest.mark.django_db

WORDS = {step: f"わが市の段階{step}" for step in STEPS}


@pytest.fixture
def pages() -> PlanPages:
    found = PlanPages(open_revision=False)
    desk = found.desk
    found.ledger = take_over_plan(
        document=desk.document,
        title="市長公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    return found


def form(**more: Any) -> dict[str, Any]:
    return {f"step:{step}": text for step, text in WORDS.items()} | {"seen": 0, "reason": ""} | more


def test_the_words_of_a_plan_stand_in_the_form_of_an_answer(pages: PlanPages) -> None:
    desk = pages.desk
    address = f"/desk/answers/{of(desk.open(), desk.flowers).pk}/"
    reporter = signed_in(desk.reporter)
    assert "おおむね計画どおりに進み" in body(reporter.get(address))
    assert "標準の説明を使っています" in body(pages.planner.get(pages.address("plan_rules")))
    told(pages.planner, pages.planner.post(pages.address("plan_rules"), form()))
    page = body(reporter.get(address))
    assert all(text in page for text in WORDS.values())
    assert "おおむね計画どおりに進み" not in page


def test_where_the_plan_is_not_certain_nothing_is_guessed(pages: PlanPages) -> None:
    desk = pages.desk
    define_rating_scale(ledger=pages.ledger, definitions=WORDS, seen=0, by=desk.planner, clock=desk.clock)
    assert rating_definitions(plan=desk.document.plan) == tuple(WORDS.values())
    take_over_plan(
        document=desk.document,
        title="別の公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    assert rating_definitions(plan=desk.document.plan) is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"step:3": ""}, "段階3の説明"),
        ({"step:3": WORDS[2]}, "段階2と同じです"),
        ({"step:3": "長" * 201}, "200字まで"),
        ({"step:3": "長" * 100_000}, "300字まで"),
        ({"step:3": "悪\u202e意"}, "制御文字"),
        ({"step:3": "x\x00"}, "制御文字"),
    ],
)
def test_what_no_step_means(pages: PlanPages, more: dict[str, str], words: str) -> None:
    response = pages.planner.post(pages.address("plan_rules"), form(**more))
    assert response.status_code == 422
    assert words in body(response)
    assert WORDS[7] in body(response)
    assert not RatingScale.objects.exists()


def test_two_people_at_the_same_words(pages: PlanPages) -> None:
    address = pages.address("plan_rules")
    define_rating_scale(
        ledger=pages.ledger,
        definitions=WORDS | {5: "二人目の言葉"},
        seen=0,
        by=pages.desk.second_planner,
        clock=pages.desk.clock,
    )
    response = pages.planner.post(address, form())
    assert response.status_code == 422
    assert "二人目の言葉" in body(response)
    assert WORDS[5] in body(response)
    told(pages.planner, pages.planner.post(address, form(seen=1)))
    told(pages.planner, pages.planner.post(address, form(seen=0)))
    assert RatingScale.objects.count() == 2
    last = PlanEvent.objects.latest("pk")
    assert (last.field, last.before, last.after) == ("10段階評価の説明（段階5）", "二人目の言葉", WORDS[5])


def test_only_planners_say_what_steps_mean(pages: PlanPages) -> None:
    for person in (pages.desk.reporter, pages.desk.head, pages.desk.reader, pages.desk.administrator):
        assert signed_in(person).post(pages.address("plan_rules"), form()).status_code == 403
        with pytest.raises(ActionDenied, match="企画担当"):
            define_rating_scale(ledger=pages.ledger, definitions=WORDS, seen=0, by=person)


def test_every_step_is_needed() -> None:
    assert tidy_definitions(WORDS) == tuple(WORDS.values())
    assert tidy_definitions({step: f" {text} " for step, text in WORDS.items()}) == tuple(WORDS.values())
    with pytest.raises(ActionDenied, match="段階0の説明"):
        tidy_definitions({})


def test_words_are_only_added(pages: PlanPages) -> None:
    desk = pages.desk
    define_rating_scale(ledger=pages.ledger, definitions=WORDS, seen=0, by=desk.planner, clock=desk.clock)
    for sql in (
        "UPDATE plans_ratingscale SET by = '別'",
        "DELETE FROM plans_ratingscale",
        "INSERT OR REPLACE INTO plans_ratingscale SELECT * FROM plans_ratingscale",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
