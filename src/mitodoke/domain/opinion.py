"""Opinions of outside evaluators (外部評価) and the city's answers: one table of states, tracked until answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Role


class OpinionState(StrEnum):
    """Where an opinion stands."""

    RECEIVED = "received"
    WAITING = "waiting"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            OpinionState.RECEIVED: "受付",
            OpinionState.WAITING: "回答待ち",
            OpinionState.ANSWERED: "回答案",
            OpinionState.CONFIRMED: "回答確定",
            OpinionState.WITHDRAWN: "取下げ",
        }[self]

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to do anything any more."""
        return self in (OpinionState.CONFIRMED, OpinionState.WITHDRAWN)


class OpinionAction(StrEnum):
    """What is done with an opinion."""

    ASSIGN = "assign"
    ANSWER = "answer"
    RETURN = "return"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            OpinionAction.ASSIGN: "担当に回答を依頼する",
            OpinionAction.ANSWER: "回答案を提出する",
            OpinionAction.RETURN: "差し戻す",
            OpinionAction.CONFIRM: "回答を確定する",
            OpinionAction.REOPEN: "確定を解く",
            OpinionAction.WITHDRAW: "意見を取り下げる",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionTransition:
    """From `before` an `action` by one who is `role` leads to `after`; `reason` is needed where told.

    A department's role counts for the department that was asked to answer; 外部評価 for own opinions only.
    """

    before: OpinionState
    action: OpinionAction
    role: Role
    after: OpinionState
    needs_reason: bool = False


def _lines(
    before: OpinionState,
    action: OpinionAction,
    roles: Iterable[Role],
    after: OpinionState,
    *,
    needs_reason: bool = False,
) -> tuple[OpinionTransition, ...]:
    return tuple(
        OpinionTransition(before=before, action=action, role=role, after=after, needs_reason=needs_reason)
        for role in roles
    )


_S, _A = OpinionState, OpinionAction
_PLANNER, _ANSWERING = (Role.PLANNER,), (Role.REPORTER, Role.HEAD, Role.PLANNER)
OPINION_TRANSITIONS: tuple[OpinionTransition, ...] = (
    *_lines(_S.RECEIVED, _A.ASSIGN, _PLANNER, _S.WAITING),
    *_lines(_S.RECEIVED, _A.WITHDRAW, (Role.EVALUATOR,), _S.WITHDRAWN, needs_reason=True),
    *_lines(_S.WAITING, _A.ASSIGN, _PLANNER, _S.WAITING),
    *_lines(_S.WAITING, _A.ANSWER, _ANSWERING, _S.ANSWERED),
    *_lines(_S.ANSWERED, _A.ANSWER, _ANSWERING, _S.ANSWERED),
    *_lines(_S.ANSWERED, _A.RETURN, _PLANNER, _S.WAITING, needs_reason=True),
    *_lines(_S.ANSWERED, _A.CONFIRM, _PLANNER, _S.CONFIRMED),
    *_lines(_S.CONFIRMED, _A.REOPEN, _PLANNER, _S.WAITING, needs_reason=True),
)
"""Every way an opinion can go; what is not here is refused."""


def decide_opinion(
    *, state: OpinionState, action: OpinionAction, roles: Iterable[Role], reason: str | None
) -> OpinionTransition:
    """The line of the table that applies to one who holds `roles` there; ActionDenied with what to do instead."""
    lines = [one for one in OPINION_TRANSITIONS if one.before is state and one.action is action]
    if not lines:
        raise ActionDenied(f"この意見は「{state.label}」なので、「{action.label}」はできません。")
    held = set(roles)
    allowed = [one for one in lines if one.role in held]
    if not allowed:
        names = "または".join(one.role.label for one in lines)
        raise ActionDenied(f"「{action.label}」を行えるのは{names}です。{names}に依頼してください。")
    if allowed[0].needs_reason and not (reason or "").strip():
        raise ActionDenied(f"「{action.label}」には理由を入力してください。")
    return allowed[0]
