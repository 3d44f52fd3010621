"""Accounts in a real browser: a second factor from the first picture to signing in, an invitation, the review."""

from __future__ import annotations

import re

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.desk_person import desk
from browser.desk_server import PASSWORD

__all__ = ["desk"]

pytestmark = pytest.mark.browser


def look(page: Page) -> None:
    """No rule of accessibility is broken, and the page fits its width."""
    assert page.get_by_role("heading", level=1).count() == 1
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
    look(page)


def window(browser: Browser, width: int) -> Page:
    return browser.new_context(viewport={"width": width, "height": 900}, locale="ja").new_page()


def sign_in(page: Page, desk: str, username: str, password: str) -> None:
    page.goto(f"{desk}/desk/")
    look(page)
    page.get_by_label("利用者名").fill(username)
    page.get_by_label("パスワード").fill(password)
    press(page, "サインイン")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_second_factor_an_invitation_and_the_review(browser: Browser, desk: str, width: int) -> None:
    problems: list[str] = []
    page = window(browser, width)
    page.on("console", lambda one: problems.append(one.text) if one.type == "error" else None)
    sign_in(page, desk, "kanri", PASSWORD)
    page.goto(f"{desk}/desk/account/")
    look(page)
    page.get_by_role("link", name="二段階認証を設定する").click()
    press(page, "設定を始める")
    secret = page.locator(".once").inner_text().replace(" ", "")
    clock = pyotp.TOTP(secret)
    page.get_by_label("確認コード").fill(clock.now())
    press(page, "設定する")
    recovery = page.locator(".codes li").first.inner_text()

    page.goto(f"{desk}/desk/")
    page.get_by_role("link", name="利用者の年次確認を開く").click()
    look(page)
    page.get_by_role("checkbox").first.check()
    press(page, "このまま継続する")
    expect(page.locator("main")).to_contain_text("1人の役割を、このまま継続すると記録しました。")

    page.goto(re.sub("review/$", "new/", page.url))
    look(page)
    page.get_by_label("利用者名").fill("shinjin")
    page.get_by_label("姓").fill("新人")
    page.get_by_label("招待状を印刷して渡す").check()
    press(page, "利用者を作る")
    code = page.locator("dd.once").inner_text()
    page.goto(re.sub("new/$", "safety/", page.url))
    look(page)
    press(page, "サインアウト")

    press_sign_in_with_recovery_code(page, desk, recovery)

    new = window(browser, width)
    new.goto(f"{desk}/desk/login/")
    new.get_by_role("link", name="コードを入力してパスワードを決めてください").click()
    look(new)
    new.get_by_label("招待コード").fill(code.upper())
    press(new, "次へ")
    for label in ("新しいパスワード", "新しいパスワード（もう一度）"):
        new.get_by_label(label, exact=True).fill("chosen-by-myself-3")
    press(new, "このパスワードにする")
    sign_in(new, desk, "shinjin", "chosen-by-myself-3")
    expect(new.locator("main")).to_contain_text("まだ役割が登録されていません")
    assert problems == []


def press_sign_in_with_recovery_code(page: Page, desk: str, recovery: str) -> None:
    """The password, then a recovery code instead of the phone."""
    sign_in(page, desk, "kanri", PASSWORD)
    page.get_by_label("確認コード").fill(recovery)
    press(page, "確かめる")
    expect(page.locator("main")).to_contain_text("予備コードを一つ使いました")
