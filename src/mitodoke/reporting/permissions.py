"""May this person do it: roles held today, looked up once an act, and every refusal a sentence."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import rights_of
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import TRANSITIONS, Action, AnswerState, Transition, decide, window_refusal
from mitodoke.domain.role import Grant, Right, Role, grants_for, roles_with
from mitodoke.reporting.models import Assignment, HistoryEvent, ReportingRound

Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person at one moment, with the roles held; `absent` are the names of those they stand in for."""

    person: User
    at: datetime.datetime
    today: datetime.date
    grants: tuple[Grant, ...]
    absent: dict[int, str]

    @property
    def name(self) -> str:
        """How history calls the person."""
        return person_name(self.person)

    def grants_for(
        self, right: Right, *, municipality: str, department: int | None = None
    ) -> tuple[Grant, ...]:
        """The roles that give `right` there."""
        return grants_for(self.grants, right, municipality=municipality, department=department)

    def may(self, right: Right, *, municipality: str, department: int | None = None) -> bool:
        """Whether any role gives `right` there."""
        return bool(self.grants_for(right, municipality=municipality, department=department))

    def grants_in(self, assignment: Assignment, municipality: str) -> tuple[Grant, ...]:
        """Every role held for the department of `assignment`."""
        return tuple(
            one
            for one in self.grants
            if one.covers(municipality=municipality, department=assignment.department_id)
        )

    def event(self, grant: Grant | None, **values: object) -> HistoryEvent:
        """An event by this person, not stored yet."""
        absent = grant.on_behalf_of if grant else None
        return HistoryEvent(
            at=self.at,
            by=self.name,
            person=self.person,
            on_behalf_of=self.absent.get(absent) if absent is not None else None,
            **values,
        )


def actor(by: User, clock: Clock) -> Actor:
    """`by` now: two queries, three where they stand in for somebody."""
    at = clock()
    today = timezone.localdate(at)
    grants = rights_of(by, today)
    numbers = {one.on_behalf_of for one in grants if one.on_behalf_of is not None}
    absent = {one.pk: person_name(one) for one in User.objects.filter(pk__in=numbers)} if numbers else {}
    return Actor(person=by, at=at, today=today, grants=grants, absent=absent)


def grant_for(
    who: Actor, right: Right, *, municipality: str, department: int | None = None, what: str
) -> Grant:
    """The role by which `who` may do `what`; ActionDenied names the roles that may."""
    grants = who.grants_for(right, municipality=municipality, department=department)
    if not grants:
        names = "または".join(role.label for role in roles_with(right))
        raise ActionDenied(f"{what}を行えるのは{names}です。{names}に依頼してください。")
    return grants[0]


def authorise(
    who: Actor,
    assignment: Assignment,
    reporting_round: ReportingRound,
    action: Action,
    *,
    municipality: str,
    reason: str | None = None,
) -> tuple[Transition, Grant]:
    """The transition that `action` makes now, and the role it is done by; ActionDenied with the first refusal.

    Policy first (the round, the request, the state), then permission. A person's own role comes before those of
    absent colleagues; a deputy counts as submitter of what the absent person submitted, and the other way round.
    """
    if refusal := window_refusal(reporting_round.window, who.today):
        raise ActionDenied(refusal)
    if assignment.cancelled:
        raise ActionDenied("この回答の依頼は取り消されています。必要なときは企画担当に申し出てください。")
    state = AnswerState(assignment.state)
    submitters = {assignment.submitted_by_id, assignment.submitted_for_id} - {None}
    held = who.grants_in(assignment, municipality)
    refused: ActionDenied | None = None
    for grant in held:
        is_submitter = bool(submitters & {who.person.pk, grant.on_behalf_of})
        try:
            roles: tuple[Role, ...] = (grant.role,)
            line = decide(state=state, action=action, roles=roles, is_submitter=is_submitter, reason=reason)
        except ActionDenied as problem:
            # The refusal of a role that the action belongs to tells more than that of another role.
            if refused is None or _belongs(action, grant.role):
                refused = problem
        else:
            return line, grant
    if refused is None:
        decide(state=state, action=action, roles=(), is_submitter=False, reason=reason)
    assert refused is not None
    raise refused


def _belongs(action: Action, role: Role) -> bool:
    return any(one.action is action and one.role is role for one in TRANSITIONS)
