"""職員をまとめて登録する: what a list would change is shown, and exactly that is stored, once and as a whole."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.accounts.staff_files import STORE, UPLOAD, hidden, registered, store, upload, workbook
from desk.city import body, signed_in
from mitodoke.departments.models import Membership, Municipality
from mitodoke.departments.services import begin_membership, register_departments
from mitodoke.desk import services
from mitodoke.desk.accounts.staff_list import store as storing
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Role
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db
TARO = ("t.yamada", "山田　太郎", "taro@city.example", "花課", "所属担当")
HANAKO = ("0012", "鈴木 花子", "", "みどり課", "所属長")


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.person("管理", Role.ADMINISTRATOR))


def another_city(desk: Desk, person: User) -> None:
    city, _ = Municipality.objects.get_or_create(
        code="011002", defaults={"name": "別市", "recorded_by": "x", "recorded_at": desk.clock()}
    )
    Membership.objects.create(
        person=person, role=Role.READER, municipality=city, valid_from="2020-04-01",
        recorded_by="x", recorded_at=desk.clock(),
    )  # fmt: skip


def test_what_is_shown_is_stored(client: Client, desk: Desk) -> None:
    data = workbook(
        TARO, ("t.yamada", "", "", "", "企画担当"), HANAKO, ("花担当", "", "", "みどり課", "所属担当")
    )
    page = body(upload(client, data))
    assert "まだ何も変わっていません。" in page
    for told in (
        "<dd>2人</dd>",
        "<dd>4件</dd>",
        "山田 太郎",
        "花課の所属担当",
        "みどり課の所属長",
        'data-label="メールアドレス">なし<',
    ):
        assert told in page, told
    assert not User.objects.filter(username="0012").exists()
    told = body(store(client, page))
    assert "利用者2人を作り、役割4件を登録しました。次に、新しい利用者を招待してください。" in told
    taro = User.objects.get(username="t.yamada")
    assert (taro.last_name, taro.first_name, taro.email) == ("山田", "太郎", "taro@city.example")
    assert not taro.has_usable_password()
    held = Membership.objects.filter(person=taro).values_list(
        "role", "department__name", "valid_from", "recorded_by"
    )
    assert set(held) == {
        ("reporter", "花課", datetime.date(2026, 4, 1), "管理"),
        ("planner", None, datetime.date(2026, 4, 1), "管理"),
    }
    assert Membership.objects.filter(person=desk.reporter).count() == 2


def test_the_same_file_twice_changes_nothing(client: Client) -> None:
    registered(client, TARO, HANAKO)
    before = (User.objects.count(), Membership.objects.count())
    page = body(upload(client, workbook(TARO, HANAKO)))
    assert "このファイルの役割は、すべて登録されています。" in page
    assert "2行目：すでに登録されています。" in page
    assert 'name="seen"' not in page
    assert (User.objects.count(), Membership.objects.count()) == before


def test_a_list_that_was_stored_meanwhile_is_shown_anew_and_not_stored(client: Client, desk: Desk) -> None:
    page = body(upload(client, workbook(TARO, HANAKO)))
    registered(client, HANAKO)
    answer = client.post(STORE, hidden(page))
    assert answer.status_code == 422
    assert "確かめた内容から変わったところがあります。" in body(answer)
    assert not User.objects.filter(username="t.yamada").exists()
    assert store(client, body(answer)).status_code == 200
    assert User.objects.filter(username="t.yamada").exists()
    twice = client.post(STORE, hidden(body(answer)))
    assert twice.status_code == 422, "a second click stores nothing"


def test_all_or_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = body(upload(client, workbook(TARO, HANAKO)))

    def second_is_denied(**values: object) -> object:
        if values["username"] == "0012":
            raise ActionDenied("試験のため断ります。")
        return services.create_account(**values)  # type: ignore[arg-type]

    monkeypatch.setattr(storing, "create_account", second_is_denied)
    answer = client.post(STORE, hidden(page))
    assert answer.status_code == 422
    assert "「0012」を登録できません。試験のため断ります。" in body(answer)
    assert not User.objects.filter(username="t.yamada").exists()


def test_rows_that_cannot_be_taken_are_left_out_and_can_follow(client: Client) -> None:
    data = workbook(TARO, HANAKO, ("t.yamada", "", "", "ない課", "所属長"))
    page = body(upload(client, data))
    assert '<th role="rowheader" scope="row">D4</th>' in page
    assert "ない課</" in page.split("次の部署は登録されていません。")[1].split("</ul>")[0]
    assert "部署の画面</a>で加え" in page
    assert "登録できない1行を除いて登録する" in page
    store(client, page)
    register_departments(municipality=Municipality.objects.get(), names=["ない課"], by="試験")
    page = body(upload(client, data))
    assert "登録できない1行" not in page
    assert "役割1件を登録しました。" in body(store(client, page))


def test_who_exists_is_held_against_the_list(client: Client, desk: Desk) -> None:
    desk.reporter.last_name, desk.reporter.first_name, desk.reporter.email = "花", "担当子", "a@city.example"
    desk.reporter.save()
    stopped = desk.person("stopped", Role.READER)
    User.objects.filter(pk=stopped.pk).update(is_active=False)
    desk.person("Tanaka", Role.READER)
    rows = [
        ("花担当", "山田 太郎", "", "みどり課", "所属担当"),
        ("stopped", "", "", "花課", "所属長"),
        ("tanaka", "田中", "", "花課", "所属長"),
    ]
    page = body(upload(client, workbook(*rows)))
    assert "利用者名「花担当」は花 担当子として登録されています。" in page
    assert "利用を停止しています。" in page
    assert "大文字・小文字だけが違う「Tanaka」という利用者がいます。" in page
    page = body(upload(client, workbook(("花担当", "花　担当子", "b@city.example", "みどり課", "所属担当"))))
    assert "花担当のメールアドレスは、登録されているものと違いますが、変えません。" in page
    store(client, page)
    desk.reporter.refresh_from_db()
    assert desk.reporter.email == "a@city.example"
    assert "3行目：2行目と同じ内容です。" in body(upload(client, workbook(TARO, TARO)))


def test_of_another_city_s_people_nothing_is_told_but_that_the_name_is_taken(
    client: Client, desk: Desk
) -> None:
    stranger = User.objects.create_user(
        "yosomono", last_name="秘", first_name="密", email="secret@other.example"
    )
    another_city(desk, stranger)
    User.objects.create_superuser("root", last_name="秘")
    rows = [
        ("yosomono", "", "", "花課", "所属担当"),
        ("root", "秘", "", "花課", "所属担当"),
        ("Yosomono", "山田", "", "花課", "所属担当"),
    ]
    for row in rows:
        page = body(upload(client, workbook(row)))
        assert "すでにいます。別の利用者名にしてください。" in page
        assert "密" not in page
        assert "secret" not in page
        assert 'name="seen"' not in page
    # Somebody who works for both is the city's own as well, as on the page for one person.
    both = desk.person("ryoho", Role.READER)
    another_city(desk, both)
    assert "役割1件を登録しました。" in registered(client, ("ryoho", "", "", "花課", "所属担当"))


def test_departments_must_exist_when_the_role_begins(client: Client, desk: Desk) -> None:
    register_departments(
        municipality=desk.city, names=["来年課"], valid_from=datetime.date(2027, 4, 1), by="試験"
    )
    row = ("taro", "山田 太郎", "", "来年課", "所属担当")
    assert "令和8年4月1日には存在しない部署です。" in body(upload(client, workbook(row)))
    assert "この内容で登録する" in body(upload(client, workbook(row), day="令和9年4月1日"))


def test_a_role_that_ends_later_is_not_given_twice(client: Client, desk: Desk) -> None:
    row = Membership.objects.get(person=desk.reporter)
    row.valid_to, row.ended_by = datetime.date(2027, 3, 31), "試験"
    row.save()
    page = body(upload(client, workbook(("花担当", "", "", "花課", "所属担当"))))
    assert "すでに登録されています（令和9年3月31日まで）。" in page
    page = body(upload(client, workbook(("花担当", "", "", "花課", "所属担当")), day="令和9年4月1日"))
    assert "この内容で登録する" in page


def test_who_becomes_an_administrator_and_who_shares_an_address_is_pointed_out(client: Client) -> None:
    rows = [
        ("taro", "山田 太郎", "ka@city.example", "", "管理者"),
        ("jiro", "山田 次郎", "KA@city.example", "花課", "所属担当"),
    ]
    page = body(upload(client, workbook(*rows)))
    assert "次の人は管理者になり、" in page
    assert "2人に共通のメールアドレスです。" in page


@pytest.mark.parametrize("day", ["", "x", "令和8年4月", "9999-99-99", "長" * 50, "\x00"])
def test_the_day_must_be_one(client: Client, day: str) -> None:
    answer = upload(client, workbook(TARO), day=day)
    assert answer.status_code == 422
    assert 'role="alert"' in body(answer)


@pytest.mark.parametrize("sent", [{}, {"list": "x", "seen": "x"}, {"list": "長" * 100_000}, {"list": "\x00"}])
def test_what_was_not_looked_at_is_not_stored(client: Client, sent: dict[str, str]) -> None:
    answer = client.post(STORE, sent)
    assert answer.status_code == 422
    assert "もう一度ファイルを選んでください。" in body(answer)


def test_a_list_that_somebody_else_looked_at_is_not_stored(client: Client, desk: Desk) -> None:
    page = body(upload(client, workbook(TARO)))
    other = signed_in(desk.person("管理二", Role.ADMINISTRATOR))
    assert other.post(STORE, hidden(page)).status_code == 422
    assert signed_in(desk.planner).post(STORE, hidden(page)).status_code == 403
    assert not User.objects.filter(username="t.yamada").exists()


def test_a_lost_right_denies_the_storing(client: Client, desk: Desk) -> None:
    page = body(upload(client, workbook(TARO)))
    Membership.objects.filter(role=Role.ADMINISTRATOR).update(valid_to="2021-03-31", ended_by="試験")
    assert client.post(STORE, hidden(page)).status_code in (302, 403)
    assert not User.objects.filter(username="t.yamada").exists()


def test_the_preview_asks_as_often_for_many_rows_as_for_few(client: Client, desk: Desk) -> None:
    def asked(count: int) -> int:
        rows = [(f"s{number}", f"職員 {number}", "", "花課", "所属担当") for number in range(count)]
        for number in range(0, count, 2):
            person = User.objects.create_user(
                f"s{number}{'x' * (count > 5)}", last_name="職員", first_name=str(number)
            )
            begin_membership(
                person=person, role=Role.READER, municipality=desk.city, valid_from=datetime.date(2026, 4, 1),
                by=User.objects.get(username="管理"),
            )  # fmt: skip
        data = workbook(*rows)
        upload(client, data)
        with CaptureQueriesContext(connection) as queries:
            assert upload(client, data).status_code == 200
        return len(queries)

    assert asked(5) == asked(80) < 13


def test_the_way_there(client: Client) -> None:
    people = body(client.get(f"/desk/cities/{CODE}/people/"))
    assert f'href="{UPLOAD}"' in people
    page = body(client.get(UPLOAD))
    assert f'href="/desk/cities/{CODE}/people/review/"' in page, "roles end there"
    assert f'href="/desk/cities/{CODE}/departments/"' in page
    assert client.post(UPLOAD, {"valid_from": "令和8年4月1日"}).status_code == 422
