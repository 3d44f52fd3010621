"""The way of an answer from draft to final (承認): one table of who may do what in which state.

Two questions are kept apart. Policy: may this be done now (state of the answer, the round)? Permission: may this
person do it (role, and whether it was this person who submitted)? docs/approval.md is written from the table.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import Role


class AnswerState(StrEnum):
    """Where an answer stands."""

    NOT_BEGUN = "not_begun"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    CHECKED = "checked"
    CONFIRMED = "confirmed"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            AnswerState.NOT_BEGUN: "未入力",
            AnswerState.DRAFT: "下書き",
            AnswerState.SUBMITTED: "提出済み",
            AnswerState.APPROVED: "所属長承認済み",
            AnswerState.CHECKED: "企画確認済み",
            AnswerState.CONFIRMED: "確定",
            AnswerState.RETURNED: "差戻し",
        }[self]


class Action(StrEnum):
    """What a person does to an answer."""

    SAVE = "save"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    CHECK = "check"
    CONFIRM = "confirm"
    RETURN = "return"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            Action.SAVE: "保存",
            Action.SUBMIT: "提出",
            Action.WITHDRAW: "取下げ",
            Action.APPROVE: "承認",
            Action.CHECK: "確認",
            Action.CONFIRM: "確定",
            Action.RETURN: "差戻し",
            Action.REOPEN: "確定の解除",
        }[self]


class Person(StrEnum):
    """Who, of those with the role, may do it."""

    ANYONE = "anyone"
    NOT_THE_SUBMITTER = "not_the_submitter"
    ONLY_THE_SUBMITTER = "only_the_submitter"

    @property
    def label(self) -> str:
        """The rule in words."""
        return {
            Person.ANYONE: "役割を持つ人",
            Person.NOT_THE_SUBMITTER: "提出した本人を除く",
            Person.ONLY_THE_SUBMITTER: "提出した本人だけ",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One line of the table: in `state`, `role` may do `action`, and the answer is in `next_state` afterwards."""

    state: AnswerState
    action: Action
    role: Role
    next_state: AnswerState
    needs_reason: bool = False
    person: Person = Person.ANYONE


def _line(
    state: AnswerState,
    action: Action,
    role: Role,
    next_state: AnswerState,
    person: Person = Person.ANYONE,
    *,
    reason: bool = False,
) -> Transition:
    return Transition(
        state=state, action=action, role=role, next_state=next_state, person=person, needs_reason=reason
    )


_S, _A, _R = AnswerState, Action, Role
TRANSITIONS: tuple[Transition, ...] = (
    _line(_S.NOT_BEGUN, _A.SAVE, _R.REPORTER, _S.DRAFT),
    _line(_S.DRAFT, _A.SAVE, _R.REPORTER, _S.DRAFT),
    _line(_S.DRAFT, _A.SUBMIT, _R.REPORTER, _S.SUBMITTED),
    _line(_S.RETURNED, _A.SAVE, _R.REPORTER, _S.RETURNED),
    _line(_S.RETURNED, _A.SUBMIT, _R.REPORTER, _S.SUBMITTED),
    _line(_S.SUBMITTED, _A.WITHDRAW, _R.REPORTER, _S.DRAFT, Person.ONLY_THE_SUBMITTER),
    _line(_S.SUBMITTED, _A.APPROVE, _R.HEAD, _S.APPROVED, Person.NOT_THE_SUBMITTER),
    _line(_S.SUBMITTED, _A.RETURN, _R.HEAD, _S.RETURNED, reason=True),
    _line(_S.APPROVED, _A.CHECK, _R.PLANNER, _S.CHECKED, Person.NOT_THE_SUBMITTER),
    _line(_S.APPROVED, _A.RETURN, _R.PLANNER, _S.RETURNED, reason=True),
    _line(_S.CHECKED, _A.CONFIRM, _R.PLANNER, _S.CONFIRMED),
    _line(_S.CHECKED, _A.RETURN, _R.PLANNER, _S.RETURNED, reason=True),
    _line(_S.CONFIRMED, _A.REOPEN, _R.PLANNER, _S.RETURNED, reason=True),
)
"""The state machine; what is not listed is refused. What was reopened goes the whole way again."""

