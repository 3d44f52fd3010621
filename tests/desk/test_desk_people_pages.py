"""職員と役割: accounts, appointing, ending, handing over, deputies; and the command for the first 管理者."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from desk.city import body, signed_in
from mitodoke.cli import main as command_line
from mitodoke.cli import staff
from mitodoke.departments.models import Delegation, Membership, Municipality
from mitodoke.desk.first_password import random_password
from mitodoke.domain.role import RIGHTS, Role
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db
PEOPLE = f"/desk/cities/{CODE}/people/"
ACT = f"{PEOPLE}act/"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.person("管理", Role.ADMINISTRATOR))


def test_an_account_is_made_and_its_password_shown_once(client: Client) -> None:
    sent = {"username": "shinjin", "family_name": "新", "given_name": "人", "email": ""}
    page = body(client.post(f"{PEOPLE}new/", sent))
    password = re.findall(r"パスワード ([a-z0-9]{4}(?:-[a-z0-9]{4}){3})", page)[0]
    assert password not in body(client.get(f"{PEOPLE}new/"))
    assert password not in body(client.get(PEOPLE))
    answer = Client().post("/desk/login/", {"username": "shinjin", "password": password})
    assert answer.status_code == 302
    again = client.post(f"{PEOPLE}new/", sent)
    assert again.status_code == 422
    assert "すでにいます" in body(again)


@pytest.mark.parametrize("name", ["", "a b", "<b>", "長" * 151])
def test_names_that_no_account_can_have_are_refused(client: Client, name: str) -> None:
    response = client.post(f"{PEOPLE}new/", {"username": name, "family_name": "新"})
    assert response.status_code == 422
    assert 'role="alert"' in body(response)


def test_appoint_and_end(client: Client, desk: Desk) -> None:
    person = User.objects.create_user("shinjin")
    sent: dict[str, Any] = {
        "action": "appoint",
        "person": "shinjin",
        "role": "reporter",
        "department": desk.green.pk,
        "valid_from": "令和8年4月1日",
    }
    assert "みどり課の所属担当に登録しました。" in body(client.post(ACT, sent, follow=True))
    row = Membership.objects.get(person=person)
    end = {"action": "end", "membership": row.pk, "last_day": "令和60年3月31日"}
    assert "で終わります。" in body(client.post(ACT, end, follow=True))
    for wrong in (
        sent,
        sent | {"role": "planner"},
        sent | {"department": ""},
        sent | {"person": "nobody"},
        sent | {"role": "king"},
        end | {"membership": 0},
        {"action": "x"},
    ):
        response = client.post(ACT, wrong)
        assert response.status_code == 422, wrong
        assert 'role="alert"' in body(response)


def test_the_last_administrator_stays(client: Client) -> None:
    row = Membership.objects.get(role=Role.ADMINISTRATOR)
    response = client.post(ACT, {"action": "end", "membership": row.pk, "last_day": "令和60年3月31日"})
    assert "最後の管理者の役割は終えられません。" in body(response)


def test_handing_over_and_deputies(client: Client, desk: Desk) -> None:
    User.objects.create_user("kouninn")
    sent = {"action": "hand_over", "person": "花担当", "successor": "kouninn", "on": "令和60年4月1日"}
    assert "引き継ぎます。" in body(client.post(ACT, sent, follow=True))
    away = {
        "action": "delegate", "absent": "花課長", "deputy": "緑課長", "valid_from": "令和60年4月1日",
        "valid_to": "令和60年4月3日", "reason": "出張",
    }  # fmt: skip
    assert "代理に登録しました。" in body(client.post(ACT, away, follow=True))
    made = Delegation.objects.get()
    assert "代理を取り消しました。" in body(
        client.post(ACT, {"action": "revoke", "delegation": made.pk}, follow=True)
    )
    assert client.post(ACT, {"action": "revoke", "delegation": "x"}).status_code == 422


def test_ones_own_deputy(desk: Desk) -> None:
    client = signed_in(desk.head)
    address = "/desk/absence/"
    sent = {
        "action": "delegate", "deputy": "緑課長", "valid_from": "令和60年4月1日", "valid_to": "令和60年4月3日",
        "reason": "休暇", "absent": "企画",
    }  # fmt: skip
    assert "緑課長を代理に登録しました。" in body(client.post(address, sent, follow=True))
    made = Delegation.objects.get()
    assert made.absent == desk.head, "whom the form names as absent does not count"
    refused = client.post(address, sent | {"deputy": "花課長"})
    assert "自分自身は代理にできません。" in body(refused)
    assert "休暇" in body(refused)
    stranger = signed_in(desk.reporter)
    assert stranger.post(address, {"action": "revoke", "delegation": made.pk}).status_code == 422
    assert client.post(address, {"action": "revoke", "delegation": made.pk}).status_code == 302


def test_a_forgotten_password_is_made_anew(client: Client, desk: Desk) -> None:
    page = body(client.post(ACT, {"action": "password", "person": "花担当"}))
    password = re.findall(r"パスワード ([a-z0-9-]{19})", page)[0]
    assert Client().post("/desk/login/", {"username": "花担当", "password": password}).status_code == 302
    assert password not in body(client.get(PEOPLE))


def test_no_password_is_made_for_people_of_another_city(client: Client, desk: Desk) -> None:
    User.objects.create_superuser("root")
    response = client.post(ACT, {"action": "password", "person": "root"})
    assert response.status_code == 422
    _works_elsewhere(desk.planner, desk)
    response = client.post(ACT, {"action": "password", "person": "企画"})
    assert "別の自治体の役割も持つため" in body(response)


_NAMED = (
    ("people/act/", {"action": "appoint", "person": "よその人", "role": "reader", "valid_from": "令和60年4月1日"}),
    ("people/act/", {"action": "hand_over", "person": "よその人", "successor": "花担当", "on": "令和60年4月1日"}),
    ("people/act/", {"action": "hand_over", "person": "花担当", "successor": "よその人", "on": "令和60年4月1日"}),
    ("people/act/", {"action": "delegate", "absent": "花課長", "deputy": "よその人", "valid_from": "令和60年4月1日",
                     "valid_to": "令和60年4月3日", "reason": "出張"}),
    ("people/act/", {"action": "password", "person": "よその人"}),
    ("people/safety/", {"action": "stop", "person": "よその人"}),
    ("people/safety/", {"action": "end_sessions", "person": "よその人"}),
    ("people/safety/", {"action": "remove_factor", "person": "よその人", "reason": "紛失"}),
)  # fmt: skip
"""Every form that names a person: below the city's address, what is sent."""


