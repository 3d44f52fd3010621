"""代行入力 by the services themselves: every state, action and person around what was entered on behalf of a department."""

from __future__ import annotations

from itertools import product

import pytest
from django.contrib.auth.models import User

from mitodoke.departments.models import Membership
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.role import Role
from mitodoke.reporting.models import AnswerField, Assignment
from mitodoke.reporting.services import begin_proxy
from reporting.desk import Desk, of
from reporting.test_desk_flow_table import HANDED_IN, do

pytestmark = pytest.mark.django_db

# By hand, for an answer that 企画 entered and handed in for 花課; 企画二 and 企画三 have declared a reason there as
# well, 企画二 has entered in it. Of those that are not named nobody may do anything.
WRITES = ("planner", "second_planner", "third_planner", "reporter")
ALLOWED: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("not_begun", "save"): (WRITES, "draft"),
    ("draft", "save"): (WRITES, "draft"),
    ("draft", "submit"): (WRITES, "submitted"),
    ("returned", "save"): (WRITES, "returned"),
    ("returned", "submit"): (WRITES, "submitted"),
    ("submitted", "withdraw"): (("planner",), "draft"),
    ("submitted", "approve"): (("head",), "approved"),
    ("submitted", "return"): (("head",), "returned"),
    ("approved", "check"): (("third_planner", "fourth_planner"), "checked"),
    ("approved", "return"): (("planner", "second_planner", "third_planner", "fourth_planner"), "returned"),
    ("checked", "confirm"): (("planner", "second_planner", "third_planner", "fourth_planner"), "confirmed"),
    ("checked", "return"): (("planner", "second_planner", "third_planner", "fourth_planner"), "returned"),
    ("confirmed", "reopen"): (("planner", "second_planner", "third_planner", "fourth_planner"), "returned"),
}
# The same without anybody who could approve: 企画担当 who has no part in it records the approval, any returns it.
WITHOUT_HEAD = ALLOWED | {
    ("submitted", "approve"): ((), ""),
    ("submitted", "record_approval"): (("third_planner", "fourth_planner"), "approved"),
    ("submitted", "return"): (
        ("planner", "second_planner", "third_planner", "fourth_planner"),
        "returned",
    ),
}
PEOPLE = (
    "planner", "second_planner", "third_planner", "fourth_planner", "reporter", "head", "reader", "green_reporter",
    "green_head",
)  # fmt: skip


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    for number, name in ((3, "third_planner"), (4, "fourth_planner")):
        setattr(made, name, made.person(f"企画{number}", Role.PLANNER))
    return made


@pytest.fixture
def answer(desk: Desk) -> Assignment:
    """Filled in by two planners for the department; a third has declared a reason and done nothing."""
    survey = desk.open()
    for name in ("planner", "second_planner", "third_planner"):
        begin_proxy(
            reporting_round=survey, department=desk.flowers, reason="紙で受領", by=getattr(desk, name),
            clock=desk.clock,
        )  # fmt: skip
    found = of(survey, desk.flowers)
    desk.fill(found, desk.planner)
    desk.save(found, "activity.2", "花壇に植えました。", desk.second_planner)
    return found


def put_into(answer: Assignment, state: AnswerState, desk: Desk) -> None:
    values: dict[str, object] = {"submitted_by": None, "submitted_at": None, "submitted_proxy": None}
    if state in HANDED_IN:
        proxy = desk.planner.proxy_entries.get()
        values = {"submitted_by": desk.planner, "submitted_at": desk.clock(), "submitted_proxy": proxy}
    Assignment.objects.filter(pk=answer.pk).update(state=state, **values)
    AnswerField.objects.filter(assignment=answer, name="rating.reason").delete()


@pytest.mark.parametrize("has_head", [True, False])
@pytest.mark.parametrize("action", Action)
def test_every_person_and_state(desk: Desk, answer: Assignment, action: Action, has_head: bool) -> None:
    table = ALLOWED if has_head else WITHOUT_HEAD
    if not has_head:
        Membership.objects.filter(person=desk.head).delete()
    wrong = []
    for state, name in product(AnswerState, PEOPLE):
        put_into(answer, state, desk)
        person: User = getattr(desk, name)
        try:
            do(desk, answer, action, person)
            got: str | None = Assignment.objects.get(pk=answer.pk).state
        except ActionDenied:
            unchanged = Assignment.objects.get(pk=answer.pk).state == state
            got = None if unchanged else "refused, and changed nevertheless"
        people, following = table.get((state.value, action.value), ((), ""))
        if got != (following if name in people else None):
            wrong.append((state.value, name, got))
    assert wrong == []


def test_what_the_department_hands_in_itself_is_the_department_s(desk: Desk, answer: Assignment) -> None:
    desk.act(answer, Action.SUBMIT, desk.reporter)
    with pytest.raises(ActionDenied, match="所属長の利用者がいないときだけ"):
        desk.act(answer, Action.RECORD_APPROVAL, desk.third_planner, "印")  # type: ignore[attr-defined]
    Membership.objects.filter(person=desk.head).update(valid_to=None)
    desk.act(answer, Action.APPROVE, desk.head)
    assert desk.act(answer, Action.CHECK, desk.planner).state == AnswerState.CHECKED


def test_without_a_head_what_the_department_hands_in_waits_for_one(desk: Desk, answer: Assignment) -> None:
    """Somebody of the department is there: the head is registered, not passed over."""
    Membership.objects.filter(person=desk.head).delete()
    desk.act(answer, Action.SUBMIT, desk.reporter)
    with pytest.raises(ActionDenied, match="企画担当が代わって提出した回答で"):
        desk.act(answer, Action.RECORD_APPROVAL, desk.third_planner, "印")  # type: ignore[attr-defined]


def test_whoever_entered_does_not_pass_it_in_another_role_either(desk: Desk, answer: Assignment) -> None:
    """One who entered as 企画担当 and is the department's head by now, and one who is both."""
    desk.act(answer, Action.SUBMIT, desk.planner)
    desk.person("企画二", Role.HEAD, desk.flowers)
    with pytest.raises(ActionDenied, match="代わって入力した人は、その回答の承認ができません"):
        desk.act(answer, Action.APPROVE, desk.second_planner)
    Membership.objects.filter(person=desk.second_planner, role=Role.PLANNER).delete()
    with pytest.raises(ActionDenied, match="代わって入力した人は、その回答の承認ができません"):
        desk.act(answer, Action.APPROVE, desk.second_planner)
    desk.person("企画", Role.HEAD, desk.flowers)
    with pytest.raises(ActionDenied, match="提出した人は自分の回答の承認ができません"):
        desk.act(answer, Action.APPROVE, desk.planner)
    assert desk.act(answer, Action.APPROVE, desk.head).state == AnswerState.APPROVED
