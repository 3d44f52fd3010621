"""The list of what an answer still needs: it leads to the fields, and grows shorter while one types."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from browser.desk_person import Person, desk
from browser.test_desk_in_browser import _open_the_round

__all__ = ["desk"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 375])
def test_what_is_needed_leads_to_its_field_and_goes_when_it_is_there(
    browser: Browser, desk: str, width: int
) -> None:
    _open_the_round(Person(browser, desk, "kikaku"))
    reporter = Person(browser, desk, "hana", width=width)
    page = reporter.page
    reporter.follow("01-1-1 苗を配る")
    expect(page.locator("#save-state")).to_have_text("入力は自動で下書きに保存されます。")
    reporter.press("保存して提出")
    reporter.reads("まだ提出できません。")
    needed = page.locator("[data-need]")
    expect(needed).to_have_count(3)
    page.locator('[data-need="rating.step"] a').click()
    expect(page.locator(".control:target legend")).to_be_in_viewport()
    page.get_by_role("radio", name=re.compile("^7 ")).check()
    expect(page.locator("#save-state")).to_contain_text("に下書きを保存しました。")
    expect(page.locator('[data-need="rating.step"]')).to_have_count(0)
    expect(page.locator("#needs .count")).to_have_text(f"{needed.count()}件")
    reporter.look()
