"""The pages of the pledges: what they must say, in both languages, with hostile text, and for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from django.test import Client

from mitodoke.domain.edition import Edition
from mitodoke.domain.finding import Finding, Severity
from mitodoke.publishing.presentation.downloads import edition_downloads
from mitodoke.publishing.views import pledges
from mitodoke.publishing.views.page import find_city, open_row
from publishing.pledge_editions import pledge_edition
from publishing.stand_in import StandIn, stand_in, whole_city
from publishing.strategy_editions import strategy_edition

BASE = "/999997/pledges/"
HOSTILE = '<script>alert(1)</script>"><b>&amp;\u202eevil</b>'


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    return stand_in(monkeypatch, *whole_city(extra=1))


def html(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, address
    return response.content.decode()


def text(address: str) -> str:
    """The words of the main part of a page, without mark-up."""
    main = html(address).partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "fy2025/v2/",
            ["41.0％", "原文から失われています", "公約ごとの進捗状況の一覧図", "この版を取り出す"],
        ),
        ("fy2025/v2/", ["総括表", "指摘：総括表の45％が本文の40％と違います。", "市長公約全体"]),
        ("fy2025/v2/table/", ["総括表", "01-1 遊び場をふやす", "65％", "公約2件中2件"]),
        (
            "fy2025/v2/01/",
            ["育つ力を応援します", "このビジョンの公約", "遊び場をふやす", "こども課、公園緑地課"],
        ),
        ("fy2025/v2/01-1/", ["65％", "施策ごとの評価の平均", "一部再掲", "遊具12基を更新しました。"]),
        (
            "fy2025/v2/01-1/",
            ["令和6年度 第1版", "令和7年度 第2版", "変更なし", "文言は、最初の版から変わっていません"],
        ),
        ("fy2025/v2/02-1-1/", ["根拠未登録", "評価は原文から失われています（0ではありません）"]),
        ("fy2024/v1/01-1/", ["10段階中7", "中止", "国の補助が終わったため", "評価済み1件、中止1件"]),
        ("fy2025/v1/03-1-1/", ["取組事業内容の記載がありません", "福祉課", "再掲"]),
    ],
)
def test_pages_say_what_they_must(address: str, words: list[str]) -> None:
    said = text(BASE + address)
    assert [word for word in words if word not in said] == []


@pytest.mark.usefixtures("site")
def test_a_percentage_stands_with_rule_and_coverage() -> None:
    for address in ("fy2025/v2/", "fy2025/v2/01/", "fy2025/v2/01-1/"):
        said = text(BASE + address)
        assert "計算方法と端数処理" in said
        assert "対象" in said


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["fy2025/v2/", "fy2025/v2/table/", "fy2024/v1/01/", "fy2024/v1/01-1/"])
def test_english_pages_mark_every_japanese_word(address: str) -> None:
    main = html(f"/en{BASE}{address}").partition("<main")[2].partition('<aside class="edition"')[0]
    marked = re.sub(r'<(bdi|p|span) lang="ja">.*?</\1>', "", main, flags=re.DOTALL)
    marked = re.sub(r'href="[^"]*"', "", marked)
    assert re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]+", marked) == []


@pytest.mark.usefixtures("site")
def test_the_description_tells_the_figure_and_what_it_covers() -> None:
    page = html(BASE + "fy2024/v1/01-1/")
    found = re.search(r'<meta name="description" content="([^"]*)"', page)
    assert found is not None
    assert "公約01-1 遊び場をふやす" in found[1]
    assert "進捗状況 65％（施策2件（評価2件）のうち" in found[1]


@pytest.mark.usefixtures("site")
def test_each_page_names_its_card() -> None:
    pledge, measure = (html(f"{BASE}fy2025/v2/{key}/") for key in ("01-1", "01-1-1"))
    card = 'og:image" content="http://testserver/999997/pledges/fy2025/v2/cards/01-1.png"'
    assert card in pledge
    assert card in measure


@pytest.mark.usefixtures("site")
def test_the_overview_describes_the_data_set() -> None:
    page = html(BASE + "fy2025/v2/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    described = msgspec.json.decode(found[1])
    assert described["@type"] == "Dataset"
    assert described["url"] == "http://testserver/999997/pledges/fy2025/v2/"


@pytest.mark.usefixtures("site")
def test_every_file_of_the_edition_that_is_offered_is_there() -> None:
    city = find_city("999997")
    opened = open_row(city, city.shelf.rows[-1])
    offered = edition_downloads(opened.index.edition, opened.addresses)
    assert len(offered.reports) >= 3
    for link in offered.data:
        assert Client().get(link.address).status_code == 200, link.address


@pytest.mark.usefixtures("site")
def test_every_page_that_is_listed_opens_and_the_table_is_among_them() -> None:
    listed = list(pledges.pages(find_city("999997")))
    assert BASE + "fy2025/v1/table/" in listed
    assert len(listed) == len(set(listed))
    for address in listed:
        html(address)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["fy2025/v2/99/", "fy1999/v1/table/", "fy2025/v9/", "fy2025/v2/table/x/"])
def test_unknown_addresses_are_not_found(address: str) -> None:
    html(BASE + address, status=404)


def test_a_repeated_activity_leads_to_its_original(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = pledge_edition()
    found = Finding(
        check="repeat_resolved",
        severity=Severity.NOTE,
        subject="01-1-2",
        field="repeat",
        place="L50",
        printed="【一部再掲】",
        expected="1番目＝02-1-1の1番目",
        message="再掲です。",
    )
    audit = replace(edition.audit, findings=(*edition.audit.findings, found))
    stand_in(monkeypatch, replace(edition, audit=audit))
    page = html(BASE + "fy2025/v1/01-1-2/")
    assert f'<a href="{BASE}fy2025/v1/02-1-1/">元の取組：02-1-1の1番目</a>' in page


def hostile_edition() -> Edition:
    edition = pledge_edition(rated=True)
    items = tuple(
        replace(one, title=HOSTILE, subtitle=HOSTILE, departments=(HOSTILE,)) for one in edition.content.items
    )
    return replace(edition, content=replace(edition.content, items=items))


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("key", ["", "table/", "01/", "01-1/", "01-1-1/"])
def test_hostile_text_stays_text(monkeypatch: pytest.MonkeyPatch, key: str, language: str) -> None:
    stand_in(monkeypatch, hostile_edition(), strategy_edition())
    page = html(f"{language}{BASE}fy2025/v1/{key}")
    assert "<script>alert" not in page
    assert "<b>&amp;" not in page
    assert page.count("\u202e") <= page.count("<bdi") + page.count("<title")


def test_an_edition_without_pledges_has_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = pledge_edition()
    content = replace(edition.content, items=(), stated=())
    stand_in(monkeypatch, replace(edition, content=content, audit=replace(edition.audit, figures=())))
    said = text(BASE + "fy2025/v1/")
    assert "0ビジョン" in said.replace(" ", "")
    html(BASE + "fy2025/v1/table/")
