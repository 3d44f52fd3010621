"""Writes about departments by a person at the desk, each with its event: added, work moved, abolished."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import (
    Department,
    DepartmentEvent,
    DepartmentSuccession,
    Membership,
    Municipality,
    SuccessionExtent,
)
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import exists_on, rights_of
from mitodoke.departments.services.offices import register_departments
from mitodoke.departments.services.people import end_membership
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.department_history import DepartmentAct
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.plan_text import needed_text
from mitodoke.domain.role import Right, grants_for, roles_with


def _deny_unless_manages_departments(by: User, municipality: Municipality, clock: Clock) -> None:
    """ActionDenied for who may not register departments of the municipality today."""
    grants = rights_of(by, timezone.localdate(clock()))
    if not grants_for(grants, Right.MANAGE_DEPARTMENTS, municipality=municipality.pk, department=None):
        names = "または".join(role.label for role in roles_with(Right.MANAGE_DEPARTMENTS))
        raise ActionDenied(f"部署と組織改編を登録できるのは{names}です。{names}に依頼してください。")


@transaction.atomic
def add_department(
    *,
    municipality: Municipality,
    name: str,
    valid_from: datetime.date,
    reason: str,
    by: User,
    clock: Clock = timezone.now,
) -> Department:
    """A new department that takes over nobody's work; denied where one of this name lasts."""
    _deny_unless_manages_departments(by, municipality, clock)
    wanted = needed_text(name, "部署の名前", single_line=True)
    told = needed_text(reason, "部署を加える理由")
    if municipality.departments.filter(name=wanted, valid_to__isnull=True).exists():
        raise ActionDenied(f"「{wanted}」はすでにあります。別の名前にしてください。")
    earlier = municipality.departments.filter(name=wanted, valid_to__gte=valid_from).first()
    if earlier is not None and earlier.valid_to is not None:
        raise ActionDenied(
            f"「{wanted}」は{format_date(earlier.valid_to)}まであります。始まりの日をその翌日以後にしてください。"
        )
    [made] = register_departments(
        municipality=municipality, names=[wanted], valid_from=valid_from, by=person_name(by), clock=clock
    )
    _event(made, DepartmentAct.ADD, valid_from, told, None, by, clock).save()
    return made


@transaction.atomic
def abolish_department(
    *,
    department: Department,
    on: datetime.date,
    reason: str,
    decider: str,
    by: User,
    clock: Clock = timezone.now,
) -> list[Membership]:
    """The department is no more from the day `on`, without a successor; the roles held in it end. Those roles.

    What it was responsible for must have moved before: a higher layer sees to that.
    """
    current = Department.objects.select_related("municipality").get(pk=department.pk)
    _deny_unless_manages_departments(by, current.municipality, clock)
    told = needed_text(reason, "組織改編の理由")
    decided_by = needed_text(decider, "決定者", single_line=True)
    last_day = on - datetime.timedelta(days=1)
    if current.valid_to is not None or not exists_on(current, last_day):
        raise ActionDenied(
            f"{current.name}は改編の前日（{format_date(last_day)}）に存在していないか、すでに終わっています。"
            "改編日を確かめてください。"
        )
    ended = []
    for one in Membership.objects.filter(department=current, valid_to__isnull=True).select_related(
        "municipality", "person"
    ):
        if one.valid_from > last_day:
            raise ActionDenied(
                f"{person_name(one.person)}の役割は{format_date(one.valid_from)}に始まるため、先に職員と役割で終えてください。"
            )
        ended.append(end_membership(membership=one, last_day=last_day, by=by, clock=clock))
    current.valid_to = last_day
    current.save(update_fields=["valid_to"])
    _event(current, DepartmentAct.ABOLISH, on, told, decided_by, by, clock).save()
    return ended


@transaction.atomic
def record_moves(
    *,
    successions: Iterable[DepartmentSuccession],
    reason: str,
    decider: str,
    by: User,
    clock: Clock = timezone.now,
) -> None:
    """The events of a reorganisation that was done: one a succession."""
    told, decided_by = needed_text(reason, "組織改編の理由"), needed_text(decider, "決定者", single_line=True)
    for one in successions:
        whole = one.extent == SuccessionExtent.WHOLE
        act = DepartmentAct.MOVE_WHOLE if whole else DepartmentAct.MOVE_PART
        event = _event(one.predecessor, act, one.on, told, decided_by, by, clock)
        event.successor = one.successor
        event.save()


def _event(
    department: Department,
    act: DepartmentAct,
    on: datetime.date,
    reason: str,
    decider: str | None,
    by: User,
    clock: Clock,
) -> DepartmentEvent:
    return DepartmentEvent(
        municipality_id=department.municipality_id,
        department=department,
        act=act.value,
        on=on,
        reason=reason,
        decider=decider,
        by=person_name(by),
        person=by,
        at=clock(),
    )
