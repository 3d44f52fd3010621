"""What an attacker tries at the door: names, guesses, fixation, tokens, flags of cookies, and hostile input."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from desk.accounts.phone import PASSWORD
from desk.address_table import DOORS, addresses
from desk.city import body, people, signed_in
from mitodoke.desk.accounts.browser_words import browser_words
from mitodoke.desk.accounts.password_rules import PasswordRules
from mitodoke.desk.models import AccountEvent, SignInAttempt
from mitodoke.desk.queries import FAILURES_ANYWHERE, FAILURES_OF_AN_ADDRESS, is_locked_out
from mitodoke.domain.role import Role
from reporting.desk import Desk

pytestmark = pytest.mark.django_db
LOGIN = "/desk/login/"


def test_answers_tell_nothing_about_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown, stopped and invited names, and a wrong password: the same words, and the hash is computed for each."""
    User.objects.create_user("tanto", password=PASSWORD)
    User.objects.create_user("invited")
    User.objects.create_user("stopped", password=PASSWORD, is_active=False)
    from django.contrib.auth.hashers import MD5PasswordHasher

    computed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *values: computed.append(1) or encode(self, *values)
    )
    pages, counts = set(), []
    for name in ("tanto", "nobody", "invited", "stopped"):
        computed.clear()
        page = body(Client().post(LOGIN, {"username": name, "password": "wrong-one-entirely"}))
        pages.add(page.split("<main")[1].split("</main>")[0].split("<form")[0])
        counts.append(len(computed))
    assert len(pages) == 1
    assert set(counts) == {counts[0]}
    assert counts[0] >= 1


def test_a_crowd_of_failures_does_not_shut_out_an_office() -> None:
    now = timezone.now()
    SignInAttempt.objects.create(username="known", address="192.0.2.9", at=now, succeeded=True)
    SignInAttempt.objects.bulk_create(
        SignInAttempt(username=f"u{number}", address="192.0.2.9", at=now, succeeded=False)
        for number in range(FAILURES_OF_AN_ADDRESS)
    )
    assert is_locked_out(username="never here", address="192.0.2.9", at=now)
    assert not is_locked_out(username="known", address="192.0.2.9", at=now)


def test_guesses_from_everywhere_are_limited_but_the_person_s_own_place_stays_open() -> None:
    now = timezone.now()
    SignInAttempt.objects.create(username="tanto", address="192.0.2.9", at=now, succeeded=True)
    SignInAttempt.objects.bulk_create(
        SignInAttempt(username="tanto", address=f"198.51.100.{number}", at=now, succeeded=False)
        for number in range(FAILURES_ANYWHERE)
    )
    assert is_locked_out(username="tanto", address="203.0.113.1", at=now)
    assert not is_locked_out(username="tanto", address="192.0.2.9", at=now)


def test_the_session_key_is_new_after_signing_in() -> None:
    User.objects.create_user("tanto", password=PASSWORD)
    client = Client()
    planted = client.session
    planted["x"] = 1
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    client.post(LOGIN, {"username": "tanto", "password": PASSWORD})
    assert client.session.session_key != planted.session_key
    stale = Client()
    stale.cookies["sessionid"] = planted.session_key
    assert stale.get("/desk/").status_code == 302


