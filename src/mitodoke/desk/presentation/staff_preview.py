"""The preview of a list of people in words: who would be made, which roles would begin, and how each is invited."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.desk.accounts.inviting import Waiting
from mitodoke.desk.accounts.staff_list.outcome import Changes, PersonChange
from mitodoke.desk.accounts.words import InvitationWay
from mitodoke.desk.presentation.words import show_moment
from mitodoke.domain.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One person of the preview."""

    username: str
    name: str
    email: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One person to invite; `chosen`: no invitation is on its way."""

    number: int
    username: str
    name: str
    email: str
    roles: tuple[str, ...]
    state: str
    chosen: bool


def change_lines(people: Iterable[PersonChange]) -> tuple[ChangeLine, ...]:
    """The people in the order of the file."""
    return tuple(
        ChangeLine(
            username=one.username,
            name=one.name,
            email=one.email,
            roles=tuple(str(role) for role in one.roles),
        )
        for one in people
    )


def new_administrators(changes: Changes) -> tuple[str, ...]:
    """Who would be able to manage accounts: to be looked at twice."""
    return tuple(
        one.name or one.username
        for one in changes.everybody
        if any(role.role is Role.ADMINISTRATOR for role in one.roles)
    )


def waiting_lines(people: Iterable[Waiting], now: datetime.datetime) -> tuple[WaitingLine, ...]:
    """The people who have not chosen a password, with what became of their last invitation."""
    return tuple(
        WaitingLine(
            number=one.person.pk,
            username=one.person.get_username(),
            name=f"{one.person.last_name} {one.person.first_name}".strip(),
            email=one.person.email,
            roles=one.roles,
            state=_state(one, now),
            chosen=not one.is_invited(now),
        )
        for one in people
    )


def _state(one: Waiting, now: datetime.datetime) -> str:
    made = one.invitation
    if made is None:
        return "まだ招待していません"
    told = f"{InvitationWay(made.way).label}（{show_moment(made.made_at)}）"
    if made.problem is not None:
        return f"{told}は送れませんでした"
    if made.revoked_at is not None:
        return f"{told}は取り消しました"
    if made.expires_at <= now:
        return f"{told}は期限切れです"
    return f"{told}、{show_moment(made.expires_at)}まで"
