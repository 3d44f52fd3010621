"""Writes: 組織改編 in one step: departments, the people in them, and the plans they are responsible for.

Requests of open rounds belong to a higher layer: a page moves them by `reporting.services.move_assignments` for
every move of the outcome, in the same transaction.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.departments.models import (
    Department,
    DepartmentSuccession,
    Membership,
    Municipality,
    SuccessionExtent,
)
from mitodoke.departments.person_name import person_name
from mitodoke.departments.services import (
    begin_membership,
    end_membership,
    record_succession,
    register_departments,
)
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.plan_difference import PlanDifference, plan_differences
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_text import needed_text
from mitodoke.domain.reorganisation import NameChange, concerned_items, with_departments
from mitodoke.domain.role import Grant, Right, Role
from mitodoke.plans.department_moves import (
    DepartmentMove,
    MovePreview,
    deny_unfit,
    existing_successors,
    lasting_members,
    ledger_states,
    name_change,
    successor_name,
)
from mitodoke.plans.models import PlanRevision, PlanVersion
from mitodoke.plans.permissions import PlanActor, plan_actor
from mitodoke.plans.queries.ledgers import LedgerState
from mitodoke.plans.versions import add_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganisation:
    """What was done: successions, new memberships, and the states of plans that changed."""

    successions: tuple[DepartmentSuccession, ...]
    memberships: tuple[Membership, ...]
    versions: tuple[PlanVersion, ...]


def plan_reorganisation(
    *, municipality: Municipality, moves: Sequence[DepartmentMove], on: datetime.date
) -> tuple[MovePreview, ...]:
    """What `reorganise` would do, move by move; writes nothing. ActionDenied where it would be denied."""
    deny_unfit(municipality, moves, on)
    states = ledger_states(municipality)
    members = lasting_members(moves)
    existing = existing_successors(municipality, moves, on)
    previews = []
    for move in moves:
        whole = move.extent == SuccessionExtent.WHOLE
        previews.append(
            MovePreview(
                predecessor=move.predecessor.name,
                successor=successor_name(move),
                extent=SuccessionExtent(move.extent),
                successor_is_new=successor_name(move) not in existing,
                people=tuple(
                    f"{person_name(one.person)}（{Role(one.role).label}）"
                    for one in members
                    if whole and one.department_id == move.predecessor.pk
                ),
                items=tuple(
                    (state.ledger.title, item.name)
                    for state in states
                    for item in concerned_items(state.content, name_change(move, state.ledger, preview=True))
                ),
            )
        )
    return tuple(previews)


@transaction.atomic
def reorganise(
    *,
    municipality: Municipality,
    moves: Sequence[DepartmentMove],
    on: datetime.date,
    reason: str,
    decider: str,
    by: User,
    clock: Clock = timezone.now,
) -> Reorganisation:
    """Do all of `moves` as of the day `on`, or none.

    New departments begin on that day; the lasting roles in a department that moves as a whole go to its successor;
    the items of every ledger get the names, in force at once as a revision of its own (組織改編, no 見直し), and in
    the open draft where there is one. Editions and documents keep the names of their day.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.MANAGE_DEPARTMENTS, municipality=municipality.pk, what="組織改編の登録")
    told = needed_text(reason, "組織改編の理由")
    decided_by = needed_text(decider, "決定者", single_line=True)
    deny_unfit(municipality, moves, on)
    states = ledger_states(municipality)
    members = lasting_members(moves)
    existing = existing_successors(municipality, moves, on)
    new = list(dict.fromkeys(successor_name(move) for move in moves if successor_name(move) not in existing))
    made = register_departments(municipality=municipality, names=new, valid_from=on, by=who.name, clock=clock)
    existing |= {one.name: one for one in made}
    # The people first: their roles end in a department that still lasts.
    memberships = _move_people(moves, members, existing, on, by, clock)
    successions = [
        record_succession(
            predecessor=move.predecessor,
            successor=existing[successor_name(move)],
            on=on,
            extent=move.extent,
            by=who.name,
            clock=clock,
        )
        for move in moves
    ]
    versions: list[PlanVersion] = []
    for state in states:
        changes = [name_change(move, state.ledger) for move in moves]
        versions += _rename_in(state, changes, on, told, decided_by, who, grant)
    return Reorganisation(
        successions=tuple(successions), memberships=tuple(memberships), versions=tuple(versions)
    )


def _rename_in(
    state: LedgerState,
    changes: Sequence[NameChange],
    on: datetime.date,
    reason: str,
    decider: str,
    who: PlanActor,
    grant: Grant,
) -> list[PlanVersion]:
    """The states that the ledger gets: one in force, and the open draft after it so that it stays the newest."""
    ledger = state.ledger
    stored: list[PlanVersion] = []
    if state.in_force is not None:
        content = with_departments(state.in_force, changes)
        if content != state.in_force:
            base = state.version if state.revision is None else state.revision.base
            revision = PlanRevision.objects.create(
                ledger=ledger,
                number=PlanRevision.objects.filter(ledger=ledger).count() + 1,
                name=f"組織改編（{format_date(on)}）",
                is_reorganisation=True,
                reason=reason,
                decider=decider,
                decided_on=on,
                base=base,
                begun_by=who.name,
                begun_at=who.at,
            )
            version = add_version(ledger, revision, content, who)
            revision.result, revision.closed_by, revision.closed_at = version, who.name, who.at
            revision.save(update_fields=["result", "closed_by", "closed_at"])
            _tell(who, grant, version, plan_differences(state.in_force, content), reason)
            stored.append(version)
    if state.revision is not None:
        draft = with_departments(state.content, changes)
        if draft != state.content or stored:
            version = add_version(ledger, state.revision, draft, who)
            if not stored:
                _tell(who, grant, version, plan_differences(state.content, draft), reason)
            stored.append(version)
    return stored


def _tell(
    who: PlanActor, grant: Grant, version: PlanVersion, differences: Sequence[PlanDifference], reason: str
) -> None:
    told = [replace(one, act=PlanAct.REORGANISE) for one in differences]
    who.events(grant, version, told, reason=reason)


def _move_people(
    moves: Sequence[DepartmentMove],
    members: Sequence[Membership],
    departments: Mapping[str, Department],
    on: datetime.date,
    by: User,
    clock: Clock,
) -> list[Membership]:
    """The new roles of those whose department moves as a whole; what they hold there already is not given twice."""
    given = []
    for move in moves:
        if move.extent != SuccessionExtent.WHOLE:
            continue
        successor = departments[successor_name(move)]
        for one in members:
            if one.department_id != move.predecessor.pk:
                continue
            end_membership(membership=one, last_day=on - datetime.timedelta(days=1), by=by, clock=clock)
            held = Membership.objects.filter(
                person=one.person_id, role=one.role, department=successor, valid_to__isnull=True
            )
            if not held.exists():
                given.append(
                    begin_membership(
                        person=one.person,
                        role=Role(one.role),
                        municipality=one.municipality,
                        department=successor,
                        valid_from=on,
                        by=by,
                        clock=clock,
                    )
                )
    return given
