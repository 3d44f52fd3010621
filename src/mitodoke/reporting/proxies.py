"""What 代行入力 has to do with answers: by whom and why it is done now, and who entered what was handed in by it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q

from mitodoke.departments.queries import headed_departments
from mitodoke.domain.approval import AnswerState, Case, Involvement
from mitodoke.domain.role import Grant
from mitodoke.reporting.models import Assignment, HistoryEvent, ProxyEntry, ReportingRound


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """What one person has to know of 代行入力 about several answers, looked up at once.

    `declared` are the entries by which the person acts now, by numbers of round and department. `writers` are the
    accounts that entered, by the number of an answer that was handed in on behalf of its department. `headless` are
    departments of which nobody can approve today.
    """

    declared: Mapping[tuple[int, int], ProxyEntry] = field(default_factory=dict)
    writers: Mapping[int, frozenset[int]] = field(default_factory=dict)
    headless: frozenset[int] = frozenset()

    def entry_for(self, assignment: Assignment) -> ProxyEntry | None:
        """The entry by which the person acts for the department of `assignment` now."""
        return self.declared.get((assignment.round_id, assignment.department_id))

    def involvement(self, assignment: Assignment, grant: Grant, person: int) -> Involvement:
        """What the account `person`, or the one acted for by `grant`, has to do with the answer."""
        selves = {person, grant.on_behalf_of}
        submitters = {assignment.submitted_by_id, assignment.submitted_for_id} - {None}
        cases = set()
        if self.entry_for(assignment) is not None:
            cases.add(Case.ON_BEHALF)
        if assignment.submitted_proxy_id is not None and assignment.department_id in self.headless:
            cases.add(Case.NO_HEAD)
        return Involvement(
            is_submitter=bool(submitters & selves),
            has_entered=bool(self.writers.get(assignment.pk, frozenset()) & selves),
            cases=frozenset(cases),
        )


NO_PROXIES = Proxies()
"""For who enters on behalf of nobody."""


def proxies_of(
    assignments: Iterable[Assignment], *, person: int, may_enter: bool, today: datetime.date
) -> Proxies:
    """What the account `person` has to know about these answers.

    One query for who may enter on behalf of departments, two more where one of the answers was handed in so; none
    otherwise.
    """
    rows = list(assignments)
    handed_in = [one for one in rows if one.submitted_proxy_id is not None]
    waiting = {one.department_id for one in handed_in if one.state == AnswerState.SUBMITTED}
    return Proxies(
        declared=declared_by(person, {one.round_id for one in rows}) if may_enter and rows else {},
        writers=_writers([one.pk for one in handed_in]) if handed_in else {},
        headless=frozenset(waiting - headed_departments(departments=waiting, day=today))
        if may_enter and waiting
        else frozenset(),
    )


def entered_and_waiting(reporting_round: ReportingRound, person: User) -> int:
    """How many answers wait for 企画担当 and cannot be passed by `person`, who entered in them on behalf; one query."""
    entered = HistoryEvent.objects.filter(assignment=OuterRef("pk")).filter(
        Q(proxy__person=person) | Q(proxy__acted_for=person)
    )
    waiting = (AnswerState.APPROVED.value, AnswerState.CHECKED.value)
    rows = Assignment.objects.filter(round=reporting_round, cancelled=False, state__in=waiting)
    return rows.filter(Exists(entered), submitted_proxy__isnull=False).count()


def declared_by(person: int, rounds: Iterable[int]) -> dict[tuple[int, int], ProxyEntry]:
    """The entries by which the account `person` acts now, by numbers of round and department; one query."""
    newest = {
        (one.round_id, one.department_id): one
        for one in ProxyEntry.objects.filter(person=person, round__in=list(rounds)).order_by("id")
    }
    return {place: one for place, one in newest.items() if one.reason is not None}


def _writers(numbers: list[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = (
        HistoryEvent.objects.filter(assignment__in=numbers, proxy__isnull=False)
        .order_by()
        .values_list("assignment_id", "proxy__person_id", "proxy__acted_for_id")
        .distinct()
    )
    for number, person, absent in rows:
        found[number or 0] |= {person} if absent is None else {person, absent}
    return {number: frozenset(people) for number, people in found.items()}
