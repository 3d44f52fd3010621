"""The pages that explain: SDGs, glossary, corrections, about, data, method; in Japanese and in English."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from mitodoke.domain.outline import GlossaryTerm
from mitodoke.domain.sdgs import SDG_GOALS
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.views import about, audit, corrections, departments, findings, glossary, method, sdgs
from mitodoke.publishing.views.page import City, find_city
from publishing.pledge_editions import pledge_edition
from publishing.stand_in import StandIn, stand_in, whole_city
from publishing.strategy_editions import strategy_edition

HOME = "/999997/"
MODULES = (about, audit, corrections, departments, findings, glossary, method, sdgs)
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
VOID = {"meta", "link", "input", "br", "img", "hr", "circle", "path", "rect", "line"}


class Reader(HTMLParser):
    """Reads a page: what is open, its links and ids, headings, and Japanese that no element marks as such."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.forbidden: list[str] = []
        self.unmarked: list[str] = []
        self.captions = self.tables = 0
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        language = named.get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in VOID:
            self.open.append((tag, language))
        if tag == "a" and named.get("href"):
            self.links.append(named["href"] or "")
        if named.get("id"):
            self.ids.append(named["id"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if "style" in named or (
            tag == "script" and "src" not in named and named.get("type") != "application/ld+json"
        ):
            self.forbidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        in_head = any(tag == "head" for tag, _ in self.open)
        if self.open and self.open[-1][1] != "ja" and not in_head and JAPANESE.search(data):
            self.unmarked.append(data)


def read(address: str, status: int = 200) -> Reader:
    response = Client().get(address)
    assert response.status_code == status, address
    return Reader(response.content.decode())


def addresses(city: City) -> list[str]:
    return [address for module in MODULES for address in module.pages(city)]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return stand_in(monkeypatch, *whole_city(extra=1))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_is_well_made(site: StandIn, language: str) -> None:
    with speaking(language):
        found = addresses(find_city("999997"))
    assert len(found) > 40
    assert len(set(found)) == len(found)
    for address in found:
        page = read(address)
        assert page.open == [], address
        assert page.forbidden == [], address
        assert len(set(page.ids)) == len(page.ids), address
        assert page.levels.count(1) == 1, address
        assert page.captions == page.tables, address
        assert page.levels[0] == 1, address
        assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
        if language == "en":
            assert page.unmarked == [], address


def test_every_link_of_these_pages_leads_somewhere(site: StandIn) -> None:
    seen = set()
    for address in addresses(find_city("999997")):
        page = read(address)
        for link in page.links:
            target, _, anchor = link.partition("#")
            if not target:
                assert unquote(anchor) in page.ids, (address, link)
            elif target.startswith("/") and target not in seen and "/report/" not in target:
                seen.add(target)
                assert Client().get(target).status_code in (200, 302), (address, target)


def test_all_goals_are_listed_and_empty_ones_say_so(site: StandIn) -> None:
    page = read(f"{HOME}sdgs/")
    assert all(goal.name in page.text and goal.name_en in page.text for goal in SDG_GOALS)
    assert "SDGsの目標が原文から失われた項目が1件" in page.text
    assert "合同説明会事業" in read(f"{HOME}sdgs/8/").text
    assert "この目標に関係すると書かれた項目がありません" in read(f"{HOME}sdgs/1/").text
    assert "この目標に関係すると書かれた項目がありません" not in read(f"{HOME}sdgs/9/").text


@pytest.mark.parametrize(
    "path",
    [
        "sdgs/0/", "sdgs/18/", "sdgs/999999999/", "findings/check/none/", "findings/colour/red/",
        "findings/severity/error/page/2/", "findings/page/99/",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_in_words(site: StandIn, path: str) -> None:
    response = Client().get(HOME + path)
    assert response.status_code in (400, 404)
    assert "最初のページ" in response.content.decode()


def test_terms_have_their_definition_and_places(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = strategy_edition()
    terms = (
        GlossaryTerm(number=1, term="合同説明会", definition="企業が集まる説明会。", place="L300"),
        GlossaryTerm(number=None, term="知られない語", definition=None, place="L301"),
    )
    stand_in(monkeypatch, replace(edition, content=replace(edition.content, glossary=terms)))
    page = read(f"{HOME}glossary/")
    assert "企業が集まる説明会。" in page.text
    assert "説明文はこの版に収録していません" in page.text
    assert "収録している文章の中には出てきません" in page.text
    assert any(link.endswith("/S1-1/") for link in page.links)
    assert "道のり" in page.text


def test_corrections_name_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = pledge_edition(year=2025), pledge_edition(year=2025, version=2)
    items = tuple(
        replace(one, title="公園のあたらしい遊具<b>") if one.item_id == "01-1-2" else one
        for one in after.content.items
    )
    stand_in(monkeypatch, before, replace(after, content=replace(after.content, items=items)))
    page = read(f"{HOME}corrections/")
    assert "公園の遊具の更新" in page.text
    assert "公園のあたらしい遊具<b>" in page.text
    assert f"{HOME}compare/pledges/fy2025-v1/fy2025-v2/" in page.links
    assert f"{HOME}pledges/fy2025/v1/" in page.links


def test_a_city_without_corrections_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, pledge_edition(year=2025))
    assert "これまでに公表した版1件に、訂正した版はありません" in read(f"{HOME}corrections/").text


def test_the_data_page_offers_every_edition(site: StandIn) -> None:
    links = read(f"{HOME}data/").links
    for row in site.rows():
        assert any(
            f"/v{row.version}/edition.json" in link and f"/fy{row.fiscal_year}/" in link for link in links
        )
    assert f"{HOME}pledges/fy2025/v2/items.csv" in links
    assert f"{HOME}pledges/fy2025/v1/items.csv" not in links
    assert f"{HOME}feed.xml" in links


def test_about_tells_responsibility_hashes_and_how_to_cite(site: StandIn, settings: Settings) -> None:
    page = read(f"{HOME}about/")
    assert "花咲市 企画部" in page.text
    assert "このサイトには連絡先が登録されていません" in page.text
    assert "http://testserver/999997/pledges/fy2025/v2/" in page.text
    assert all(row.sha256 in page.text for row in site.rows())
    settings.CONTACT = "企画課 <script>"
    settings.SOURCE_URL = "https://example.org/source"
    page = read(f"{HOME}about/")
    assert "企画課 <script>" in page.text
    assert "https://example.org/source" in page.links
    assert "企画課 <script>" in read(f"{HOME}accessibility/").text


def test_the_accessibility_statement_claims_no_more_than_was_tested(site: StandIn) -> None:
    page = read(f"{HOME}accessibility/")
    assert page.text.count("まだ行っていません。") == 3
