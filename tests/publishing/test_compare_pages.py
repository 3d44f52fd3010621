"""The pages of strategy and comparison open, help where an address is wrong, and keep hostile text text."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.test import Client

from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.coverage import LOST, NOT_PRINTED, scope
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.labels import figure_label
from mitodoke.publishing.views import compare, strategy
from mitodoke.publishing.views.page import find_city
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.stand_in import StandIn, stand_in
from publishing.strategy_editions import indicator, strategy_edition

HOME = "/999997/"
HOSTILE = "<script>alert(1)</script>\u202e</svg>=cmd|' /C calc'!A0\x07"
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
OTHERS = re.compile(
    r'<aside class="edition".*?</aside>|<details class="downloads".*?</details>|<nav class="neighbours".*?</nav>'
    r'|<section class="doubts".*?</section>',
    re.DOTALL,
)
"""Parts of a page that other areas write and test."""
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Checked(HTMLParser):
    """Reads a page: that it is well nested, has no double id, one h1, and no Japanese without its language."""

    def __init__(self, html: str, lang: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.tables = self.captions = 0
        self.scripts = 0
        self.unmarked: list[str] = []
        self.lang = lang
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        lang = named.get("lang") or (self.open[-1][1] if self.open else self.lang)
        if tag not in VOID:
            self.open.append((tag, lang))
        if named.get("id"):
            self.ids.append(named["id"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.scripts += tag == "script" and "src" not in named and named.get("type") != "application/ld+json"
        if lang != "ja":
            told = (named.get("aria-label") or "", named.get("data-label") or "")
            self.unmarked += [text for text in told if JAPANESE.search(text)]

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = {name for name, _ in self.open}
        if "main" in inside and self.open[-1][1] != "ja" and JAPANESE.search(data):
            self.unmarked.append(data.strip())


def revised_city(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Two editions of the strategy with a moved target, three of the pledges, two registers."""
    first = strategy_edition(2020)
    moved = indicator("S1-1", 1, "参加企業数", ("63社", "100社", "500社"))
    first = replace(first, content=replace(first.content, indicators=(moved, *first.content.indicators[2:])))
    return stand_in(
        monkeypatch,
        pledge_edition(rated=True, year=2024),
        pledge_edition(),
        pledge_edition(version=2),
        first,
        strategy_edition(2022),
        register_edition(2023),
        register_edition(2024, extra=60),
    )


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return revised_city(monkeypatch)


def get(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, address
    return response.content.decode()


def all_addresses(language: str) -> list[str]:
    with speaking(language):
        city = find_city("999997")
        return [*strategy.pages(city), *compare.pages(city)]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_of_the_map_is_sound(site: StandIn, language: str) -> None:
    found = all_addresses(language)
    assert len(found) == len(set(found)) > 60
    for address in found:
        html = get(address)
        page = Checked(OTHERS.sub("", html), language)
        assert not page.open, address
        assert len(page.ids) == len(set(page.ids)), address
        assert page.headings.count(1) == 1, address
        assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), address
        assert page.tables == page.captions, address
        assert len(gzip.compress(html.encode())) < 60_000, address


