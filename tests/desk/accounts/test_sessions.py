"""Sessions: idle and absolute limits, ending them elsewhere, and when they end by themselves."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from desk.accounts.phone import PASSWORD
from desk.city import body, signed_in
from mitodoke.departments.models import Membership
from mitodoke.desk.accounts.sessions import prune
from mitodoke.desk.models import OpenSession, SignInAttempt
from mitodoke.domain.role import Role
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db
HOME = "/desk/"
JSON = {"Accept": "application/json"}
SAFETY = f"/desk/cities/{CODE}/people/safety/"


@pytest.fixture
def person() -> User:
    return User.objects.create_user("tanto", password=PASSWORD)


def browser(name: str = "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0") -> Client:
    client = Client(headers={"User-Agent": name})
    assert client.post("/desk/login/", {"username": "tanto", "password": PASSWORD}).status_code == 302
    return client


def earlier(**minutes: int) -> None:
    """Let the sessions be older: when they began, when they were last used."""
    for field, count in minutes.items():
        OpenSession.objects.update(**{field: timezone.now() - datetime.timedelta(minutes=count)})


def inside(client: Client) -> bool:
    return client.get(HOME).status_code == 200


@pytest.mark.parametrize(
    ("ages", "open_", "told"),
    [
        ({"seen_at": 59}, True, ""),
        ({"seen_at": 61}, False, "60分間操作がなかったため"),
        ({"started_at": 719}, True, ""),
        ({"started_at": 721}, False, "サインインから12時間たったため"),
    ],
)
def test_limits(person: User, ages: dict[str, int], open_: bool, told: str) -> None:
    client = browser()
    earlier(**ages)
    answer = client.get(HOME, follow=True)
    assert inside(client) is open_
    assert told in body(answer)
    if not open_:
        assert answer.redirect_chain[0][0].startswith("/desk/login/?next=%2Fdesk%2F")


def test_use_prolongs_the_session_and_is_noted_once_a_minute(person: User) -> None:
    client = browser()
    earlier(seen_at=50)
    assert inside(client)
    seen = OpenSession.objects.get().seen_at
    assert timezone.now() - seen < datetime.timedelta(minutes=1)
    assert inside(client)
    assert OpenSession.objects.get().seen_at == seen


def test_saving_by_script_after_the_end_is_told_as_json() -> None:
    desk = Desk()
    client = signed_in(desk.reporter)
    address = f"/desk/answers/{desk.open().assignments.get(department=desk.flowers).pk}/autosave/"
    assert client.get(HOME).status_code == 200
    earlier(seen_at=61)
    answer = client.post(address, "{}", content_type="application/json", headers=JSON)
    assert answer.status_code == 401
    assert "サインインの期限が切れました" in answer.json()["error"]


def test_one_sees_and_ends_ones_other_sessions(person: User) -> None:
    here, there = browser(), browser("Mozilla/5.0 (iPhone) Version/17 Safari/605")
    assert inside(there)
    page = body(here.get("/desk/account/"))
    assert "Chrome（Windows）" in page
    assert "Safari（iPhone）" in page
    assert "ほかの画面をすべてサインアウトする" in page
    told = body(here.post("/desk/account/sessions/end/", follow=True))
    assert "ほかの画面1件をサインアウトしました。" in told
    assert inside(here)
    assert "別の画面からサインアウトしました" in body(there.get(HOME, follow=True))
    assert not inside(there)
    assert "ほかの画面をすべて" not in body(here.get("/desk/account/"))


def test_nobody_else_s_session_is_listed_or_ended(person: User) -> None:
    User.objects.create_user("other", password=PASSWORD)
    other = Client(REMOTE_ADDR="192.0.2.77")
    other.post("/desk/login/", {"username": "other", "password": PASSWORD})
    client = browser()
    assert "192.0.2.77" not in body(client.get("/desk/account/"))
    client.post("/desk/account/sessions/end/")
    assert inside(other)


def test_a_new_password_ends_all_others(person: User) -> None:
    here, there = browser(), browser()
    sent = {
        "old_password": PASSWORD,
        "new_password1": "another-good-one-9",
        "new_password2": "another-good-one-9",
    }
    assert here.post("/desk/account/", sent).status_code == 302
    assert inside(here)
    assert not inside(there)
    assert OpenSession.objects.filter(ended_because="password").count() == 1


def test_guessing_the_old_password_from_an_open_desk_counts(person: User) -> None:
    client = browser()
    sent = {
        "old_password": "wrong",
        "new_password1": "another-good-one-9",
        "new_password2": "another-good-one-9",
    }
    for _ in range(5):
        assert client.post("/desk/account/", sent).status_code == 422
    refused = client.post("/desk/account/", sent | {"old_password": PASSWORD})
    assert refused.status_code == 422
    assert "しばらく受け付けません" in body(refused)
    page = body(client.get("/desk/account/"))
    assert page.count("本人の確認：失敗") == 5
    assert "Chrome（Windows）" in page


def test_addresses_for_others_are_https_where_the_site_is(settings, rf) -> None:  # type: ignore[no-untyped-def]
    from mitodoke.desk.accounts.own_address import own_address

    for https, address in ((False, "http://testserver/x/"), (True, "https://testserver/x/")):
        settings.HTTPS = https
        assert own_address(rf.get("/"), "/x/") == address


def test_signing_out_ends_the_row(person: User) -> None:
    browser().post("/desk/logout/")
    assert OpenSession.objects.get().ended_because == "signed_out"


def test_when_the_last_role_ends_the_session_ends(settings) -> None:  # type: ignore[no-untyped-def]
    desk = Desk()
    client = signed_in(desk.reporter)
    assert inside(client)
    settings.SESSION_COOKIE_AGE = 3600 * 48
    OpenSession.objects.update(started_at=timezone.now() - datetime.timedelta(days=1))
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(person=desk.reporter).update(valid_to=yesterday, ended_by="管理")
    assert "役割の期間が終わったため" in body(client.get(HOME, follow=True))
    assert not inside(client)
    assert OpenSession.objects.get().ended_because == "roles"


def test_a_role_that_ended_before_the_session_began_changes_nothing() -> None:
    desk = Desk()
    Membership.objects.filter(person=desk.reporter).update(
        valid_to=datetime.date(2021, 3, 31), ended_by="管理"
    )
    assert "まだ役割が登録されていません" in body(signed_in(desk.reporter).get(HOME))


def test_stopping_an_account_ends_its_sessions_at_once() -> None:
    desk = Desk()
    victim, client = signed_in(desk.reporter), signed_in(desk.person("管理", Role.ADMINISTRATOR))
    assert inside(victim)
    told = client.post(SAFETY, {"action": "stop", "person": "花担当"}, follow=True)
    assert "花担当の利用を停止しました" in body(told)
    assert not inside(victim)
    assert client.post(SAFETY, {"action": "stop", "person": "花担当"}).status_code == 422
    assert client.post(SAFETY, {"action": "stop", "person": "管理"}).status_code == 422, "not oneself"
    assert client.post(SAFETY, {"action": "resume", "person": "花担当"}).status_code == 302
    assert inside(signed_in(User.objects.get(username="花担当")))


def test_an_administrator_ends_somebody_s_sessions() -> None:
    desk = Desk()
    victim, client = signed_in(desk.reporter), signed_in(desk.person("管理", Role.ADMINISTRATOR))
    assert inside(victim)
    assert client.post(SAFETY, {"action": "end_sessions", "person": "花担当"}).status_code == 302
    assert not inside(victim)
    assert client.post(SAFETY, {"action": "end_sessions", "person": "花担当"}).status_code == 422


def test_the_framework_s_own_door_leads_to_this_one(person: User) -> None:
    assert Client().get("/admin/login/")["Location"] == "/desk/login/?next=%2Fadmin%2F"
    posted = Client().post("/admin/login/", {"username": "tanto", "password": PASSWORD})
    assert posted["Location"].startswith("/desk/login/")
    root = User.objects.create_superuser("root", password=PASSWORD)
    client = signed_in(root)
    assert client.get("/admin/").status_code == 200
    earlier(seen_at=61)
    assert client.get("/admin/")["Location"] == "/desk/login/?next=%2Fadmin%2F"
    plain = signed_in(person)
    assert plain.get("/admin/login/")["Location"] == "/desk/"


def test_old_attempts_and_sessions_are_deleted_at_the_next_sign_in(person: User, settings) -> None:  # type: ignore[no-untyped-def]
    now = timezone.now()
    for days in (settings.SIGN_IN_LOG_DAYS - 1, settings.SIGN_IN_LOG_DAYS + 1):
        at = now - datetime.timedelta(days=days)
        SignInAttempt.objects.create(username="tanto", address="192.0.2.1", at=at, succeeded=False)
        OpenSession.objects.create(person=person, started_at=at, seen_at=at, address="192.0.2.1")
    browser()
    assert SignInAttempt.objects.count() == 2, "one old one and the new one"
    assert OpenSession.objects.count() == 2
    prune(now + datetime.timedelta(days=settings.SIGN_IN_LOG_DAYS + 1))
    assert not SignInAttempt.objects.exists()
