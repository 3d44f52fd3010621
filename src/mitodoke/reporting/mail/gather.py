"""What is to be told today, read from rounds and from the trail: nothing has to remember to send anything.

Because every message has a key and is written once, gathering again, after a crash or twice a day, adds nothing.
What is older than a week is told no more: a message must not come when it no longer helps.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.answer_fields import tidy_value
from mitodoke.domain.approval import WRITABLE
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.history import HistoryAct
from mitodoke.domain.role import Role
from mitodoke.reporting.mail.addresses import desk_address, page_address
from mitodoke.reporting.mail.due_notices import WEEK, DueNotice, due_notice
from mitodoke.reporting.mail.outbox import Draft
from mitodoke.reporting.mail.recipients import people_at_work, people_of
from mitodoke.reporting.mail.words import MessageKind
from mitodoke.reporting.models import AnswerField, Assignment, HistoryEvent, ReportingRound

_TOLD_ACTS = {
    HistoryAct.RETURN.value: MessageKind.RETURNED,
    HistoryAct.APPROVE.value: MessageKind.APPROVED,
    HistoryAct.RECORD_APPROVAL.value: MessageKind.APPROVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An edition that was published: what publishing tells mail; `path` is its public page, `key` says which it is."""

    key: str
    title: str
    municipality_code: str
    published_on: datetime.date
    path: str


def gather_round_messages(*, clock: Clock = timezone.now) -> list[Draft]:
    """Openings and due dates of every open round, as of today."""
    today = timezone.localdate(clock())
    rounds = (
        ReportingRound.objects.filter(closed_on__isnull=True, opened_on__lte=today)
        .exclude(asks=())
        .select_related("plan__document", "register")
    )
    drafts: list[Draft] = []
    for survey in rounds:
        asked, missing = _counts(survey)
        reporters = people_of(asked, Role.REPORTER, today)
        if today - survey.opened_on <= WEEK:
            drafts += _to_each(
                survey,
                reporters,
                asked,
                MessageKind.ROUND_OPENED,
                f"opened:{survey.opened_on}",
                {"instructions": tidy_value(survey.instructions)},
            )
        notice = due_notice(survey.window, today)
        if notice is not None and missing:
            drafts += _due(survey, notice, reporters, missing, today)
    return drafts


def gather_event_messages(*, clock: Clock = timezone.now) -> list[Draft]:
    """Answers that were returned or approved within the week; what was done at once to many is one message."""
    now = clock()
    today = timezone.localdate(now)
    events = list(
        HistoryEvent.objects.filter(at__gte=now - WEEK, act__in=list(_TOLD_ACTS), assignment__isnull=False)
        .select_related(
            "assignment__item", "assignment__department", "round__plan__document", "round__register"
        )
        .order_by("id")
    )
    groups: dict[tuple[int, int, str, datetime.datetime], list[HistoryEvent]] = defaultdict(list)
    for event in events:
        assert event.assignment is not None
        groups[event.round_id, event.assignment.department_id, event.act, event.at].append(event)
    titles = _entry_titles(events)
    reporters = people_of({department for _, department, _, _ in groups}, Role.REPORTER, today)
    drafts = []
    for (_, department, act, at), several in groups.items():
        for person in reporters.get(department, []):
            if person.pk != several[0].person_id:
                drafts.append(_event_draft(several, _TOLD_ACTS[act], at, person, titles))
    return drafts


def gather_published(published: list[Published], *, clock: Clock = timezone.now) -> list[Draft]:
    """Editions that were published within the week, to everyone who plans, writes or approves there."""
    today = timezone.localdate(clock())
    return [
        Draft(
            key=f"published:{one.key}:{person.pk}",
            person=person,
            kind=MessageKind.PUBLISHED,
            values={
                "title": one.title,
                "published_on": format_date(one.published_on),
                "address": page_address(one.path),
            },
        )
        for one in published
        if datetime.timedelta(0) <= today - one.published_on <= WEEK
        for person in people_at_work(one.municipality_code, today)
    ]


def _counts(survey: ReportingRound) -> tuple[dict[int, tuple[str, int]], dict[int, tuple[str, int]]]:
    """Name and number of requests by department: all, and those that are not handed in."""
    asked: dict[int, tuple[str, int]] = {}
    missing: dict[int, tuple[str, int]] = {}
    rows = Assignment.objects.filter(round=survey, cancelled=False)
    for number, name, state in rows.values_list("department_id", "department__name", "state"):
        asked[number] = (name, asked.get(number, (name, 0))[1] + 1)
        if state in {one.value for one in WRITABLE}:
            missing[number] = (name, missing.get(number, (name, 0))[1] + 1)
    return asked, missing


def _due(
    survey: ReportingRound,
    notice: DueNotice,
    reporters: dict[int, list[User]],
    missing: dict[int, tuple[str, int]],
    today: datetime.date,
) -> Iterator[Draft]:
    values: dict[str, object] = {"days": notice.days}
    yield from _to_each(survey, reporters, missing, notice.kind, notice.mark, values)
    if notice.kind is MessageKind.OVERDUE:
        heads = people_of(missing, Role.HEAD, today)
        yield from _to_each(survey, heads, missing, MessageKind.OVERDUE_HEAD, f"{notice.mark}:head", values)


def _to_each(
    survey: ReportingRound,
    people: dict[int, list[User]],
    counts: dict[int, tuple[str, int]],
    kind: MessageKind,
    mark: str,
    values: dict[str, object],
) -> Iterator[Draft]:
    """One message to each person with all the departments that concern them."""
    departments: dict[int, list[tuple[str, int]]] = defaultdict(list)
    by_number: dict[int, User] = {}
    for number, told in counts.items():
        for person in people.get(number, []):
            by_number[person.pk] = person
            departments[person.pk].append(told)
    for number, person in by_number.items():
        yield Draft(
            key=f"round:{survey.pk}:{mark}:{number}",
            person=person,
            kind=kind,
            reporting_round=survey,
            values={**_round_values(survey), **values, "departments": sorted(departments[number])},
        )


def _round_values(survey: ReportingRound) -> dict[str, object]:
    return {
        "survey": survey.name,
        "due": format_date(survey.due_on),
        "address": desk_address(),
    }


def _event_draft(
    events: list[HistoryEvent],
    kind: MessageKind,
    at: datetime.datetime,
    person: User,
    titles: dict[int, str],
) -> Draft:
    first = events[0]
    assert first.assignment is not None
    answers = []
    for event in events:
        assert event.assignment is not None
        subject = str(event.assignment.item) if event.assignment.item else titles.get(event.assignment.pk)
        answers.append((subject or "（新しい事業）", event.reason or ""))
    place = f"{first.round_id}:{first.assignment.department_id}"
    return Draft(
        key=f"{kind}:{place}:{at.isoformat()}:{person.pk}",
        person=person,
        kind=kind,
        reporting_round=first.round,
        values={
            **_round_values(first.round),
            "department": first.assignment.department.name,
            "by": first.by,
            "answers": answers,
        },
    )


def _entry_titles(events: list[HistoryEvent]) -> dict[int, str]:
    rows = AnswerField.objects.filter(
        Q(value__isnull=False), name="entry.title", assignment__in={event.assignment_id for event in events}
    )
    return {number: title or "" for number, title in rows.values_list("assignment_id", "value")}
