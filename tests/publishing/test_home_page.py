"""The first page of a city: figures, what changed, corrections, search, and what machines are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest
from django.test import Client

from mitodoke.domain.edition import Edition
from mitodoke.publishing.presentation.home_changes import latest_corrections
from mitodoke.publishing.views.page import find_city
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.stand_in import StandIn, stand_in, whole_city
from publishing.strategy_editions import strategy_edition

HOME = "/999997/"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    return stand_in(monkeypatch, *whole_city(extra=1))


def html(address: str = HOME) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def text(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


@pytest.mark.usefixtures("site")
def test_the_headline_stands_with_date_rule_and_coverage() -> None:
    said = text(html())
    for words in ("41.0％", "令和8年3月31日", "計算方法と端数処理", "ビジョン3件のうち公表値あり2件"):
        assert words in said


def test_what_changed_is_said_in_words_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, pledge_edition(year=2024), moved(pledge_edition(year=2025)), strategy_edition())
    said = text(html())
    assert "全体の進捗状況：41.0％から43.5％へ" in said
    assert "両方の版にある6項目のうち、上がったもの1、下がったもの1、同じもの4" in said
    assert "項目：追加0、削除1、変更2（今の版は11件）" in said
    assert "前の版：令和6年度 第1版" in said
    assert 'href="/999997/compare/pledges/fy2024-v1/fy2025-v1/"' in html()
    assert said.count("最初の版です。") == 1


def moved(edition: Edition) -> Edition:
    """One pledge better, one worse, one measure gone, another overall figure."""
    better = {"01-1": Decimal(70), "02-1": Decimal(20)}
    items = tuple(
        replace(one, printed_progress=better.get(one.code, one.printed_progress))
        for one in edition.content.items
        if one.code != "03-1-1"
    )
    stated = tuple(
        replace(one, printed="43.5", value=Decimal("43.5")) if one.figure == "progress.overall" else one
        for one in edition.content.stated
    )
    return replace(edition, content=replace(edition.content, items=items, stated=stated))


@pytest.mark.usefixtures("site")
def test_an_edition_that_repeats_the_one_before_says_that_nothing_differs() -> None:
    assert "項目と数値に、前の版との違いはありません。" in text(html())


@pytest.mark.usefixtures("site")
def test_corrections_lead_to_what_was_corrected() -> None:
    found = latest_corrections(find_city("999997").shelf)
    assert [one.details for one in found] == [
        "/999997/compare/pledges/fy2025-v1/fy2025-v2/",
        "/999997/compare/collaboration/fy2024-v1/fy2024-v2/",
    ]
    page = html()
    assert all(f'href="{one.details}"' in page for one in found)


def test_a_city_without_corrections_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, register_edition(2024))
    assert "これまでに訂正した版はありません。" in text(html())


@pytest.mark.usefixtures("site")
def test_the_search_form_works_without_script() -> None:
    form = re.search(r'<form class="masthead-search"[^>]*>.*?</form>', html(), re.DOTALL)
    assert form is not None
    assert 'method="get" action="/999997/search/"' in form[0]
    assert 'name="q"' in form[0]


@pytest.mark.usefixtures("site")
def test_machines_are_told_whose_site_it_is_and_which_data_it_has() -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(), re.DOTALL)
    assert found is not None
    city, catalogue = msgspec.json.decode(found[1])
    assert city["@type"] == "GovernmentOrganization"
    assert city["url"] == "http://testserver/999997/"
    assert catalogue["@type"] == "DataCatalog"
    assert catalogue["publisher"] == {"@id": city["@id"]}
    assert [one["url"] for one in catalogue["dataset"]] == [
        "http://testserver/999997/pledges/fy2025/v2/",
        "http://testserver/999997/pledges/fy2024/v1/",
        "http://testserver/999997/strategy/fy2021/v1/",
        "http://testserver/999997/plan/fy2025/v1/",
        "http://testserver/999997/collaboration/fy2024/v2/",
        "http://testserver/999997/collaboration/fy2023/v1/",
    ]


@pytest.mark.parametrize("pillar", range(3))
def test_a_city_may_have_one_pillar_only(monkeypatch: pytest.MonkeyPatch, pillar: int) -> None:
    only = (pledge_edition(), strategy_edition(), register_edition())[pillar]
    stand_in(monkeypatch, only)
    assert text(html()).count("最初の版です。") == 1
    html("/en" + HOME)


def test_a_hostile_name_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = pledge_edition()
    document = replace(edition.content.document, municipality="</script><script>alert(1)</script>")
    stand_in(monkeypatch, replace(edition, content=replace(edition.content, document=document)))
    assert "<script>alert" not in html()


@pytest.mark.usefixtures("site")
def test_the_english_page_marks_every_japanese_word_of_its_own() -> None:
    main = html("/en" + HOME).partition("<main")[2].partition("</main>")[0]
    own = re.sub(r'<table class="plain-table form-counts">.*?</table>', "", main, flags=re.DOTALL)
    own = re.sub(r'<(bdi|span) lang="ja">.*?</\1>', "", re.sub(r'href="[^"]*"', "", own), flags=re.DOTALL)
    assert re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]+", own) == []
