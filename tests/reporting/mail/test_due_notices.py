"""Which notice a round gives on which day."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.approval import RoundWindow
from mitodoke.reporting.mail.due_notices import due_notice
from mitodoke.reporting.mail.words import MessageKind

DAY = datetime.date
APRIL, DUE = DAY(2026, 4, 1), DAY(2026, 4, 30)
WINDOW = RoundWindow(opened_on=APRIL, due_on=DUE)


@pytest.mark.parametrize(
    ("today", "kind", "days", "mark"),
    [
        (DAY(2026, 3, 31), None, 0, ""),
        (APRIL, None, 0, ""),
        (DAY(2026, 4, 22), None, 0, ""),
        (DAY(2026, 4, 23), MessageKind.WEEK_BEFORE, 7, "week_before:2026-04-30"),
        (DAY(2026, 4, 29), MessageKind.WEEK_BEFORE, 1, "week_before:2026-04-30"),
        (DUE, MessageKind.DUE_TODAY, 0, "due_today:2026-04-30"),
        (DAY(2026, 5, 1), MessageKind.OVERDUE, 1, "overdue:2026-04-30:1"),
        (DAY(2026, 5, 7), MessageKind.OVERDUE, 7, "overdue:2026-04-30:1"),
        (DAY(2026, 5, 8), MessageKind.OVERDUE, 8, "overdue:2026-04-30:2"),
        (DAY(2026, 5, 14), MessageKind.OVERDUE, 14, "overdue:2026-04-30:2"),
        (DAY(2026, 5, 15), MessageKind.OVERDUE, 15, "overdue:2026-04-30:3"),
    ],
)
def test_the_notice_of_a_day(today: datetime.date, kind: MessageKind | None, days: int, mark: str) -> None:
    found = due_notice(WINDOW, today)
    assert (found and (found.kind, found.days, found.mark)) == (kind and (kind, days, mark))


@pytest.mark.parametrize("opened", [DAY(2026, 4, 24), DAY(2026, 4, 29), DUE])
def test_a_round_opened_within_the_week_gives_no_second_notice_at_once(opened: datetime.date) -> None:
    window = RoundWindow(opened_on=opened, due_on=DUE)
    for left in range(1, 7):
        assert due_notice(window, DUE - datetime.timedelta(days=left)) is None
    on_the_day = due_notice(window, DUE)
    assert on_the_day is not None
    assert on_the_day.kind is MessageKind.DUE_TODAY


def test_a_closed_round_gives_none_and_a_moved_date_begins_anew() -> None:
    closed = RoundWindow(opened_on=APRIL, due_on=DUE, closed_on=DAY(2026, 5, 2))
    assert due_notice(closed, DAY(2026, 5, 3)) is None
    moved = due_notice(RoundWindow(opened_on=APRIL, due_on=DAY(2026, 5, 10)), DAY(2026, 5, 3))
    assert moved is not None
    assert moved.mark == "week_before:2026-05-10"


@given(st.dates(APRIL, DAY(2027, 4, 1)))
def test_every_day_has_at_most_one_notice_and_its_mark_does_not_come_back(today: datetime.date) -> None:
    found, later = due_notice(WINDOW, today), due_notice(WINDOW, today + datetime.timedelta(days=8))
    if found is not None:
        assert found.days == abs((DUE - today).days)
        assert later is not None
        assert later.mark != found.mark