@pytest.mark.parametrize("https", [False, True])
def test_flags_of_cookies(settings, https: bool) -> None:  # type: ignore[no-untyped-def]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = https
    User.objects.create_user("tanto", password=PASSWORD)
    client = Client()
    client.get(LOGIN)
    client.post(LOGIN, {"username": "tanto", "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert bool(cookie["secure"]) is https
    assert client.cookies["sessionid"]["max-age"] == "", "it ends with the browser"


def test_every_address_refuses_a_post_without_the_token() -> None:
    desk = Desk()
    person = people(desk)["administrator"]
    for role in Role:
        if role not in (Role.ADMINISTRATOR, Role.REPORTER, Role.HEAD):
            desk.person("管理", role)
    for name, address in addresses(desk).items():
        client = Client(enforce_csrf_checks=True)
        if name not in DOORS:
            client.force_login(person)
        assert client.post(address).status_code in (403, 405), name


def test_headers_of_every_page() -> None:
    desk = Desk()
    person = people(desk)["administrator"]
    for name in ("home", "account", "people", "people_safety", "people_review", "login"):
        answer = (Client() if name == "login" else signed_in(person)).get(addresses_of(desk)[name])
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"], name
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert answer["Referrer-Policy"] == "same-origin"


def addresses_of(desk: Desk) -> dict[str, str]:
    """Addresses that need no round."""
    base = f"/desk/cities/{desk.city.code}/people/"
    return {
        "home": "/desk/", "account": "/desk/account/", "login": LOGIN, "people": base,
        "people_safety": f"{base}safety/", "people_review": f"{base}review/",
    }  # fmt: skip


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)",
     "http:///elsewhere.example", "\x00", "/desk/\r\nX: y", "/" + "x" * 100_000],
)  # fmt: skip
def test_one_is_never_led_elsewhere(wanted: str) -> None:
    User.objects.create_user("tanto", password=PASSWORD)
    answer = Client().post(LOGIN, {"username": "tanto", "password": PASSWORD, "next": wanted})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/")
    assert "\n" not in answer["Location"]


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "tan\x00to",
        "<script>alert(1)</script>",
        "\u202egnp",
        "長" * 100_000,
        "' OR 1=1 --",
        "{{ 7*7 }}",
    ],
)
def test_hostile_names_and_passwords(text: str) -> None:
    for sent in ({"username": text, "password": "x"}, {"username": "x", "password": text}):
        answer = Client(
            headers={"User-Agent": text.replace("\x00", "")[:200].encode().decode("latin-1")}
        ).post(LOGIN, sent)
        assert answer.status_code == 422
        assert "<script>alert" not in body(answer)
    for row in SignInAttempt.objects.all():
        assert len(row.username) <= 150
        assert row.browser == "不明"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/131 Safari/537 Edg/131", "Edge（Windows）"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox（Linux）"),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/605 Version/17 Safari/605", "Safari（Mac）"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/131 Mobile Safari/537", "Chrome（Android）"),
        ("curl/8", "不明"),
        ("", "不明"),
    ],
)
def test_browsers_in_words(agent: str, words: str) -> None:
    assert browser_words(agent) == words


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short-1", "12文字以上"),
        ("", "12文字以上"),
        ("aaaaaaaaaaaaaaaa", "同じ文字の繰返し"),
        ("1234567890", "よく使われる"),
        ("hanako-yamada", "似ています"),
        ("はなさきのまちのさくら", "12文字以上"),
    ],
)
def test_passwords_that_are_refused(password: str, told: str) -> None:
    from django.core.exceptions import ValidationError

    person = User(username="hanako-yamada", last_name="山田", email="hanako@city.example")
    with pytest.raises(ValidationError) as problem:
        PasswordRules().validate(password, person)
    assert told in "".join(problem.value.messages)


@pytest.mark.parametrize(
    "password", [PASSWORD, "はなさきのまちのさくらまつり", "correct horse battery staple"]
)
def test_passwords_that_are_good(password: str) -> None:
    PasswordRules().validate(password, User(username="hanako"))


@pytest.mark.parametrize("table", ["accountevent", "accountreview", "secondfactorrule"])
def test_what_is_recorded_stays(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [f"desk_{table}"]
        )
        assert len(cursor.fetchall()) == 3


def test_the_trail_refuses_changes() -> None:
    person = User.objects.create_user("tanto")
    AccountEvent.objects.create(person=person, act="stopped", by="管理", at=timezone.now())
    for change in (
        lambda: AccountEvent.objects.update(by="x"),
        lambda: AccountEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="変更も削除もできません"), transaction.atomic():
            change()
