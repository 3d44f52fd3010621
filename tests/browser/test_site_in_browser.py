"""What people do on the site: find, choose, page, search, switch the language, follow a fact to its source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.kinds import HOME, PAGES, SERVED

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 800}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(params=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A phone, once as people have it and once with scripts switched off."""
    context = browser.new_context(
        viewport=PHONE, java_script_enabled=request.param == "with scripts", locale="ja-JP"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, locale="ja-JP")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_a_resident_finds_a_project_and_its_source(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.get_by_role("navigation", name="主なページ").get_by_role("link", name="協働事業").click()
    page.get_by_text("条件を組み合わせて選ぶ・言葉で探す").click()
    page.get_by_label("年度", exact=True).select_option(label="令和6年度")
    page.get_by_role("searchbox", name="言葉 名称・目的・団体・効果から探します").fill("つどい")
    page.get_by_role("button", name="絞り込む").click()
    assert "1件" in page.locator("#list-heading").inner_text()
    page.get_by_role("link", name="夏のつどい").click()
    assert heading(page).endswith("夏のつどい")
    page.get_by_role("link", name="原文61行").click()
    assert page.locator(":target").get_attribute("id") == "L61"


def test_a_choice_and_the_next_page_of_a_list(page: Page, address: str) -> None:
    page.goto(address + HOME + PAGES["collaboration"])
    choice = page.locator(".facets a", has_text="後援（名義）")
    if not choice.is_visible():
        page.locator(".facets summary", has_text="協働の形態で選ぶ").click()
    choice.click()
    assert "62件（1～50件目を表示）" in page.locator("#list-heading").inner_text()
    page.locator(".pager").get_by_role("link", name="次").click()
    assert "62件（51～62件目を表示）" in page.locator("#list-heading").inner_text()
    assert page.locator("table.register tbody tr").count() == 12


def test_the_search_finds_two_characters_and_is_narrowed_down(page: Page, address: str) -> None:
    page.goto(address + HOME)
    page.get_by_role("searchbox", name="探す言葉").fill("公園")
    page.get_by_role("search", name="サイト内検索").get_by_role("button").click()
    before = page.locator(".search-hits > li").count()
    assert before >= 3
    assert page.locator(".search-hits mark").first.inner_text() == "公園"
    choice = page.locator(".search-filters a").first
    words = choice.inner_text()
    choice.click()
    assert words in page.locator(".search-filters [aria-current]").first.inner_text()
    assert 1 <= page.locator(".search-hits > li").count() <= before
    page.locator(".search-hits a").first.click()
    assert heading(page)


def test_the_language_is_switched_on_the_spot(page: Page, address: str) -> None:
    page.goto(address + HOME + PAGES["pledge"])
    page.get_by_role("link", name="English").click()
    assert page.url.startswith(f"{address}/en{HOME}")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1 [lang=ja]").last.inner_text() == "遊び場をふやす"
    page.get_by_role("link", name="日本語").click()
    assert page.url == address + HOME + PAGES["pledge"]


def test_suggestions_come_while_typing_and_are_chosen_by_keyboard(scripted: Page, address: str) -> None:
    scripted.goto(address + HOME + PAGES["search"])
    field = scripted.get_by_role("combobox", name="探す言葉")
    field.press_sequentially("公園")
    options = scripted.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Escape")
    expect(options.first).to_be_hidden()
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    chosen = options.first.locator(".suggestion-text").inner_text()
    field.press("Enter")
    scripted.wait_for_url("**/search/?q=*")
    expect(scripted.get_by_role("combobox", name="探す言葉")).to_have_value(chosen)
    assert scripted.locator(".search-hits > li").count() >= 1


def test_a_place_of_the_source_is_marked_from_first_to_last_line(scripted: Page, address: str) -> None:
    scripted.goto(address + HOME + SERVED["source_marked"])
    box = scripted.locator("#L120").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < DESKTOP["height"]
    assert scripted.locator(".marked").count() == 15


@pytest.mark.parametrize("name", ["city", "pledges"])
def test_charts_are_drawn_without_colours_of_our_own(scripted: Page, address: str, name: str) -> None:
    scripted.emulate_media(forced_colors="active")
    scripted.goto(address + HOME + PAGES[name])
    bar = scripted.locator(".chart-bars a").first
    value, track = (
        bar.locator(part).evaluate("e => getComputedStyle(e).fill")
        for part in (".chart-value", ".chart-track-bar")
    )
    assert value != track
    words = scripted.locator(".chart-donut .chart-number").first.evaluate("e => getComputedStyle(e).fill")
    assert words != scripted.evaluate("getComputedStyle(document.body).backgroundColor")
