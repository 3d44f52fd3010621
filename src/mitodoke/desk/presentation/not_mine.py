"""Why the act that moves an answer on is not offered to somebody whose role would do it."""

from __future__ import annotations

from mitodoke.desk.visit import Visit
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.role import Right
from mitodoke.reporting.queries import AnswerPage

_MOVES = {
    AnswerState.SUBMITTED: (
        Right.APPROVE_ANSWERS,
        Action.APPROVE,
        "あなたが提出した回答は、あなたには承認できません。ほかの所属長か、代理の人が承認します。",
    ),
    AnswerState.APPROVED: (
        Right.CHECK_ANSWERS,
        Action.CHECK,
        "あなたが代行入力した回答は、あなたには確認できません。ほかの企画担当が確認します。",
    ),
    AnswerState.CHECKED: (
        Right.CHECK_ANSWERS,
        Action.CONFIRM,
        "あなたが代行入力した回答は、あなたには確定できません。ほかの企画担当が確定します。",
    ),
}


def not_mine(page: AnswerPage, visit: Visit) -> str:
    """The sentence; empty where the act is offered, is not for this person's role, or for nobody now."""
    right, action, sentence = _MOVES.get(page.state, (None, None, ""))
    if right is None or page.refusal or action in page.actions:
        return ""
    return sentence if visit.may(right, department=page.assignment.department_id) else ""