def _stranger(desk: Desk) -> User:
    """Somebody with a role in another city only."""
    stranger = User.objects.create_user("よその人", last_name="与曽野", first_name="人")
    _works_elsewhere(stranger, desk)
    return stranger


def _works_elsewhere(person: User, desk: Desk) -> None:
    other = Municipality.objects.create(code="011002", name="別市", recorded_by="x", recorded_at=desk.clock())
    Membership.objects.create(
        person=person, role=Role.READER, municipality=other, valid_from="2020-04-01",
        recorded_by="x", recorded_at=desk.clock(),
    )  # fmt: skip


@pytest.mark.parametrize(("address", "sent"), _NAMED)
def test_who_works_elsewhere_only_is_nobody_here(
    client: Client, desk: Desk, address: str, sent: dict[str, str]
) -> None:
    def refusal(name: str) -> str:
        response = client.post(
            f"/desk/cities/{CODE}/{address}",
            {key: name if value == "よその人" else value for key, value in sent.items()},
        )
        assert response.status_code == 422
        told = re.findall(r'role="alert".*?</', body(response), re.DOTALL)
        assert told
        return str(told[0]).replace(name, "―")

    _stranger(desk)
    before = Membership.objects.count(), Delegation.objects.count()
    assert refusal("よその人") == refusal("いない人")
    assert (Membership.objects.count(), Delegation.objects.count()) == before


def test_the_yearly_review_does_not_know_who_works_elsewhere_only(client: Client, desk: Desk) -> None:
    stranger = _stranger(desk)
    for action in ("confirm", "end", "hand_over"):
        sent = {"action": action, "person": str(stranger.pk), "day": "令和60年4月1日"}
        response = client.post(f"{PEOPLE}review/", sent)
        assert response.status_code == 422, action
        assert "与曽野" not in body(response), action


