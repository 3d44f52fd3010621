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
    Case,
    Involvement,
    RoundWindow,
    actions_in,
    decide,
    find_transition,
    state_refusal,
    window_refusal,
)
from mitodoke.domain.approval_page import approval_page
from mitodoke.domain.role import Role

# Written by hand from the agreed flow, not from the code: state, action, role, case: who of the role, next state.
# "others" have neither handed it in nor entered in it on behalf of the department.
ALLOWED = {
    ("not_begun", "save", "reporter", ""): ("anyone", "draft"),
    ("draft", "save", "reporter", ""): ("anyone", "draft"),
    ("draft", "submit", "reporter", ""): ("anyone", "submitted"),
    ("returned", "save", "reporter", ""): ("anyone", "returned"),
    ("returned", "submit", "reporter", ""): ("anyone", "submitted"),
    ("submitted", "withdraw", "reporter", ""): ("submitter", "draft"),
    ("submitted", "approve", "head", ""): ("others", "approved"),
    ("submitted", "return", "head", ""): ("anyone", "returned"),
    ("approved", "check", "planner", ""): ("others", "checked"),
    ("approved", "return", "planner", ""): ("anyone", "returned"),
    ("checked", "confirm", "planner", ""): ("anyone", "confirmed"),
    ("checked", "return", "planner", ""): ("anyone", "returned"),
    ("confirmed", "reopen", "planner", ""): ("anyone", "returned"),
    # 代行入力: with a declared reason as people of the department do; without a head the approval is recorded.
    ("not_begun", "save", "planner", "on_behalf"): ("anyone", "draft"),
    ("draft", "save", "planner", "on_behalf"): ("anyone", "draft"),
    ("draft", "submit", "planner", "on_behalf"): ("anyone", "submitted"),
    ("returned", "save", "planner", "on_behalf"): ("anyone", "returned"),
    ("returned", "submit", "planner", "on_behalf"): ("anyone", "submitted"),
    ("submitted", "withdraw", "planner", "on_behalf"): ("submitter", "draft"),
    ("submitted", "record_approval", "planner", "no_head"): ("others", "approved"),
    ("submitted", "return", "planner", "no_head"): ("anyone", "returned"),
}
NEEDS_REASON = {"return", "reopen", "record_approval"}
CASES = ((), ("on_behalf",), ("no_head",), ("on_behalf", "no_head"))
BOTH = (False, True)
EVERYTHING = list(product(AnswerState, Action, Role, BOTH, BOTH, CASES))
NOBODY = Involvement()


def _expected(state: str, action: str, role: str, involvement: Involvement) -> str | None:
    for case in ("", *involvement.cases):
        who, following = ALLOWED.get((state, action, role, case), ("nobody", None))
        wrote = involvement.is_submitter or involvement.has_entered
        if {"anyone": True, "others": not wrote, "submitter": involvement.is_submitter}.get(who, False):
            return following
    return None


def test_the_table_has_every_case() -> None:
    assert len(EVERYTHING) == 7 * 9 * 6 * 2 * 2 * 4


@pytest.mark.parametrize(("state", "action"), list(product(AnswerState, Action)))
def test_every_role_person_and_case(state: AnswerState, action: Action) -> None:
    for role, is_submitter, has_entered, cases in product(Role, BOTH, BOTH, CASES):
        involvement = Involvement(
            is_submitter=is_submitter, has_entered=has_entered, cases=frozenset(Case(one) for one in cases)
        )
        _one_case(state, action, role, involvement)


def _one_case(state: AnswerState, action: Action, role: Role, involvement: Involvement) -> None:
    expected = _expected(state, action, role, involvement)
    offered = actions_in(state, {role}, involvement)
    assert (action in offered) is (expected is not None), (role, involvement)
    values = {"state": state, "action": action, "roles": {role}, "involvement": involvement}
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
        values = {"state": state, "action": action, "roles": set(Role), "reason": None}
        with pytest.raises(ActionDenied, match="提出した人は自分の回答"):
            decide(involvement=Involvement(is_submitter=True, cases=frozenset(Case)), **values)
        with pytest.raises(ActionDenied, match="部署に代わって入力した人は、その回答の"):
            decide(involvement=Involvement(has_entered=True, cases=frozenset(Case)), **values)
        assert decide(involvement=NOBODY, **values)


def test_refusals_name_who_may_and_when() -> None:
    submitted, draft = AnswerState.SUBMITTED, AnswerState.DRAFT
    for state, action, role, involvement, told in (
        (submitted, Action.APPROVE, Role.READER, NOBODY, "所属長に依頼してください"),
        (draft, Action.SAVE, Role.READER, NOBODY, "保存は所属担当が行います。所属担当に依頼してください"),
        (draft, Action.SAVE, Role.PLANNER, NOBODY, "先に「代わって入力する」の画面で理由を入力してください"),
        (submitted, Action.RECORD_APPROVAL, Role.PLANNER, NOBODY, "所属長の利用者がいないときだけです"),
        (submitted, Action.RECORD_APPROVAL, Role.READER, NOBODY, "企画担当に依頼してください"),
        (submitted, Action.RETURN, Role.PLANNER, NOBODY, "差戻しは所属長が行います。所属長に依頼"),
        (AnswerState.APPROVED, Action.CHECK, Role.PLANNER, Involvement(has_entered=True),
         "ほかの企画担当に依頼してください。ほかにいないときは、管理者に企画担当の登録を依頼"),
    ):  # fmt: skip
        with pytest.raises(ActionDenied, match=told):
            decide(state=state, action=action, roles={role}, involvement=involvement, reason="理由")
    refusal = state_refusal(AnswerState.DRAFT, Action.APPROVE)
    assert refusal is not None
    assert "「提出済み」のとき" in refusal
    assert state_refusal(AnswerState.SUBMITTED, Action.APPROVE) is None


def test_the_table_says_each_thing_once_and_reaches_every_state() -> None:
    keys = [(one.state, one.action, one.role) for one in TRANSITIONS]
    assert len(keys) == len(set(keys)) == len(ALLOWED) == 21
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
    assert page.read_text(encoding="utf-8").count("| 提出した本人と代わって入力した人を除く |") == 3