WRITABLE = frozenset(one.state for one in TRANSITIONS if one.action is Action.SAVE)
"""The states in which an answer can be changed."""

_BY_KEY = {(one.state, one.action, one.role): one for one in TRANSITIONS}


def find_transition(state: AnswerState, action: Action, role: Role) -> Transition | None:
    """The line of the table, or None where it is refused."""
    return _BY_KEY.get((state, action, role))


def actions_in(state: AnswerState, roles: Collection[Role], *, is_submitter: bool) -> tuple[Action, ...]:
    """What a person with `roles` may do in `state`, in the order of the table: what a page offers."""
    found = (
        one.action
        for one in TRANSITIONS
        if one.state is state and one.role in roles and _person_may(one.person, is_submitter)
    )
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundWindow:
    """When a round takes answers: from `opened_on` until it is closed; `due_on` is asked for, not enforced."""

    opened_on: datetime.date
    due_on: datetime.date
    closed_on: datetime.date | None = None


def window_refusal(window: RoundWindow, today: datetime.date) -> str | None:
    """Policy: why nothing can be done in this round today, or None. After `due_on` answers are late, not refused."""
    if window.closed_on is not None:
        return (
            f"この調査は{format_date(window.closed_on)}に締め切られています。"
            "変更が必要なときは、企画担当に調査の再開を申し出てください。"
        )
    if today < window.opened_on:
        return f"この調査は{format_date(window.opened_on)}に始まります。開始日以後に行ってください。"
    return None


def state_refusal(state: AnswerState, action: Action) -> str | None:
    """Policy: why nobody can do `action` in `state`, or None."""
    if any(one.state is state and one.action is action for one in TRANSITIONS):
        return None
    wanted = dict.fromkeys(one.state.label for one in TRANSITIONS if one.action is action)
    return (
        f"この回答は「{state.label}」のため、{action.label}はできません。"
        f"{action.label}ができるのは「{'」「'.join(wanted)}」のときです。"
    )


def decide(
    *, state: AnswerState, action: Action, roles: Collection[Role], is_submitter: bool, reason: str | None
) -> Transition:
    """The transition that a person with `roles` makes; ActionDenied with the first rule that forbids it.

    `roles` are those held for the answer's department on that day, `is_submitter` whether this person, or the one
    acted for, submitted it.
    """
    if refusal := state_refusal(state, action):
        raise ActionDenied(refusal)
    lines = [one for one in TRANSITIONS if one.state is state and one.action is action]
    held = [one for one in lines if one.role in roles]
    if not held:
        names = "または".join(dict.fromkeys(one.role.label for one in lines))
        raise ActionDenied(
            f"「{state.label}」の回答の{action.label}は{names}が行います。{names}に依頼してください。"
        )
    line = next((one for one in held if _person_may(one.person, is_submitter)), None)
    if line is None:
        if held[0].person is Person.ONLY_THE_SUBMITTER:
            raise ActionDenied(
                f"{action.label}ができるのは提出した本人だけです。本人に依頼するか、所属長に差戻しを依頼してください。"
            )
        raise ActionDenied(
            f"提出した人は自分の回答の{action.label}ができません。ほかの{held[0].role.label}に依頼してください。"
        )
    if line.needs_reason and not (reason or "").strip():
        raise ActionDenied(
            f"{action.label}には理由が必要です。相手が何を直せばよいか分かる理由を入力してください。"
        )
    return line


def _person_may(person: Person, is_submitter: bool) -> bool:
    return person is Person.ANYONE or is_submitter is (person is Person.ONLY_THE_SUBMITTER)
