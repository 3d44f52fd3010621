"""代行入力 in a browser: one planner, a reporter who writes at the same time, and a head; every page is held to axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from browser.desk_person import Person, desk
from browser.key_person import KeyPerson
from browser.test_desk_in_browser import MEASURE, day
from reporting.sample import CODE

__all__ = ["desk"]

pytestmark = pytest.mark.browser
REASON = "電話で聞き取り"
SAVED = "に下書きを保存しました。"


def test_the_planner_enters_while_the_department_writes(browser: Browser, desk: str) -> None:
    board = _open_a_round(Person(browser, desk, "kikaku"))
    planner = KeyPerson(browser, desk, "kikaku")
    planner.open(board)
    planner.follow("花課に代わって入力する")
    planner.fill("代わって入力する理由", REASON)
    planner.press("この理由で入力を始める")
    planner.reads("花課に代わって入力できます。")
    planner.follow(MEASURE)
    planner.reads(f"花課に代わって入力しています。理由：{REASON}")
    reporter = Person(browser, desk, "hana", width=375)
    reporter.follow(MEASURE)

    planner.tick(re.compile(r"^\s*7\s"))
    planner.fill("評価の理由", "聞き取った理由")
    expect(planner.page.locator("#save-state")).to_contain_text(SAVED)
    reporter.fill("評価の理由", "部署の理由")
    expect(reporter.page.locator("#save-state")).to_contain_text("別の人が同じ欄を変えています。")
    reporter.press("下書きを保存")
    reporter.reads("聞き取った理由")
    reporter.reads(f"企画担当 企画が花課に代わって入力しました（理由：{REASON}）。")
    reporter.tick(re.compile("下の欄の内容"))
    reporter.press("下書きを保存")
    reporter.reads("部署の理由")

    # She goes on in the page that she has: leaving the field sends nothing again.
    planner.fill("取組事業内容1", "苗を令和7年6月1日に配りました。")
    planner.fill("実績値", "9か所")
    planner.tick("見込み")
    expect(planner.page.locator("#save-state")).to_contain_text("このまま提出できます。")
    planner.press("保存して提出")
    planner.reads("提出済み（企画担当が代わって提出）")
    planner.press("代行入力を終える")
    planner.reads("花課の代行入力を終えました。")

    head = Person(browser, desk, "bucho")
    head.open("/desk/approvals/")
    head.reads(f"企画担当 企画が代わって提出（理由：{REASON}）")
    head.press("1件すべてを承認")
    planner.open("/desk/approvals/")
    planner.reads("いま、あなたの承認や確認を待っている回答はありません。")
    assert planner.problems == head.problems == []
    assert all("409 (Conflict)" in one for one in reporter.problems), "the page that shows both versions"


def _open_a_round(planner: Person) -> str:
    """The address of its board."""
    planner.open(f"/desk/cities/{CODE}/rounds/new/")
    planner.field("昨年度の文書").select_option(index=1)
    planner.fill("開始日", day(-1))
    planner.fill("回答期限", day(20))
    for name in ("10段階評価", "取組事業内容", "指標の実績値"):
        planner.tick(re.compile(name))
    planner.press("だれに何を尋ねるか見る")
    planner.press("この内容で調査を始める")
    return planner.page.url.removeprefix(planner.desk)
