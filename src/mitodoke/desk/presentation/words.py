"""Words of the desk's pages: moments, due dates and what happens next."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.fiscal_year import format_date
from mitodoke.reporting.models import Assignment, ReportingRound


def show_moment(at: datetime.datetime) -> str:
    """``令和8年4月2日 8時30分`` in the time of the office."""
    local = timezone.localtime(at)
    return f"{format_date(local.date())} {local.hour}時{local.minute:02}分"


def show_due(due_on: datetime.date, today: datetime.date) -> str:
    """The due date with how far away it is: ``令和8年4月30日（あと28日）``."""
    days = (due_on - today).days
    if days > 0:
        told = f"あと{days:,}日"
    elif days == 0:
        told = "今日"
    else:
        told = f"{-days:,}日経過"
    return f"{format_date(due_on)}（{told}）"


def answer_address() -> Callable[[int], str]:
    """The address of an answer by its number; asked for once, since lists have thousands of them."""
    before, _, after = reverse("desk:answer", kwargs={"assignment_id": 0}).rpartition("0")
    return lambda number: f"{before}{number}{after}"


def round_title(reporting_round: ReportingRound) -> str:
    """What people call a round."""
    return reporting_round.name


def subject(assignment: Assignment, entry_titles: dict[int, str] | None = None) -> str:
    """What an answer is about: code and title of the item, or the name of the entry."""
    if assignment.item is not None:
        return str(assignment.item)
    return (entry_titles or {}).get(assignment.pk) or "（新しい協働事業）"


DOCUMENTS = "文書と公表"
"""The page that lists the documents of a city, published or not."""

DRAFTS = frozenset({AnswerState.DRAFT, AnswerState.RETURNED})
"""The states of answers that were begun and can be handed in."""

NEXT_STEP: dict[AnswerState, str] = {
    AnswerState.NOT_BEGUN: "所属担当が入力し、提出します。",
    AnswerState.DRAFT: "所属担当が入力を終えて提出します。",
    AnswerState.SUBMITTED: "所属長が承認するか、理由を付けて差し戻します。提出した本人は、承認される前なら取り下げられます。",
    AnswerState.APPROVED: "企画担当が確認するか、理由を付けて差し戻します。",
    AnswerState.CHECKED: "企画担当が確定するか、理由を付けて差し戻します。",
    AnswerState.CONFIRMED: "調査の締切り後に公表の元になります。直すときは、企画担当が理由を付けて確定を解きます。",
    AnswerState.RETURNED: "所属担当が理由を読んで直し、もう一度提出します。",
}
"""What happens next to an answer in this state, and who does it."""

ACTION_RESULT: dict[Action, str] = {
    Action.SUBMIT: "所属長の承認を待つ状態になり、承認されるまでは取り下げられます。",
    Action.WITHDRAW: "下書きに戻り、また直せるようになります。",
    Action.APPROVE: "企画担当の確認を待つ状態になります。",
    Action.RECORD_APPROVAL: "所属長の承認が済んだものとして、企画担当の確認を待つ状態になります。",
    Action.CHECK: "企画担当の確認が済んだ状態になります。",
    Action.CONFIRM: "この内容が公表の元になります。",
    Action.RETURN: "所属担当に戻り、直してもう一度提出されるのを待ちます。",
    Action.REOPEN: "所属担当に戻り、提出・承認・確認をもう一度行います。",
}
"""What an act does, told beside its button."""

ACTION_BUTTON: dict[Action, str] = {
    Action.WITHDRAW: "提出を取り下げる",
    Action.APPROVE: "承認する",
    Action.RECORD_APPROVAL: "承認を記録する",
    Action.CHECK: "確認する",
    Action.CONFIRM: "確定する",
    Action.RETURN: "差し戻す",
    Action.REOPEN: "確定を解く",
}
"""What the button of an act says on the page of an answer."""

ACTION_DONE: dict[Action, str] = {
    Action.SUBMIT: "提出しました。",
    Action.WITHDRAW: "提出を取り下げました。",
    Action.APPROVE: "承認しました。",
    Action.RECORD_APPROVAL: "所属長の承認を記録しました。",
    Action.CHECK: "確認しました。",
    Action.CONFIRM: "確定しました。",
    Action.RETURN: "差し戻しました。",
    Action.REOPEN: "確定を解きました。",
}
"""That an act was done."""

ACTION_NOT_DONE: dict[Action, str] = {
    Action.APPROVE: "承認していません。",
    Action.RECORD_APPROVAL: "承認を記録していません。",
    Action.CHECK: "確認していません。",
    Action.CONFIRM: "確定していません。",
    Action.RETURN: "差し戻していません。",
}
"""That an act to several answers was not done."""


def act_phrase(action: Action) -> str:
    """The act with what it is done to before it: ``（選んだ回答）を承認``, ``（選んだ回答）の承認を記録``."""
    return "の承認を記録" if action is Action.RECORD_APPROVAL else f"を{action.label}"


REASON_HINT: dict[Action, str] = {
    Action.RECORD_APPROVAL: "所属長の承認を何で確かめたかを書いてください。例：「所属長の印のある回答用紙を4月3日に受領」。",
}
"""What the reason of an act is to tell, where it is not what has to be mended."""

TASK_WORD: dict[Action, str] = {
    Action.SAVE: "入力する",
    Action.SUBMIT: "続きを入力して提出する",
    Action.APPROVE: "承認する",
    Action.RECORD_APPROVAL: "所属長の承認を記録する",
    Action.CHECK: "確認する",
    Action.CONFIRM: "確定する",
}
"""What a person has to do, as the list of tasks says it."""
