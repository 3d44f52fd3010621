"""The way of an answer from draft to final (承認): one table of who may do what in which state.

Two questions are kept apart. Policy: may this be done now (state of the answer, the round)? Permission: may this
person do it (role, and what this person has done to the answer before)? docs/approval.md is written from the table.
Where 企画担当 acts on behalf of a department (代行入力), the line says so by its `Case` (docs/adr/0017-on-behalf.md).
Long because the words, the table and the refusals are read in one file.
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
    RECORD_APPROVAL = "record_approval"
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
            Action.RECORD_APPROVAL: "承認の記録",
            Action.CHECK: "確認",
            Action.CONFIRM: "確定",
            Action.RETURN: "差戻し",
            Action.REOPEN: "確定の解除",
        }[self]


class Person(StrEnum):
    """Who, of those with the role, may do it."""

    ANYONE = "anyone"
    NOT_A_WRITER = "not_a_writer"
    ONLY_THE_SUBMITTER = "only_the_submitter"

    @property
    def label(self) -> str:
        """The rule in words."""
        return {
            Person.ANYONE: "役割を持つ人",
            Person.NOT_A_WRITER: "提出した本人と代わって入力した人を除く",
            Person.ONLY_THE_SUBMITTER: "提出した本人だけ",
        }[self]


class Case(StrEnum):
    """In which case a line holds; the others than the ordinary one are of 代行入力."""

    ORDINARY = "ordinary"
    ON_BEHALF = "on_behalf"
    NO_HEAD = "no_head"

    @property
    def label(self) -> str:
        """The case in words."""
        return {
            Case.ORDINARY: "－",
            Case.ON_BEHALF: "部署に代わって行う理由を付けたとき",
            Case.NO_HEAD: "代わって提出された回答で、部署に所属長の利用者がいないとき",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """What a person, or the one acted for, has to do with an answer.

    `is_submitter`: handed it in. `has_entered`: wrote in it on behalf of the department, and it was handed in on
    behalf of the department as well; what people of the department read and hand in themselves is theirs. `cases`
    are those that hold beside the ordinary one.
    """

    is_submitter: bool = False
    has_entered: bool = False
    cases: frozenset[Case] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One line of the table: in `state`, `role` may do `action`, and the answer is in `next_state` afterwards."""

    state: AnswerState
    action: Action
    role: Role
    next_state: AnswerState
    needs_reason: bool = False
    person: Person = Person.ANYONE
    case: Case = Case.ORDINARY


def _line(
    state: AnswerState,
    action: Action,
    role: Role,
    next_state: AnswerState,
    person: Person = Person.ANYONE,
    case: Case = Case.ORDINARY,
    *,
    reason: bool = False,
) -> Transition:
    return Transition(
        state=state,
        action=action,
        role=role,
        next_state=next_state,
        needs_reason=reason,
        person=person,
        case=case,
    )


