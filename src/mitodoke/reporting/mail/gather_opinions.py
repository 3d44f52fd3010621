"""Opinions of outside evaluators that wait too long for the city's answer: told once a week to who has to act.

A department is told what it has not answered by the due date. 企画担当 is told that as well, drafts of answers that
were not confirmed by then, and opinions that were not given to a department within two weeks.
"""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.contrib.auth.models import User
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.opinion import OpinionState
from mitodoke.domain.role import Role
from mitodoke.plans.models import Opinion
from mitodoke.reporting.mail.addresses import desk_address
from mitodoke.reporting.mail.due_notices import WEEK
from mitodoke.reporting.mail.outbox import Draft
from mitodoke.reporting.mail.recipients import people_of, planners_of
from mitodoke.reporting.mail.words import MessageKind
from mitodoke.reporting.models import OutboxMessage

TO_BE_GIVEN_WITHIN = datetime.timedelta(days=14)
"""How long an opinion may stay without a department that answers it before 企画担当 is told."""
_QUOTED = 40


def gather_opinion_messages(*, clock: Clock = timezone.now) -> list[Draft]:
    """One message a person with every opinion that waits too long for them; none to who got one within the week."""
    today = timezone.localdate(clock())
    late = _late(today)
    told_lately = set(
        OutboxMessage.objects.filter(
            kind=MessageKind.OPINIONS_OVERDUE, made_at__date__gt=today - WEEK
        ).values_list("person_id", flat=True)
    )
    concerned: dict[int, list[Opinion]] = defaultdict(list)
    people: dict[int, User] = {}
    for opinion, several in _with_people(late, today):
        for person in several:
            people[person.pk] = person
            concerned[person.pk].append(opinion)
    return [
        Draft(
            key=f"opinions_overdue:{today.isoformat()}:{number}",
            person=people[number],
            kind=MessageKind.OPINIONS_OVERDUE,
            values={"opinions": [_told(one, today) for one in opinions], "address": desk_address()},
        )
        for number, opinions in concerned.items()
        if number not in told_lately
    ]


def waits_too_long(
    *,
    state: OpinionState,
    received_on: datetime.date,
    due_on: datetime.date | None,
    today: datetime.date,
) -> bool:
    """Whether an opinion that came on `received_on` should have gone on by `today`; on the last day it is in time."""
    if state is OpinionState.RECEIVED:
        return today - received_on > TO_BE_GIVEN_WITHIN
    return not state.is_settled and due_on is not None and due_on < today


def _late(today: datetime.date) -> list[Opinion]:
    """What waits too long, the longest first; one query."""
    open_states = [one.value for one in OpinionState if not one.is_settled]
    rows = Opinion.objects.filter(state__in=open_states).select_related("ledger", "department")
    return [
        row
        for row in rows.order_by("due_on", "pk")
        if waits_too_long(
            state=OpinionState(row.state),
            received_on=timezone.localdate(row.at),
            due_on=row.due_on,
            today=today,
        )
    ]


def _with_people(late: list[Opinion], today: datetime.date) -> list[tuple[Opinion, list[User]]]:
    """Each opinion with who has to act, each once: the planners of its city, and its department while it waits there."""
    cities = {one.ledger.municipality_id for one in late}
    planners = {code: planners_of(code, today) for code in cities}
    waiting = {one.department_id for one in late if one.state == OpinionState.WAITING and one.department_id}
    reporters, heads = (people_of(waiting, role, today) for role in (Role.REPORTER, Role.HEAD))
    found = []
    for one in late:
        several = {person.pk: person for person in planners[one.ledger.municipality_id]}
        if one.state == OpinionState.WAITING and one.department_id is not None:
            for person in (*reporters.get(one.department_id, []), *heads.get(one.department_id, [])):
                several[person.pk] = person
        found.append((one, list(several.values())))
    return found


def _told(opinion: Opinion, today: datetime.date) -> tuple[str, str]:
    """The opinion, and what it waits for."""
    text = " ".join(opinion.text.split())
    quote = text[:_QUOTED] + ("…" if len(text) > _QUOTED else "")
    evaluator = " ".join(opinion.evaluator.split())
    return f"{' '.join(opinion.ledger.title.split())}：「{quote}」（{evaluator}）", _waits_for(opinion, today)


def _waits_for(opinion: Opinion, today: datetime.date) -> str:
    if opinion.department is None or opinion.due_on is None:
        since = (today - timezone.localdate(opinion.at)).days
        return (
            f"受け付けてから{since}日、回答する部署が決まっていません。企画担当が部署と期限を決めてください。"
        )
    late = f"回答期限（{format_date(opinion.due_on)}）を{(today - opinion.due_on).days}日過ぎました。"
    if opinion.state == OpinionState.ANSWERED:
        return (
            f"{late}{opinion.department.name}の回答案があります。企画担当が確定するか、差し戻してください。"
        )
    return f"{late}{opinion.department.name}が回答案を書いてください。"
