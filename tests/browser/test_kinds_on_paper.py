"""Every kind of page on A4: nothing is cut at the edge, and what paper cannot use is left out."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from browser.kinds import HOME, PAGES, SERVED

pytestmark = pytest.mark.browser

A4_WIDTH = 718
"""Pixels between margins of 1 cm."""
MARGINS = {"top": "1cm", "bottom": "1cm", "left": "1cm", "right": "1cm"}
USELESS = ".navigation, .trail, .languages, .masthead-search, .skip, .filter, .pager, .footing-links, button"
CUT = """() => [...document.querySelectorAll('main *, header *')].filter(e => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return box.width > 1 && style.clipPath === 'none' && (box.right > innerWidth + 1 || box.left < -1
        || (e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll', 'hidden', 'clip'].includes(style.overflowX)
            && e.clientWidth > 1));
  }).map(e => e.tagName + '.' + e.className).slice(0, 5)"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP", viewport={"width": A4_WIDTH, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("name", [*PAGES, *SERVED])
def test_a_page_fits_on_paper(page: Page, address: str, name: str) -> None:
    for language in ("", "/en"):
        page.goto(address + language + HOME + (PAGES | SERVED)[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= A4_WIDTH
        assert page.evaluate(CUT) == []
        shown = page.locator(USELESS).evaluate_all(
            "all => all.filter(e => e.checkVisibility()).map(e => e.outerHTML)"
        )
        assert shown == []


@pytest.mark.parametrize("name", ["pledges", "strategy", "collaboration", "compare_pledges"])
def test_a_printed_page_has_the_words_of_the_screen(page: Page, address: str, name: str) -> None:
    page.goto(address + HOME + PAGES[name])
    document = pypdfium2.PdfDocument(page.pdf(format="A4", margin=MARGINS))
    sheets = [sheet.get_textpage().get_text_range() for sheet in document]
    assert 1 <= len(sheets) <= 20
    assert all(sheet.strip() for sheet in sheets)
    whole = "".join("".join(sheets).split())
    # The last column of the widest table is where a cut would show.
    for cell in page.locator("main table tr > :last-child").all_inner_texts()[:40]:
        assert "".join(cell.split()) in whole or not cell.strip(), cell


def test_the_ink_is_dark_on_white_also_for_a_reader_in_the_dark(page: Page, address: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address + HOME + PAGES["pledges"])
    ink, paper = page.evaluate(
        "() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    page.emulate_media(media="print", color_scheme="light")
