"""Writes about people: the roles they hold, and who stands in for whom."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import Delegation, Department, Membership, Municipality
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import exists_on, rights_of
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import DELEGABLE_ROLES, DEPARTMENT_ROLES, Right, Role, grants_for


@transaction.atomic
def appoint_first_administrator(
    *, person: User, municipality: Municipality, by: str, clock: Clock = timezone.now
) -> Membership:
    """Make `person` the first 管理者 of `municipality`: for the command line, when nobody can appoint anyone yet."""
    today = timezone.localdate(clock())
    lasting = Membership.objects.filter(municipality=municipality, role=Role.ADMINISTRATOR).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    )
    if lasting.exists():
        raise ActionDenied(
            f"{municipality.name}にはすでに管理者がいます。その管理者に登録を依頼してください。"
        )
    return Membership.objects.create(
        person=person,
        role=Role.ADMINISTRATOR,
        municipality=municipality,
        valid_from=today,
        recorded_by=by,
        recorded_at=clock(),
    )


@transaction.atomic
def begin_membership(
    *,
    person: User,
    role: Role,
    municipality: Municipality,
    department: Department | None = None,
    valid_from: datetime.date,
    by: User,
    clock: Clock = timezone.now,
) -> Membership:
    """Give `person` a role from `valid_from` on; a role of a department needs the department, others have none."""
    _deny_unless_manager(by, municipality, clock)
    if (role in DEPARTMENT_ROLES) is (department is None):
        told = (
            "部署を選んでください" if department is None else "部署を選ばないでください（市全体の役割です）"
        )
        raise ActionDenied(f"{role.label}の役割では、{told}。")
    if department is not None and department.municipality_id != municipality.pk:
        raise ActionDenied(f"{department.name}は{municipality.name}の部署ではありません。")
    if department is not None and not exists_on(department, valid_from):
        raise ActionDenied(
            f"{department.name}は{format_date(valid_from)}に存在していません。日付か部署を確かめてください。"
        )
    same = Membership.objects.filter(
        person=person, role=role, municipality=municipality, department=department
    ).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from))
    if same.exists():
        raise ActionDenied(f"{person_name(person)}はすでにこの役割を持っています。")
    return Membership.objects.create(
        person=person,
        role=role,
        municipality=municipality,
        department=department,
        valid_from=valid_from,
        recorded_by=person_name(by),
        recorded_at=clock(),
    )


@transaction.atomic
def end_membership(
    *, membership: Membership, last_day: datetime.date, by: User, clock: Clock = timezone.now
) -> Membership:
    """End a role with `last_day`; the last 管理者 stays until there is another."""
    current = Membership.objects.select_related("municipality", "person").get(pk=membership.pk)
    _deny_unless_manager(by, current.municipality, clock)
    if current.valid_to is not None:
        raise ActionDenied(f"この役割はすでに{format_date(current.valid_to)}で終わっています。")
    if last_day < current.valid_from:
        start = format_date(current.valid_from)
        raise ActionDenied(
            f"この役割は{start}に始まるため、それより前には終えられません。最後の日は{start}以後、異動の日はその翌日以後にしてください。"
        )
    if current.role == Role.ADMINISTRATOR and not _another_administrator(current):
        raise ActionDenied("最後の管理者の役割は終えられません。先に次の管理者を登録してください。")
    current.valid_to = last_day
    current.ended_by = person_name(by)
    current.save(update_fields=["valid_to", "ended_by"])
    return current


@transaction.atomic
def hand_over(
    *, person: User, successor: User, on: datetime.date, by: User, clock: Clock = timezone.now
) -> list[Membership]:
    """人事異動: from the day `on`, `successor` holds the lasting department roles of `person`. The new roles.

    What the successor already holds is not given twice. Only departments of municipalities that `by` manages.
    """
    if person.pk == successor.pk:
        raise ActionDenied("同じ人には引き継げません。後任の人を選んでください。")
    rows = list(
        Membership.objects.filter(person=person, department__isnull=False, valid_to__isnull=True)
        .select_related("municipality", "department", "person")
        .order_by("id")
    )
    if not rows:
        raise ActionDenied(f"{person_name(person)}は部署の役割を持っていないため、引き継ぐものがありません。")
    given = []
    for row in rows:
        end_membership(membership=row, last_day=on - datetime.timedelta(days=1), by=by, clock=clock)
        held = Membership.objects.filter(
            person=successor, role=row.role, department=row.department_id, valid_to__isnull=True
        )
        if not held.exists():
            given.append(
                begin_membership(
                    person=successor,
                    role=Role(row.role),
                    municipality=row.municipality,
                    department=row.department,
                    valid_from=on,
                    by=by,
                    clock=clock,
                )
            )
    return given


@transaction.atomic
def delegate(
    *,
    absent: User,
    deputy: User,
    valid_from: datetime.date,
    valid_to: datetime.date,
    reason: str,
    by: User,
    clock: Clock = timezone.now,
) -> Delegation:
    """Let `deputy` act for `absent` on these days; by the absent person, or by a 管理者 of their municipality."""
    today = timezone.localdate(clock())
    held = Membership.objects.filter(person=absent, role__in=DELEGABLE_ROLES).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    )
    codes = set(held.values_list("municipality_id", flat=True))
    if by.pk != absent.pk:
        _deny_unless_manages_one(by, codes, clock)
    if not codes:
        raise ActionDenied(f"{person_name(absent)}は代理を頼む役割を持っていません。")
    if absent.pk == deputy.pk:
        raise ActionDenied("自分自身は代理にできません。ほかの人を選んでください。")
    if not deputy.is_active:
        raise ActionDenied(f"{person_name(deputy)}は今は利用できない人です。ほかの人を選んでください。")
    if not Membership.objects.filter(person=deputy, municipality__in=codes).exists():
        raise ActionDenied(
            f"{person_name(deputy)}は同じ自治体の役割を持ったことがないため、代理にできません。ほかの人を選んでください。"
        )
    twice = Delegation.objects.filter(
        absent=absent,
        deputy=deputy,
        revoked_at__isnull=True,
        valid_from__lte=valid_to,
        valid_to__gte=valid_from,
    ).first()
    if twice is not None:
        days = f"{format_date(twice.valid_from)}～{format_date(twice.valid_to)}"
        raise ActionDenied(
            f"{person_name(deputy)}は、{days}の代理として登録してあります。日を変えるときは、その代理を取り消してから登録してください。"
        )
    if valid_to < valid_from or valid_to < today:
        raise ActionDenied("代理の最後の日は、始まりの日と今日より前にはできません。日付を確かめてください。")
    if not reason.strip():
        raise ActionDenied("代理の理由（出張、休暇など）を入力してください。")
    return Delegation.objects.create(
        absent=absent,
        deputy=deputy,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason.strip(),
        recorded_by=person_name(by),
        recorded_at=clock(),
    )


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, by: User, clock: Clock = timezone.now) -> Delegation:
    """End a delegation at once; by the absent person, or by a 管理者 of their municipality."""
    current = Delegation.objects.get(pk=delegation.pk)
    if by.pk != current.absent_id:
        codes = set(
            Membership.objects.filter(person=current.absent_id).values_list("municipality_id", flat=True)
        )
        _deny_unless_manages_one(by, codes, clock)
    if current.revoked_at is not None:
        raise ActionDenied("この代理はすでに取り消されています。")
    current.revoked_at = clock()
    current.revoked_by = person_name(by)
    current.save(update_fields=["revoked_at", "revoked_by"])
    return current


def _another_administrator(membership: Membership) -> bool:
    return (
        Membership.objects.filter(
            municipality=membership.municipality_id,
            role=Role.ADMINISTRATOR,
            valid_to__isnull=True,
            person__is_active=True,
        )
        .exclude(person=membership.person_id)
        .exists()
    )


def _deny_unless_manager(by: User, municipality: Municipality, clock: Clock) -> None:
    _deny_unless_manages_one(by, {municipality.pk}, clock)


def _deny_unless_manages_one(by: User, codes: set[str], clock: Clock) -> None:
    grants = rights_of(by, timezone.localdate(clock()))
    if not any(grants_for(grants, Right.MANAGE_PEOPLE, municipality=code, department=None) for code in codes):
        raise ActionDenied(
            f"職員の役割と代理を登録できるのは{Role.ADMINISTRATOR.label}だけです。管理者に依頼してください。"
        )
