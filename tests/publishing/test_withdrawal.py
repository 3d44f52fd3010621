"""Withdrawal: only with a notice, shown at every address that the edition had; all else goes on without it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from mitodoke.domain.action import ActionDenied
from mitodoke.publishing.models import Edition, Withdrawal
from mitodoke.publishing.release_services import withdraw_edition
from mitodoke.publishing.search.for_site import for_site
from mitodoke.publishing.search.search import search
from mitodoke.publishing.static_form.write_site import write_site
from publishing.public_walk import API, every_address
from publishing.released import HOME, SECRET, TEN, Clock, publish, secret_reading, states
from reporting.sample import CODE

pytestmark = pytest.mark.django_db

WHY = "個人情報が含まれていたため"
OFFICE = "企画政策課"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Clock:
    settings.HOME = tmp_path
    return Clock(monkeypatch)


def withdraw(edition_id: int, reason: str = WHY, office: str = OFFICE) -> None:
    withdraw_edition(edition_id=edition_id, reason=reason, announced_by=office, by="企画")


def _body(address: str) -> str:
    return b"".join(Client().get(address)).decode("utf-8", "replace")


def _of_second() -> list[str]:
    return [one for one in every_address(CODE) if f"{HOME}/v2/" in one or "-v2/" in one]


def test_every_address_of_a_withdrawn_edition_shows_the_notice(clock: Clock) -> None:
    publish()
    second = publish(secret_reading()).edition.edition_id
    frozen = Edition.objects.get(pk=second)
    addresses = [*_of_second(), f"{HOME}/v2/report/errata.pdf", f"{HOME}/v2/no-such-item/"]
    withdraw(second)
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 410, address
        body = response.content.decode()
        assert SECRET not in body, address
        assert WHY in body, address
        assert OFFICE in body, address
        assert "2026年11月20日" in body or "令和8年11月20日" in body or "20 November 2026" in body, address
    refused = Client().get(f"{API}editions/mayoral_pledges-{CODE}-2025-v2/")
    assert refused.status_code == 410
    assert WHY in refused.json()["detail"]
    assert "withdrawn" in refused.json()["detail_en"]
    kept = Edition.objects.get(pk=second)
    assert (kept.content, kept.sha256) == (frozen.content, frozen.sha256)


def test_everything_else_goes_to_the_newest_that_stands(clock: Clock) -> None:
    publish()
    second = publish(secret_reading()).edition.edition_id
    assert search(for_site(), SECRET).total
    before = {one for one in every_address(CODE) if "v2/" not in one}
    withdraw(second)
    for address in before:
        response = Client().get(address)
        assert response.status_code in (200, 302), address
        assert SECRET not in b"".join(response).decode("utf-8", "replace"), address
    assert Client().get(f"/{CODE}/pledges/")["Location"] == f"{HOME}/v1/"
    assert Client().get(f"{HOME}/")["Location"] == f"{HOME}/v1/"
    assert not search(for_site(), SECRET).total
    feed = _body(f"/{CODE}/feed.xml")
    assert "取下げ：花咲市の公約 第2版" in feed
    assert WHY in feed
    assert WHY in _body(f"/{CODE}/corrections/")
    assert [one["version"] for one in Client().get(f"{API}editions/").json()["editions"]] == [1]


def test_a_city_of_which_everything_is_withdrawn_still_says_so(clock: Clock) -> None:
    only = publish(secret_reading()).edition.edition_id
    addresses = [one for one in every_address(CODE) if f"/{CODE}/" in one and not one.startswith(API)]
    withdraw(only)
    spoken = {f"/{CODE}/corrections/": 200, f"/en/{CODE}/corrections/": 200, f"/{CODE}/feed.xml": 200}
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == spoken.get(address, 410), address
        assert SECRET not in b"".join(response).decode("utf-8", "replace"), address
    assert f"/{CODE}/" not in _body("/sitemap.xml")


def test_publishing_again_makes_a_new_version(clock: Clock) -> None:
    publish()
    second = publish(secret_reading()).edition.edition_id
    withdraw(second)
    clock.set(TEN)
    again = publish(secret_reading())
    assert (again.is_new, again.edition.version, states()) == (True, 3, ["public", "withdrawn", "public"])
    assert Client().get(f"{HOME}/v2/").status_code == 410
    assert f"{HOME}/v3/" in _body(f"{HOME}/v2/")
    assert Client().get(f"{HOME}/v3/").status_code == 200
    assert SECRET in _body(f"/{CODE}/corrections/")


@pytest.mark.parametrize(
    ("reason", "office"), [("", OFFICE), ("\u3000", OFFICE), (WHY, ""), (WHY, "あ" * 2001)]
)
def test_there_is_no_withdrawal_without_a_notice(clock: Clock, reason: str, office: str) -> None:
    only = publish().edition.edition_id
    with pytest.raises(ActionDenied, match="入力してください"):
        withdraw(only, reason, office)
    assert not Withdrawal.objects.exists()


def test_only_what_is_public_is_withdrawn_and_only_once(clock: Clock) -> None:
    waiting = publish(release_at=TEN).edition.edition_id
    with pytest.raises(ActionDenied, match="公表されていないため"):
        withdraw(waiting)
    clock.set(TEN)
    withdraw(waiting)
    with pytest.raises(ActionDenied, match="すでに取り下げられています"):
        withdraw(waiting)
    with pytest.raises(ActionDenied, match="この版はありません"):
        withdraw(999_999)


def test_a_hostile_notice_stays_text(clock: Clock) -> None:
    only = publish().edition.edition_id
    withdraw(only, "<script>alert(1)</script>\u202e", "=1+1")
    for address in (f"{HOME}/v1/", f"/{CODE}/corrections/", f"/{CODE}/feed.xml"):
        assert "<script>alert" not in _body(address)


def test_the_static_form_keeps_the_notices(clock: Clock, tmp_path: Path) -> None:
    publish()
    second = publish(secret_reading()).edition.edition_id
    out = tmp_path / "site"
    write_site(out, base="https://example.lg.jp/")
    pages = [one for one in out.rglob("index.html") if "/v2/" in one.as_posix()]
    withdraw(second)
    clock.set(clock.now + datetime.timedelta(minutes=1))
    write_site(out, base="https://example.lg.jp/")
    assert len(pages) >= 10
    for page in pages:
        if "/compare/" not in page.as_posix():
            assert WHY in page.read_text(encoding="utf-8"), page
    texts = [path.read_bytes().decode("utf-8", "replace") for path in out.rglob("*") if path.is_file()]
    assert not [text for text in texts if SECRET in text]
    assert not (out / CODE / "pledges/fy2025/v2/edition.json").exists()
