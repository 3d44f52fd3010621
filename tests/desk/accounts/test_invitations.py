"""Invitations: by mail, on paper, once, for a while, revocable; and what an administrator may invite."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from desk.accounts.phone import PASSWORD
from desk.city import body, signed_in
from mitodoke.departments.models import Membership, Municipality
from mitodoke.desk.first_password import random_password, read_code
from mitodoke.desk.models import Invitation
from mitodoke.domain.role import Role
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db
NEW = f"/desk/cities/{CODE}/people/new/"
SAFETY = f"/desk/cities/{CODE}/people/safety/"
PERSON = {"username": "shinjin", "family_name": "新", "given_name": "人", "email": "shinjin@city.example"}


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.person("管理", Role.ADMINISTRATOR))


def link_in(text: str) -> str:
    found = re.search(r"http://testserver(/desk/invitation/[a-z0-9-]+/)", text)
    assert found, text
    return found[1]


def choose(address: str, password: str = PASSWORD, again: str | None = None) -> Any:
    return Client().post(address, {"password": password, "again": again or password})


def test_by_mail(client: Client) -> None:
    told = body(client.post(NEW, PERSON | {"way": "mail"}, follow=True))
    assert "shinjin@city.example）に招待を送りました" in told
    [sent] = mail.outbox
    assert sent.to == ["shinjin@city.example"]
    address = link_in(sent.body)
    assert address.split("/")[3] not in told, "only the person gets the link"
    person = User.objects.get(username="shinjin")
    assert not person.has_usable_password()
    page = body(Client().get(address))
    assert "さんの利用者名は「" in page
    assert "shinjin" in page
    assert choose(address, "short").status_code == 422
    assert choose(address, PASSWORD, "another").status_code == 422
    assert choose(address)["Location"] == "/desk/login/"
    assert Client().post("/desk/login/", {"username": "shinjin", "password": PASSWORD}).status_code == 302
    assert Client().get(address).status_code == 404, "once"
    assert choose(address, "another-good-one-9").status_code == 404


def test_on_paper(client: Client) -> None:
    page = body(client.post(NEW, PERSON | {"way": "letter", "email": ""}))
    code = re.findall(r'class="once">([a-z0-9-]{19})<', page)[0]
    assert "<svg" in page
    assert code not in body(client.get(SAFETY))
    answer = Client().post("/desk/invitation/", {"code": code.upper().replace("-", "　")})
    assert answer["Location"] == f"/desk/invitation/{code}/"
    assert choose(answer["Location"]).status_code == 302
    assert Client().post("/desk/invitation/", {"code": code}).status_code == 422


@pytest.mark.parametrize("typed", ["", "x", "abcd-efgh", "\x00", "長" * 100_000, "<b>", "../../"])
def test_what_is_no_code_is_told_what_a_code_looks_like(typed: str) -> None:
    answer = Client().post("/desk/invitation/", {"code": typed})
    assert answer.status_code == 422
    assert "英数字16文字（4文字が4組）" in body(answer)


def test_a_code_that_was_never_made() -> None:
    answer = Client().post("/desk/invitation/", {"code": "abcd-efgh-jkmn-pqrs"})
    assert answer.status_code == 422
    assert "このコードの招待は見つかりません。" in body(answer)
    page = body(Client().get("/desk/invitation/abcd-efgh-jkmn-pqrs/"))
    assert "招待コードを入力し直す" in page


def test_who_holds_a_code_is_told_why_it_opens_nothing(client: Client) -> None:
    client.post(NEW, PERSON | {"way": "mail"})
    address = link_in(mail.outbox[0].body)
    page = body(Client().get(address))
    assert "の「みとどけ」（職員の作業画面）への招待です。" in page
    made = timezone.now() - datetime.timedelta(days=8)
    Invitation.objects.update(made_at=made, expires_at=timezone.now())
    assert "この招待の期限（令和" in body(Client().get(address))
    Invitation.objects.update(expires_at=timezone.now() + datetime.timedelta(days=1))
    told = body(Client().post(address, {"password": PASSWORD, "again": PASSWORD}, follow=True))
    assert "利用者名「shinjin」と、決めたパスワードでサインインしてください。" in told
    assert "この招待はすでに使われました。" in body(Client().get(address))


def test_an_invitation_that_was_taken_back_says_so(client: Client) -> None:
    client.post(NEW, PERSON | {"way": "mail"})
    client.post(SAFETY, {"action": "mail", "person": "shinjin"})
    assert "この招待は取り消されました。" in body(Client().get(link_in(mail.outbox[0].body)))


def test_it_ends_after_some_days_and_can_be_revoked(client: Client) -> None:
    client.post(NEW, PERSON | {"way": "mail"})
    address = link_in(mail.outbox[0].body)
    row = Invitation.objects.get()
    late = timezone.now() - datetime.timedelta(days=8)
    Invitation.objects.update(made_at=late, expires_at=late + datetime.timedelta(days=7))
    assert Client().get(address).status_code == 404
    assert "期限切れ" in body(client.get(SAFETY))
    Invitation.objects.update(expires_at=timezone.now() + datetime.timedelta(days=1))
    assert Client().get(address).status_code == 200
    assert client.post(SAFETY, {"action": "revoke", "invitation": row.pk}).status_code == 302
    assert Client().get(address).status_code == 404
    for wrong in (row.pk, 0, "x", "9" * 30):
        assert client.post(SAFETY, {"action": "revoke", "invitation": wrong}).status_code == 422


def test_a_new_one_ends_the_earlier_one(client: Client) -> None:
    client.post(NEW, PERSON | {"way": "mail"})
    assert client.post(SAFETY, {"action": "mail", "person": "shinjin"}).status_code == 302
    old, new = (link_in(one.body) for one in mail.outbox)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_a_stopped_account_s_invitation_opens_nothing(client: Client) -> None:
    client.post(NEW, PERSON | {"way": "mail"})
    User.objects.filter(username="shinjin").update(is_active=False)
    assert Client().get(link_in(mail.outbox[0].body)).status_code == 404


def test_a_mail_that_cannot_be_sent_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ConnectionRefusedError("no mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    told = body(client.post(NEW, PERSON | {"way": "mail"}, follow=True))
    assert "利用者は作りました。メールを送れませんでした。" in told
    assert "送れませんでした" in told
    assert Invitation.objects.get().problem == "ConnectionRefusedError: no mail server"


def test_without_an_address_nothing_is_made(client: Client) -> None:
    answer = client.post(NEW, PERSON | {"way": "mail", "email": ""})
    assert answer.status_code == 422
    assert "メールアドレスが登録されていない" in body(answer)
    assert not User.objects.filter(username="shinjin").exists(), "both or neither"
    assert client.post(NEW, PERSON | {"way": "x"}).status_code == 422


def test_nobody_invites_for_accounts_that_are_not_theirs(client: Client, desk: Desk) -> None:
    User.objects.create_superuser("root", email="root@city.example")
    User.objects.create_user("stranger", email="s@city.example")
    other = Municipality.objects.create(code="011002", name="別市", recorded_by="x", recorded_at=desk.clock())
    Membership.objects.create(
        person=desk.planner, role=Role.READER, municipality=other, valid_from="2020-04-01",
        recorded_by="x", recorded_at=desk.clock(),
    )  # fmt: skip
    for name in ("root", "stranger", "企画", "", "nobody", "\x00"):
        for action in ("mail", "letter", "stop", "resume", "end_sessions", "unlink", "remove_factor"):
            answer = client.post(SAFETY, {"action": action, "person": name, "reason": "x"})
            assert answer.status_code == 422, (name, action)
    assert not mail.outbox
    assert not Invitation.objects.exists()


def test_codes_are_read_as_people_type_them() -> None:
    code = random_password()
    assert read_code(f" {code.upper()} ") == code
    assert read_code("ａｂｃｄ ＥＦＧＨ") == "abcd-efgh"
    assert read_code("abcd-01lo") == ""
