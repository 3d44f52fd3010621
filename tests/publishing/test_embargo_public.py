"""Before its release nothing public tells of an edition, by whatever address; at the moment everything does."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from mitodoke.publishing.language.speak import LANGUAGES
from mitodoke.publishing.mcp_server.tools import PublicTools
from mitodoke.publishing.search.for_site import for_site
from mitodoke.publishing.search.search import search
from mitodoke.publishing.static_form.write_site import write_site
from publishing.public_walk import API, every_address, pages_of
from publishing.released import HOME, NOW, REASON, SECRET, TEN, Clock, publish, secret_reading
from reporting.sample import CODE

pytestmark = pytest.mark.django_db

BEFORE = TEN - datetime.timedelta(seconds=1)
SEARCHES = (
    f"/{CODE}/search/?q={SECRET}",
    f"/{CODE}/search/suggest/?q={SECRET[:4]}",
    f"/{CODE}/search/feed.xml?q={SECRET}",
)
OF_THE_SITE = ("/", "/en/", "/api/", "/robots.txt", "/llms.txt", "/catalogue.jsonld", "/sitemap.xml")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Clock:
    settings.HOME = tmp_path
    return Clock(monkeypatch)


def _body(address: str) -> str:
    response = Client().get(address)
    return b"".join(response).decode("utf-8", "replace")


def _of_second(addresses: list[str]) -> list[str]:
    """The addresses that name the second version."""
    return [one for one in addresses if f"{HOME}/v2/" in one or "-v2/" in one]


def test_a_city_whose_only_edition_waits_is_not_there(clock: Clock) -> None:
    publish(secret_reading(), release_at=TEN)
    clock.set(TEN)
    addresses = [one for one in every_address(CODE) if f"/{CODE}/" in one]
    assert len(addresses) > 100
    clock.set(BEFORE)
    found = {one: Client().get(one).status_code for one in addresses}
    assert {one: status for one, status in found.items() if status != 404} == {}
    for address in OF_THE_SITE:
        body = _body(address)
        assert f"/{CODE}/" not in body, address
        assert SECRET not in body, address


def test_no_embargoed_text_occurs_in_any_public_answer(clock: Clock) -> None:
    publish()
    publish(secret_reading(), release_at=TEN)
    clock.set(BEFORE)
    public = [*every_address(CODE), *SEARCHES, *OF_THE_SITE]
    answers = {one: Client().get(one) for one in public}
    assert {response.status_code for response in answers.values()} <= {200, 302}
    told = {one: b"".join(answers[one]).decode("utf-8", "replace").replace("\\", "") for one in public}
    signs = (f"{HOME}/v2/", f"pledges-{CODE}-2025-v2", REASON)
    assert [one for one, body in told.items() if any(sign in body for sign in signs)] == []
    # A search answers with the words that were asked for.
    assert [one for one, body in told.items() if SECRET in body and one not in SEARCHES] == []
    assert SECRET not in told[SEARCHES[1]]
    clock.set(TEN)
    of_second = _of_second(every_address(CODE))
    assert len(of_second) > 50
    clock.set(BEFORE)
    assert {Client().get(one).status_code for one in of_second} == {404}
    for one in of_second[:20]:
        assert SECRET not in _body(one)


@pytest.mark.parametrize(
    ("moment", "version", "hits"),
    [(NOW, 1, 0), (BEFORE, 1, 0), (TEN, 2, 1), (TEN + datetime.timedelta(1), 2, 1)],
)
def test_at_the_moment_everything_switches_without_a_restart(
    clock: Clock, moment: datetime.datetime, version: int, hits: int
) -> None:
    publish()
    publish(secret_reading(), release_at=TEN)
    for_site()
    clock.set(moment)
    client = Client()
    assert client.get(f"/{CODE}/pledges/")["Location"] == f"{HOME}/v{version}/"
    assert client.get(f"{HOME}/")["Location"] == f"{HOME}/v{version}/"
    assert client.get(f"{HOME}/v2/").status_code == (200 if version == 2 else 404)
    listed = client.get(f"{API}editions/").json()["editions"]
    assert [one["version"] for one in listed] == list(range(version, 0, -1))
    assert [one["newest"] for one in listed] == [True, *[False] * (version - 1)]
    assert client.get(f"{API}editions/mayoral_pledges-{CODE}-2025-v2/").status_code == (
        200 if version == 2 else 404
    )
    assert (search(for_site(), SECRET).total > 0) is bool(hits)
    told = json.dumps(PublicTools("").list_editions({}), ensure_ascii=False, default=str)
    assert ("-v2" in told) is bool(hits)
    assert (REASON in _body(f"/{CODE}/corrections/")) is bool(hits)
    assert (REASON in _body(f"/{CODE}/feed.xml")) is bool(hits)
    assert (f"{HOME}/v2/" in _body(f"/{CODE}/sitemap.xml")) is bool(hits)


def test_the_static_form_has_what_is_public_when_it_is_written(clock: Clock, tmp_path: Path) -> None:
    publish()
    publish(secret_reading(), release_at=TEN)
    out = tmp_path / "site"
    clock.set(BEFORE)
    write_site(out, base="https://example.lg.jp/")
    texts = [path.read_bytes().decode("utf-8", "replace") for path in out.rglob("*") if path.is_file()]
    assert not [text for text in texts if SECRET in text or REASON in text]
    assert not (out / f"{CODE}/pledges/fy2025/v2").exists()
    clock.set(TEN)
    report = write_site(out, base="https://example.lg.jp/")
    assert report.kept > 0
    assert SECRET in (out / f"{CODE}/pledges/fy2025/v2/index.html").read_text(encoding="utf-8")
    assert REASON in (out / f"{CODE}/corrections/index.html").read_text(encoding="utf-8")


def test_paging_through_the_api_is_not_disturbed_by_a_release(clock: Clock) -> None:
    publish()
    publish(secret_reading(), release_at=TEN)
    clock.set(NOW + datetime.timedelta(hours=1))
    address = f"{API}records/items/?limit=1"
    first = Client().get(address).json()
    assert first["next"]
    clock.set(TEN)
    rest = Client().get(first["next"].removeprefix("http://testserver")).json()
    assert rest["total"] == first["total"]
    assert {one["version"] for one in rest["editions"]} == {1}


def test_the_pages_that_are_walked_are_those_of_every_language(clock: Clock) -> None:
    publish()
    assert len([one for one in pages_of(CODE) if one.startswith("/en/")]) * len(LANGUAGES) >= len(
        list(pages_of(CODE))
    )
