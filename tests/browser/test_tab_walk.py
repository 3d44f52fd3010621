"""The walk by keyboard finds every fault that it is there to find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.tab_walk import LISTENERS, sent_by_enter, skip, walk

pytestmark = pytest.mark.browser

SEEN = "<style>:focus { outline: 4px solid black } .skip { position: absolute; left: -99px }</style>"
GOOD = f"""{SEEN}<a href="#main">本文へ</a><header><a href="#">表紙</a></header><main id="main" tabindex="-1">
<form><label><input name="a"></label><label><input type="radio" name="r">一</label>
<label><input type="radio" name="r" checked>二</label><details><summary>開く</summary><button>押す</button></details>
<button disabled>まだ</button><p hidden><button>隠れている</button></p></form></main>"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 800, "height": 600})
    context.add_init_script(LISTENERS)
    yield context.new_page()
    context.close()


def shown(page: Page, html: str) -> Page:
    page.unroute_all()
    page.route(
        "**", lambda one: one.fulfill(body=f"<!doctype html>{html}", content_type="text/html; charset=utf-8")
    )
    page.goto("http://localhost/")
    return page


def test_a_good_page_has_no_fault(page: Page) -> None:
    assert walk(shown(page, GOOD)) == []
    assert skip(shown(page, GOOD)) == []


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<input name="a"><input name="b" tabindex="1">', "not in the order of the page: input b"),
        ('<input name="a"><input name="b" style="outline: none">', "no outline: input b"),
        ('<input name="a" style="opacity: 1; clip-path: inset(50%)">', "out of sight or covered: input a"),
        (
            '<input name="a"><p style="position: fixed; inset: 0; margin: 0; background: white">上</p>',
            "out of sight or covered: input a",
        ),
        ('<p style="cursor: pointer">押せる</p>', "looks like a button: p 押せる"),
        ('<p onclick="1">押せる</p>', "listens to a pointer alone: p"),
        (
            "<p id='p'>押せる</p><script>p.addEventListener('click', () => 1)</script>",
            "listens to a pointer alone: p",
        ),
        (
            "<script>document.addEventListener('click', () => 1)</script>",
            "listens to a pointer alone: HTMLDocument",
        ),
        (
            "<input name='a' onkeydown='event.preventDefault()'><input name='b'>",
            "instead of input b the focus is on input a",
        ),
        (
            "<input name='a'><input name='b' onkeydown='event.preventDefault()'>",
            "the focus does not leave the page but is on input b",
        ),
    ],
)
def test_a_fault_is_found(page: Page, html: str, told: str) -> None:
    assert walk(shown(page, SEEN + html))[:1] == [told]


@pytest.mark.parametrize(
    ("buttons", "pressed"),
    [
        ("<button>終える</button><button>替える</button>", ["終える"]),
        ("<button hidden disabled></button><button>終える</button><button>替える</button>", []),
        ("<button>終える</button>", []),
    ],
)
def test_what_enter_presses_is_told_where_there_is_a_choice(
    page: Page, buttons: str, pressed: list[str]
) -> None:
    assert sent_by_enter(shown(page, f"<form><input name='why'>{buttons}</form>")) == pressed


@pytest.mark.parametrize(
    ("changed", "to", "told"),
    [
        ('href="#main"', 'href="#main" class="skip"', "the first stop is not the link to the content"),
        ('<a href="#main">本文へ</a>', "", "the first stop is not the link to the content"),
        (' id="main"', "", "the link does not lead to the content"),
        (' tabindex="-1"', "", "the link does not lead to the content"),
    ],
)
def test_a_link_that_does_not_lead_to_the_content_is_found(
    page: Page, changed: str, to: str, told: str
) -> None:
    assert told in skip(shown(page, GOOD.replace(changed, to)))
