"""部署と組織改編 as pages: what the preview says happens in one step, or nothing does."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.city import body, signed_in, two_hats
from mitodoke.departments.models import Department, DepartmentEvent, DepartmentSuccession, Membership
from mitodoke.departments.services import register_departments
from mitodoke.desk.reorganisation_preview import choice_name
from mitodoke.domain.role import Role
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.queries import plan_sentences
from plans.ledger_desk import LedgerDesk, item
from reporting.desk import CODE, of

pytestmark = pytest.mark.django_db
DEPARTMENTS = f"/desk/cities/{CODE}/departments/"
FORM = f"{DEPARTMENTS}reorganisation/"


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def today(days: int = 0) -> str:
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def form(*lines: tuple[Department, str, str], **more: str) -> dict[str, str]:
    values = {"on": today(), "reason": "部の再編", "decider": "市長", "lines": "4"}
    for number, (department, kind, successor) in enumerate(lines, start=1):
        values |= {f"from.{number}": str(department.pk), f"kind.{number}": kind, f"to.{number}": successor}
    return values | more


def do(desk: LedgerDesk, values: dict[str, str]) -> Any:
    """Look at the preview as a browser would, then press the button."""
    client = signed_in(desk.administrator)
    preview = client.post(FORM, values)
    assert preview.status_code == 200, body(preview)
    [seen] = re.findall('name="seen" value="([0-9a-f]{64})"', body(preview))
    return client.post(f"{FORM}do/", values | {"seen": seen})


def key(ledger: PlanLedger, department: Department, code: str) -> str:
    return choice_name(ledger.pk, department.pk, item(ledger, code).item_id)


def test_a_department_is_renamed_with_its_people_and_items(desk: LedgerDesk, ledger: PlanLedger) -> None:
    values = form((desk.flowers, "whole", "花と水の課"))
    page = body(signed_in(desk.administrator).post(FORM, values))
    for words in ("花担当（所属担当）", "花課長（所属長）", "1-1-1 苗を配る", "新しい部署として作ります"):
        assert words in page
    assert not Department.objects.filter(name="花と水の課").exists(), "a preview"
    assert do(desk, values).status_code == 302
    assert item(ledger, "1-1-1").departments == ("花と水の課",)
    told = body(signed_in(desk.administrator).get(DEPARTMENTS))
    assert "の業務の全部を「花と水の課」に移すことを登録しました（理由：部の再編、決定：市長）" in told
    assert "終わった部署" in told
    assert any("組織改編により" in one for one in plan_sentences(ledger=ledger))
    assert do_again(desk, values).status_code == 422


def do_again(desk: LedgerDesk, values: dict[str, str]) -> Any:
    return signed_in(desk.administrator).post(f"{FORM}do/", values | {"seen": "x"})


def test_a_department_is_split_item_by_item_and_abolished(desk: LedgerDesk, ledger: PlanLedger) -> None:
    values = form((desk.flowers, "part", "水課"), (desk.flowers, "abolish", ""))
    client = signed_in(desk.administrator)
    page = body(client.post(FORM, values))
    assert "このままでは廃止できません" in page
    assert "花担当（所属担当）" in page
    refused = do(desk, values)
    assert refused.status_code == 422
    assert "担当する項目が残っています" in body(refused)
    assert not Department.objects.filter(name="水課").exists()
    chosen = values | {key(ledger, desk.flowers, "1-1-1"): "1"}
    assert do(desk, chosen).status_code == 302
    assert item(ledger, "1-1-1").departments == ("水課",)
    assert Department.objects.get(pk=desk.flowers.pk).valid_to == timezone.localdate() - datetime.timedelta(
        days=1
    )
    assert not Membership.objects.filter(department=desk.flowers, valid_to__isnull=True).exists()
    assert {one.act for one in DepartmentEvent.objects.all()} == {"move_part", "abolish"}


def test_a_part_goes_one_way_and_the_rest_another(desk: LedgerDesk, ledger: PlanLedger) -> None:
    values = form((desk.flowers, "part", "みどり課"), (desk.flowers, "whole", "水課"))
    assert do(desk, values).status_code == 302
    assert item(ledger, "1-1-1").departments == ("水課",), "nothing was chosen: with the rest"


def test_two_departments_merge(desk: LedgerDesk, ledger: PlanLedger) -> None:
    assert do(desk, form((desk.flowers, "whole", "みどり課"))).status_code == 302
    assert item(ledger, "1-1-1").departments == ("みどり課",)
    assert DepartmentSuccession.objects.get().successor == desk.green


@pytest.mark.parametrize(
    ("lines", "more", "words"),
    [
        ((), {}, "一つ以上"),
        ((("花", "whole", " "),), {}, "引継ぎ先の部署の名前"),
        ((("花", "", "水課"),), {}, "どうするか"),
        ((("花", "explode", "水課"),), {}, "どうするか"),
        ((("花", "abolish", "水課"),), {}, "空にしてください"),
        ((("花", "abolish", ""), ("花", "abolish", "")), {}, "二つあります"),
        ((("花", "abolish", ""), ("花", "whole", "水課")), {}, "廃止の行を消して"),
        ((("花", "abolish", ""), ("緑", "whole", "花課")), {}, "廃止する部署です"),
        ((("花", "whole", "花課"),), {}, "同じ名前"),
        ((("花", "whole", "水課"), ("花", "whole", "土課")), {}, "重なっています"),
        ((("花", "whole", "水\u202e課"),), {}, "制御文字"),
        ((("花", "whole", "水" * 100_000),), {}, "字までです"),
        ((("花", "whole", "水課"),), {"on": ""}, "改編の日"),
        ((("花", "whole", "水課"),), {"on": "令和99999年"}, "改編の日"),
        ((("花", "whole", "水課"),), {"reason": ""}, "理由"),
        ((("花", "whole", "水課"),), {"decider": "\x00"}, "決定者"),
        ((("花", "whole", "水課"),), {"from.2": "999999", "kind.2": "whole", "to.2": "土課"}, "2行目"),
        ((("花", "whole", "水課"),), {"from.1": "九"}, "1行目"),
    ],
)
def test_what_is_no_reorganisation(
    desk: LedgerDesk, lines: tuple[tuple[str, str, str], ...], more: dict[str, str], words: str
) -> None:
    ledger = desk.decided()
    known = {"花": desk.flowers, "緑": desk.green}
    values = form(*((known[name], kind, to) for name, kind, to in lines), **more)
    client = signed_in(desk.administrator)
    for address in (FORM, f"{FORM}do/"):
        response = client.post(address, values)
        assert response.status_code == 422
        assert words in body(response)
    assert item(ledger, "1-1-1").departments == ("花課",)
    assert Department.objects.filter(municipality=desk.city).count() == 2


def test_what_was_looked_at_is_what_is_done(desk: LedgerDesk, ledger: PlanLedger) -> None:
    values = form((desk.flowers, "whole", "水課"))
    client = signed_in(desk.administrator)
    [seen] = re.findall('name="seen" value="([0-9a-f]{64})"', body(client.post(FORM, values)))
    desk.person("後から来た人", Role.REPORTER, desk.flowers)
    response = client.post(f"{FORM}do/", values | {"seen": seen})
    assert response.status_code == 422
    assert "確かめた内容から変わった" in body(response)
    assert "後から来た人" in body(response)
    assert not Department.objects.filter(name="水課").exists()


def test_lines_are_added_and_what_was_typed_is_kept(desk: LedgerDesk) -> None:
    client = signed_in(desk.planner)
    assert body(client.get(FORM)).count('class="move-line"') == 4
    page = body(client.post(FORM, form((desk.flowers, "whole", "<b>水課")) | {"step": "more"}))
    assert page.count('class="move-line"') == 8
    assert "&lt;b&gt;水課" in page
    assert "<b>水課" not in page
    huge = body(client.post(FORM, {"lines": "9" * 30, "step": "more"}))
    assert huge.count('class="move-line"') == 8


def test_planners_prepare_and_administrators_do(desk: LedgerDesk) -> None:
    page = body(signed_in(desk.planner).post(FORM, form((desk.flowers, "whole", "水課"))))
    assert "登録するのは管理者です" in page
    assert "この内容で組織改編を登録する" not in page
    assert signed_in(desk.planner).post(f"{FORM}do/").status_code == 403
    assert signed_in(desk.reader).get(FORM).status_code == 403
    assert "部署を加える</h2>" not in body(signed_in(desk.planner).get(DEPARTMENTS))


def test_requests_of_open_rounds_follow(desk: LedgerDesk) -> None:
    survey = desk.open(due_on=timezone.localdate() + datetime.timedelta(days=30))
    values = form((desk.flowers, "whole", "水課"))
    assert "花課</bdi>：1件" in body(signed_in(desk.administrator).post(FORM, values))
    assert do(desk, values).status_code == 302
    assert of(survey, desk.flowers), "the administrator may not run rounds"
    assert "移していない回答の依頼" in body(signed_in(desk.administrator).get(DEPARTMENTS))
    planner = signed_in(desk.planner)
    page = body(planner.get(DEPARTMENTS))
    assert "花課の依頼を水課に移す" in page
    new = Department.objects.get(name="水課")
    posted = {"round": survey.pk, "predecessor": desk.flowers.pk, "successor": new.pk}
    for wrong in ({"round": 10**30}, {"successor": desk.green.pk}, {"predecessor": ""}):
        assert planner.post(f"{DEPARTMENTS}requests/", posted | wrong).status_code == 422
    assert planner.post(f"{DEPARTMENTS}requests/", posted).status_code == 302
    assert of(survey, new)
    assert "移していない" not in body(planner.get(DEPARTMENTS))


def test_who_is_both_moves_the_requests_at_once(desk: LedgerDesk) -> None:
    survey = desk.open(due_on=timezone.localdate() + datetime.timedelta(days=30))
    two_hats(desk, desk.administrator, Role.PLANNER)
    assert do(desk, form((desk.flowers, "whole", "水課"))).status_code == 302
    assert of(survey, Department.objects.get(name="水課"))


def test_a_department_is_added(desk: LedgerDesk) -> None:
    client = signed_in(desk.administrator)
    values = {"name": "水課", "valid_from": today(5), "reason": "新設"}
    for wrong in ({"name": ""}, {"name": "花課"}, {"valid_from": "いつか"}, {"reason": "\x00"}):
        response = client.post(f"{DEPARTMENTS}add/", values | wrong)
        assert response.status_code == 422
        assert 'role="alert"' in body(response)
    assert client.post(f"{DEPARTMENTS}add/", values).status_code == 302
    page = body(client.get(DEPARTMENTS))
    assert "これから始まる部署" in page
    assert "部署として「水課」を登録しました（理由：新設）" in page


def test_pages_cost_the_same_however_many(desk: LedgerDesk, ledger: PlanLedger) -> None:
    counts = []
    for size in (2, 40):
        names = [f"第{size}の{number}課" for number in range(size)]
        made = register_departments(municipality=desk.city, names=names, by="試験")
        for one in made:
            desk.person(f"{one.name}担当", Role.REPORTER, one)
        client = signed_in(desk.administrator)
        asked = []
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DEPARTMENTS).status_code == 200
        asked.append(len(queries))
        lines = [
            (one, "abolish", "") if number % 2 else (one, "whole", f"{one.name}の後")
            for number, one in enumerate(made)
        ]
        with CaptureQueriesContext(connection) as queries:
            assert client.post(FORM, form(*lines, lines="80")).status_code == 200
        asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
