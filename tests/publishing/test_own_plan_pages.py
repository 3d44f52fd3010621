"""The pages of a plan with levels of a city's own: every address opens, nothing is guessed, the levels keep their names."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from publishing.own_levels import CONTENT, ITEMS, plan_edition, with_title
from publishing.stand_in import stand_in, whole_city
from publishing.whole_site import HEAVIEST, CrawledPage, crawl, foreign_words, leftovers

HOME = "/999997/plan/fy2025/v1/"


@pytest.fixture(scope="module")
def pages() -> Iterator[list[CrawledPage]]:
    with pytest.MonkeyPatch.context() as patch:
        whole = [one for one in whole_city(extra=0) if not one.content.levels]
        stand_in(patch, *whole, plan_edition(with_title("花の町")), plan_edition(version=2))
        yield [page for page in crawl() if "/plan/" in page.address or "fy20" not in page.address]


def page_at(pages: list[CrawledPage], address: str) -> CrawledPage:
    [found] = [page for page in pages if page.address == address]
    return found


def test_every_item_has_a_page_in_both_languages(pages: list[CrawledPage]) -> None:
    addresses = {page.address for page in pages}
    for item in ITEMS:
        assert f"{HOME}{item.code}/" in addresses
        assert f"/en{HOME}{item.code}/" in addresses
    assert f"{HOME}kpi/goal/1/" in addresses


def test_every_link_of_these_pages_works(pages: list[CrawledPage]) -> None:
    known = {page.address for page in pages}
    client, answered, broken = Client(), {}, []
    for page in pages:
        if "/plan/" not in page.address:
            continue
        for link in page.tree.xpath("//a/@href | //link/@href | //img/@src"):
            parts = urlsplit(urljoin(f"http://testserver{page.address}", link))
            if parts.hostname != "testserver" or "/report/" in parts.path:
                continue
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if target not in answered:
                answered[target] = target in known or client.get(target).status_code in {200, 302}
            if not answered[target]:
                broken.append(f"{page.address}: {link}")
    assert broken == []


def test_words_are_of_the_language_and_no_name_of_the_code_shows(pages: list[CrawledPage]) -> None:
    assert [(page.address, words) for page in pages if (words := leftovers(page))] == []
    english = [page for page in pages if page.language == "en"]
    assert [(page.address, words) for page in english if (words := foreign_words(page))] == []
    assert all(page.weight() < HEAVIEST for page in pages)
    # A numbered level is a name of the code: people read what the document calls it.
    assert [page.address for page in pages if "第1階層" in page.text] == []


def test_the_tree_shows_every_item_under_the_name_of_its_level_with_its_progress(
    pages: list[CrawledPage],
) -> None:
    page = page_at(pages, "/999997/plan/fy2025/v2/")
    text = page.text
    for said in ("政策 1", "施策 1-1", "事務事業 1-1-1", "花のまちをつくる"):
        assert said in text
    # 1-1-1: (80 + 50) ÷ 2 = 65; 1-2-1: 0 of this year; 1-1 = 65, 1-2 = 0, 1 = 32.5; nothing under 2 was rated.
    assert "32.5％" in text
    assert "65.0％" in text
    assert "4件中2件を評価（中止1件、回答なし1件）" in text
    assert "政策＝丸める前の施策の単純平均（四捨五入して小数第1位まで）" in text
    assert "事務事業＝令和7年度の評価の単純平均（四捨五入して小数第1位まで）" in text


def test_an_item_shows_what_it_carries(pages: list[CrawledPage]) -> None:
    text = page_at(pages, "/999997/plan/fy2025/v2/1-1-1/").text
    for said in (
        "事務事業 1-1-1",
        "苗を配りました。",
        "10段階中8",
        "10段階中5",
        "65.0％",
        "花課",
        "みどり課",
    ):
        assert said in text
    text = page_at(pages, "/999997/plan/fy2025/v2/1/").text
    for said in ("市民と花を育てます。", "花壇の数", "か所", "目標11", "施策", "この政策の指標の一覧"):
        assert said in text
    assert "文言は、最初の版から" in text or "この番号の項目がある版は一つだけです" in text


def test_what_was_not_rated_is_not_zero(pages: list[CrawledPage]) -> None:
    text = page_at(pages, "/999997/plan/fy2025/v2/1-1-2/").text
    assert "中止" in text
    assert "雨のため" in text
    assert "評価がないため計算していません（0ではありません）" in text
    # An ended item that nobody rated counts nowhere.
    assert "進捗状況 0％" not in page_at(pages, "/999997/plan/fy2025/v2/2/").text


def test_hostile_titles_stay_text(pages: list[CrawledPage]) -> None:
    page = page_at(pages, "/999997/plan/fy2025/v2/1-2-2/")
    assert b"<b>\xe4\xb8\xa6" not in page.html
    assert "並木" in page.text


def test_without_ratings_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    stand_in(monkeypatch, plan_edition(replace(CONTENT, ratings=(), indicators=())))
    text = Client().get(HOME).content.decode()
    assert "評価がまだないため、進捗状況は計算していません" in text
    assert Client().get(f"{HOME}1-1/").status_code == 200
    assert Client().get("/999997/").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{HOME}9-9/", 404),
        (f"{HOME}kpi/goal/9/", 404),
        (f"{HOME}kpi/?goal=9", 400),
        ("/999997/plan/fy1999/v1/", 404),
        ("/999997/plan/fy2025/v9/", 404),
        (f"{HOME}embed/none/", 404),
        (f"{HOME}revision/", 404),
        ("/999997/plan/", 302),
        ("/999997/plan/latest/1-1/", 302),
        (f"{HOME}embed/N1/", 200),
        (f"{HOME}card.png", 200),
    ],
)
def test_addresses_that_lead_nowhere_or_on(
    monkeypatch: pytest.MonkeyPatch, address: str, status: int
) -> None:
    stand_in(monkeypatch, plan_edition())
    assert Client().get(address).status_code == status
