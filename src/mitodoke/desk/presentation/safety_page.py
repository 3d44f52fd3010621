"""What the page on signing in shows an administrator: open invitations and the newest rule, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.departments.person_name import person_name
from mitodoke.desk.accounts.words import InvitationWay
from mitodoke.desk.models import Invitation, SecondFactorRule
from mitodoke.desk.presentation.words import show_moment
from mitodoke.domain.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationLine:
    """One invitation that was not used yet."""

    number: int
    name: str
    way: str
    made: str
    until: str
    expired: bool
    failed: bool


def invitation_lines(rows: Iterable[Invitation], now: datetime.datetime) -> tuple[InvitationLine, ...]:
    """The invitations in words."""
    return tuple(
        InvitationLine(
            number=row.pk,
            name=person_name(row.person),
            way=InvitationWay(row.way).label,
            made=f"{show_moment(row.made_at)} {row.made_by}",
            until=show_moment(row.expires_at),
            expired=row.expires_at <= now,
            failed=row.problem is not None,
        )
        for row in rows
    )


def newest_rule(code: str) -> str | None:
    """What is required now, by whom and since when; None where nothing ever was."""
    row = SecondFactorRule.objects.filter(municipality=code).first()
    if row is None:
        return None
    names = "、".join(Role(one).label for one in row.roles)
    told = f"{names}に求めています" if names else "だれにも求めていません"
    return f"{told}（{show_moment(row.recorded_at)}に{row.recorded_by}が決定）。"
