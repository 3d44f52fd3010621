"""組織改編 in one step: departments, people, plans and requests of open rounds, as the preview told, or nothing.

Requests go along where the person may run rounds and the day has come; otherwise they wait on the page of
departments for somebody who may.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import Department, Municipality, SuccessionExtent
from mitodoke.departments.queries import rights_of
from mitodoke.departments.services import abolish_department, record_moves
from mitodoke.desk.reorganisation_preview import (
    ABOLISH,
    MoveLine,
    moves_of,
    open_requests,
    preview_reorganisation,
)
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Right, grants_for
from mitodoke.plans.department_moves import ledger_states
from mitodoke.plans.services import DepartmentMove, reorganise
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import move_assignments


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done; `told` are sentences about requests that moved or could not."""

    moves: int
    abolished: int
    people: int
    plans: int
    told: tuple[str, ...]


@transaction.atomic
def carry_out(
    *,
    municipality: Municipality,
    lines: Sequence[MoveLine],
    chosen: Mapping[str, int | None],
    seen: str,
    on: datetime.date,
    reason: str,
    decider: str,
    by: User,
    clock: Clock = timezone.now,
) -> Done:
    """Do everything that the preview `seen` told, or nothing."""
    preview = preview_reorganisation(municipality=municipality, lines=lines, chosen=chosen, on=on)
    if preview.seen != seen:
        raise ActionDenied("確かめた内容から変わったところがあります。下の内容をもう一度確かめてください。")
    for ending in preview.endings:
        if ending.left:
            names = "、".join(f"「{name}」" for _, name in ending.left[:3])
            raise ActionDenied(
                f"{ending.department}には担当する項目が残っています（{names}など{len(ending.left)}件）。"
                "「一部を移す」の行を加えて、すべての項目の引継ぎ先を選んでください。"
            )
    moves = moves_of(ledger_states(municipality), lines, chosen)
    people = plans = 0
    if moves:
        made = reorganise(
            municipality=municipality, moves=moves, on=on, reason=reason, decider=decider, by=by, clock=clock
        )
        record_moves(successions=made.successions, reason=reason, decider=decider, by=by, clock=clock)
        people, plans = len(made.memberships), len({one.ledger_id for one in made.versions})
    abolished = [line.predecessor for line in lines if line.kind == ABOLISH]
    for one in abolished:
        abolish_department(department=one, on=on, reason=reason, decider=decider, by=by, clock=clock)
    told = _move_requests(municipality, moves, on, reason, by, clock)
    return Done(moves=len(moves), abolished=len(abolished), people=people, plans=plans, told=told)


def _move_requests(
    municipality: Municipality,
    moves: Sequence[DepartmentMove],
    on: datetime.date,
    reason: str,
    by: User,
    clock: Clock,
) -> tuple[str, ...]:
    """Requests follow departments that move as a whole, once the day has come; a refusal leaves them waiting."""
    today = timezone.localdate(clock())
    grants = rights_of(by, today)
    if on > today or not grants_for(grants, Right.RUN_ROUNDS, municipality=municipality.pk, department=None):
        return ()
    whole = {one.predecessor.pk: one for one in moves if one.extent == SuccessionExtent.WHOLE}
    told = []
    for round_id, number, count in open_requests([one.predecessor for one in whole.values()]):
        move = whole[number]
        successor = Department.objects.get(
            municipality=municipality, name=move.successor.strip(), valid_to__isnull=True
        )
        try:
            with transaction.atomic():
                move_assignments(
                    reporting_round=ReportingRound.objects.get(pk=round_id),
                    predecessor=move.predecessor,
                    successor=successor,
                    reason=reason,
                    by=by,
                    clock=clock,
                )
        except ActionDenied as denied:
            told.append(f"{move.predecessor.name}の回答の依頼{count}件はまだ移していません。{denied}")
        else:
            told.append(f"{move.predecessor.name}の回答の依頼{count}件を{successor.name}に移しました。")
    return tuple(told)
