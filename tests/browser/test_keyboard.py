"""By keyboard alone: everything is reached in the order of the page, and one sees where one is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.kinds import HOME, PAGES, SAMPLE

pytestmark = pytest.mark.browser

REACHABLE = """() => {
  const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  window.reachable = [...document.querySelectorAll(all)].filter(e => e.checkVisibility() && !e.disabled);
  return window.reachable.length;
}"""
HERE = """() => {
  const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    at: window.reachable.indexOf(e),
    what: e.tagName + ' ' + (e.textContent || e.id).trim().slice(0, 40),
    outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 3,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""
LONGEST = 150
"""After so many stops the rest of a long list is taken to be like its beginning."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", SAMPLE)
def test_tab_reaches_everything_in_order_and_is_seen(page: Page, address: str, name: str) -> None:
    page.goto(address + HOME + PAGES[name])
    count = page.evaluate(REACHABLE)
    assert count > 10
    for expected in range(min(count, LONGEST)):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        assert here["at"] == expected, here
        assert here["outline"], here
        assert here["seen"], here


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_first_stop_leads_to_the_content(page: Page, address: str, language: str) -> None:
    page.goto(address + language + HOME + PAGES["collaboration"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_choice_is_opened_and_a_form_is_sent_without_a_pointer(page: Page, address: str) -> None:
    page.goto(address + HOME + PAGES["collaboration"])
    page.locator(".combine summary").focus()
    page.keyboard.press("Enter")
    page.locator("#filter-words").focus()
    page.keyboard.type("つどい")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=*")
    assert page.locator("table.register tbody tr").count() >= 1
