"""The way of an answer: every state, action, role and person, and when a round takes answers at all."""

from __future__ import annotations

import datetime
from itertools import product
from pathlib import Path

import pytest

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import (
    TRANSITIONS,
    Action,
    AnswerState,
    RoundWindow,
    actions_in,
    decide,
    find_transition,
    state_refusal,
    window_refusal,
)
from mitodoke.domain.approval_page import approval_page
from mitodoke.domain.role import Role

# Written by hand from the agreed flow, not from the code: state, action, role, submitter (None: any), next state.
ALLOWED = {
    ("not_begun", "save", "reporter", None): "draft",
    ("draft", "save", "reporter", None): "draft",
    ("draft", "submit", "reporter", None): "submitted",
    ("returned", "save", "reporter", None): "returned",
    ("returned", "submit", "reporter", None): "submitted",
    ("submitted", "withdraw", "reporter", True): "draft",
    ("submitted", "approve", "head", False): "approved",
    ("submitted", "return", "head", None): "returned",
    ("approved", "check", "planner", False): "checked",
    ("approved", "return", "planner", None): "returned",
    ("checked", "confirm", "planner", None): "confirmed",
    ("checked", "return", "planner", None): "returned",
    ("confirmed", "reopen", "planner", None): "returned",
}
NEEDS_REASON = {"return", "reopen"}
EVERYTHING = list(product(AnswerState, Action, Role, (False, True)))


def _expected(state: str, action: str, role: str, is_submitter: bool) -> str | None:
    return ALLOWED.get((state, action, role, None)) or ALLOWED.get((state, action, role, is_submitter))


def test_the_table_has_every_case() -> None:
    assert len(EVERYTHING) == 7 * 8 * 6 * 2


@pytest.mark.parametrize(("state", "action", "role", "is_submitter"), EVERYTHING)
def test_every_state_action_role_and_person(
    state: AnswerState, action: Action, role: Role, is_submitter: bool
) -> None:
    expected = _expected(state, action, role, is_submitter)
    offered = actions_in(state, {role}, is_submitter=is_submitter)
    assert (action in offered) is (expected is not None)
    values = {"state": state, "action": action, "roles": {role}, "is_submitter": is_submitter}
    if expected is None:
        with pytest.raises(ActionDenied) as refusal:
            decide(**values, reason="理由")
        assert str(refusal.value).endswith("。")
        assert action.label in str(refusal.value)
        return
    assert decide(**values, reason="理由").next_state == expected
    for nothing in (None, "", " 　\n"):
        if action in NEEDS_REASON:
            with pytest.raises(ActionDenied, match="理由が必要です"):
                decide(**values, reason=nothing)
        else:
            assert decide(**values, reason=nothing).next_state == expected


def test_several_roles_never_let_a_submitter_approve_or_check() -> None:
    for action, state in ((Action.APPROVE, AnswerState.SUBMITTED), (Action.CHECK, AnswerState.APPROVED)):
        with pytest.raises(ActionDenied, match="提出した人は自分の回答"):
            decide(state=state, action=action, roles=set(Role), is_submitter=True, reason=None)
        assert decide(state=state, action=action, roles=set(Role), is_submitter=False, reason=None)


def test_refusals_name_who_may_and_when() -> None:
    with pytest.raises(ActionDenied, match="所属長に依頼してください"):
        decide(state=AnswerState.SUBMITTED, action=Action.APPROVE, roles=(), is_submitter=False, reason=None)
    refusal = state_refusal(AnswerState.DRAFT, Action.APPROVE)
    assert refusal is not None
    assert "「提出済み」のとき" in refusal
    assert state_refusal(AnswerState.SUBMITTED, Action.APPROVE) is None


def test_the_table_says_each_thing_once_and_reaches_every_state() -> None:
    keys = [(one.state, one.action, one.role) for one in TRANSITIONS]
    assert len(keys) == len(set(keys)) == len(ALLOWED)
    assert all(find_transition(*key) for key in keys)
    reached = {AnswerState.NOT_BEGUN}
    for _ in AnswerState:
        reached |= {one.next_state for one in TRANSITIONS if one.state in reached}
    assert reached == set(AnswerState)


DAY = datetime.date(2026, 4, 10)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("opened", "due", "closed", "told"),
    [
        (BEFORE, AFTER, None, None),
        (DAY, DAY, None, None),
        (BEFORE, BEFORE, None, None),  # late, and still taken
        (AFTER, AFTER, None, "令和8年4月11日に始まります"),
        (BEFORE, AFTER, DAY, "令和8年4月10日に締め切られています"),
        (BEFORE, BEFORE, BEFORE, "令和8年4月9日に締め切られています"),
    ],
)
def test_when_a_round_takes_answers(
    opened: datetime.date, due: datetime.date, closed: datetime.date | None, told: str | None
) -> None:
    refusal = window_refusal(RoundWindow(opened_on=opened, due_on=due, closed_on=closed), DAY)
    if told is None:
        assert refusal is None
    else:
        assert told in (refusal or "")


def test_the_page_is_written_from_the_tables() -> None:
    page = Path(__file__).parents[2] / "docs" / "approval.md"
    assert page.read_text(encoding="utf-8") == approval_page(), (
        "python -m mitodoke.domain.approval_page > docs/approval.md"
    )
    assert page.read_text(encoding="utf-8").count("| 提出した本人を除く |") == 2
