"""Signing in and out: the lock against guessing, where one lands, the password, and one's own log."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from desk.city import body
from mitodoke.desk.models import SignInAttempt
from mitodoke.desk.queries import FAILURES_OF_A_NAME, FAILURES_OF_AN_ADDRESS, WINDOW, is_locked_out

pytestmark = pytest.mark.django_db
LOGIN = "/desk/login/"
PASSWORD = "hanasaki-no-machi-8"


@pytest.fixture
def person() -> User:
    return User.objects.create_user("tanto", password=PASSWORD, last_name="花", first_name="子")


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    return client.post(LOGIN, {"username": "tanto", "password": password} | more).status_code


def test_the_right_password_leads_to_ones_own_work(person: User, client: Client) -> None:
    response = client.post(LOGIN, {"username": "tanto", "password": PASSWORD})
    assert response["Location"] == "/desk/"
    assert "花 子" in body(client.get("/desk/"))


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("/desk/approvals/", "/desk/approvals/"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_one_lands_where_one_wanted_to_but_never_elsewhere(person: User, wanted: str, lands: str) -> None:
    response = Client().post(LOGIN, {"username": "tanto", "password": PASSWORD, "next": wanted})
    assert response["Location"] == lands


def test_a_wrong_password_and_a_wrong_name_are_told_the_same(person: User, client: Client) -> None:
    wrong = client.post(LOGIN, {"username": "tanto", "password": "x"})
    unknown = client.post(LOGIN, {"username": "nobody", "password": "x"})
    assert wrong.status_code == unknown.status_code == 422
    sentence = "利用者名かパスワードが違います。"
    assert sentence in body(wrong)
    assert sentence in body(unknown)
    assert 'value="x"' not in body(wrong)


def test_too_many_failures_refuse_even_the_right_password_for_a_while(person: User, client: Client) -> None:
    for _ in range(FAILURES_OF_A_NAME):
        assert sign_in(client, "wrong") == 422
    assert sign_in(client) == 429
    assert "15分ほど待ってから" in body(client.post(LOGIN, {"username": "tanto", "password": PASSWORD}))
    SignInAttempt.objects.update(at=timezone.now() - WINDOW - datetime.timedelta(seconds=1))
    assert sign_in(client) == 302


def test_a_success_in_between_starts_the_count_anew(person: User) -> None:
    for _ in range(FAILURES_OF_A_NAME - 1):
        sign_in(Client(), "wrong")
    assert sign_in(Client()) == 302
    assert sign_in(Client(), "wrong") == 422
    assert sign_in(Client()) == 302


def test_nobody_locks_a_colleague_out_from_elsewhere(person: User) -> None:
    for _ in range(FAILURES_OF_A_NAME):
        sign_in(Client(REMOTE_ADDR="192.0.2.9"), "wrong")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.9")) == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.10")) == 302


def test_one_address_that_tries_many_names_is_refused() -> None:
    now = timezone.now()
    SignInAttempt.objects.bulk_create(
        SignInAttempt(username=f"u{number}", address="192.0.2.9", at=now, succeeded=False)
        for number in range(FAILURES_OF_AN_ADDRESS)
    )
    assert is_locked_out(username="tanto", address="192.0.2.9", at=now)
    assert not is_locked_out(username="tanto", address="192.0.2.10", at=now)
    assert not is_locked_out(username="tanto", address="192.0.2.9", at=now + WINDOW)


def test_signing_out_is_a_post_and_ends_the_session(person: User, client: Client) -> None:
    sign_in(client)
    assert client.get("/desk/logout/").status_code == 405
    assert "サインアウトしました。" in body(client.post("/desk/logout/", follow=True))
    assert client.get("/desk/").status_code == 302


def test_the_password_is_changed_by_its_rules(person: User, client: Client) -> None:
    sign_in(client)
    address = "/desk/account/"
    sent = {"old_password": PASSWORD, "new_password1": "12345678", "new_password2": "12345678"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert 'role="alert"' in body(refused)
    sent |= {"new_password1": "another-good-one-9", "new_password2": "another-good-one-9"}
    assert "パスワードを変えました。" in body(client.post(address, sent, follow=True))
    assert sign_in(Client(), "another-good-one-9") == 302


def test_everyone_sees_the_own_log_only(person: User, client: Client) -> None:
    SignInAttempt.objects.create(username="else", address="192.0.2.77", at=timezone.now(), succeeded=False)
    sign_in(client)
    page = body(client.get("/desk/account/"))
    assert "127.0.0.1" in page
    assert "192.0.2.77" not in page


def test_an_account_that_is_switched_off_does_not_get_in(person: User, client: Client) -> None:
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert sign_in(client) == 422


def test_the_form_needs_the_token(person: User) -> None:
    assert sign_in(Client(enforce_csrf_checks=True)) == 403


def test_a_name_longer_than_any_is_kept_short(client: Client) -> None:
    client.post(LOGIN, {"username": "長" * 5000, "password": "x"})
    assert len(SignInAttempt.objects.get().username) == 150
