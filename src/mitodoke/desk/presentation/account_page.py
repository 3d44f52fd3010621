"""One's own account in words: attempts to sign in, open sessions, and what happened to the account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.desk.accounts.sessions import SessionLine
from mitodoke.desk.accounts.words import AccountAct, SignInStep
from mitodoke.desk.models import AccountEvent, SignInAttempt
from mitodoke.desk.presentation.words import show_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table: a moment and the cells after it, and whether it deserves a second look."""

    moment: str
    cells: tuple[str, ...]
    marked: bool = False


def attempt_lines(attempts: Iterable[SignInAttempt]) -> tuple[Line, ...]:
    """When, what was tried with which result, from which address, with which browser."""
    return tuple(
        Line(
            moment=show_moment(one.at),
            cells=(
                f"{SignInStep(one.step).label}：{'成功' if one.succeeded else '失敗'}",
                one.address,
                one.browser or "不明",
            ),
            marked=not one.succeeded,
        )
        for one in attempts
    )


def session_lines(sessions: Iterable[SessionLine]) -> tuple[Line, ...]:
    """Since when, last used when, from where; the present one is marked."""
    return tuple(
        Line(
            moment=show_moment(one.started_at),
            cells=(
                "いま使っている画面" if one.current else show_moment(one.seen_at),
                one.address,
                one.browser or "不明",
            ),
            marked=one.current,
        )
        for one in sessions
    )


def event_lines(events: Iterable[AccountEvent]) -> tuple[Line, ...]:
    """When, what, by whom."""
    return tuple(
        Line(
            moment=show_moment(one.at),
            cells=(AccountAct(one.act).label + (f"（{one.note}）" if one.note else ""), one.by),
        )
        for one in events
    )
