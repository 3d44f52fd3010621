"""First passwords: replaced at the first sign-in before anything else of the desk or the admin opens."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from desk.accounts.phone import PASSWORD
from desk.address_table import DOORS, POSTS, addresses
from desk.city import body, people, signed_in
from mitodoke.desk.accounts.first_passwords import is_first_password
from mitodoke.desk.accounts.invitations import make_invitation, use_invitation
from mitodoke.desk.accounts.second_factor import must_set_up
from mitodoke.desk.accounts.words import InvitationWay
from mitodoke.desk.models import AccountEvent, FirstPassword, SecondFactorRule
from mitodoke.desk.services import (
    create_account,
    open_account,
    renew_password,
    rescue_account,
)
from mitodoke.domain.role import Role
from reporting.desk import Desk

pytestmark = pytest.mark.django_db
CHOOSE = "/desk/account/first-password/"
OWN = {"new_password1": PASSWORD, "new_password2": PASSWORD}


def given() -> tuple[Client, User, str]:
    """Somebody who signed in with a password that the command line made."""
    person, password = open_account(username="tanto", by="root")
    client = Client()
    assert client.post("/desk/login/", {"username": "tanto", "password": password}).status_code == 302
    return client, person, password


def test_nothing_of_the_desk_opens_before() -> None:
    desk = Desk()
    found = addresses(desk)
    for person in people(desk).values():
        FirstPassword.objects.create(person=person, made_by="x", made_at=timezone.now())
        client = signed_in(person)
        for name, address in found.items():
            if name in DOORS | {"logout", "first_password"}:
                continue
            answer = client.post(address) if name in POSTS else client.get(address)
            assert answer.status_code == 302, name
            assert answer["Location"].startswith(CHOOSE), name
        assert client.get(CHOOSE).status_code == 200
        assert client.post("/desk/logout/").status_code == 302


def test_choosing_opens_the_desk_where_one_wanted_to_go() -> None:
    client, person, password = given()
    asked = client.get("/desk/settings/")
    assert asked["Location"] == f"{CHOOSE}?next=%2Fdesk%2Fsettings%2F"
    page = body(client.get(asked["Location"]))
    assert 'value="/desk/settings/"' in page
    assert 'aria-label="主なページ"' not in page, "no navigation to what is closed"
    answer = client.post(CHOOSE, OWN | {"next": "/desk/settings/"})
    assert answer["Location"] == "/desk/settings/"
    assert client.get("/desk/settings/").status_code == 200, "this session goes on"
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert not FirstPassword.objects.exists()
    assert AccountEvent.objects.get(act="password_changed").person == person
    assert client.get(CHOOSE)["Location"] == "/desk/account/"
    assert client.post(CHOOSE, OWN)["Location"] == "/desk/account/"
    assert Client().post("/desk/login/", {"username": "tanto", "password": password}).status_code == 422


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (PASSWORD, "another-one-entirely-7", "一致しません"),
        ("", "", "必須"),
        ("short", "short", "12文字以上"),
        ("x\x00" * 10, "x\x00" * 10, "文字"),
        ("a" * 100_000, "a" * 100_000, "同じ文字の繰返し"),
    ],
)
def test_what_is_refused_stays_closed(first: str, second: str, told: str) -> None:
    client, person, _ = given()
    answer = client.post(CHOOSE, {"new_password1": first, "new_password2": second})
    assert answer.status_code == 422
    assert told in body(answer)
    assert is_first_password(person)


def test_the_same_password_again_is_refused() -> None:
    client, person, password = given()
    answer = client.post(CHOOSE, {"new_password1": password, "new_password2": password})
    assert answer.status_code == 422
    assert "最初のパスワードと同じです" in body(answer)
    assert is_first_password(person)


def test_one_is_not_led_elsewhere() -> None:
    client, _, _ = given()
    assert client.post(CHOOSE, OWN | {"next": "https://elsewhere.example/"})["Location"] == "/desk/"


def test_other_sessions_end() -> None:
    client, _, password = given()
    other = Client()
    other.post("/desk/login/", {"username": "tanto", "password": password})
    client.post(CHOOSE, OWN)
    assert "/desk/login/" in other.get("/desk/")["Location"]


def test_a_script_is_told_in_a_sentence() -> None:
    client, _, _ = given()
    answer = client.post("/desk/settings/", headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert "最初のパスワードのまま" in answer.json()["error"]


def test_the_admin_stays_closed_as_well() -> None:
    root = User.objects.create_superuser("root", password=PASSWORD)
    FirstPassword.objects.create(person=root, made_by="x", made_at=timezone.now())
    assert signed_in(root).get("/admin/")["Location"] == CHOOSE


def test_the_second_factor_is_asked_afterwards() -> None:
    desk = Desk()
    SecondFactorRule.objects.create(
        municipality=desk.city, roles=("planner",), recorded_by="x", recorded_at=timezone.now()
    )
    FirstPassword.objects.create(person=desk.planner, made_by="x", made_at=timezone.now())
    client = signed_in(desk.planner)
    assert client.get("/desk/account/second-factor/")["Location"].startswith(CHOOSE)
    assert client.get(CHOOSE).status_code == 200
    client.post(CHOOSE, OWN)
    assert client.get("/desk/")["Location"] == "/desk/account/second-factor/"
    assert not must_set_up(desk.reporter, ())


def test_whose_password_has_to_be_replaced() -> None:
    """Made by the command line or an administrator, also anew: yes. Chosen by invitation, or none at all: no."""
    desk = Desk()
    administrator = desk.person("管理", Role.ADMINISTRATOR)
    more = {"family_name": "姓", "given_name": "", "email": ""}
    by_page, _ = create_account(username="by-page", municipality=desk.city, by=administrator, **more)
    assert FirstPassword.objects.get(person=by_page).made_by == "管理"
    invited, _ = create_account(
        username="invited", municipality=desk.city, by=administrator, with_password=False, **more
    )
    assert not is_first_password(invited)
    for person in (by_page, invited):
        _, code = make_invitation(
            person=person,
            municipality=desk.city,
            way=InvitationWay.LETTER,
            by=administrator,
            now=timezone.now(),
            is_new=True,
        )
        use_invitation(code=code, password=PASSWORD, now=timezone.now())
        assert not is_first_password(person)
    renew_password(person=desk.reporter, municipality=desk.city, by=administrator)
    assert is_first_password(desk.reporter)
    rescue_account(person=administrator, by="root")
    rescue_account(person=administrator, by="root2")
    assert FirstPassword.objects.get(person=administrator).made_by == "root2"


def test_an_account_for_trying_keeps_its_password_and_says_so() -> None:
    person, password = open_account(username="mihon", by="x", kept_because="架空の市を試す利用者のため")
    client = Client()
    client.post("/desk/login/", {"username": "mihon", "password": password})
    page = body(client.get("/desk/account/"))
    assert (
        "ほかの人が作ったままのものです（<bdi>架空の市を試す利用者のため</bdi>、変えなくても使えます）"
        in page
    )
    client.post(
        "/desk/account/",
        {"old_password": password, "new_password1": PASSWORD, "new_password2": PASSWORD},
    )
    assert "ほかの人が作ったまま" not in body(client.get("/desk/account/"))
    rescue_account(person=person, by="root")
    assert is_first_password(person), "a password made anew has to be replaced"


def test_the_table_holds_one_row_with_a_maker() -> None:
    person = User.objects.create_user("tanto")
    now = datetime.datetime.now(tz=datetime.UTC)
    for wrong in ({"made_by": ""}, {"made_by": "x", "kept_because": ""}):
        with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
            FirstPassword.objects.create(person=person, made_at=now, **wrong)
    FirstPassword.objects.create(person=person, made_by="x", made_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstPassword.objects.create(person=person, made_by="x", made_at=now)
