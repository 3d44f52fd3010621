"""Every address of the desk is in the table, and opens for each role as the table says."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desk.address_table import DOORS, EXPECTED, POSTS, addresses
from desk.city import people, signed_in
from mitodoke.desk.permissions import ACCESS, Access, Reach
from mitodoke.desk.urls import urlpatterns
from mitodoke.domain.role import Right
from reporting.desk import Desk

pytestmark = pytest.mark.django_db

OPEN, REFUSED, SIGN_IN = "open", "refused", "sign in"


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(ACCESS)


def test_every_address_but_the_door_is_in_the_truth_table() -> None:
    assert set(EXPECTED) | DOORS == set(ACCESS)


def test_rights_are_named_where_a_right_is_needed() -> None:
    for access in ACCESS.values():
        assert bool(access.rights) is (access.reach not in (Reach.ANYONE, Reach.SIGNED_IN))


def outcome(response: HttpResponse) -> str:
    if response.status_code == 403:
        return REFUSED
    if (
        response.status_code == 302
        and "/desk/login/" in response["Location"]
        and "next=" in response["Location"]
    ):
        return SIGN_IN
    assert response.status_code < 500
    return OPEN


def ask(client: Client, name: str, address: str) -> HttpResponse:
    return client.post(address) if name in POSTS else client.get(address)


def test_the_truth_table_of_roles_and_addresses() -> None:
    desk = Desk()
    found, everyone = addresses(desk), people(desk)
    wrong = []
    for name, allowed in EXPECTED.items():
        for role, person in everyone.items():
            expected = OPEN if role in allowed else REFUSED
            got = outcome(ask(signed_in(person), name, found[name]))
            if name == "logout":
                assert got == OPEN
            elif got != expected:
                wrong.append((name, role, got))
    assert wrong == []


def test_nobody_gets_in_without_signing_in() -> None:
    desk = Desk()
    for name, address in addresses(desk).items():
        if name not in DOORS:
            assert outcome(ask(Client(), name, address)) == SIGN_IN, name


def test_what_is_refused_says_who_may() -> None:
    desk = Desk()
    address = addresses(desk)["people"]
    page = signed_in(desk.planner).get(address).content.decode()
    assert "このページを使えるのは、管理者の役割を持つ人です。" in page


@pytest.mark.parametrize("name", sorted(POSTS))
def test_what_changes_something_takes_no_get_and_needs_the_token(name: str) -> None:
    desk = Desk()
    everyone = people(desk)
    allowed = min(EXPECTED[name])
    address = addresses(desk)[name]
    assert signed_in(everyone[allowed]).get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(everyone[allowed])
    assert strict.post(address).status_code == 403


def test_what_does_not_exist_is_not_found() -> None:
    desk = Desk()
    client = signed_in(desk.planner)
    for address in (
        reverse("desk:answer", kwargs={"assignment_id": 999_999}),
        reverse("desk:round", kwargs={"round_id": 999_999}),
        reverse("desk:rounds", kwargs={"code": "000000"}),
        reverse("desk:publication", kwargs={"document": "none"}),
    ):
        assert client.get(address).status_code == 404


def test_a_person_whose_account_is_switched_off_is_out() -> None:
    desk = Desk()
    client = signed_in(desk.planner)
    desk.planner.is_active = False
    desk.planner.save(update_fields=["is_active"])
    assert outcome(client.get(reverse("desk:home"))) == SIGN_IN


def test_a_superuser_of_the_framework_has_no_rights_at_the_desk() -> None:

    desk = Desk()
    root = User.objects.create_superuser("root")
    assert signed_in(root).get(addresses(desk)["rounds"]).status_code == 403


def test_reach_has_words() -> None:
    assert len({reach.label for reach in Reach}) == len(Reach)
    assert Access(reach=Reach.CITY, rights=(Right.PUBLISH,)).rights
