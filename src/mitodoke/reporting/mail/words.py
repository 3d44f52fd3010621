"""The words of mail: what messages tell, what became of them, how a person wants them. Pure."""

from __future__ import annotations

from enum import StrEnum


class MessageKind(StrEnum):
    """What a message tells; each has its text in ``texts/``."""

    ROUND_OPENED = "round_opened"
    WEEK_BEFORE = "week_before"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    OVERDUE_HEAD = "overdue_head"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    OPINIONS_OVERDUE = "opinions_overdue"
    LINK = "link"
    DIGEST = "digest"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            MessageKind.ROUND_OPENED: "調査の開始",
            MessageKind.WEEK_BEFORE: "期限の1週間前",
            MessageKind.DUE_TODAY: "期限の当日",
            MessageKind.OVERDUE: "期限の経過",
            MessageKind.OVERDUE_HEAD: "期限の経過（所属長あて）",
            MessageKind.RETURNED: "差戻し",
            MessageKind.APPROVED: "承認",
            MessageKind.PUBLISHED: "公表",
            MessageKind.OPINIONS_OVERDUE: "外部評価の意見への回答の遅れ",
            MessageKind.LINK: "調査のリンク",
            MessageKind.DIGEST: "1日のまとめ",
        }[self]


class MessageState(StrEnum):
    """What became of a message."""

    WAITING = "waiting"
    BEGUN = "begun"
    SENT = "sent"
    IN_DIGEST = "in_digest"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            MessageState.WAITING: "送信待ち",
            MessageState.BEGUN: "送信中",
            MessageState.SENT: "送信済み",
            MessageState.IN_DIGEST: "まとめに収録",
            MessageState.FAILED: "送信できない",
        }[self]


class Delivery(StrEnum):
    """How a person wants messages."""

    EACH = "each"
    DAILY = "daily"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            Delivery.EACH: "そのつど受け取る",
            Delivery.DAILY: "1日1通にまとめる",
            Delivery.NONE: "受け取らない",
        }[self]
