"""What the days of a round have to be."""

from __future__ import annotations

import datetime

from mitodoke.domain.action import ActionDenied


def deny_due_before_start(opened_on: datetime.date, due_on: datetime.date) -> None:
    """ActionDenied where a round would be due before it begins."""
    if due_on < opened_on:
        raise ActionDenied("回答期限が開始日より前です。期限を開始日以後にしてください。")
