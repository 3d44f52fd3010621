"""The desk's pages about editions: reasons, release, stopping, withdrawal with its confirmation, and previews."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.publishing.models import ChangeReason, Edition, ReleaseDecision, Withdrawal
from publishing.released import HOME, KEY, NOW, SECRET, TEN, Clock, publish, secret_reading, states
from reporting.desk import CODE, Desk
from reporting.sample import plan_reading, with_title

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def planner(clock: Clock) -> Client:
    return signed_in(Desk().planner)


def at(name: str, **parts: Any) -> str:
    return reverse(f"desk:{name}", kwargs={"document": KEY} | parts)


def form(page: str, **more: str) -> dict[str, str]:
    """What the form of the check sends when every finding gets a reason."""
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert seen
    reasons = dict.fromkeys(re.findall(r'name="(reason:[^"]+)"', page), "確かめました")
    return {"seen": seen[1]} | reasons | more


LATER = {"release": "later", "release_on": "令和8年12月1日", "release_time": "10:00"}


def test_frozen_now_and_public_later(planner: Client, clock: Clock) -> None:
    sent = form(body(planner.get(at("publication"))), **LATER)
    page = body(planner.post(at("publish"), sent, follow=True))
    assert "令和8年12月1日 10時00分に公表されます。" in page
    assert "公表待ち（令和8年12月1日 10時00分に公表）" in page
    assert "公表待ち" in body(planner.get(reverse("desk:documents", kwargs={"code": CODE})))
    assert Client().get(f"{HOME}/v1/").status_code == 404
    shown = body(planner.get(at("edition_preview", version=1, page=f"{CODE}/pledges/fy2025/v1/")))
    assert "まだ公表していない版です。" in shown
    clock.set(TEN)
    assert Client().get(f"{HOME}/v1/").status_code == 200
    planner.force_login(User.objects.get(username="企画"))
    assert "公表中（令和8年12月1日公表）" in body(planner.get(at("publication")))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"release_on": ""}, "公表する日"),
        ({"release_on": "9月31日"}, "公表する日"),
        ({"release_time": ""}, "公表する時刻"),
        ({"release_time": "25:00"}, "「10:00」のように"),
        ({"release_on": "令和8年11月20日", "release_time": "8:59"}, "過ぎています"),
        ({"release_on": "0001-01-01"}, "過ぎています"),
        ({"release_on": "9999-12-31"}, "10年以内"),
        ({"release_on": "x" * 100_000}, "公表する日"),
        ({"release_on": "\x00"}, "公表する日"),
    ],
)
def test_a_moment_that_cannot_be_is_told_and_what_was_typed_stays(
    planner: Client, typed: dict[str, str], told: str
) -> None:
    sent = form(body(planner.get(at("publication"))), **LATER | typed)
    response = planner.post(at("publish"), sent)
    assert response.status_code == 422
    assert told in body(response)
    assert 'value="確かめました"' in body(response)
    assert not Edition.objects.exists()


def test_a_changed_edition_asks_for_kind_and_reasons(planner: Client) -> None:
    publish()
    changed = with_title(with_title(plan_reading(), "01-1", "直した花壇"), "01", "直したまち")
    from mitodoke.reporting.services import import_reading

    import_reading(reading=changed, by="試験")
    page = body(planner.get(at("publication")))
    assert "公表中の第1版から変わるところは2か所です" in page
    assert {"why-rest", "why-group:項目", "why-record:01", "why-record:01-1"} <= set(
        re.findall(r'name="(why-[^"]+)"', page)
    )
    for wrong, told in (
        ({}, "変更の種類（訂正か更新か）"),
        ({"change": "x"}, "変更の種類（訂正か更新か）"),
        ({"change": "correction"}, "2件に理由がありません"),
        ({"change": "correction", "why-record:01": "照会"}, "1件に理由がありません"),
        ({"change": "correction", "why-rest": "あ" * 2001}, "2,000文字まで"),
    ):
        refused = planner.post(at("publish"), form(page, **wrong))
        assert refused.status_code == 422
        assert told in body(refused)
    kept = planner.post(at("publish"), form(page, **{"change": "update", "why-record:01": "照会"}))
    assert 'value="照会"' in body(kept)
    done = {"change": "correction", "why-record:01": "照会", "why-group:項目": "転記"}
    planner.post(at("publish"), form(page, **done))
    assert dict(ChangeReason.objects.values_list("subject", "reason")) == {"01": "照会", "01-1": "転記"}


def test_a_release_is_moved_and_stopped_on_the_page_of_the_edition(planner: Client, clock: Clock) -> None:
    publish(release_at=TEN)
    address = at("edition_release", version=1)
    for wrong, told in (
        ({"action": "move", "reason": "x"}, "公表する日"),
        (
            {"action": "move", "release_on": "令和8年12月2日", "release_time": "9:00", "reason": ""},
            "理由を入力",
        ),
        ({"action": "stop", "reason": " "}, "理由を入力"),
    ):
        refused = planner.post(address, wrong)
        assert refused.status_code == 422
        assert told in body(refused)
    moved = {"action": "move", "release_on": "令和8年12月2日", "release_time": "9:00", "reason": "日程の変更"}
    page = body(planner.post(address, moved, follow=True))
    assert "公表日時を令和8年12月2日 9時00分に変えました。理由：日程の変更" in page
    page = body(planner.post(address, {"action": "stop", "reason": "見直し"}, follow=True))
    assert "公表を取りやめました。理由：見直し" in page
    assert states() == ["stopped"]
    assert planner.post(address, {"action": "stop", "reason": "x"}).status_code == 422
    assert ReleaseDecision.objects.count() == 3


def test_a_withdrawal_is_confirmed_before_it_is_done(planner: Client) -> None:
    publish()
    publish(secret_reading())
    address = at("edition_withdraw", version=2)
    assert "取り下げると起こること" in body(planner.get(address))
    empty = planner.post(address, {"reason": "", "announced_by": "企画課"})
    assert (empty.status_code, Withdrawal.objects.count()) == (422, 0)
    notice = {"reason": "個人情報<の>混入", "announced_by": "企画課"}
    asked = body(planner.post(address, notice))
    assert "公表中の第1版が出ます" in asked
    assert "個人情報&lt;の&gt;混入" in asked
    assert not Withdrawal.objects.exists()
    done = body(planner.post(address, notice | {"confirmed": "yes"}, follow=True))
    assert "第2版を取り下げました。" in done
    assert Client().get(f"{HOME}/v2/").status_code == 410
    again = planner.post(address, notice | {"confirmed": "yes"})
    assert again.status_code == 422
    kept = body(planner.get(at("edition_preview", version=2, page=f"{CODE}/pledges/fy2025/v2/")))
    assert SECRET in kept
    assert "取り下げた版です。" in kept
    assert "取り下げることはできません" in body(planner.get(address))
    again = body(planner.get(at("publication")))
    assert "いまの内容は、取り下げた第2版と同じです。取り下げた理由：「" in again
    publish(plan_reading())
    assert "取り下げた第2版と同じです" not in body(planner.get(at("publication")))


@pytest.mark.parametrize("version", [0, 2, 999_999_999, 10**30])
def test_an_edition_that_is_not_there_is_not_found(planner: Client, version: int) -> None:
    publish()
    for name in ("edition", "edition_withdraw"):
        assert planner.get(at(name, version=version)).status_code == 404
    assert planner.post(at("edition_release", version=version)).status_code == 404
    assert planner.get(at("edition_preview", version=version, page=f"{CODE}/")).status_code == 404


def test_the_preview_writes_nothing(planner: Client) -> None:
    from django.db import connection

    publish()
    from mitodoke.reporting.services import import_reading

    import_reading(reading=secret_reading(), by="試験")
    planner.get(at("publication"))
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith("SELECT"):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        response = planner.get(at("preview", page=f"{CODE}/pledges/fy2025/v2/"))
    assert SECRET in body(response)
    assert written == []
    assert Client().get(f"{HOME}/v2/").status_code == 404


def test_the_lists_ask_no_more_for_many_editions(planner: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert planner.get(address).status_code == 200
        return len(captured)

    addresses = [
        at("publication"),
        reverse("desk:documents", kwargs={"code": CODE}),
        at("edition", version=1),
    ]
    publish()
    few = [asked(one) for one in addresses]
    for number in range(5):
        publish(with_title(plan_reading(), "01-1", f"花壇{number}"))
    many = [asked(one) for one in addresses]
    assert all(after <= before + 2 for before, after in zip(few, many, strict=True)), (few, many)


def test_moments_are_those_of_the_clock(planner: Client, clock: Clock) -> None:
    publish(release_at=NOW + datetime.timedelta(minutes=1))
    assert "公表待ち（令和8年11月20日 9時01分に公表）" in body(planner.get(at("edition", version=1)))


def test_a_withdrawal_can_be_put_right_before_it_is_done(planner: Client) -> None:
    publish(secret_reading())
    publish()
    address = at("edition_withdraw", version=2)
    sent = {"reason": "氏名の<b>ため", "announced_by": "花咲市企画課"}
    assert "入力に戻って直す" in body(planner.post(address, sent))
    page = body(planner.post(address, sent | {"confirmed": "no"}))
    assert "氏名の&lt;b&gt;ため</textarea>" in page
    assert 'value="花咲市企画課"' in page
    assert not Withdrawal.objects.exists()
