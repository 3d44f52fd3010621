"""The pages and feeds of departments: complete, honest about what is lost, safe with hostile names."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.addresses import CityAddresses
from mitodoke.publishing.presentation.departments import department_address, department_key
from mitodoke.publishing.views import department_feed, departments
from mitodoke.publishing.views.page import find_city
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.stand_in import StandIn, stand_in
from publishing.strategy_editions import strategy_edition

HOME = "/999997/"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return stand_in(monkeypatch)


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(address: str, status: int = 200) -> _Text:
    response = Client().get(address)
    assert response.status_code == status
    return _Text(response.content.decode())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("こども課", "こども課"),
        ("企画課（広報係）", "企画課（広報係）"),
        ("", None),
        ("a/b", None),
        ("a~b", None),
        ("課" * 41, None),
        ("課\u202e長", None),
        ("<script>", None),
        ("\ud800", None),
    ],
)
def test_a_key_is_the_name_where_that_is_safe_and_hashed_where_not(name: str, key: str | None) -> None:
    found = department_key(name)
    if key is not None and key.isalnum():
        assert found == key
    else:
        assert "~" in found
        assert len(found) <= 49
    assert "/" not in found


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), unique=True, max_size=20))
def test_different_names_have_different_keys(names: list[str]) -> None:
    assert len({department_key(name) for name in names}) == len(names)


def test_the_address_needs_no_edition_and_follows_the_language() -> None:
    city = CityAddresses("999997", "/site/")
    assert unquote(department_address("こども課", city)) == "/site/999997/departments/こども課/"
    with speaking("en"):
        assert unquote(department_address("こども課", city)) == "/site/en/999997/departments/こども課/"


def test_the_list_names_every_department_of_the_newest_editions(site: StandIn) -> None:
    page = read(f"{HOME}departments/")
    for name in ("こども課", "公園緑地課", "福祉課", "商工課", "企画課"):
        assert name in page.text
    assert "担当部署が原文から失われた項目が1件" in page.text


def test_a_department_has_its_work_in_every_kind_of_document(site: StandIn) -> None:
    page = read(f"{HOME}departments/商工課/")
    assert "合同説明会事業" in page.text
    assert "創業相談窓口事業" in page.text
    assert "参加企業数" in page.text
    assert "組織改編による前の部署・後の部署は、公表された版に含まれていません" in page.text
    links = [unquote(link) for link in page.links]
    assert f"{HOME}departments/企画課/" in links
    assert f"{HOME}strategy/fy2021/v1/S1-1/" in links


def test_a_rating_that_is_missing_is_not_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, pledge_edition(rated=True, year=2025))
    told = read(f"{HOME}departments/公園緑地課/").text
    assert "回答なし" in told
    assert "中止" in told
    stand_in(monkeypatch, pledge_edition(year=2025))
    assert "評価は原文にない" in read(f"{HOME}departments/公園緑地課/").text


def test_a_name_of_an_older_edition_only_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    old = pledge_edition(year=2024)
    items = tuple(
        replace(one, departments=("旧こども課",)) if one.departments == ("こども課",) else one
        for one in old.content.items
    )
    stand_in(monkeypatch, replace(old, content=replace(old.content, items=items)), pledge_edition(year=2025))
    assert "旧こども課" in read(f"{HOME}departments/").text
    page = read(f"{HOME}departments/旧こども課/")
    assert "これより新しい版には、この名称は出てきません" in page.text
    assert "相談窓口の一本化" in page.text


def test_names_that_differ_in_width_only_point_to_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = strategy_edition()
    items = tuple(
        replace(one, departments=("ICT課", "ＩＣＴ課")) if one.departments else one
        for one in edition.content.items
    )
    stand_in(monkeypatch, replace(edition, content=replace(edition.content, items=items)))
    links = [unquote(link) for link in read(f"{HOME}departments/ICT課/").links]
    assert f"{HOME}departments/ＩＣＴ課/" in links


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "課\u202e長", "=1+1", "a/b?c#d", "..", " ", "課" * 400]
)
def test_a_hostile_name_stays_text(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    edition = strategy_edition()
    items = tuple(
        replace(one, departments=(name,)) if one.departments else one for one in edition.content.items
    )
    stand_in(monkeypatch, replace(edition, content=replace(edition.content, items=items)))
    city = find_city("999997")
    for address in departments.pages(city):
        response = Client().get(address)
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
    for address in department_feed.files(city):
        ElementTree.fromstring(Client().get(address).content)


def test_an_unknown_department_is_not_found(site: StandIn) -> None:
    assert "部署の一覧から選んでください" in read(f"{HOME}departments/ない課/", 404).text
    assert Client().get(f"{HOME}feeds/departments/ない課.xml").status_code == 404


def test_the_feed_tells_per_edition_what_is_new(site: StandIn) -> None:
    feed = Client().get(f"{HOME}feeds/departments/こども課.xml")
    root = ElementTree.fromstring(feed.content)
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    summaries = [entry.findtext("{http://www.w3.org/2005/Atom}summary") or "" for entry in entries]
    assert len(entries) >= 3
    assert any("変わったものはありません" in one for one in summaries)
    ids = [entry.findtext("{http://www.w3.org/2005/Atom}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def test_the_feed_names_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    old = register_edition(2023)
    less = tuple(one for one in old.content.entries if one.entry_id != "co_hosting-1")
    stand_in(monkeypatch, replace(old, content=replace(old.content, entries=less)), register_edition(2024))
    name = next(one.departments[0] for one in old.content.entries if one.entry_id == "co_hosting-1")
    text = Client().get(f"{HOME}feeds/departments/{department_key(name)}.xml").content.decode()
    assert "新しいもの" in text
    assert old.content.document.kind is DocumentKind.COLLABORATION_REGISTER
