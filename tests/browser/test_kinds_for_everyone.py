"""Every kind of page: without barriers in light, dark and English, on a small phone, from the site itself alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser.barriers import RULES
from browser.kinds import HOME, PAGES, REFUSED, SERVED

pytestmark = pytest.mark.browser

DESKTOP, PHONE, NARROW = 1280, 375, 320
SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll('body *:not(svg *)')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP")
    yield context.new_page()
    context.close()


def look(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]


def no_violation(page: Page) -> None:
    result = Axe().run(page, options=RULES)
    assert result.violations_count == 0, result.generate_report()


def fits_a_small_phone(page: Page) -> None:
    look(page, NARROW, "light")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert page.evaluate(SMALLEST_TEXT) >= 16


@pytest.mark.parametrize("name", [*PAGES, *SERVED])
def test_no_barrier_for_anyone(page: Page, address: str, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    path = HOME + (PAGES | SERVED)[name]
    look(page, DESKTOP, "light")
    page.goto(address + path)
    no_violation(page)
    look(page, PHONE, "dark")
    no_violation(page)
    fits_a_small_phone(page)
    look(page, DESKTOP, "light")
    page.goto(address + "/en" + path)
    assert page.locator("html").get_attribute("lang") == "en"
    no_violation(page)
    fits_a_small_phone(page)
    assert all(url.startswith(address) for url in asked)
    assert {url.rpartition("/")[2] for url in asked} >= {"site.css", "parts.css"}
    assert [words for words in said if not (name in REFUSED and words.startswith("Failed to load"))] == []
