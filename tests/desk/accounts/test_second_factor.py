"""二段階認証 on its pages: set up, asked for, each code once, recovered, removed, required."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from desk.accounts.phone import PASSWORD, code, secured
from desk.city import body, signed_in
from mitodoke.desk.accounts.second_factor import RECOVERY_CODES, check_code, has_second_factor
from mitodoke.desk.models import AccountEvent, RecoveryCode, SecondFactor, SecondFactorRule, SignInAttempt
from mitodoke.desk.queries import FAILURES_OF_A_NAME, WRONG_CODES
from mitodoke.domain.role import Role
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db
LOGIN, ASKED = "/desk/login/", "/desk/login/code/"
PAGE = "/desk/account/second-factor/"
SAFETY = f"/desk/cities/{CODE}/people/safety/"


@pytest.fixture
def person() -> User:
    return User.objects.create_user("tanto", password=PASSWORD)


def first_step(client: Client, **more: str) -> None:
    answer = client.post(LOGIN, {"username": "tanto", "password": PASSWORD} | more)
    assert answer["Location"] == ASKED


def inside(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_setting_up_and_signing_in(person: User) -> None:
    client = signed_in(person)
    assert "設定を始める" in body(client.get(PAGE))
    page = body(client.post(PAGE, {"action": "begin"}, follow=True))
    assert "<svg" in page
    shown = re.search(r'class="once">([A-Z2-7 ]{39})<', page)
    assert shown, "the secret stands there in groups of four"
    assert not has_second_factor(person), "it counts once a code was typed"
    wrong = client.post(PAGE, {"action": "confirm", "code": "000000"})
    assert wrong.status_code == 422
    assert shown[1] in body(wrong), "the same secret is still there"
    done = body(client.post(PAGE, {"action": "confirm", "code": code(person)}))
    codes = re.findall(r"<li>([a-z0-9]{4}(?:-[a-z0-9]{4}){2})</li>", done)
    assert len(set(codes)) == RECOVERY_CODES
    again = body(client.get(PAGE))
    assert codes[0] not in again
    assert shown[1] not in again

    other = Client()
    first_step(other, next="/desk/roles/")
    assert not inside(other)
    used = other.post(ASKED, {"code": code(person)})
    assert used.status_code == 422, "the code that set it up does not work again"
    answer = other.post(ASKED, {"code": code(person, 1)})
    assert answer["Location"] == "/desk/roles/"
    assert inside(other)


def test_a_code_works_once_even_in_another_window(person: User) -> None:
    secured(person)
    one, two = Client(), Client()
    first_step(one)
    first_step(two)
    now = code(person)
    assert one.post(ASKED, {"code": now}).status_code == 302
    assert two.post(ASKED, {"code": now}).status_code == 422
    assert two.post(ASKED, {"code": code(person, -1)}).status_code == 422, "nor an earlier one"
    assert not inside(two)


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_the_clock_of_the_phone_may_be_a_little_off(person: User, steps: int, status: int) -> None:
    secured(person)
    client = Client()
    first_step(client)
    assert client.post(ASKED, {"code": code(person, steps)}).status_code == status


def test_recovery_codes_work_once_each(person: User) -> None:
    codes = secured(person)
    client = Client()
    first_step(client)
    typed = codes[0].upper().replace("-", " ")
    assert "予備コードを一つ使いました" in body(client.post(ASKED, {"code": typed}, follow=True))
    again = Client()
    first_step(again)
    assert again.post(ASKED, {"code": codes[0]}).status_code == 422
    assert again.post(ASKED, {"code": codes[1]}).status_code == 302
    assert "残りの予備コードは8個" in body(again.get("/desk/account/"))
    assert AccountEvent.objects.filter(act="recovery_code_used").count() == 2


def test_recovery_codes_of_another_person_do_not_work(person: User) -> None:
    secured(person)
    other = secured(User.objects.create_user("other"))
    client = Client()
    first_step(client)
    assert client.post(ASKED, {"code": other[0]}).status_code == 422


def test_guesses_are_counted_and_knowing_the_password_does_not_reset_them(person: User) -> None:
    secured(person)
    for number in range(WRONG_CODES):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        first_step(client)
        assert client.post(ASKED, {"code": "000000"}).status_code == 422
    fresh = Client(REMOTE_ADDR="192.0.2.200")
    first_step(fresh)
    answer = fresh.post(ASKED, {"code": code(person)})
    assert answer.status_code == 429, "wherever the guesses came from"
    assert "すぐに管理者に知らせてください" in body(answer)


def test_at_one_address_fewer_guesses_suffice(person: User) -> None:
    secured(person)
    client = Client()
    first_step(client)
    for _ in range(FAILURES_OF_A_NAME):
        assert client.post(ASKED, {"code": "000000"}).status_code == 422
    assert client.post(ASKED, {"code": code(person)}).status_code == 429


def test_the_second_step_belongs_to_the_first(person: User) -> None:
    secured(person)
    stranger = Client()
    assert stranger.post(ASKED, {"code": code(person)})["Location"] == LOGIN
    client = Client()
    first_step(client)
    person.set_password("another-good-one-9")
    person.save()
    assert client.post(ASKED, {"code": code(person)})["Location"] == LOGIN, "the password has changed since"


def test_it_is_removed_with_the_password_only(person: User) -> None:
    secured(person)
    client = signed_in(person)
    assert client.post(PAGE, {"action": "remove", "confirmation": "wrong"}).status_code == 422
    assert has_second_factor(person)
    assert SignInAttempt.objects.get().succeeded is False, "a wrong one counts as a failed attempt"
    assert client.post(PAGE, {"action": "remove", "confirmation": PASSWORD}).status_code == 302
    assert not has_second_factor(person)
    assert not RecoveryCode.objects.exists()
    assert AccountEvent.objects.filter(person=person, act="factor_removed", by="tanto").exists()


def test_new_recovery_codes_replace_the_old_ones(person: User) -> None:
    old = secured(person)
    client = signed_in(person)
    page = body(client.post(PAGE, {"action": "codes", "confirmation": PASSWORD}))
    new = re.findall(r"<li>([a-z0-9-]{14})</li>", page)
    assert len(new) == RECOVERY_CODES
    from django.utils import timezone

    assert check_code(person=person, typed=old[0], now=timezone.now()) is None
    assert check_code(person=person, typed=new[0], now=timezone.now()) is not None


@pytest.mark.parametrize("action", ["codes", "remove", "confirm", "x", ""])
def test_acts_that_make_no_sense_are_refused_in_words(person: User, action: str) -> None:
    answer = signed_in(person).post(PAGE, {"action": action, "confirmation": PASSWORD, "code": "123456"})
    assert answer.status_code == 422
    assert 'role="alert"' in body(answer)


def test_who_has_no_password_confirms_with_a_code() -> None:
    person = User.objects.create_user("sso")
    secured(person)
    client = signed_in(person)
    assert client.post(PAGE, {"action": "remove", "confirmation": "000000"}).status_code == 422
    assert client.post(PAGE, {"action": "remove", "confirmation": code(person)}).status_code == 302


def test_the_secret_is_sealed_and_shown_nowhere_else(person: User, client: Client) -> None:
    secured(person)
    row = SecondFactor.objects.get()
    from mitodoke.desk.accounts.sealing import unseal

    assert unseal(row.sealed_secret) not in row.sealed_secret
    root = User.objects.create_superuser("root", password=PASSWORD)
    admin = signed_in(root)
    for address in (f"/admin/desk/secondfactor/{row.pk}/change/", "/admin/desk/secondfactor/"):
        page = admin.get(address)
        assert page.status_code == 200
        assert row.sealed_secret not in body(page)


def test_another_secret_key_is_told_and_never_lets_in(person: User, settings) -> None:  # type: ignore[no-untyped-def]
    secured(person)
    now = code(person)
    settings.SECRET_KEY = "another " * 8
    client = Client()
    client.post(LOGIN, {"username": "tanto", "password": PASSWORD})
    answer = client.post(ASKED, {"code": now})
    assert answer.status_code == 422
    assert "二段階認証の秘密を読めません" in body(answer)


def test_the_command_line_rescues_the_only_administrator(person: User) -> None:
    from mitodoke.desk.services import rescue_account

    secured(person)
    password = rescue_account(person=person, by="root")
    assert not has_second_factor(person)
    assert not RecoveryCode.objects.exists()
    assert Client().post(LOGIN, {"username": "tanto", "password": password})["Location"] == "/desk/"
    assert {
        one.by for one in AccountEvent.objects.filter(act__in=["factor_removed", "password_renewed"])
    } == {"root"}


def test_an_administrator_requires_it_and_helps(person: User) -> None:
    desk = Desk()
    administrator = desk.person("管理", Role.ADMINISTRATOR)
    client = signed_in(administrator)
    asked = {"action": "require", "roles": ["planner", "reporter"]}
    refused = client.post(SAFETY, asked)
    assert "先に自分の二段階認証を設定してください" in body(refused)
    assert refused.status_code == 422
    secured(administrator)
    told = body(client.post(SAFETY, asked, follow=True))
    assert "企画担当、所属担当に二段階認証を求めます。" in told
    assert client.post(SAFETY, asked).status_code == 422, "nothing new"

    planner = signed_in(desk.planner)
    assert planner.get("/desk/")["Location"] == PAGE
    assert planner.get(f"/desk/cities/{CODE}/rounds/")["Location"] == PAGE
    assert planner.get("/desk/", headers={"Accept": "application/json"}).status_code == 403
    assert "先に設定してください" in body(planner.get(PAGE))
    assert inside(signed_in(desk.head)), "other roles are not asked"
    secured(desk.planner)
    assert inside(planner)

    assert client.post(SAFETY, {"action": "remove_factor", "person": "企画"}).status_code == 422, "a reason"
    done = client.post(SAFETY, {"action": "remove_factor", "person": "企画", "reason": "紛失"}, follow=True)
    assert "企画の二段階認証を解除しました。" in body(done)
    event = AccountEvent.objects.filter(act="factor_removed").get()
    assert (event.by, event.note) == ("管理", "紛失")
    assert planner.get("/desk/")["Location"] == PAGE

    assert client.post(SAFETY, {"action": "require"}).status_code == 302
    assert inside(planner)
    assert SecondFactorRule.objects.count() == 2, "a decision is added, none is changed"
