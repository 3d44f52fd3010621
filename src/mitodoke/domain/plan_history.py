"""History (履歴) of a plan: who did what to which part of it, when, from what to what and why, as sentences."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.history import LONGEST_QUOTE


class PlanAct(StrEnum):
    """What was done to a plan or to what is kept beside it."""

    CREATE = "create"
    TAKE_OVER = "take_over"
    ADD = "add"
    CHANGE = "change"
    MOVE = "move"
    REORDER = "reorder"
    END = "end"
    RESUME = "resume"
    REMOVE = "remove"
    UNDO = "undo"
    BEGIN_REVISION = "begin_revision"
    DECIDE_REVISION = "decide_revision"
    ABANDON_REVISION = "abandon_revision"
    ISSUE = "issue"
    ANNOTATE = "annotate"
    DEFINE = "define"
    RETIRE = "retire"
    RECORD = "record"
    VERIFY = "verify"
    FOLLOW_UP = "follow_up"
    OBSERVE = "observe"
    OPINION = "opinion"
    OPINION_STATE = "opinion_state"
    ANSWER_OPINION = "answer_opinion"
    REORGANISE = "reorganise"

    @property
    def phrase(self) -> str:
        """The end of the sentence; ``{…}`` is filled from the event."""
        return {
            PlanAct.CREATE: "{subject}を作りました",
            PlanAct.TAKE_OVER: "{subject}を{after}から引き継ぎました",
            PlanAct.ADD: "{subject}を加えました",
            PlanAct.CHANGE: "{subject}の「{field}」を{before}から{after}に変えました",
            PlanAct.MOVE: "{subject}を{before}から{after}に移しました",
            PlanAct.REORDER: "{subject}の下の並び順を変えました",
            PlanAct.END: "{subject}を終了にしました",
            PlanAct.RESUME: "{subject}の終了を取り消しました",
            PlanAct.REMOVE: "{subject}を消しました",
            PlanAct.UNDO: "{before}の変更を元に戻しました",
            PlanAct.BEGIN_REVISION: "{subject}を始めました",
            PlanAct.DECIDE_REVISION: "{subject}を決定として記録しました（{after}）",
            PlanAct.ABANDON_REVISION: "{subject}を取りやめました",
            PlanAct.ISSUE: "{subject}を文書に反映しました（{after}）",
            PlanAct.ANNOTATE: "{subject}に補足{after}を付けました",
            PlanAct.DEFINE: "{subject}の「{field}」を{after}と定めました",
            PlanAct.RETIRE: "{subject}の「{field}」を使わないことにしました",
            PlanAct.RECORD: "{subject}の「{field}」を{before}から{after}に記録しました",
            PlanAct.VERIFY: "{subject}の{field}の検証を{after}としました",
            PlanAct.FOLLOW_UP: "{subject}の{field}の検証のその後を{after}と記録しました",
            PlanAct.OBSERVE: "{subject}について観察と判断{after}を記録しました",
            PlanAct.OPINION: "{subject}に意見{after}を出しました",
            PlanAct.OPINION_STATE: "{subject}への意見を「{before}」から「{after}」に進めました",
            PlanAct.ANSWER_OPINION: "{subject}への意見に{after}と答えました",
            PlanAct.REORGANISE: "組織改編により{subject}の担当部署を{before}から{after}に変えました",
        }[self]


_PLAIN_VALUES = frozenset(
    {
        PlanAct.TAKE_OVER,
        PlanAct.UNDO,
        PlanAct.DECIDE_REVISION,
        PlanAct.ISSUE,
        PlanAct.OPINION_STATE,
    }
)
"""Acts whose sentence takes its values without quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """One event as people read it; `at` is local time, `subject` and `field` are Japanese names."""

    at: datetime.datetime
    by: str
    act: PlanAct
    subject: str
    on_behalf_of: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None


def plan_sentence(record: PlanRecord) -> str:
    """The event as one Japanese sentence, its reason included."""
    deputy = f"（{record.on_behalf_of}の代理）" if record.on_behalf_of else ""
    plain = record.act in _PLAIN_VALUES
    words = {
        "subject": f"「{_shortened(record.subject)}」",
        "field": _one_line(record.field),
        "before": _one_line(record.before) if plain else _quoted(record.before),
        "after": _one_line(record.after) if plain else _quoted(record.after),
    }
    when = f"{format_date(record.at.date())}{record.at.hour}時{record.at.minute:02}分"
    reason = f"理由：{_shortened(record.reason)}" if record.reason else ""
    return f"{when}、{record.by}{deputy}が{record.act.phrase.format_map(words)}。{reason}"


def _quoted(text: str | None) -> str:
    return "（なし）" if text is None else f"「{_shortened(text)}」"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _shortened(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + "…"
