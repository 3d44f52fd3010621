"""A workbook with heads that nobody knows comes in through a browser; every page is held to axe."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.desk_person import Person, desk
from browser.key_person import KeyPerson
from desk.import_files import COLUMNS, book, pledges, register_rows

__all__ = ["desk"]

pytestmark = pytest.mark.browser
CHOICES = {
    "番号": "No.",
    "催しもの": "事業の名称",
    "受け持ち": "担当課",
    "ねらい": "目的、内容等",
    "整理記号": "使わない",
}


def choose(person: Person, path: Path) -> None:
    person.follow("取り込み")
    person.follow("文書を取り込む")
    person.attach("文書のファイル", path)
    person.press("読み取って内容を確かめる")


@pytest.mark.parametrize("way", ["by keyboard", "without scripts"])
def test_a_workbook_is_asked_about_looked_at_and_stored(
    browser: Browser, desk: str, tmp_path: Path, way: str
) -> None:
    assert set(CHOICES) == set(COLUMNS)
    person = (
        KeyPerson(browser, desk, "kikaku")
        if way == "by keyboard"
        else Person(browser, desk, "kikaku", script=False, width=375)
    )
    file = tmp_path / "様式.xlsx"
    file.write_bytes(book(register_rows(6)))
    choose(person, file)
    person.reads("どの列か分からない見出しがあります。")
    for head, words in CHOICES.items():
        person.choose(f"見出し「{head}」の列", words)
    person.press("この対応で読み直す")
    person.reads("協働事業（令和6年度）")
    person.press("この内容で保存する")
    person.reads("を第1稿として保存しました。")
    person.follow("シート「一覧」A5:E5")
    person.reads("1 花壇づくり")
    expect(person.page.locator(".is-meant").filter(has_text="花壇づくり")).to_be_visible()
    assert person.problems == []


def test_a_pdf_is_shown_as_pages_with_the_place_marked(browser: Browser, desk: str, tmp_path: Path) -> None:
    person = Person(browser, desk, "kikaku", width=375)
    file = tmp_path / "公約.pdf"
    file.write_bytes(pledges("pdf"))
    choose(person, file)
    person.reads("保存すると、第2稿に差し替わります。")
    person.follow("読み取った記録をすべて見る")
    person.page.locator("td a").first.click()
    person.look()
    expect(person.page.locator("rect.import-mark").first).to_be_visible()
    picture = person.page.locator("svg image").first.get_attribute("href")
    assert picture is not None
    answer = person.page.request.get(f"{desk}{picture}")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    assert person.problems == []
