"""Every kind of page in a real browser: readable for everyone, on a phone, in the dark, by keyboard, without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "city": "/999997/",
    "pledges": "/999997/pledges/fy2025/v2/",
    "vision": "/999997/pledges/fy2025/v2/01/",
    "pledge": "/999997/pledges/fy2024/v1/01-1/",
    "measure": "/999997/pledges/fy2025/v2/02-1-1/",
    "strategy": "/999997/strategy/fy2021/v1/",
    "goal": "/999997/strategy/fy2021/v1/G1/",
    "direction": "/999997/strategy/fy2021/v1/1-1/",
    "strategy_measure": "/999997/strategy/fy2021/v1/S1/",
    "project": "/999997/strategy/fy2021/v1/S1-2/",
    "register": "/999997/collaboration/",
    "register_filtered": "/999997/collaboration/?year=2024&form=co_hosting",
    "entry": "/999997/collaboration/fy2024/v2/co_hosting-2/",
    "audit": "/999997/audit/",
    "findings": "/999997/findings/",
    "source": "/999997/pledges/fy2025/v2/source/#L120-L134",
    "not_found": "/999997/pledges/fy2025/v2/99/",
    "bad_filter": "/999997/collaboration/?year=1999",
}
DESKTOP, PHONE, NARROW = 1280, 375, 320


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript of its own; axe needs scripts, so they stay allowed."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900}, locale="ja-JP")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_barrier_for_anyone(page: Page, address: str, name: str) -> None:
    page.goto(address + PAGES[name])
    for width, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        result = Axe().run(page, options=options)
        assert result.violations_count == 0, f"{name} {width}: {result.generate_report()}"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_small_phone(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.goto(address + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


@pytest.mark.parametrize("name", PAGES)
def test_text_is_never_small(page: Page, address: str, name: str) -> None:
    page.goto(address + PAGES[name])
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('body *:not(svg *)')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
            .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest >= 16


def test_everything_comes_from_the_site_itself(page: Page, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for name in ("city", "pledges", "register", "source"):
        page.goto(address + PAGES[name])
    assert all(url.startswith(address) for url in asked)
    assert {url.rpartition("/")[2] for url in asked} >= {"site.css", "parts.css"}
    assert complaints == []


def test_the_keyboard_reaches_the_content_and_shows_where_it_is(page: Page, address: str) -> None:
    page.goto(address + PAGES["register"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        tag, outline, shadow = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                return [e.tagName, s.outlineStyle + ' ' + s.outlineWidth, s.boxShadow]; }"""
        )
        seen.add(tag)
        assert outline == "solid 4px"
        assert shadow != "none"
    assert {"SELECT", "INPUT", "BUTTON", "A"} <= seen


def test_the_marked_line_is_in_view(page: Page, address: str) -> None:
    page.goto(address + PAGES["source"])
    box = page.locator("#L120").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    assert page.locator(".marked").count() == 15


def test_a_resident_finds_a_project_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": PHONE, "height": 800}, java_script_enabled=False, locale="ja-JP"
    )
    page = context.new_page()
    page.goto(address + "/")
    page.get_by_role("navigation", name="主なページ").get_by_role("link", name="協働事業").click()
    page.get_by_label("年度").select_option(label="令和6年度")
    page.get_by_label("言葉").fill("つどい")
    page.get_by_role("button", name="絞り込む").click()
    page.get_by_role("link", name="夏のつどい").click()
    assert page.get_by_role("heading", level=1).inner_text().endswith("夏のつどい")
    page.get_by_role("link", name="原文61行").click()
    assert page.locator(":target").get_attribute("id") == "L61"
    context.close()


@pytest.mark.parametrize("name", ["city", "pledges"])
def test_charts_are_drawn_without_colours_of_our_own(page: Page, address: str, name: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address + PAGES[name])
    value, track = page.evaluate(
        """() => [...document.querySelectorAll('.bar')[0].querySelectorAll('rect')].reverse()
            .map(e => getComputedStyle(e).fill)"""
    )
    assert value != track


def test_print_leaves_out_what_paper_cannot_use(page: Page, address: str) -> None:
    page.goto(address + PAGES["register"])
    page.emulate_media(media="print")
    for part in (".filter", ".navigation", ".trail", ".pager"):
        assert not page.locator(part).first.is_visible()
    assert page.locator("table.register").is_visible()
