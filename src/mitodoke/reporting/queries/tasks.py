"""What a person has to do at the desk today, what is due first on top."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import product

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.approval import Action, AnswerState, Case, actions_in, find_transition
from mitodoke.domain.role import Grant
from mitodoke.reporting.attach import attach_shared
from mitodoke.reporting.models import Assignment
from mitodoke.reporting.permissions import Actor, actor
from mitodoke.reporting.proxies import Proxies

NEXT_ACTION: dict[AnswerState, Action] = {
    AnswerState.RETURNED: Action.SUBMIT,
    AnswerState.DRAFT: Action.SUBMIT,
    AnswerState.NOT_BEGUN: Action.SAVE,
    AnswerState.SUBMITTED: Action.APPROVE,
    AnswerState.APPROVED: Action.CHECK,
    AnswerState.CHECKED: Action.CONFIRM,
}
"""The act that moves an answer on, by state, what is most urgent first; nothing moves 確定 on."""
_NEXT_WITHOUT_HEAD = {AnswerState.SUBMITTED: Action.RECORD_APPROVAL}
"""The act that moves on what was handed in by 代行入力 for a department of which nobody can approve."""

_LISTED = (
    "round_id", "department_id", "item__key", "item__kind", "item__code",
    "item__title", "entry_key", "position", "is_lead", "state", "revision", "cancelled", "submitted_by_id",
    "submitted_for_id", "submitted_proxy_id", "submitted_at",
)  # fmt: skip
"""What a list of tasks shows; the lists inside items are read when a page asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One answer that waits for this person: the act that moves it on, and every act that is possible.

    `for_absent` is the name of the person stood in for, None where the task is one's own.
    """

    assignment: Assignment
    action: Action
    possible: tuple[Action, ...]
    due_on: datetime.date
    overdue: bool
    for_absent: str | None


def tasks_of(*, person: User, clock: Clock = timezone.now) -> list[Task]:
    """Everything that waits for `person` in rounds that are open today; nine queries at most.

    Returned answers before drafts, those before what is not begun, within what is due on the same day. What one could
    do on behalf of a department waits for the department.
    """
    who = actor(person, clock)
    if not who.grants:
        return []
    waiting = Q(pk__in=())
    for grant in who.grants:
        if states := [state.value for state, action in NEXT_ACTION.items() if _moves(grant, state, action)]:
            waiting |= _reach(grant) & Q(state__in=states)
        for state, action in _NEXT_WITHOUT_HEAD.items():
            if _moves(grant, state, action):
                waiting |= _reach(grant) & Q(state=state.value, submitted_proxy__isnull=False)
    rows = list(
        Assignment.objects.filter(
            waiting, cancelled=False, round__closed_on__isnull=True, round__opened_on__lte=who.today
        )
        .select_related("item")
        .only(*_LISTED)
    )
    attach_shared(rows)
    proxies = who.proxies_for(rows)
    tasks = [task for row in rows if (task := _task(row, who, proxies)) is not None]
    order = {state.value: number for number, state in enumerate(NEXT_ACTION)}
    return sorted(
        tasks,
        key=lambda task: (
            task.due_on,
            order[task.assignment.state],
            task.assignment.position,
            task.assignment.pk,
        ),
    )


def possible_actions(assignment: Assignment, who: Actor, proxies: Proxies) -> tuple[Action, ...]:
    """What `who` may do to the answer in its state; whether the round is open is not asked here."""
    found: list[Action] = []
    for grant in _grants(assignment, who):
        found += _actions(assignment, who, grant, proxies)
    return tuple(dict.fromkeys(found))


def _moves(grant: Grant, state: AnswerState, action: Action) -> bool:
    """Whether it is for the role to do, apart from who submitted."""
    line = find_transition(state, action, grant.role)
    return line is not None and line.case is not Case.ON_BEHALF


def _reach(grant: Grant) -> Q:
    if grant.department is not None:
        return Q(department=grant.department)
    return Q(department__municipality=grant.municipality)


def _grants(assignment: Assignment, who: Actor) -> tuple[Grant, ...]:
    return who.grants_in(assignment, assignment.department.municipality_id)


def _actions(assignment: Assignment, who: Actor, grant: Grant, proxies: Proxies) -> tuple[Action, ...]:
    involvement = proxies.involvement(assignment, grant, who.person.pk)
    return actions_in(AnswerState(assignment.state), (grant.role,), involvement)


def _task(assignment: Assignment, who: Actor, proxies: Proxies) -> Task | None:
    state = AnswerState(assignment.state)
    due_on = assignment.round.due_on
    wishes = [found[state] for found in (NEXT_ACTION, _NEXT_WITHOUT_HEAD) if state in found]
    for grant, wanted in product(_grants(assignment, who), wishes):
        if _moves(grant, state, wanted) and wanted in _actions(assignment, who, grant, proxies):
            return Task(
                assignment=assignment,
                action=wanted,
                possible=possible_actions(assignment, who, proxies),
                due_on=due_on,
                overdue=who.today > due_on and wanted in (Action.SAVE, Action.SUBMIT),
                for_absent=None if grant.on_behalf_of is None else who.absent.get(grant.on_behalf_of),
            )
    return None
