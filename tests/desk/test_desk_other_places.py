"""Objects of another department and of another city: refused at every address that names one, whatever the role."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desk.address_table import EXPECTED, POSTS, addresses
from desk.city import people, signed_in
from mitodoke.departments.models import Department, Membership, Municipality
from mitodoke.departments.services import register_departments
from mitodoke.desk.permissions import ACCESS, Reach
from mitodoke.desk.urls import urlpatterns
from mitodoke.domain.role import DEPARTMENT_ROLES, Role
from reporting.desk import CODE, Desk, of

pytestmark = pytest.mark.django_db

OTHER = "131016"
CLOSED = {403, 404}
# What nobody of the city's own departments may see of each other, by the reach of the address.
OF_ONE_DEPARTMENT = {Reach.ANSWER, Reach.DEPARTMENT}
PLACES = {"assignment_id", "round_id", "department_id", "code", "document", "ledger_id"}


def named(name: str) -> set[str]:
    """The parts of an address that name something of a city."""
    [pattern] = [one for one in urlpatterns if one.name == name]
    return set(pattern.pattern.converters) & PLACES


def about_a_place() -> list[str]:
    return [name for name in EXPECTED if named(name)]


def strangers(desk: Desk) -> dict[str, Client]:
    """Somebody of every role in another city, signed in."""
    city = Municipality.objects.create(
        code=OTHER, name="千代田区", recorded_by="試験", recorded_at=desk.clock()
    )
    [away] = register_departments(municipality=city, names=["よその課"], by="試験")
    found = {}
    for role in Role:
        person = desk.person(f"よその{role.label}", Role.READER)
        Membership.objects.filter(person=person).delete()
        Membership.objects.create(
            person=person,
            role=role,
            municipality=city,
            department=away if role in DEPARTMENT_ROLES else None,
            valid_from="2020-04-01",
            recorded_by="試験",
            recorded_at=desk.clock(),
        )
        found[role.value] = signed_in(person)
    return found


def ask(client: Client, name: str, address: str) -> HttpResponse:
    return client.post(address) if name in POSTS else client.get(address)


def test_nothing_of_this_city_opens_for_anybody_of_another() -> None:
    desk = Desk()
    found, away = addresses(desk), strangers(desk)
    assert len(about_a_place()) > 40
    open_to = [
        (name, role)
        for name in about_a_place()
        for role, client in away.items()
        if ask(client, name, found[name]).status_code not in CLOSED
    ]
    assert open_to == []


def test_nothing_of_one_department_opens_for_another_one_of_the_city() -> None:
    desk = Desk()
    found = addresses(desk)
    others = [signed_in(desk.green_reporter), signed_in(desk.green_head)]
    names = [name for name in EXPECTED if ACCESS[name].reach in OF_ONE_DEPARTMENT]
    assert len(names) >= 12
    open_to = [
        name
        for name in names
        for client in others
        if ask(client, name, found[name]).status_code not in CLOSED
    ]
    assert open_to == []


def test_places_of_two_cities_are_never_mixed_in_one_address() -> None:
    desk = Desk()
    survey = desk.open()
    everyone = people(desk)
    strangers(desk)
    away = Department.objects.get(municipality=OTHER)
    for name in ("workbook", "workbook_upload"):
        address = reverse(f"desk:{name}", kwargs={"round_id": survey.pk, "department_id": away.pk})
        for person in everyone.values():
            assert signed_in(person).get(address).status_code in CLOSED, name
    for name in ("rounds", "round_new", "documents", "people"):
        address = reverse(f"desk:{name}", kwargs={"code": OTHER})
        for person in everyone.values():
            assert signed_in(person).get(address).status_code in CLOSED, name


def test_who_works_for_two_cities_acts_in_each_by_the_role_held_there() -> None:
    desk = Desk()
    survey = desk.open()
    city = Municipality.objects.create(
        code=OTHER, name="千代田区", recorded_by="試験", recorded_at=desk.clock()
    )
    Membership.objects.create(
        person=desk.reporter, role=Role.PLANNER, municipality=city, valid_from="2020-04-01",
        recorded_by="試験", recorded_at=desk.clock(),
    )  # fmt: skip
    client = signed_in(desk.reporter)
    assert client.get(reverse("desk:rounds", kwargs={"code": OTHER})).status_code == 200
    assert client.get(reverse("desk:rounds", kwargs={"code": CODE})).status_code == 403
    assert client.get(reverse("desk:round", kwargs={"round_id": survey.pk})).status_code == 403
    mine, other = of(survey, desk.flowers), of(survey, desk.green)
    assert client.get(reverse("desk:answer", kwargs={"assignment_id": mine.pk})).status_code == 200
    assert client.get(reverse("desk:answer", kwargs={"assignment_id": other.pk})).status_code == 403


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_numbers_that_name_nothing_are_not_found(number: int) -> None:
    client = signed_in(Desk().planner)
    for name in ("answer", "answer_history", "answer_request"):
        assert client.get(reverse(f"desk:{name}", kwargs={"assignment_id": number})).status_code == 404
    assert client.get(reverse("desk:round", kwargs={"round_id": number})).status_code == 404
    assert client.get(reverse("desk:round_links", kwargs={"round_id": number})).status_code == 404
