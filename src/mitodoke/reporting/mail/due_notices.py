"""Which notice about its due date a round gives on a day: pure, so that every day can be tried."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mitodoke.domain.approval import RoundWindow
from mitodoke.reporting.mail.words import MessageKind

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueNotice:
    """A notice of `kind`; `days` are left until the due date, or have passed since. `mark` is the same all the time
    for which it counts as the same notice, so that it is given once, on whichever day of that time mail is sent.
    """

    kind: MessageKind
    days: int
    mark: str


def due_notice(window: RoundWindow, today: datetime.date) -> DueNotice | None:
    """The notice of the day, or None.

    From a week before the due date until the day before: once (a day without mail is made up for), but not for a
    round that was opened within that week. On the day: once. After it: on the next day and every week after that.
    A moved due date begins anew, since it stands in the mark. Nothing before the round opens and after it is closed.
    """
    if today < window.opened_on or window.closed_on is not None:
        return None
    left = (window.due_on - today).days
    due = window.due_on.isoformat()
    if left > 7:
        return None
    if left > 0:
        if window.opened_on > window.due_on - WEEK:
            return None
        return DueNotice(kind=MessageKind.WEEK_BEFORE, days=left, mark=f"week_before:{due}")
    if left == 0:
        return DueNotice(kind=MessageKind.DUE_TODAY, days=0, mark=f"due_today:{due}")
    week = (-left - 1) // 7 + 1
    return DueNotice(kind=MessageKind.OVERDUE, days=-left, mark=f"overdue:{due}:{week}")
