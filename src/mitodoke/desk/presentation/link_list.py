"""The mailed links of a round: those there are, and to whom one can be sent."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User

from mitodoke.departments.models import Department
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import members_on
from mitodoke.desk.presentation.words import show_moment
from mitodoke.desk.visit import Visit
from mitodoke.domain.role import RIGHTS, Right, Role
from mitodoke.reporting.mail.round_links import links_of
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.workbook import asked_departments


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One link; `number` is what revoking it sends, None where it opens nothing any more."""

    department: str
    person: str
    made: str
    until: str
    opened: str
    state: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonToLink:
    """A reporter of a department that is asked; `reachable` by mail."""

    value: str
    label: str
    department: Department
    person: User
    reachable: bool


def link_lines(reporting_round: ReportingRound, now: datetime.datetime) -> tuple[LinkLine, ...]:
    """Every link of the round, newest first; one query."""
    lines = []
    for one in links_of(reporting_round):
        if one.revoked_at is not None:
            state = f"{one.revoked_by}が{show_moment(one.revoked_at)}に取り消しました"
        elif reporting_round.closed_on is not None:
            state = "調査の締切りで終わりました"
        else:
            state = "期限が過ぎました" if one.expires_at <= now else "使えます"
        lines.append(
            LinkLine(
                department=one.department.name,
                person=person_name(one.person),
                made=f"{one.made_by}が{show_moment(one.made_at)}に作成",
                until=show_moment(one.expires_at),
                opened=show_moment(one.last_opened_at) if one.last_opened_at else "まだ開かれていません",
                state=state,
                number=one.pk if state == "使えます" else None,
            )
        )
    return tuple(lines)


def people_to_link(visit: Visit) -> tuple[PersonToLink, ...]:
    """Who writes today for a department that the round asks, by department; two queries."""
    asked = {one.pk: one for one in asked_departments(visit.survey)}
    found = []
    for member in members_on(municipality_code=visit.city.code, day=visit.today):
        department = asked.get(member.department_id or 0)
        if department is None or Right.WRITE_ANSWERS not in RIGHTS[Role(member.role)]:
            continue
        reachable = bool(member.person.email)
        found.append(
            PersonToLink(
                value=f"{department.pk}-{member.person_id}",
                label=f"{department.name}　{person_name(member.person)}"
                + ("" if reachable else "（メールアドレスが登録されていません）"),
                department=department,
                person=member.person,
                reachable=reachable,
            )
        )
    return tuple(found)
