"""The first days: steps on the first page, several departments at once, an account with its role, and who has none."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk.city import body, signed_in
from mitodoke.departments.models import Department, DepartmentEvent, Membership
from mitodoke.desk.models import Invitation
from mitodoke.domain.role import Role
from mitodoke.reporting.services import begin_year, close_desk_round
from reporting.desk import CODE, Desk, of

pytestmark = pytest.mark.django_db
CITY = f"/desk/cities/{CODE}/"
ADD, NEW, PEOPLE = f"{CITY}departments/add/", f"{CITY}people/new/", f"{CITY}people/"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.person("管理", Role.ADMINISTRATOR))


def test_the_first_page_tells_an_administrator_where_to_begin(client: Client) -> None:
    page = body(client.get("/desk/"))
    assert (
        page.index("部署を登録する") < page.index("職員の利用者を作る") < page.index("招待とサインインの管理")
    )
    for address in (f"{CITY}departments/", NEW, PEOPLE, f"{CITY}people/safety/", f"{CITY}reports/look/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_the_first_page_tells_a_planner_the_steps_of_a_year_and_what_runs(desk: Desk) -> None:
    client = signed_in(desk.planner)
    page = body(client.get("/desk/"))
    steps = [
        "文書を取り込む",
        "計画を作る・見直す",
        "次の年度の文書を作る",
        "調査の一覧を開く",
        "承認・確認</a> ",
        "文書と公表の一覧を開く",
    ]
    assert [page.index(one) for one in steps] == sorted(page.index(one) for one in steps)
    assert "この画面の言葉" in page
    assert "この画面の言葉" not in body(signed_in(desk.reporter).get("/desk/"))
    assert "進行中の調査" not in page
    desk.open()
    page = body(client.get("/desk/"))
    assert "進行中の調査" in page
    assert "2件中0件提出、0件確定" in page
    assert "進行中の調査" not in body(signed_in(desk.head).get("/desk/"))


def test_the_first_page_leads_from_a_closed_round_to_what_is_public(desk: Desk) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    client = signed_in(desk.planner)
    assert "公表に向けて進めるもの" not in body(client.get("/desk/")), "answers are still to come"
    close_desk_round(reporting_round=survey, reason="年度の切替え", by=desk.planner)
    page = body(client.get("/desk/"))
    assert "公表の元になる文書に反映します。" in page
    assert "公表していない第1稿があります。" in page
    client.post(reverse("desk:round_adopt", kwargs={"round_id": survey.pk}))
    page = body(client.get("/desk/"))
    assert "公表の元になる文書に反映します。" not in page
    assert "公表していない第2稿があります。" in page
    assert "公表に向けて進めるもの" not in body(signed_in(desk.reader).get("/desk/"))


def test_who_got_a_role_this_year_need_not_be_reviewed(desk: Desk, client: Client) -> None:
    Membership.objects.update(valid_from=datetime.date(2020, 4, 1))
    User.objects.exclude(username="管理").update(is_active=True)
    before = body(client.get(f"{PEOPLE}review/"))
    newcomer = User.objects.create_user("shinjin")
    Membership.objects.create(
        person=newcomer,
        role=Role.READER,
        municipality=desk.city,
        valid_from=timezone.localdate(),
        recorded_by="試験",
        recorded_at=desk.clock(),
    )
    page = body(client.get(f"{PEOPLE}review/"))
    assert page.count('overdue">まだ<') == before.count('overdue">まだ<') == 8
    assert page.count("今年度に登録</") == 1


def test_several_departments_at_once(client: Client, desk: Desk) -> None:
    sent = {"name": " 水課 \n\n道課\r\n水課\n", "valid_from": "令和8年4月1日", "reason": "初めの登録"}
    page = body(client.post(ADD, sent, follow=True))
    assert "水課、道課を令和8年4月1日からの部署として登録しました。" in page
    assert Department.objects.filter(name__in=("水課", "道課")).count() == 2
    assert DepartmentEvent.objects.count() == 2


@pytest.mark.parametrize("name", ["水課\n花課", "水課\n" + "長" * 400, "\n \n"])
def test_one_department_that_cannot_be_keeps_all_out(client: Client, name: str) -> None:
    sent = {"name": name, "valid_from": "令和8年4月1日", "reason": "初めの登録"}
    response = client.post(ADD, sent)
    assert response.status_code == 422
    assert not Department.objects.filter(name="水課").exists()
    if "花課" in name:
        assert "「花課」はすでにあります。" in body(response)
        assert "水課\n花課" in body(response)


def test_the_list_tells_who_answers_and_approves(client: Client, desk: Desk) -> None:
    desk.person("花の二人目", Role.REPORTER, desk.flowers)
    Department.objects.create(
        municipality=desk.city, name="空課", recorded_by="試験", recorded_at=desk.clock()
    )
    page = body(client.get(f"{CITY}departments/"))
    assert "所属担当 2人、所属長 1人" in page
    assert "所属担当なし、所属長なし" in page


def person(**more: str) -> dict[str, str]:
    return {
        "username": "shinjin",
        "family_name": "新",
        "given_name": "人",
        "email": "",
        "way": "password",
    } | more


def test_an_account_begins_with_its_role(client: Client, desk: Desk) -> None:
    sent = person(role="reporter", department=str(desk.flowers.pk), valid_from="令和8年4月1日")
    page = body(client.post(NEW, sent))
    assert "続けてもう一人作る" in page
    assert "役割を登録する" not in page
    row = Membership.objects.get(person__username="shinjin")
    assert (row.role, row.department, row.valid_from) == ("reporter", desk.flowers, datetime.date(2026, 4, 1))


def test_an_account_may_wait_for_its_role_and_is_pointed_out(client: Client) -> None:
    assert "職員と役割に戻り、役割を登録する" in body(client.post(NEW, person()))
    page = body(client.get(PEOPLE))
    assert "役割のない利用者が1人います。" in page
    assert "shinjin" in page
    client.post(
        f"{PEOPLE}act/", {"action": "appoint", "person": "shinjin", "role": "reader", "valid_from": "R8.4.1"}
    )
    assert "役割のない利用者" not in body(client.get(PEOPLE))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"role": "reporter"}, "所属担当の役割では、部署を選んでください。"),
        ({"role": "planner", "department": "flowers"}, "部署を選ばないでください"),
        ({"department": "flowers"}, "役割も選んでください"),
        ({"role": "king"}, "役割を選び直してください"),
        ({"role": "reader", "valid_from": "いつか"}, "一つの日付として読めません"),
        ({"username": "財政 花子"}, "半角の英数字と @ . + - _ だけで入力してください。"),
        ({"email": "x"}, "メールアドレスとして読めません"),
    ],
)
def test_what_is_wrong_makes_no_account(client: Client, desk: Desk, more: dict[str, str], told: str) -> None:
    sent = person(**more)
    if sent.get("department") == "flowers":
        sent["department"] = str(desk.flowers.pk)
    response = client.post(NEW, sent | {"way": "letter"})
    assert response.status_code == 422
    assert told in body(response)
    assert 'value="新"' in body(response)
    assert not User.objects.filter(username="shinjin").exists()
    assert not Invitation.objects.exists()


def test_a_refused_act_keeps_its_own_form_only(client: Client) -> None:
    sent = {"action": "hand_over", "person": "花担当", "successor": "緑担当", "on": "あした"}
    page = body(client.post(f"{PEOPLE}act/", sent))
    assert (
        'name="on" type="text" maxlength="40" required aria-describedby="hand-on-hint" value="あした"' in page
    )
    assert page.count(" selected>") == 2
    assert "職員を選んでください。" in body(client.post(f"{PEOPLE}act/", {"action": "appoint"}))
    assert "職員を選んでください。" in body(client.post(f"{PEOPLE}act/", {"action": "password"}))


def test_the_first_page_asks_as_often_for_many_documents_and_rounds(desk: Desk) -> None:
    client = signed_in(desk.planner)
    desk.open()
    counted = []
    for year in range(2026, 2032):
        client.get("/desk/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/").status_code == 200
        counted.append(len(queries))
        new = begin_year(previous=desk.document, fiscal_year=year, title=f"公約{year}", by=desk.planner)
        desk.open(plan=new.plan, fiscal_year=year)
    assert len(set(counted)) == 1
    assert "公約2030の調査" in body(client.get("/desk/"))
