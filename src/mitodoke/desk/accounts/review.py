"""The yearly review of accounts: everyone who holds a role in a city, and what was decided about them this year."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from mitodoke.departments.models import Membership, Municipality
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import rights_of
from mitodoke.departments.services import begin_membership, end_membership
from mitodoke.desk.accounts.words import ReviewOutcome
from mitodoke.desk.models import AccountReview, SecondFactor
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.role import Right, Role, grants_for


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role as the review shows it."""

    label: str
    place: str
    since: datetime.date
    until: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One person of the review; `outcome` and what follows are of this fiscal year, None where still open.

    `is_due`: not looked at yet, and some role is older than this fiscal year. What began in it, an administrator
    registered in it.
    """

    number: int
    username: str
    name: str
    active: bool
    roles: tuple[HeldRole, ...]
    last_sign_in: datetime.datetime | None
    has_second_factor: bool
    has_password: bool
    is_due: bool
    outcome: ReviewOutcome | None
    reviewed_by: str | None
    reviewed_at: datetime.datetime | None


def review_of(code: str, today: datetime.date) -> tuple[Reviewed, ...]:
    """Everybody who holds a role of the city today or later, by name; three queries however many there are."""
    held: dict[int, list[Membership]] = defaultdict(list)
    rows = (
        _lasting(code, today)
        .select_related("person", "department")
        .order_by("person__last_name", "person__first_name", "person__username", "valid_from", "id")
    )
    for row in rows:
        held[row.person_id].append(row)
    newest: dict[int, AccountReview] = {}
    reviews = AccountReview.objects.filter(municipality=code, fiscal_year=FiscalYear.of(today).year)
    for one in reviews.order_by("id"):
        newest[one.person_id] = one
    secured = set(
        SecondFactor.objects.filter(person__in=held, confirmed_at__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    begin = FiscalYear.of(today).first_day
    return tuple(
        _line(number, memberships, newest.get(number), number in secured, begin)
        for number, memberships in held.items()
    )


def waiting_for_review(code: str, today: datetime.date) -> int:
    """How many people with a role from before this fiscal year were not looked at in it; one query."""
    reviewed = AccountReview.objects.filter(municipality=code, fiscal_year=FiscalYear.of(today).year)
    return (
        _lasting(code, today)
        .filter(valid_from__lt=FiscalYear.of(today).first_day)
        .exclude(person__in=reviewed.values("person"))
        .values("person")
        .distinct()
        .count()
    )


@transaction.atomic
def confirm_people(
    *,
    people: Sequence[User],
    municipality: Municipality,
    by: User,
    now: datetime.datetime,
    today: datetime.date,
) -> int:
    """Note that these people keep their roles; how many."""
    _deny_unless_manager(by, municipality, today)
    for person in _chosen(people, municipality, today):
        _record(person, municipality, ReviewOutcome.CONFIRMED, by, now, today)
    return len(people)


@transaction.atomic
def end_people(
    *,
    people: Sequence[User],
    municipality: Municipality,
    last_day: datetime.date,
    by: User,
    now: datetime.datetime,
    today: datetime.date,
) -> int:
    """End every lasting role of these people in the city with `last_day`: all or nobody. How many people."""
    _deny_unless_manager(by, municipality, today)
    for person in _chosen(people, municipality, today):
        told = _roles_told(person, municipality, today)
        rows = Membership.objects.filter(person=person, municipality=municipality, valid_to__isnull=True)
        if not rows:
            raise ActionDenied(
                f"{person_name(person)}の役割は、すでに終わる日が決まっています。選択から外してください。"
            )
        for row in rows:
            end_membership(membership=row, last_day=last_day, by=by, clock=lambda: now)
        _record(person, municipality, ReviewOutcome.ENDED, by, now, today, told)
    return len(people)


@transaction.atomic
def hand_over_people(
    *,
    pairs: Sequence[tuple[User, User]],
    municipality: Municipality,
    on: datetime.date,
    by: User,
    now: datetime.datetime,
    today: datetime.date,
) -> int:
    """人事異動 of several at once: from the day `on` each second holds the department roles of each first in the city.

    A chain (A's roles to B while B's go to C) moves as meant: what each held before is read first. All or nobody.
    """
    _deny_unless_manager(by, municipality, today)
    people = _chosen([person for person, _ in pairs], municipality, today)
    before = {
        person.pk: list(
            Membership.objects.filter(
                person=person, municipality=municipality, department__isnull=False, valid_to__isnull=True
            ).select_related("department")
        )
        for person in people
    }
    told = {person.pk: _roles_told(person, municipality, today) for person in people}
    for person, successor in pairs:
        if person.pk == successor.pk:
            raise ActionDenied(f"{person_name(person)}の後任が本人です。別の人を指定してください。")
        if not before[person.pk]:
            raise ActionDenied(f"{person_name(person)}は部署の役割を持っていません。選択から外してください。")
        for row in before[person.pk]:
            end_membership(membership=row, last_day=on - datetime.timedelta(days=1), by=by, clock=lambda: now)
    for person, successor in pairs:
        for row in before[person.pk]:
            held = Membership.objects.filter(
                person=successor, role=row.role, department=row.department_id, valid_to__isnull=True
            )
            if not held.exists():
                begin_membership(
                    person=successor,
                    role=Role(row.role),
                    municipality=municipality,
                    department=row.department,
                    valid_from=on,
                    by=by,
                    clock=lambda: now,
                )
        note = f"{told[person.pk]} → {person_name(successor)}"
        _record(person, municipality, ReviewOutcome.HANDED_OVER, by, now, today, note)
    return len(pairs)


def _line(
    number: int,
    rows: list[Membership],
    review: AccountReview | None,
    has_second_factor: bool,
    begin: datetime.date,
) -> Reviewed:
    person = rows[0].person
    return Reviewed(
        number=number,
        username=person.get_username(),
        name=person_name(person),
        active=person.is_active,
        roles=tuple(
            HeldRole(
                label=Role(row.role).label,
                place=row.department.name if row.department else "全体",
                since=row.valid_from,
                until=row.valid_to,
            )
            for row in rows
        ),
        last_sign_in=person.last_login,
        has_second_factor=has_second_factor,
        has_password=person.has_usable_password(),
        is_due=review is None and any(row.valid_from < begin for row in rows),
        outcome=None if review is None else ReviewOutcome(review.outcome),
        reviewed_by=None if review is None else review.by,
        reviewed_at=None if review is None else review.at,
    )


def _lasting(code: str, today: datetime.date) -> QuerySet[Membership]:
    return Membership.objects.filter(municipality=code).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    )


def _chosen(people: Sequence[User], city: Municipality, today: datetime.date) -> Sequence[User]:
    if not people:
        raise ActionDenied("対象の人を一人以上選んでください。")
    known = set(_lasting(city.code, today).values_list("person_id", flat=True))
    for person in people:
        if person.pk not in known:
            raise ActionDenied(
                f"{person_name(person)}は今この自治体の役割を持っていません。画面を開き直してください。"
            )
    return people


def _roles_told(person: User, city: Municipality, today: datetime.date) -> str:
    rows = _lasting(city.code, today).filter(person=person).select_related("department").order_by("id")
    return "、".join(
        f"{row.department.name if row.department else '全体'} {Role(row.role).label}" for row in rows
    )


def _record(
    person: User,
    city: Municipality,
    outcome: ReviewOutcome,
    by: User,
    now: datetime.datetime,
    today: datetime.date,
    told: str | None = None,
) -> None:
    AccountReview.objects.create(
        municipality=city,
        person=person,
        fiscal_year=FiscalYear.of(today).year,
        outcome=outcome.value,
        roles=_roles_told(person, city, today) if told is None else told,
        by=person_name(by),
        at=now,
    )


def _deny_unless_manager(by: User, city: Municipality, today: datetime.date) -> None:
    grants = rights_of(by, today)
    if not grants_for(grants, Right.MANAGE_PEOPLE, municipality=city.code, department=None):
        raise ActionDenied("年次の確認ができるのは管理者だけです。管理者に依頼してください。")
