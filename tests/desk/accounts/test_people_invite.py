"""まとめて招待する: mails and sheets for everybody who has no password yet, and what happens when mail does not work."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.accounts.phone import PASSWORD
from desk.accounts.staff_files import INVITE, registered
from desk.city import body, signed_in
from mitodoke.departments.models import Membership, Municipality
from mitodoke.desk.accounts import inviting
from mitodoke.desk.models import AccountEvent, Invitation
from mitodoke.domain.role import Role
from reporting.desk import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.person("管理", Role.ADMINISTRATOR))


def staff(client: Client, count: int, *, mails: Iterable[int] = ()) -> list[int]:
    """So many people of a list, those numbered `mails` with an address: their numbers."""
    rows = [
        (f"s{one}", f"職員 {one}", f"s{one}@city.example" if one in mails else "", "花課", "所属担当")
        for one in range(count)
    ]
    registered(client, *rows)
    return [User.objects.get(username=f"s{one}").pk for one in range(count)]


def invite(client: Client, people: list[int], action: str = "mail") -> str:
    return body(client.post(INVITE, {"person": people, "action": action}))


def test_mails_to_who_has_an_address_and_sheets_for_the_others(client: Client) -> None:
    people = staff(client, 4, mails=[0, 1])
    page = body(client.get(INVITE))
    assert page.count("まだ招待していません") == 4
    assert page.count(" checked>") == 4
    page = invite(client, people)
    assert "2人に招待のメールを送りました。" in page
    assert [one.to for one in mail.outbox] == [["s0@city.example"], ["s1@city.example"]]
    codes = re.findall(r'class="once">([a-z0-9-]{19})<', page)
    assert len(codes) == 2 == page.count('<section class="letter">') == page.count("<svg")
    assert codes[0] not in body(client.get(INVITE)), "told once"
    answer = Client().post(f"/desk/invitation/{codes[0]}/", {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    page = body(client.get(INVITE))
    assert "まだパスワードを決めていない人 3人" in page, "who chose a password is no longer listed"
    assert page.count("メール（令和") == 2
    assert page.count("印刷した招待状（令和") == 1
    assert " checked>" not in page, "everybody is on the way"
    assert AccountEvent.objects.filter(act="invited").count() == 4


def test_everybody_on_paper(client: Client) -> None:
    people = staff(client, 3, mails=[0, 1, 2])
    page = invite(client, people, "letters")
    assert page.count('<section class="letter">') == 3
    assert not mail.outbox
    assert re.findall(r"職員 \d", page.split("招待状3人分")[1])[0] == "職員 0"


def test_without_a_mail_server_there_are_sheets(client: Client, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    people = staff(client, 1, mails=[0])
    settings.EMAIL_BACKEND = "mitodoke.reporting.mail.folder_backend.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    page = body(client.get(INVITE))
    assert "メールサーバーが設定されていないため" in page
    assert 'value="mail"' not in page
    assert '<section class="letter">' in invite(client, people)
    assert not list(tmp_path.iterdir())


def test_a_server_that_cannot_be_reached_is_not_asked_for_everybody(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = staff(client, 5, mails=range(4))

    def refuse(_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "open", refuse)
    page = invite(client, people)
    assert "4人への招待は行っていません。" in page
    assert page.count('<section class="letter">') == 1, "paper needs no server"
    assert Invitation.objects.count() == 1
    assert body(client.get(INVITE)).count(" checked>") == 4


def test_mails_that_are_not_taken_are_named_and_after_some_no_more_are_tried(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = staff(client, 6, mails=range(6))
    sent = locmem.EmailBackend.send_messages

    def refuse(backend: locmem.EmailBackend, messages: list[mail.EmailMessage]) -> int:
        if messages[0].to != ["s0@city.example"]:
            raise ConnectionResetError("no")
        return sent(backend, messages)

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    page = invite(client, people)
    assert "1人に招待のメールを送りました。" in page
    assert "メールは送れませんでした。" in page
    assert "2人への招待は行っていません。" in page
    page = body(client.get(INVITE))
    assert page.count("は送れませんでした") == 3
    assert page.count("まだ招待していません") == 2
    assert page.count(" checked>") == 5
    assert invite(client, people[1:], "letters").count('<section class="letter">') == 5


def test_whom_an_administrator_may_not_invite_is_not_listed(client: Client, desk: Desk) -> None:
    [number] = staff(client, 1)
    other = Municipality.objects.create(code="011002", name="別市", recorded_by="x", recorded_at=desk.clock())
    person = User.objects.get(pk=number)
    Membership.objects.create(
        person=person, role=Role.READER, municipality=other, valid_from="2020-04-01",
        recorded_by="x", recorded_at=desk.clock(),
    )  # fmt: skip
    assert "まだパスワードを決めていない人はいません。" in body(client.get(INVITE))
    for people in ([number], [], ["x"], ["9" * 400], [desk.planner.pk]):
        answer = client.post(INVITE, {"person": people, "action": "letters"})
        assert answer.status_code == 422
        assert "招待する人を選んでください。" in body(answer)
    Membership.objects.filter(municipality=other).delete()
    assert client.post(INVITE, {"person": [number], "action": "x"}).status_code == 422
    Membership.objects.filter(person=person).update(valid_to="2026-04-02", ended_by="試験")
    assert "まだパスワードを決めていない人はいません。" in body(client.get(INVITE)), "the role is over"
    assert not Invitation.objects.exists()


def test_so_many_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    people = staff(client, 5)
    monkeypatch.setattr("mitodoke.desk.views.people_invite.MOST_AT_ONCE", 3)
    page = body(client.get(INVITE))
    assert "ほかに2人います。" in page
    assert page.count(" checked>") == 3
    assert "一度に招待できるのは3人までです。" in invite(client, people)
    invite(client, people[:3], "letters")
    assert "s4<" in body(client.get(INVITE)), "who was not invited comes first"
    assert inviting.MOST_AT_ONCE == 200


def test_the_list_asks_as_often_for_many_people_as_for_few(client: Client) -> None:
    def asked(count: int) -> int:
        people = staff(client, count)
        invite(client, people[: count // 2], "letters")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(INVITE).status_code == 200
        return len(queries)

    assert asked(5) == asked(80) < 13
