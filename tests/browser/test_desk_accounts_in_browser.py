"""Accounts in a real browser: a second factor from the first picture to signing in, an invitation, the review."""

from __future__ import annotations

import re

import pyotp
import pytest
from playwright.sync_api import Browser

from browser.desk_person import Person, desk
from browser.key_person import KeyPerson

__all__ = ["desk"]

pytestmark = pytest.mark.browser
WAYS = {"by keyboard": (KeyPerson, 1280), "on a telephone": (Person, 375)}
"""Who walks through, and how wide their window is."""
CHOSEN = "chosen-by-myself-3"


@pytest.mark.parametrize("way", WAYS)
def test_a_second_factor_an_invitation_and_the_review(browser: Browser, desk: str, way: str) -> None:
    somebody, width = WAYS[way]
    person = somebody(browser, desk, "kanri", width=width)
    page = person.page
    person.open("/desk/account/")
    person.follow("二段階認証を設定する")
    person.press("設定を始める")
    secret = page.locator(".once").inner_text().replace(" ", "")
    person.fill("確認コード", pyotp.TOTP(secret).now())
    person.press("設定する")
    recovery = page.locator(".codes li").first.inner_text()

    person.open("/desk/")
    person.follow("利用者の年次確認を開く")
    review = page.url.removeprefix(desk)
    person.tick(re.compile("hana"))
    person.press("このまま継続する")
    person.reads("1人の役割を、このまま継続すると記録しました。")

    person.open(review.replace("review/", "new/"))
    person.fill("利用者名", "shinjin")
    person.fill("姓", "新人")
    person.tick("招待状を印刷して渡す")
    person.press("利用者を作る")
    code = page.locator("dd.once").inner_text()
    person.open(review.replace("review/", "safety/"))
    person.press("サインアウト")

    person.sign_in("kanri")
    person.fill("確認コード", recovery)
    person.press("確かめる")
    person.reads("予備コードを一つ使いました")

    new = somebody(browser, desk, None, width=width)
    new.open("/desk/login/")
    new.follow("コードを入力してパスワードを決めてください")
    new.fill("招待コード", code.upper())
    new.press("次へ")
    for label in ("新しいパスワード", "新しいパスワード（もう一度）"):
        new.fill(label, CHOSEN)
    new.press("このパスワードにする")
    new.sign_in("shinjin", CHOSEN)
    new.reads("まだ役割が登録されていません")
    assert person.problems == new.problems == []
