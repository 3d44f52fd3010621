"""Every role, state and action by the service itself: what happens to a stored answer is the table, case by case."""

from __future__ import annotations

from itertools import product

import pytest
from django.contrib.auth.models import User

from desk.city import people
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.reporting.models import Assignment
from mitodoke.reporting.services import act_on_answer, save_field
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db

# Written by hand: (state, action, person): the next state. The submitter is the reporter. Everything else is refused.
ALLOWED = {
    ("not_begun", "save", "reporter"): "draft",
    ("draft", "save", "reporter"): "draft",
    ("draft", "submit", "reporter"): "submitted",
    ("returned", "save", "reporter"): "returned",
    ("returned", "submit", "reporter"): "submitted",
    ("submitted", "withdraw", "reporter"): "draft",
    ("submitted", "approve", "head"): "approved",
    ("submitted", "return", "head"): "returned",
    ("approved", "check", "planner"): "checked",
    ("approved", "return", "planner"): "returned",
    ("checked", "confirm", "planner"): "confirmed",
    ("checked", "return", "planner"): "returned",
    ("confirmed", "reopen", "planner"): "returned",
}
HANDED_IN = {"submitted", "approved", "checked", "confirmed"}
PEOPLE = (
    "planner", "reporter", "head", "reader", "evaluator", "administrator", "other_reporter", "other_head", "nobody",
)  # fmt: skip


def do(desk: Desk, answer: Assignment, action: Action, person: User) -> None:
    if action is Action.SAVE:
        save_field(
            assignment=answer, field="rating.reason", value="理由", revision=0, by=person, clock=desk.clock
        )
    else:
        act_on_answer(assignment=answer, action=action, reason="理由", by=person, clock=desk.clock)


@pytest.mark.parametrize("action", Action)
def test_every_role_and_state(action: Action) -> None:
    desk = Desk()
    answer = of(desk.open(), desk.flowers)
    desk.fill(answer)
    everyone = people(desk) | {"other_head": desk.green_head}
    assert set(everyone) == set(PEOPLE)
    wrong = []
    for state, name in product(AnswerState, PEOPLE):
        values = {"submitted_by": None, "submitted_at": None}
        if state in HANDED_IN:
            values = {"submitted_by": desk.reporter, "submitted_at": desk.clock()}
        Assignment.objects.filter(pk=answer.pk).update(state=state, **values)
        answer.fields.filter(name="rating.reason").delete()
        try:
            do(desk, answer, action, everyone[name])
            got: str | None = Assignment.objects.get(pk=answer.pk).state
        except ActionDenied:
            unchanged = Assignment.objects.get(pk=answer.pk).state == state
            got = None if unchanged else "refused, and changed nevertheless"
        if got != ALLOWED.get((state.value, action.value, name)):
            wrong.append((state.value, name, got))
    assert wrong == []


def test_the_table_names_only_what_there_is() -> None:
    everything = set(product(AnswerState, Action, PEOPLE))
    assert {(AnswerState(state), Action(action), name) for state, action, name in ALLOWED} <= everything
    assert len(everything) == 7 * 9 * 9


def test_a_submitter_who_holds_every_role_neither_approves_nor_checks() -> None:
    from desk.city import two_hats
    from mitodoke.domain.role import Role

    desk = Desk()
    two_hats(desk, desk.reporter, Role.HEAD, desk.flowers)
    two_hats(desk, desk.reporter, Role.PLANNER)
    answer = of(desk.open(), desk.flowers)
    desk.fill(answer)
    for state, action in (("submitted", Action.APPROVE), ("approved", Action.CHECK)):
        Assignment.objects.filter(pk=answer.pk).update(
            state=state, submitted_by=desk.reporter, submitted_at=desk.clock()
        )
        with pytest.raises(ActionDenied, match="提出した人は自分の回答"):
            do(desk, answer, action, desk.reporter)
