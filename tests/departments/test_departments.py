"""Municipalities, departments and their reorganisations: what the database refuses, what the services deny."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from mitodoke.departments.models import Department, DepartmentSuccession, Municipality, SuccessionExtent
from mitodoke.departments.queries import department_on, departments_today
from mitodoke.departments.services import record_succession, register_departments, register_municipality
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.municipality import is_municipality_code
from reporting.refusals import not_added, refused

pytestmark = pytest.mark.django_db

WHO = {"recorded_by": "試験", "recorded_at": datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC)}
APRIL = datetime.date(2026, 4, 1)


@pytest.fixture
def city() -> Municipality:
    return register_municipality(code="999997", name="花咲市", by="試験")


def _department(city: Municipality, name: str, since: datetime.date | None = None) -> Department:
    return register_departments(municipality=city, names=[name], valid_from=since, by="試験")[0]


@pytest.mark.parametrize(
    "code",
    ["999997", "011002", "131016", "999998", "99999", "9999970", "99999a", "９９９９９７", "", "999 97"],
)
def test_the_database_knows_the_check_digit(code: str) -> None:
    values = [code, "花咲市", "試験", timezone.now()]
    insert = (
        "INSERT INTO departments_municipality (code, name, recorded_by, recorded_at) VALUES (%s, %s, %s, %s)"
    )
    if is_municipality_code(code):
        with connection.cursor() as cursor:
            cursor.execute(insert, values)
        assert Municipality.objects.filter(code=code).exists()
        return
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, values)


def test_every_check_digit_is_judged_alike_by_database_and_domain() -> None:
    codes = [f"{first:05d}{last}" for first in (1, 9, 10, 1210, 13101, 47382, 99999) for last in range(10)]
    with connection.cursor() as cursor:
        for code in codes:
            try:
                with transaction.atomic():
                    cursor.execute(
                        "INSERT INTO departments_municipality VALUES (%s, 'x', 'x', '2026-01-01')", [code]
                    )
                taken = True
            except IntegrityError:
                taken = False
            assert taken == is_municipality_code(code), code


def test_rows_that_cannot_be(city: Municipality) -> None:
    flowers = _department(city, "花課", APRIL)
    rows = Department.objects.filter(pk=flowers.pk)
    refused(rows, name="")
    refused(rows, recorded_by="")
    refused(rows, valid_to=APRIL - datetime.timedelta(days=1))
    refused(Municipality.objects.filter(pk=city.pk), name="")
    not_added(Department, municipality=city, name="花課", **WHO)
    trees = _department(city, "木課")
    whole = {"predecessor": flowers, "on": APRIL, "extent": SuccessionExtent.WHOLE, **WHO}
    not_added(DepartmentSuccession, **whole | {"successor": flowers})
    not_added(DepartmentSuccession, **whole | {"successor": trees, "extent": "half"})
    DepartmentSuccession.objects.create(**whole, successor=trees)
    not_added(DepartmentSuccession, **whole | {"successor": _department(city, "草課")})


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [("011002", "さつほろ市", "札幌市"), ("011002", None, "札幌市"), ("999997", "花咲市", "花咲市")],
)
def test_the_national_list_names_the_municipality(code: str, name: str | None, expected: str) -> None:
    assert register_municipality(code=code, name=name, by="試験").name == expected


def test_a_municipality_is_recorded_once(city: Municipality) -> None:
    again = register_municipality(code="999997", name="別の名の市", by="別の人")
    assert (again.name, again.recorded_by, Municipality.objects.count()) == ("花咲市", "試験", 1)


@pytest.mark.parametrize(
    ("code", "name"), [("999998", "花咲市"), ("", "花咲市"), ("999997", None), ("999997", "")]
)
def test_a_municipality_without_code_or_name_is_denied(code: str, name: str | None) -> None:
    with pytest.raises(ActionDenied):
        register_municipality(code=code, name=name, by="試験")
    assert not Municipality.objects.exists()


def test_departments_are_registered_once_and_in_order(city: Municipality) -> None:
    register_departments(municipality=city, names=["木課"], by="試験")
    found = register_departments(municipality=city, names=["花課", "木課", "花課", "花 課"], by="試験")
    assert [one.name for one in found] == ["花課", "木課", "花 課"]
    assert Department.objects.count() == 3


def test_work_that_moved_whole_ends_the_department(city: Municipality) -> None:
    flowers, gardens = _department(city, "花課"), _department(city, "公園課", APRIL)
    record_succession(
        predecessor=flowers, successor=gardens, on=APRIL, extent=SuccessionExtent.WHOLE, by="試験"
    )
    flowers.refresh_from_db()
    assert flowers.valid_to == datetime.date(2026, 3, 31)
    assert department_on(municipality_code=city.code, name="花課", day=datetime.date(2026, 3, 31)) == flowers
    assert department_on(municipality_code=city.code, name="花課", day=APRIL) is None
    assert department_on(municipality_code=city.code, name="公園課", day=datetime.date(2026, 3, 31)) is None


def test_one_can_follow_a_department_to_today(city: Municipality) -> None:
    flowers, gardens = _department(city, "花課"), _department(city, "公園課")
    seeds, green = _department(city, "種係"), _department(city, "みどり課")
    part, whole = SuccessionExtent.PART, SuccessionExtent.WHOLE
    year = datetime.timedelta(days=365)
    record_succession(predecessor=flowers, successor=seeds, on=APRIL, extent=part, by="試験")
    record_succession(predecessor=flowers, successor=gardens, on=APRIL + year, extent=whole, by="試験")
    record_succession(predecessor=gardens, successor=green, on=APRIL + 2 * year, extent=whole, by="試験")
    record_succession(predecessor=green, successor=seeds, on=APRIL + 2 * year, extent=part, by="試験")
    record_succession(predecessor=seeds, successor=green, on=APRIL + 3 * year, extent=part, by="試験")

    def names(day: datetime.date) -> list[str]:
        return [
            one.name for one in departments_today(department=Department.objects.get(name="花課"), today=day)
        ]

    assert names(APRIL - year) == ["花課"]
    assert names(APRIL) == ["種係", "花課"]
    assert names(APRIL + year) == ["公園課", "種係"]
    assert names(APRIL + 3 * year) == ["みどり課", "種係"]


def test_impossible_successions_are_denied(city: Municipality) -> None:
    other_city = register_municipality(code="011002", name=None, by="試験")
    flowers, gardens = _department(city, "花課"), _department(city, "公園課", APRIL)
    whole = {"extent": SuccessionExtent.WHOLE, "by": "試験"}
    day_before = APRIL - datetime.timedelta(days=1)
    with pytest.raises(ActionDenied, match="別の自治体"):
        record_succession(predecessor=flowers, successor=_department(other_city, "花課"), on=APRIL, **whole)
    with pytest.raises(ActionDenied, match="公園課は改編日（令和8年3月31日）に存在していません"):
        record_succession(predecessor=flowers, successor=gardens, on=day_before, **whole)
    with pytest.raises(ActionDenied, match="公園課は改編の前日（令和8年3月31日）に存在していません"):
        record_succession(predecessor=gardens, successor=flowers, on=APRIL, **whole)
    record_succession(predecessor=flowers, successor=gardens, on=APRIL, **whole)
    with pytest.raises(ActionDenied):
        record_succession(predecessor=flowers, successor=_department(city, "草課"), on=APRIL, **whole)
    assert DepartmentSuccession.objects.count() == 1
