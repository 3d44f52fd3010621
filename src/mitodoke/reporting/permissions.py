"""May this person do it: roles held today, looked up once an act, and every refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User

from mitodoke.departments.acting_person import ActingPerson, Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import (
    TRANSITIONS,
    Action,
    AnswerState,
    Case,
    Involvement,
    Transition,
    decide,
    window_refusal,
)
from mitodoke.domain.role import RIGHTS, Grant, Right, Role, grants_for
from mitodoke.reporting.models import Assignment, HistoryEvent, ProxyEntry, ReportingRound
from mitodoke.reporting.proxies import Proxies, proxies_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(ActingPerson):
    """Who acts on the answers of a round, and the events of the trail that tell so."""

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

    def proxies_for(self, assignments: Iterable[Assignment]) -> Proxies:
        """What 代行入力 has to do with these answers."""
        may_enter = any(Right.ENTER_ON_BEHALF in RIGHTS[one.role] for one in self.grants)
        return proxies_of(assignments, person=self.person.pk, may_enter=may_enter, today=self.today)

    def event(self, grant: Grant | None, **values: object) -> HistoryEvent:
        """An event by this person, not stored yet."""
        return HistoryEvent(
            at=self.at,
            by=self.name,
            person=self.person,
            on_behalf_of=self.absent_name(grant),
            **values,
        )


def actor(by: User, clock: Clock) -> Actor:
    """`by` now: two queries, three where they stand in for somebody."""
    return Actor.now(by, clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """That a person may do an act now: the line of the table, the role, and the 代行入力 if it is done on behalf."""

    line: Transition
    grant: Grant
    proxy: ProxyEntry | None = None


def authorise(
    who: Actor,
    assignment: Assignment,
    reporting_round: ReportingRound,
    action: Action,
    *,
    municipality: str,
    reason: str | None = None,
    proxies: Proxies | None = None,
) -> Permit:
    """That `action` may be done now, and as what; ActionDenied with the first refusal.

    Policy first (the round, the request, the state), then permission. A person's own role comes before those of
    absent colleagues, and both before entering on behalf of the department; a deputy counts as submitter of what the
    absent person submitted, and the other way round. `proxies` are those of the answer where they are known already.
    """
    if refusal := window_refusal(reporting_round.window, who.today):
        raise ActionDenied(refusal)
    if assignment.cancelled:
        raise ActionDenied("この回答の依頼は取り消されています。必要なときは企画担当に申し出てください。")
    state = AnswerState(assignment.state)
    known = who.proxies_for([assignment]) if proxies is None else proxies
    permits: list[Permit] = []
    refused: list[tuple[int, ActionDenied]] = []
    for grant in who.grants_in(assignment, municipality):
        involvement = known.involvement(assignment, grant, who.person.pk)
        try:
            line = decide(
                state=state, action=action, roles=(grant.role,), involvement=involvement, reason=reason
            )
        except ActionDenied as problem:
            refused.append((_closeness(action, grant.role), problem))
        else:
            proxy = known.entry_for(assignment) if line.case is Case.ON_BEHALF else None
            permits.append(Permit(line=line, grant=grant, proxy=proxy))
    if permits:
        return min(permits, key=lambda one: one.line.case is not Case.ORDINARY)
    if not refused:
        decide(state=state, action=action, roles=(), involvement=Involvement(), reason=reason)
    raise max(reversed(refused), key=lambda one: one[0])[1]


def _closeness(action: Action, role: Role) -> int:
    """How near the action is to the role: the refusal of the nearest role tells most."""
    cases = {one.case for one in TRANSITIONS if one.action is action and one.role is role}
    return 2 if Case.ORDINARY in cases else len(cases)