def test_an_english_page_marks_the_documents_words(site: StandIn) -> None:
    shared = set()
    for edition in site.editions:
        index = EditionIndex(edition)
        shared |= {figure_label(one.figure) for one in edition.audit.figures}
        shared |= {text for item in edition.content.items for text in (scope(item, index), LOST, NOT_PRINTED)}
    for address in all_addresses("en"):
        page = Checked(OTHERS.sub("", get(address)), "en")
        assert [text for text in page.unmarked if text not in shared] == [], address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "strategy/fy2022/v1/S1-1/",
            [
                "当初の目標値",
                "500社",
                "83.3％",
                "chart-original-path",
                "おおむね順調",
                "長野県",
                "令和2年度 第1版",
            ],
        ),
        ("strategy/fy2022/v1/G1/", ["変更前の値はこの文書になく", "累計45人", "単年度の値で"]),
        ("strategy/fy2020/v1/S1-1/", ["判定の規則が登録されていないため", "目標8 働きがいも経済成長も"]),
        ("strategy/fy2022/v1/kpi/", ["全7件のうち7件", "担当部署で選ぶ"]),
        ("strategy/fy2022/v1/kpi/department/商工課/", ["全7件のうち4件", "担当部署：商工課"]),
        ("strategy/fy2022/v1/kpi/?sdgs=9&progress=worse", ["来場者数", "SDGs：目標9", "全7件のうち1件"]),
        (
            "strategy/fy2022/v1/revision/",
            ["500社", "450社", "照合できません", "印が原文から失われた項目が1件"],
        ),
        ("compare/", ["令和2年度 第1版と令和4年度 第1版の違い", "二つの部署", "当初の目標値と現在の目標値"]),
        ("compare/targets/", ["500社", "450社", "94.1％", "83.3％"]),
        ("compare/pledges/fy2024-v1/fy2025-v1/", ["± 変更", "進捗状況の比較", "公約2件中2件", "±0"]),
        ("compare/pledges/fy2024-v1/fy2025-v2/", ["違いの数"]),
        ("compare/collaboration/fy2023-v1/fy2024-v1/", ["＋ 追加", "題名が同じ事業"]),
        ("compare/departments/こども課/商工課/", ["担当する施策がある公約", "担当なし", "65％"]),
    ],
)
def test_a_page_says_what_it_must(site: StandIn, address: str, words: list[str]) -> None:
    html = get(HOME + address)
    for one in words:
        assert one in html, one


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("strategy/fy2022/v1/kpi/sdgs/16/", 404),
        ("strategy/fy2022/v1/kpi/nothing/x/", 404),
        ("strategy/fy2022/v1/kpi/?sdgs=16", 400),
        ("strategy/fy2022/v1/kpi/page/9/", 400),
        ("strategy/fy2022/v9/revision/", 404),
        ("compare/pledges/fy2024-v1/fy2024-v1/", 404),
        ("compare/pledges/fy2024-v1/fy1999-v1/", 404),
        ("compare/pledges/fy2024/v1/", 404),
        ("compare/pledges/fy2024-v1/fy2025-v1/page/99/", 400),
        ("compare/departments/", 400),
        ("compare/departments/?first=%3Cb%3E&second=x", 400),
        ("compare/departments/x/y/", 404),
    ],
)
def test_a_wrong_address_gets_a_page_that_helps(site: StandIn, address: str, status: int) -> None:
    for prefix in ("", "/en"):
        html = get(f"{prefix}{HOME}{address}", status)
        assert "<h1" in html
        assert "Traceback" not in html


def test_the_form_leads_to_the_two_departments(site: StandIn) -> None:
    response = Client().get(f"{HOME}compare/departments/", {"first": "こども課", "second": "商工課"})
    assert response.status_code == 302
    get(response["Location"])


def test_without_a_strategy_there_are_no_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, pledge_edition())
    assert "compare/targets" not in get(f"{HOME}compare/")
    get(f"{HOME}compare/targets/", 404)
    assert all_addresses("ja") == [f"{HOME}compare/"]


def test_hostile_text_stays_text_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(year: int) -> object:
        edition = strategy_edition(year)
        return replace(
            edition,
            content=replace(
                edition.content,
                items=tuple(
                    replace(one, title=HOSTILE, departments=(HOSTILE,), summary=f"{HOSTILE}{year}")
                    for one in edition.content.items
                ),
                indicators=tuple(
                    replace(
                        one,
                        name=HOSTILE,
                        note=f"{HOSTILE}{year}",
                        unit=HOSTILE,
                        values=tuple(
                            replace(
                                value,
                                note=HOSTILE,
                                quantity=replace(value.quantity, printed=HOSTILE, unit=HOSTILE),
                            )
                            for value in one.values
                        ),
                    )
                    for one in edition.content.indicators
                ),
            ),
        )

    stand_in(monkeypatch, spoilt(2021), spoilt(2022))  # type: ignore[arg-type]
    for language in ("ja", "en"):
        for address in all_addresses(language):
            html = get(address)
            assert "<script>alert" not in html, address
            page = Checked(html, language)
            assert page.scripts == 0
            assert not page.open, address