def test_the_page_of_rights_says_what_the_table_says(desk: Desk) -> None:
    page = body(signed_in(desk.reader).get("/desk/roles/"))
    for role, rights in RIGHTS.items():
        assert role.label in page
        for right in rights:
            assert right.label in page
    assert page.count("自分の役割") == 1


def test_passwords_are_random_and_easy_to_read() -> None:
    made = {random_password() for _ in range(200)}
    assert len(made) == 200
    assert not set("".join(made)) & set("01loi")


def test_the_command_makes_the_first_administrator_once(capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(staff, "prepare_database", lambda: None)
    monkeypatch.setattr(command_line, "COMMANDS", (*command_line.COMMANDS, staff.COMMAND))

    def run(*arguments: str) -> int:
        known = {one.name: one for one in command_line.COMMANDS}
        monkeypatch.setattr(command_line, "COMMANDS", tuple(known.values()))
        return command_line.main(["staff", *arguments])

    city = ["--city", CODE, "--city-name", "花咲市"]
    assert run("kanri", *city) == 0
    told = capsys.readouterr().out
    password = re.findall(r"[a-z0-9-]{19}", told)[-1]
    assert Client().post("/desk/login/", {"username": "kanri", "password": password}).status_code == 302
    assert run("kanri", *city, "--rescue") == 0
    renewed = re.findall(r"[a-z0-9-]{19}", capsys.readouterr().out)[-1]
    assert Client().post("/desk/login/", {"username": "kanri", "password": renewed}).status_code == 302
    assert run("nobody", *city, "--rescue") == 2
    assert "という利用者はいません" in capsys.readouterr().err
    assert run("second", *city) == 2
    assert "すでに管理者がいます" in capsys.readouterr().err
    assert not User.objects.filter(username="second").exists(), "both or neither"
    assert run("kikaku", *city, "--role", "企画担当", "--by", "kanri") == 0
    for wrong in (
        ["x", "--city", "123456"],
        ["x", *city, "--role", "市長"],
        ["x", *city, "--role", "所属担当", "--by", "kanri", "--department", "ない課"],
        ["x", *city, "--role", "企画担当"],
        ["x", *city, "--role", "企画担当", "--by", "kikaku"],
        ["x", *city, "--ask-password"],
    ):
        assert run(*wrong) == 2, wrong
        assert capsys.readouterr().err.startswith("mitodoke: ")
    assert not User.objects.filter(username="x").exists()


def test_a_deputy_is_chosen_from_the_colleagues_or_named(desk: Desk) -> None:
    client = signed_in(desk.head)
    page = body(client.get("/desk/absence/"))
    assert '<option value="花担当">花担当（所属担当）</option>' in page
    assert "緑課長" not in page, "people of other departments are not listed"
    sent = {
        "action": "delegate", "deputy": "花担当", "other": "", "valid_from": "令和60年4月1日",
        "valid_to": "令和60年4月3日", "reason": "休暇",
    }  # fmt: skip
    assert "花担当を代理に登録しました。" in body(client.post("/desk/absence/", sent, follow=True))
    assert "緑課長を代理に登録しました。" in body(
        client.post("/desk/absence/", sent | {"other": "緑課長"}, follow=True)
    )
    assert "花課長の代理（令和60年4月1日～令和60年4月3日、休暇）" in body(
        signed_in(desk.reporter).get("/desk/absence/")
    )


def test_who_has_nothing_to_delegate_is_told_so(desk: Desk) -> None:
    page = body(signed_in(desk.person("管理だけ", Role.ADMINISTRATOR)).get("/desk/absence/"))
    assert "代理に任せられる役割がありません。" in page
    assert "代理の人の利用者名" not in page


def test_an_evaluator_from_outside_is_not_shown_the_staff(desk: Desk) -> None:
    page = body(signed_in(desk.person("外部", Role.EVALUATOR)).get("/desk/absence/"))
    assert "花担当" not in page
    assert "代理の人の利用者名" in page


def test_the_page_of_rights_tells_ones_own_roles_and_the_way_of_an_answer(desk: Desk) -> None:
    page = body(signed_in(desk.reporter).get("/desk/roles/"))
    assert "あなたの役割は、所属担当" in page
    assert page.index("所属担当 <span") < page.index(">企画担当")
    assert "回答が公表の元になるまで" in page
    assert "所属長が承認するか、理由を付けて差し戻します。" in page
