"""職員をまとめて登録する in a browser: the form is taken, filled in, looked at, stored; sheets are printed together."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from browser.desk_person import Person, desk
from browser.key_person import KeyPerson

__all__ = ["desk"]

pytestmark = pytest.mark.browser
STAFF = (
    ("t.yamada", "山田 太郎", "taro@city.example", "花課", "所属担当"),
    ("t.yamada", "", "", "みどり課", "所属長"),
    ("0012", "鈴木 花子", "", "公園課", "所属長"),
    ("hana", "", "", "公園課", "所属担当"),
    ("sato", "佐藤", "", "ない課", "所属担当"),
)


@pytest.mark.parametrize("way", ["by keyboard", "without scripts", "on a telephone"])
def test_a_list_of_people_is_registered_and_invited(
    browser: Browser, desk: str, tmp_path: Path, way: str
) -> None:
    width = 375 if way == "on a telephone" else 1280
    person = (
        KeyPerson(browser, desk, "kanri")
        if way == "by keyboard"
        else Person(browser, desk, "kanri", script=way != "without scripts", width=width)
    )
    person.follow("職員をまとめて登録する")
    name, data = person.take("様式（Excel）を受け取る")
    assert name.startswith("職員の一覧_")
    book = load_workbook(io.BytesIO(data))
    for row in STAFF:
        book["職員"].append(row)
    book.save(tmp_path / name)

    person.attach("職員の一覧のファイル", tmp_path / name)
    person.press("読み込んで内容を確かめる")
    for told in ("この名前の部署はありません。", "山田 太郎", "公園課の所属担当", "登録できない行"):
        person.reads(told)
    person.press("登録できない1行を除いて登録する")
    person.reads("まだ招待していません")

    person.press("選んだ人の招待状を印刷する")
    codes = person.page.locator("dd.once")
    assert codes.count() == 2
    code = codes.first.inner_text()
    person.page.emulate_media(media="print")
    assert not person.page.locator("h1").is_visible()
    assert person.page.locator("section.letter").first.is_visible()
    person.page.emulate_media(media="screen")
    person.follow("まだパスワードを決めていない人の一覧に戻る")
    person.reads("印刷した招待状（令和")

    new = Person(browser, desk, None, width=width)
    new.open(f"/desk/invitation/{code}/")
    new.reads("さんの利用者名は「")
    assert re.search("t.yamada|0012", new.page.locator("main").inner_text())
    assert person.problems == new.problems == []
