"""People: who holds which role on which day, who stands in for whom, and who may change that."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from mitodoke.departments.models import Delegation, Department, Membership, Municipality
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import may, members_on, rights_of
from mitodoke.departments.services import (
    appoint_first_administrator,
    begin_membership,
    delegate,
    end_membership,
    hand_over,
    register_departments,
    register_municipality,
    revoke_delegation,
)
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Right, Role

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 4, 1)
ONE = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 4, 1, 9, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))


def clock() -> datetime.datetime:
    """The morning of DAY in Japan (the evening before in UTC would be another day)."""
    return NOW


@pytest.fixture
def city() -> Municipality:
    return register_municipality(code="999997", name="花咲市", by="試験")


@pytest.fixture
def flowers(city: Municipality) -> Department:
    return register_departments(municipality=city, names=["花課"], by="試験")[0]


@pytest.fixture
def admin(city: Municipality) -> User:
    person = User.objects.create(username="admin")
    appoint_first_administrator(person=person, municipality=city, by="設置者", clock=clock)
    return person


def _person(name: str) -> User:
    return User.objects.create(username=name)


def _join(person: User, role: Role, admin: User, city: Municipality, **more: Any) -> Membership:
    values = {"valid_from": DAY} | more
    return begin_membership(person=person, role=role, municipality=city, by=admin, clock=clock, **values)


def test_a_name_is_the_persons_or_the_accounts() -> None:
    assert person_name(User(username="u", last_name="山田", first_name="花子")) == "山田 花子"
    assert person_name(User(username="u")) == "u"


def test_a_role_of_a_department_reaches_that_department_on_its_days(
    city: Municipality, flowers: Department, admin: User
) -> None:
    person = _person("hana")
    other = register_departments(municipality=city, names=["木課"], by="試験")[0]
    row = _join(person, Role.REPORTER, admin, city, department=flowers)
    end_membership(membership=row, last_day=DAY + ONE, by=admin, clock=clock)
    days = [DAY - ONE, DAY, DAY + ONE, DAY + 2 * ONE]
    assert [may(person, Right.WRITE_ANSWERS, flowers, day) for day in days] == [False, True, True, False]
    assert not may(person, Right.WRITE_ANSWERS, other, DAY)
    assert not may(person, Right.APPROVE_ANSWERS, flowers, DAY)
    assert not may(person, Right.WRITE_ANSWERS, None, DAY, municipality_code=city.code)
    with pytest.raises(ValueError, match="municipality"):
        may(person, Right.WRITE_ANSWERS, None, DAY)


def test_a_role_of_the_city_reaches_every_department_and_no_other_city(
    city: Municipality, flowers: Department, admin: User
) -> None:
    person = _person("plan")
    _join(person, Role.PLANNER, admin, city)
    elsewhere = register_municipality(code="011002", name=None, by="試験")
    foreign = register_departments(municipality=elsewhere, names=["花課"], by="試験")[0]
    assert may(person, Right.CHECK_ANSWERS, flowers, DAY)
    assert may(person, Right.RUN_ROUNDS, None, DAY, municipality_code=city.code)
    assert not may(person, Right.CHECK_ANSWERS, foreign, DAY)


def test_switched_off_accounts_and_superusers_hold_nothing(
    city: Municipality, flowers: Department, admin: User
) -> None:
    person = _person("hana")
    _join(person, Role.HEAD, admin, city, department=flowers)
    assert may(person, Right.APPROVE_ANSWERS, flowers, DAY)
    User.objects.filter(pk=person.pk).update(is_active=False)
    person.refresh_from_db()
    assert rights_of(person, DAY) == ()
    assert rights_of(User.objects.create(username="root", is_superuser=True), DAY) == ()


def test_a_deputy_holds_the_roles_of_the_absent_on_those_days_only(
    city: Municipality, flowers: Department, admin: User, django_assert_num_queries: Any
) -> None:
    head, deputy = _person("head"), _person("deputy")
    _join(head, Role.HEAD, admin, city, department=flowers)
    _join(head, Role.ADMINISTRATOR, admin, city)
    _join(deputy, Role.READER, admin, city)
    absence = delegate(
        absent=head, deputy=deputy, valid_from=DAY, valid_to=DAY + ONE, reason="出張", by=head, clock=clock
    )
    days = [DAY - ONE, DAY, DAY + ONE, DAY + 2 * ONE]
    assert [may(deputy, Right.APPROVE_ANSWERS, flowers, day) for day in days] == [False, True, True, False]
    assert not may(deputy, Right.MANAGE_PEOPLE, None, DAY, municipality_code=city.code), "not delegable"
    with django_assert_num_queries(2):
        grants = rights_of(deputy, DAY)
    assert [(one.role, one.on_behalf_of) for one in grants] == [(Role.READER, None), (Role.HEAD, head.pk)]
    # The deputy of the deputy gets nothing of the head's.
    third = _person("third")
    _join(third, Role.READER, admin, city)
    delegate(absent=deputy, deputy=third, valid_from=DAY, valid_to=DAY, reason="休暇", by=deputy, clock=clock)
    assert not may(third, Right.APPROVE_ANSWERS, flowers, DAY)
    assert may(deputy, Right.APPROVE_ANSWERS, flowers, DAY)
    revoke_delegation(delegation=absence, by=admin, clock=clock)
    assert not may(deputy, Right.APPROVE_ANSWERS, flowers, DAY)
    with pytest.raises(ActionDenied, match="すでに取り消されて"):
        revoke_delegation(delegation=absence, by=head, clock=clock)


def test_delegations_that_are_denied(city: Municipality, flowers: Department, admin: User) -> None:
    head, deputy, stranger = _person("head"), _person("deputy"), _person("stranger")
    _join(head, Role.HEAD, admin, city, department=flowers)
    _join(deputy, Role.READER, admin, city)
    good: dict[str, Any] = {
        "absent": head,
        "deputy": deputy,
        "valid_from": DAY,
        "valid_to": DAY,
        "reason": "休暇",
    }
    for change, by, told in (
        ({"deputy": head}, head, "自分自身は代理にできません"),
        ({"deputy": stranger}, head, "同じ自治体の役割"),
        ({"valid_to": DAY - ONE}, head, "日付を確かめて"),
        ({"reason": " "}, head, "代理の理由"),
        ({"absent": stranger}, stranger, "代理を頼む役割"),
        ({}, deputy, "管理者に依頼してください"),
    ):
        with pytest.raises(ActionDenied, match=told):
            delegate(**(good | change), by=by, clock=clock)
    User.objects.filter(pk=deputy.pk).update(is_active=False)
    deputy.refresh_from_db()
    with pytest.raises(ActionDenied, match="今は利用できない人"):
        delegate(**(good | {"deputy": deputy}), by=head, clock=clock)
    assert not Delegation.objects.exists()


def test_only_administrators_give_and_end_roles(city: Municipality, flowers: Department, admin: User) -> None:
    person = _person("hana")
    for by in (person, _person("other")):
        with pytest.raises(ActionDenied, match="管理者に依頼してください"):
            begin_membership(
                person=person, role=Role.PLANNER, municipality=city, valid_from=DAY, by=by, clock=clock
            )
    row = _join(person, Role.REPORTER, admin, city, department=flowers)
    with pytest.raises(ActionDenied, match="管理者に依頼してください"):
        end_membership(membership=row, last_day=DAY, by=person, clock=clock)
    elsewhere = register_municipality(code="011002", name=None, by="試験")
    with pytest.raises(ActionDenied, match="管理者に依頼してください"):
        begin_membership(
            person=person, role=Role.PLANNER, municipality=elsewhere, valid_from=DAY, by=admin, clock=clock
        )


def test_roles_that_cannot_be(city: Municipality, flowers: Department, admin: User) -> None:
    person = _person("hana")
    elsewhere = register_municipality(code="011002", name=None, by="試験")
    foreign = register_departments(municipality=elsewhere, names=["花課"], by="試験")[0]
    for role, more, told in (
        (Role.REPORTER, {}, "部署を選んでください"),
        (Role.PLANNER, {"department": flowers}, "部署を選ばないでください"),
        (Role.HEAD, {"department": foreign}, "の部署ではありません"),
    ):
        with pytest.raises(ActionDenied, match=told):
            _join(person, role, admin, city, **more)
    row = _join(person, Role.REPORTER, admin, city, department=flowers)
    with pytest.raises(ActionDenied, match="すでにこの役割"):
        _join(person, Role.REPORTER, admin, city, department=flowers)
    with pytest.raises(ActionDenied, match="に始まるため、それより前には終えられません"):
        end_membership(membership=row, last_day=DAY - ONE, by=admin, clock=clock)
    end_membership(membership=row, last_day=DAY, by=admin, clock=clock)
    with pytest.raises(ActionDenied, match="すでに令和8年4月1日で終わって"):
        end_membership(membership=row, last_day=DAY, by=admin, clock=clock)


def test_there_is_always_an_administrator(city: Municipality, admin: User) -> None:
    with pytest.raises(ActionDenied, match="すでに管理者がいます"):
        appoint_first_administrator(person=_person("x"), municipality=city, by="設置者", clock=clock)
    row = Membership.objects.get(person=admin)
    with pytest.raises(ActionDenied, match="先に次の管理者を登録"):
        end_membership(membership=row, last_day=DAY, by=admin, clock=clock)
    second = _person("second")
    _join(second, Role.ADMINISTRATOR, admin, city)
    assert end_membership(membership=row, last_day=DAY, by=second, clock=clock).ended_by == "second"


def test_departments_are_handed_over_in_one_step(
    city: Municipality, flowers: Department, admin: User
) -> None:
    trees = register_departments(municipality=city, names=["木課"], by="試験")[0]
    old, new = _person("old"), _person("new")
    for department in (flowers, trees):
        _join(old, Role.REPORTER, admin, city, department=department)
    _join(old, Role.READER, admin, city)
    _join(new, Role.REPORTER, admin, city, department=trees)
    next_year = DAY.replace(year=2027)
    with pytest.raises(ActionDenied, match="後任"):
        hand_over(person=old, successor=old, on=next_year, by=admin, clock=clock)
    given = hand_over(person=old, successor=new, on=next_year, by=admin, clock=clock)
    assert [(one.department, one.valid_from) for one in given] == [(flowers, next_year)]
    assert may(old, Right.WRITE_ANSWERS, flowers, next_year - ONE)
    assert not may(old, Right.WRITE_ANSWERS, flowers, next_year)
    assert may(new, Right.WRITE_ANSWERS, flowers, next_year)
    assert may(old, Right.READ_ANSWERS, flowers, next_year), "a role of the city is not the department's"
    told = [(one.person.username, one.role) for one in members_on(municipality_code=city.code, day=next_year)]
    assert sorted(told) == [
        ("admin", "administrator"),
        ("new", "reporter"),
        ("new", "reporter"),
        ("old", "reader"),
    ]
    with pytest.raises(ActionDenied, match="引き継ぐものがありません"):
        hand_over(person=old, successor=new, on=next_year, by=admin, clock=clock)


def test_rows_that_the_database_refuses(city: Municipality, flowers: Department, admin: User) -> None:
    person = _person("hana")
    row = _join(person, Role.REPORTER, admin, city, department=flowers)
    rows = Membership.objects.filter(pk=row.pk)
    for values in (
        {"role": "king"},
        {"department": None},
        {"role": "planner"},
        {"valid_to": DAY},
        {"valid_to": DAY - ONE, "ended_by": "x"},
        {"valid_to": DAY, "ended_by": ""},
        {"recorded_by": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=person, role="reporter", municipality=city, department=flowers, valid_from=DAY,
            recorded_by="x", recorded_at=NOW,
        )  # fmt: skip
    _join(_person("deputy"), Role.READER, admin, city)
    deputy = User.objects.get(username="deputy")
    delegate(absent=person, deputy=deputy, valid_from=DAY, valid_to=DAY, reason="休", by=person, clock=clock)
    for values in (
        {"deputy": person},
        {"valid_to": DAY - ONE},
        {"reason": ""},
        {"revoked_at": NOW},
        {"revoked_at": NOW, "revoked_by": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delegation.objects.update(**values)
