"""Departments added and abolished by a person at the desk: each with a sentence that stays."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from mitodoke.departments.models import Department, DepartmentEvent, Membership, Municipality
from mitodoke.departments.queries import department_sentences
from mitodoke.departments.services import (
    abolish_department,
    add_department,
    appoint_first_administrator,
    begin_membership,
    register_departments,
    register_municipality,
)
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.department_history import DepartmentAct, DepartmentRecord, department_sentence
from mitodoke.domain.role import Role

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 4, 1)
JAPAN = datetime.timezone(datetime.timedelta(hours=9))


def clock() -> datetime.datetime:
    return datetime.datetime(2026, 4, 2, 8, 30, tzinfo=JAPAN)


@pytest.fixture
def city() -> Municipality:
    return register_municipality(code="999997", name="花咲市", by="試験")


@pytest.fixture
def administrator(city: Municipality) -> User:
    person = User.objects.create_user("管理")
    appoint_first_administrator(person=person, municipality=city, by="試験", clock=clock)
    return person


def add(city: Municipality, by: User, **more: Any) -> Department:
    values = {"name": "水課", "valid_from": ON, "reason": "新設のため"} | more
    return add_department(municipality=city, by=by, clock=clock, **values)


def test_a_department_is_added_and_abolished_with_its_people(city: Municipality, administrator: User) -> None:
    made = add(city, administrator)
    assert (made.valid_from, made.valid_to) == (ON, None)
    member = begin_membership(
        person=User.objects.create_user("水担当"),
        role=Role.REPORTER,
        municipality=city,
        department=made,
        valid_from=ON,
        by=administrator,
        clock=clock,
    )
    end = datetime.date(2027, 4, 1)
    ended = abolish_department(
        department=made, on=end, reason="終わったため", decider="市長", by=administrator, clock=clock
    )
    assert ended == [member]
    assert Membership.objects.get(pk=member.pk).valid_to == datetime.date(2027, 3, 31)
    assert Department.objects.get(pk=made.pk).valid_to == datetime.date(2027, 3, 31)
    assert department_sentences(municipality_code=city.pk) == [
        "令和8年4月2日8時30分、管理が令和9年4月1日に「水課」を廃止することを登録しました（理由：終わったため、決定：市長）。",
        "令和8年4月2日8時30分、管理が令和8年4月1日からの部署として「水課」を登録しました（理由：新設のため）。",
    ]
    with pytest.raises(ActionDenied, match="すでに終わって"):
        abolish_department(department=made, on=end, reason="x", decider="x", by=administrator, clock=clock)
    with pytest.raises(ActionDenied, match="令和9年3月31日まであります"):
        add(city, administrator)
    again = add(city, administrator, valid_from=end)
    assert again.pk != made.pk


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": " "}, "部署の名前"),
        ({"name": "花課"}, "すでにあります"),
        ({"name": "花\n課"}, "一行"),
        ({"name": "花\u202e課"}, "制御文字"),
        ({"reason": ""}, "理由"),
    ],
)
def test_what_cannot_be_added(
    city: Municipality, administrator: User, more: dict[str, Any], words: str
) -> None:
    register_departments(municipality=city, names=["花課"], by="試験")
    with pytest.raises(ActionDenied, match=words):
        add(city, administrator, **more)
    assert DepartmentEvent.objects.count() == 0


def test_only_administrators_and_not_before_a_role_begins(city: Municipality, administrator: User) -> None:
    stranger = User.objects.create_user("他人")
    with pytest.raises(ActionDenied, match="管理者"):
        add(city, stranger)
    made = add(city, administrator)
    begin_membership(
        person=stranger,
        role=Role.HEAD,
        municipality=city,
        department=made,
        valid_from=datetime.date(2027, 1, 1),
        by=administrator,
        clock=clock,
    )
    for on, words in ((datetime.date(2026, 5, 1), "令和9年1月1日に始まる"), (ON, "存在していない")):
        with pytest.raises(ActionDenied, match=words):
            abolish_department(
                department=made, on=on, reason="x", decider="市長", by=administrator, clock=clock
            )
    with pytest.raises(ActionDenied, match="管理者"):
        abolish_department(department=made, on=ON, reason="x", decider="x", by=stranger, clock=clock)
    assert Membership.objects.filter(valid_to__isnull=True, department=made).count() == 1


@pytest.mark.parametrize("act", list(DepartmentAct))
def test_every_act_has_a_sentence(act: DepartmentAct) -> None:
    told = department_sentence(
        DepartmentRecord(
            at=clock(),
            by="管理",
            act=act,
            department="花課",
            successor="水課",
            on=ON,
            reason="部の\n再編",
            decider="市長",
        )
    )
    assert told.startswith("令和8年4月2日8時30分、管理が令和8年4月1日")
    assert told.endswith("（理由：部の 再編、決定：市長）。")


def test_the_trail_stays(city: Municipality, administrator: User) -> None:
    add(city, administrator)
    for sql in (
        "UPDATE departments_departmentevent SET by = '別'",
        "DELETE FROM departments_departmentevent",
        "INSERT OR REPLACE INTO departments_departmentevent SELECT * FROM departments_departmentevent",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
