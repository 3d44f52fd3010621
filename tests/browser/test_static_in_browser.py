"""The site as files, opened from the file system and from a sub-folder of a plain web server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.kinds import HOME, PAGES, SAMPLE
from browser.test_kinds_for_everyone import RULES

pytestmark = pytest.mark.browser

WAYS = ("file", "sub-folder")
PHONE = {"width": 375, "height": 800}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, locale="ja-JP")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def opened(addresses: dict[str, str], way: str, path: str) -> str:
    """Where a page of the site stands in this form."""
    return f"{addresses[way]}{path}index.html"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SAMPLE)
def test_the_pages_are_those_of_the_served_site(
    page: Page, static_addresses: dict[str, str], way: str, name: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for language in ("", "/en"):
        page.goto(opened(static_addresses, way, language + HOME + PAGES[name]))
        assert page.locator("h1").count() == 1
        assert page.evaluate("getComputedStyle(document.body).letterSpacing") != "normal", "no style sheet"
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert all(url.startswith(static_addresses[way]) for url in asked)
    assert said == []
    result = Axe().run(page, options=RULES)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("way", WAYS)
def test_a_resident_goes_from_the_first_page_to_the_source(
    page: Page, static_addresses: dict[str, str], way: str
) -> None:
    page.goto(f"{static_addresses[way]}/index.html")
    page.wait_for_url(f"**{HOME}index.html")
    page.get_by_role("navigation", name="主なページ").get_by_role("link", name="市長公約").click()
    page.wait_for_url("**/pledges/fy2025/v2/index.html")
    page.get_by_role("link", name="遊び場をふやす").first.click()
    page.locator("main .source").first.click()
    assert page.locator(":target").get_attribute("id", timeout=5000)
    assert page.locator(".marked").count() >= 1


@pytest.mark.parametrize("way", WAYS)
def test_the_search_finds_in_the_files(page: Page, static_addresses: dict[str, str], way: str) -> None:
    page.goto(opened(static_addresses, way, HOME))
    page.get_by_role("searchbox", name="探す言葉").fill("公園")
    page.get_by_role("search", name="サイト内検索").get_by_role("button").click()
    hits = page.locator(".search-hits > li")
    expect(hits.first).to_be_visible()
    count = hits.count()
    assert count >= 3
    assert page.locator(".search-hits mark").first.inner_text() == "公園"
    page.locator("#search-words").fill("園")
    expect(page.locator(".search-total")).to_contain_text(re.compile("[0-9]"))
    page.locator(".search-filters input[type=checkbox]").first.check()
    expect(hits.first).to_be_visible()
    page.locator(".search-hits a").first.click()
    assert page.get_by_role("heading", level=1).inner_text()
    assert Axe().run(page, options=RULES).violations_count == 0


@pytest.mark.parametrize("way", WAYS)
def test_the_language_is_switched_and_lists_have_pages(
    page: Page, static_addresses: dict[str, str], way: str
) -> None:
    page.goto(opened(static_addresses, way, HOME + PAGES["collaboration"]))
    assert page.locator("form.filter").count() == 0
    page.locator(".pager").get_by_role("link", name="次").click()
    assert "51～" in page.locator("#list-heading").inner_text()
    page.get_by_role("link", name="English").click()
    assert unquote(page.url).endswith(f"/en{HOME}collaboration/page/2/index.html")
    assert page.locator("html").get_attribute("lang") == "en"


def test_without_scripts_the_search_says_what_it_needs(
    browser: Browser, static_addresses: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto(opened(static_addresses, "file", HOME + PAGES["search"]))
    assert "JavaScriptが要ります" in page.locator("main").inner_text()
    context.close()
