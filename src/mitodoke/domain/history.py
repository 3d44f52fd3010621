"""History (履歴): who did what, when, from what to what and why, as sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import Role

LONGEST_QUOTE = 60
"""How many characters of a text a sentence quotes."""
_ONE_SITTING = datetime.timedelta(minutes=10)


class HistoryAct(StrEnum):
    """What was done to an answer or a round; the acts on an answer's state have the names of `approval.Action`."""

    SAVE = "save"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    RECORD_APPROVAL = "record_approval"
    CHECK = "check"
    CONFIRM = "confirm"
    RETURN = "return"
    REOPEN = "reopen"
    OVERRIDE = "override"
    CONFLICT = "conflict"
    ASSIGN = "assign"
    CANCEL = "cancel"
    MOVE = "move"
    OPEN_ROUND = "open_round"
    EXTEND_ROUND = "extend_round"
    CLOSE_ROUND = "close_round"
    REOPEN_ROUND = "reopen_round"
    ADOPT = "adopt"
    UNDO = "undo"
    ADD_EVIDENCE = "add_evidence"
    CHANGE_EVIDENCE = "change_evidence"
    REMOVE_EVIDENCE = "remove_evidence"
    MAKE_LINK = "make_link"
    OPEN_LINK = "open_link"
    REVOKE_LINK = "revoke_link"

    @property
    def phrase(self) -> str:
        """The end of the sentence; ``{…}`` is filled from the event."""
        return {
            HistoryAct.SAVE: "{field}を{before}から{after}に変えました",
            HistoryAct.SUBMIT: "提出しました",
            HistoryAct.WITHDRAW: "提出を取り下げました",
            HistoryAct.APPROVE: "所属長として承認しました",
            HistoryAct.RECORD_APPROVAL: "所属長の承認を記録しました",
            HistoryAct.CHECK: "企画担当として確認しました",
            HistoryAct.CONFIRM: "確定しました",
            HistoryAct.RETURN: "差し戻しました",
            HistoryAct.REOPEN: "確定を解きました",
            HistoryAct.OVERRIDE: "{field}の確認事項（{before}）に理由を付けました",
            HistoryAct.CONFLICT: "{field}に{after}を入力しましたが、先に{before}に変えられていたため保存されませんでした",
            HistoryAct.MOVE: "回答の依頼を{before}から{after}に移しました",
            HistoryAct.CANCEL: "回答の依頼を取り消しました",
            HistoryAct.ASSIGN: "{after}に回答を依頼しました",
            HistoryAct.OPEN_ROUND: "調査を始めました（回答期限 {after}）",
            HistoryAct.EXTEND_ROUND: "回答期限を{before}から{after}に変えました",
            HistoryAct.CLOSE_ROUND: "調査を締め切りました",
            HistoryAct.REOPEN_ROUND: "調査を再開しました（回答期限 {after}）",
            HistoryAct.ADOPT: "確定した回答を公表の元になる文書に反映しました（{after}）",
            HistoryAct.UNDO: "{field}を{before}から前の内容{after}に戻しました",
            HistoryAct.ADD_EVIDENCE: "根拠資料のファイル{after}を加えました",
            HistoryAct.CHANGE_EVIDENCE: "根拠資料のファイル{before}を{after}に変えました",
            HistoryAct.REMOVE_EVIDENCE: "根拠資料のファイル{before}を外しました",
            HistoryAct.MAKE_LINK: "回答用のリンクを作りました（{after}）",
            HistoryAct.OPEN_LINK: "回答用のリンクで作業を始めました（{after}）",
            HistoryAct.REVOKE_LINK: "回答用のリンクを取り消しました（{before}）",
        }[self]


_QUOTING = frozenset(
    {
        HistoryAct.SAVE, HistoryAct.OVERRIDE, HistoryAct.CONFLICT, HistoryAct.UNDO,
        HistoryAct.ADD_EVIDENCE, HistoryAct.CHANGE_EVIDENCE, HistoryAct.REMOVE_EVIDENCE,
    }
)  # fmt: skip
"""Acts whose sentence quotes what people typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRecord:
    """One event as people read it; `at` is local time, `field` the Japanese name of what changed.

    `for_department` is the department that 企画担当 entered for (代行入力), `proxy_reason` why.
    """

    at: datetime.datetime
    by: str
    act: HistoryAct
    on_behalf_of: str | None = None
    for_department: str | None = None
    proxy_reason: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None


def sentence(record: HistoryRecord) -> str:
    """The event as one Japanese sentence, its reason included."""
    deputy = f"（{record.on_behalf_of}の代理）" if record.on_behalf_of else ""
    values = {"field": f"「{record.field}」" if record.field else ""}
    for name, text in (("before", record.before), ("after", record.after)):
        plain = record.act not in _QUOTING
        values[name] = (text or "") if plain else _quoted(text)
    reason = f"理由：{_shortened(record.reason)}" if record.reason else ""
    when = f"{format_date(record.at.date())}{record.at.hour}時{record.at.minute:02}分"
    who = f"{record.by}{deputy}が"
    why = ""
    if record.for_department is not None:
        who = f"{Role.PLANNER.label} {who}{record.for_department}に代わって"
        why = f"（代行の理由：{_shortened(record.proxy_reason or '')}）"
    return f"{when}、{who}{record.act.phrase.format_map(values)}{why}。{reason}"


def joined(records: Iterable[HistoryRecord]) -> tuple[HistoryRecord, ...]:
    """`records` (oldest first) with the autosaves of one field by one person at one sitting told as one change.

    Nothing else may lie between them, and no pause of more than ten minutes. What came back to where it began
    is still told, since somebody may have read it in between.
    """
    told: list[HistoryRecord] = []
    for record in records:
        last = told[-1] if told else None
        if last is not None and _goes_on(last, record):
            told[-1] = replace(record, before=last.before)
        else:
            told.append(record)
    return tuple(told)


def _goes_on(last: HistoryRecord, record: HistoryRecord) -> bool:
    return (
        last.act is HistoryAct.SAVE is record.act
        and (last.by, last.on_behalf_of, last.field) == (record.by, record.on_behalf_of, record.field)
        and (last.for_department, last.proxy_reason) == (record.for_department, record.proxy_reason)
        and last.after == record.before
        and record.at - last.at <= _ONE_SITTING
    )


def _quoted(text: str | None) -> str:
    return "（なし）" if text is None else f"「{_shortened(text)}」"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + "…"


FIELD_ACTS = frozenset({HistoryAct.SAVE, HistoryAct.UNDO})
"""Acts that change the value of a field."""


def last_changes(records: Iterable[HistoryRecord]) -> dict[str, HistoryRecord]:
    """The last change of each field in `records` (oldest first), with the autosaves of one sitting as one change."""
    of_fields = [one for one in records if one.act in FIELD_ACTS and one.field is not None]
    by_field: dict[str, list[HistoryRecord]] = {}
    for one in of_fields:
        by_field.setdefault(one.field or "", []).append(one)
    return {field: joined(several)[-1] for field, several in by_field.items()}
