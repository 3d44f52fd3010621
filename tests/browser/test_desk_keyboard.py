"""Every page of the desk by keyboard alone, on a telephone, and for everyone: none is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.barriers import barriers
from browser.desk_person import running_desk
from browser.desk_tour import EXCEPTIONS, FILE, TOUR
from browser.tab_walk import LISTENERS, sent_by_enter, skip, walk
from desk.address_table import POSTS
from mitodoke.desk.permissions import ACCESS

pytestmark = pytest.mark.browser

DESKTOP, PHONE = 1280, 375
HARMLESS = {
    "ファイルを加えて、下書きを保存",
    "保存する",
    "加える",
    "移るものを確かめる",
    "だれに何を尋ねるか見る",
}
"""What Enter in a field may press where a form offers several acts: what decides nothing and can be changed again."""


@dataclass
class Tour:
    """The running city, and a browser window for everybody in it."""

    browser: Browser
    desk: str
    addresses: dict[str, str]
    cookies: dict[str, str]
    windows: dict[str, Page] = field(default_factory=dict)

    def window(self, role: str) -> Page:
        """Where somebody of this role is signed in; `anyone` is not."""
        if role not in self.windows:
            context = self.browser.new_context(locale="ja")
            context.add_init_script(LISTENERS)
            if role != "anyone":
                context.add_cookies([{"name": "sessionid", "value": self.cookies[role], "url": self.desk}])
            self.windows[role] = context.new_page()
        page = self.windows[role]
        page.set_viewport_size({"width": DESKTOP, "height": 900})
        return page


@pytest.fixture(scope="module")
def tour(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    folder = tmp_path_factory.mktemp("tour")
    with running_desk(folder, "tour") as desk:
        told: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        tour = Tour(browser, desk, told["addresses"], told["cookies"])
        yield tour
        for page in tour.windows.values():
            page.context.close()


def test_every_address_of_the_desk_is_tried_or_has_a_reason_not_to_be() -> None:
    tried = {name.partition("-")[0] for name in TOUR}
    assert tried | set(EXCEPTIONS) | POSTS == set(ACCESS)
    assert len(tried) + len(EXCEPTIONS) + len(POSTS) == len(ACCESS), "each in one of the three lists alone"


@pytest.mark.parametrize("name", TOUR)
def test_a_page_by_keyboard_alone(tour: Tour, name: str) -> None:
    role, words = TOUR[name]
    page = tour.window(role)
    address = tour.desk + (tour.addresses.get(name) or tour.addresses[name.partition("-")[0]])
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    assert words in page.locator("body").inner_text()
    assert page.get_by_role("heading", level=1).count() == 1
    assert skip(page) == []
    page.goto(address)
    assert walk(page) == []
    assert set(sent_by_enter(page)) <= HARMLESS
    assert barriers(page) == []
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert barriers(page) == []