_S, _A, _R = AnswerState, Action, Role
_ANYONE, _ON_BEHALF, _NO_HEAD = Person.ANYONE, Case.ON_BEHALF, Case.NO_HEAD
TRANSITIONS: tuple[Transition, ...] = (
    _line(_S.NOT_BEGUN, _A.SAVE, _R.REPORTER, _S.DRAFT),
    _line(_S.DRAFT, _A.SAVE, _R.REPORTER, _S.DRAFT),
    _line(_S.DRAFT, _A.SUBMIT, _R.REPORTER, _S.SUBMITTED),
    _line(_S.RETURNED, _A.SAVE, _R.REPORTER, _S.RETURNED),
    _line(_S.RETURNED, _A.SUBMIT, _R.REPORTER, _S.SUBMITTED),
    _line(_S.SUBMITTED, _A.WITHDRAW, _R.REPORTER, _S.DRAFT, Person.ONLY_THE_SUBMITTER),
    _line(_S.SUBMITTED, _A.APPROVE, _R.HEAD, _S.APPROVED, Person.NOT_A_WRITER),
    _line(_S.SUBMITTED, _A.RETURN, _R.HEAD, _S.RETURNED, reason=True),
    _line(_S.NOT_BEGUN, _A.SAVE, _R.PLANNER, _S.DRAFT, _ANYONE, _ON_BEHALF),
    _line(_S.DRAFT, _A.SAVE, _R.PLANNER, _S.DRAFT, _ANYONE, _ON_BEHALF),
    _line(_S.DRAFT, _A.SUBMIT, _R.PLANNER, _S.SUBMITTED, _ANYONE, _ON_BEHALF),
    _line(_S.RETURNED, _A.SAVE, _R.PLANNER, _S.RETURNED, _ANYONE, _ON_BEHALF),
    _line(_S.RETURNED, _A.SUBMIT, _R.PLANNER, _S.SUBMITTED, _ANYONE, _ON_BEHALF),
    _line(_S.SUBMITTED, _A.WITHDRAW, _R.PLANNER, _S.DRAFT, Person.ONLY_THE_SUBMITTER, _ON_BEHALF),
    _line(
        _S.SUBMITTED, _A.RECORD_APPROVAL, _R.PLANNER, _S.APPROVED, Person.NOT_A_WRITER, _NO_HEAD, reason=True
    ),
    _line(_S.SUBMITTED, _A.RETURN, _R.PLANNER, _S.RETURNED, _ANYONE, _NO_HEAD, reason=True),
    _line(_S.APPROVED, _A.CHECK, _R.PLANNER, _S.CHECKED, Person.NOT_A_WRITER),
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


def actions_in(state: AnswerState, roles: Collection[Role], involvement: Involvement) -> tuple[Action, ...]:
    """What a person with `roles` may do in `state`, in the order of the table: what a page offers."""
    found = (
        one.action
        for one in TRANSITIONS
        if one.state is state
        and one.role in roles
        and _holds(one, involvement)
        and _person_may(one.person, involvement)
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
    *,
    state: AnswerState,
    action: Action,
    roles: Collection[Role],
    involvement: Involvement,
    reason: str | None,
) -> Transition:
    """The transition that a person with `roles` makes; ActionDenied with the first rule that forbids it.

    `roles` are those held for the answer's department on that day.
    """
    if refusal := state_refusal(state, action):
        raise ActionDenied(refusal)
    lines = [one for one in TRANSITIONS if one.state is state and one.action is action]
    held = [one for one in lines if one.role in roles and _holds(one, involvement)]
    if not held:
        raise ActionDenied(_not_held(lines, roles))
    line = next((one for one in held if _person_may(one.person, involvement)), None)
    if line is None:
        raise ActionDenied(_not_this_person(held[0], involvement))
    if line.needs_reason and not (reason or "").strip():
        told = (
            "所属長の承認を何で確かめたか（承認のある回答用紙を受領など）"
            if action is Action.RECORD_APPROVAL
            else "相手が何を直せばよいか分かる理由"
        )
        raise ActionDenied(f"{action.label}には理由が必要です。{told}を入力してください。")
    return line


def _not_held(lines: list[Transition], roles: Collection[Role]) -> str:
    """Why none of `lines`, which are of one state and action, is open to `roles`."""
    state, action = lines[0].state, lines[0].action
    ordinary = [one for one in lines if one.case is Case.ORDINARY]
    names = "または".join(dict.fromkeys(one.role.label for one in ordinary or lines))
    refusal = f"「{state.label}」の回答の{action.label}は{names}が行います。"
    cases = {one.case for one in lines if one.role in roles}
    if Case.ON_BEHALF in cases:
        return f"{refusal}部署に代わって行うときは、先に「代わって入力する」の画面で理由を入力してください。"
    if not ordinary and Case.NO_HEAD in cases:
        return (
            f"{action.label}ができるのは、企画担当が代わって提出した回答で、部署に所属長の利用者がいないときだけです。"
            "所属長に承認を依頼してください。"
        )
    return f"{refusal}{names}に依頼してください。"


def _not_this_person(line: Transition, involvement: Involvement) -> str:
    """Why `line` is not for this very person."""
    label = line.action.label
    if line.person is Person.ONLY_THE_SUBMITTER:
        return (
            f"{label}ができるのは提出した本人だけです。本人に依頼するか、所属長に差戻しを依頼してください。"
        )
    others = (
        f"ほかの{line.role.label}に依頼してください。"
        f"ほかにいないときは、管理者に{line.role.label}の登録を依頼してください。"
    )
    if involvement.is_submitter:
        return f"提出した人は自分の回答の{label}ができません。{others}"
    return f"部署に代わって入力した人は、その回答の{label}ができません。{others}"


def _holds(line: Transition, involvement: Involvement) -> bool:
    return line.case is Case.ORDINARY or line.case in involvement.cases


def _person_may(person: Person, involvement: Involvement) -> bool:
    match person:
        case Person.ANYONE:
            return True
        case Person.ONLY_THE_SUBMITTER:
            return involvement.is_submitter
        case Person.NOT_A_WRITER:
            return not (involvement.is_submitter or involvement.has_entered)
