"""利用者の年次確認: who is listed, what is decided together, and who is told that it waits."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.accounts.phone import secured
from desk.city import body, signed_in
from mitodoke.departments.models import Membership
from mitodoke.desk.accounts.review import waiting_for_review
from mitodoke.desk.models import AccountReview
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.role import Role
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db
PAGE = f"/desk/cities/{CODE}/people/review/"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.person("管理", Role.ADMINISTRATOR))


def test_everyone_with_a_role_is_listed_and_confirming_is_recorded(client: Client, desk: Desk) -> None:
    secured(desk.head)
    page = body(client.get(PAGE))
    assert "確認がまだの人が8人います" in page
    assert "花課 所属長（令和2年4月1日～）" in page
    assert page.count(">あり<") == 1
    assert "まだありません" in page
    home = body(client.get("/desk/"))
    assert "確認がまだの人が8人います" in home
    assert PAGE in home
    sent = {"action": "confirm", "person": [desk.head.pk, desk.planner.pk]}
    assert "2人の役割を、このまま継続すると記録しました。" in body(client.post(PAGE, sent, follow=True))
    assert "確認がまだの人が6人います" in body(client.get(PAGE))
    row = AccountReview.objects.filter(person=desk.head).get()
    assert (row.outcome, row.by, row.roles) == ("confirmed", "管理", "花課 所属長")
    everyone = list(User.objects.values_list("pk", flat=True))
    client.post(PAGE, {"action": "confirm", "person": everyone})
    assert "確認が必要な人はいません" in body(client.get(PAGE))
    assert "確認がまだの人" not in body(client.get("/desk/"))


def test_a_large_city_confirms_everybody_at_once(client: Client, desk: Desk) -> None:
    for number in range(700):
        desk.person(f"担当{number}", Role.REPORTER, desk.flowers)
    numbers = list(User.objects.values_list("pk", flat=True))
    # The page sends a field for a successor beside every box.
    sent = {"action": "confirm", "person": numbers} | {f"successor-{number}": "" for number in numbers}
    assert "708人の役割を、このまま継続すると記録しました。" in body(client.post(PAGE, sent, follow=True))
    assert "確認が必要な人はいません" in body(client.get(PAGE))


def test_others_are_told_nothing(desk: Desk) -> None:
    assert "確認がまだの人" not in body(signed_in(desk.planner).get("/desk/"))


def test_next_year_it_waits_again(client: Client, desk: Desk) -> None:
    today = timezone.localdate()
    client.post(PAGE, {"action": "confirm", "person": list(User.objects.values_list("pk", flat=True))})
    assert waiting_for_review(CODE, today) == 0
    assert waiting_for_review(CODE, FiscalYear.of(today).last_day + datetime.timedelta(days=1)) == 8


def test_ending_several_at_once_or_nobody(client: Client, desk: Desk) -> None:
    sent: dict[str, Any] = {
        "action": "end", "person": [desk.reporter.pk, desk.green_reporter.pk], "day": "令和60年3月31日",
    }  # fmt: skip
    assert "2人の役割が令和60年3月31日で終わる" in body(client.post(PAGE, sent, follow=True))
    assert Membership.objects.filter(valid_to=datetime.date(2078, 3, 31)).count() == 2
    last = User.objects.get(username="管理")
    refused = client.post(PAGE, sent | {"person": [desk.head.pk, last.pk]})
    assert refused.status_code == 422
    assert "最後の管理者の役割は終えられません" in body(refused)
    assert Membership.objects.get(person=desk.head).valid_to is None, "all or nobody"
    assert f'value="{desk.head.pk}" checked' in body(refused), "what was chosen is still chosen"


def test_handing_over_a_chain_at_once(client: Client, desk: Desk) -> None:
    """The head of one department moves to the other, and a new person comes."""
    new = User.objects.create_user("shinjin")
    sent: dict[str, Any] = {
        "action": "hand_over",
        "person": [desk.head.pk, desk.green_head.pk],
        f"successor-{desk.head.pk}": "shinjin",
        f"successor-{desk.green_head.pk}": "花課長",
        "day": "令和60年4月1日",
    }
    assert "2人の部署の役割を、令和60年4月1日から後任に引き継ぎます。" in body(
        client.post(PAGE, sent, follow=True)
    )
    since = Membership.objects.filter(valid_from=datetime.date(2078, 4, 1))
    assert {(one.person_id, one.department_id) for one in since} == {
        (new.pk, desk.flowers.pk),
        (desk.head.pk, desk.green.pk),
    }
    assert AccountReview.objects.filter(outcome="handed_over").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"action": "confirm"},
        {"action": "confirm", "person": "x"},
        {"action": "confirm", "person": "9" * 40},
        {"action": "end", "person": "head"},
        {"action": "end", "person": "head", "day": "きのう"},
        {"action": "end", "person": "head", "day": "\x00"},
        {"action": "end", "person": "head", "day": "令和1年5月1日"},
        {"action": "hand_over", "person": "head", "day": "令和60年4月1日"},
        {"action": "hand_over", "person": "head", "day": "令和60年4月1日", "successor": "<b>"},
        {"action": "hand_over", "person": "head", "day": "令和60年4月1日", "successor": "花課長"},
        {"action": "confirm", "person": "nobody"},
    ],
)
def test_what_cannot_be_done_is_told(client: Client, desk: Desk, wrong: dict[str, str]) -> None:
    numbers = {"head": desk.head.pk, "nobody": User.objects.create_user("新人").pk}
    sent = {name: str(numbers.get(value, value)) for name, value in wrong.items()}
    if "successor" in sent:
        sent[f"successor-{desk.head.pk}"] = sent.pop("successor")
    answer = client.post(PAGE, sent)
    assert answer.status_code == 422
    assert 'role="alert"' in body(answer)
    assert not AccountReview.objects.exists()
    assert Membership.objects.get(person=desk.head).valid_to is None


def test_the_table_as_csv_runs_no_formula(client: Client, desk: Desk) -> None:
    User.objects.filter(pk=desk.reporter.pk).update(last_name="=HYPERLINK(1)")
    answer = client.get(PAGE.replace("review/", "review.csv"))
    assert answer["Content-Type"].startswith("text/csv")
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:3] == ["氏名", "利用者名", "役割"]
    assert len(rows) == 9
    assert "'=HYPERLINK(1)" in {row[0] for row in rows}


def test_no_more_queries_with_more_people(client: Client, desk: Desk) -> None:
    def count() -> int:
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    few = count()
    for number in range(30):
        desk.person(f"担当{number}", Role.REPORTER, desk.flowers)
    assert count() == few
