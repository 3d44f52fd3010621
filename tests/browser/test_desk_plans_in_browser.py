"""A 総合計画 in a real browser: made without code, decided, revised, and its marks and counts read off the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from browser.desk_person import Person, desk
from browser.key_person import KeyPerson

__all__ = ["desk"]

pytestmark = pytest.mark.browser


def test_a_plan_is_made_decided_and_revised(browser: Browser, desk: str) -> None:
    """By keyboard alone; then every page of the plan on a telephone."""
    planner = KeyPerson(browser, desk, "kikaku")
    planner.follow(re.compile("^計画$"))
    planner.reads("計画がまだありません。")
    _make(planner)
    _add_items(planner)
    _add_an_indicator(planner)
    _decide(planner, "策定")
    _revise(planner)
    narrow = Person(browser, desk, "kikaku", width=375)
    _look_at_every_page(narrow)
    # The browser tells of the one form that was refused, and of nothing else.
    assert [one for one in planner.problems if "422" not in one] == narrow.problems == []
    assert len(planner.problems) == 1


def _make(planner: Person) -> None:
    """Title, reason, decider and day are asked one after the other; Enter sends the form."""
    planner.follow("新しい計画を作る")
    page = planner.page
    assert page.get_by_label("第1階層", exact=True).input_value() == "政策"
    assert page.get_by_label("第3階層", exact=True).input_value() == "事務事業"
    planner.fill("計画の題名", "第3次花咲市総合計画")
    for text in ("計画期間が終わるため", "市議会", "令和8年4月1日"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    planner.look()
    planner.reads("「第3次花咲市総合計画」を作りました。")
    planner.reads("政策 ＞ 施策 ＞ 事務事業")


def _add_items(planner: Person) -> None:
    planner.follow("政策を加える")
    for level, code, title, below in (
        ("政策", "1", "花のまち", "施策を加える"),
        ("施策", "1-1", "花壇をふやす", "事務事業を加える"),
    ):
        planner.reads(f"{level}を加えます")
        planner.fill("番号", code)
        planner.fill("題名", title)
        planner.press("加える")
        planner.follow(below)
    for number, title in enumerate(("苗を配る", "木を植える"), start=1):
        planner.fill("番号", f"1-1-{number}")
        planner.fill("題名", title)
        planner.tick("花課")
        planner.press("加えて、続けて次を入力する")
    planner.follow("第3次花咲市総合計画")
    planner.reads("1-1-2 木を植える")


def _add_an_indicator(planner: Person) -> None:
    planner.follow("1-1-1 苗を配る")
    planner.follow("指標を加える")
    planner.fill("指標名", "苗を配った所")
    planner.fill("単位", "か所")
    planner.choose("望ましい方向", "増やす")
    planner.fill("年度（1行目）", "いつか")
    planner.fill("値（1行目）", "12か所")
    planner.press("保存する")
    planner.reads("「目標値」の「いつか」は年度として読めません。")
    planner.fill("年度（1行目）", "令和11年度")
    planner.press("保存する")
    planner.reads("KPI「苗を配った所」を加えました。")


def _decide(planner: Person, name: str) -> None:
    planner.follow("計画の内容")
    planner.follow("変わったところを確かめて決定に進む")
    planner.fill("決定した日", "令和8年4月1日")
    planner.press(f"「{name}」を決定する")
    planner.reads(f"{name}を決定として記録しました。")


def _revise(planner: Person) -> None:
    planner.follow("計画の内容")
    planner.follow("見直しを始める")
    planner.fill("見直しの理由", "中間年のため")
    planner.fill("決定者", "市長")
    planner.fill("決定日", "令和8年4月1日")
    planner.press("見直しを始める")
    planner.follow("1-1-1 苗を配る")
    planner.follow("苗を配った所")
    planner.fill("値（1行目）", "20か所")
    planner.press("保存する")
    planner.reads("令和11年度 20か所")
    planner.reads("令和11年度 12か所")
    planner.follow("1-1 花壇をふやす")
    planner.follow("事務事業を加える")
    planner.fill("題名", "水をやる")
    planner.press("加える")
    planner.follow("計画の内容")
    planner.follow("1-1-2 木を植える")
    planner.unfold("終了にする")
    planner.fill("終了の理由", "植え終わったため")
    planner.press("終了にする")
    planner.reads("「1-1-2 木を植える」を、下の項目と一緒に終了にしました。")
    planner.follow("計画の内容")
    planner.follow("変わったところを確かめて決定に進む")
    _counts(planner)
    planner.fill("決定した日", "令和8年4月1日")
    planner.press("「第1回見直し」を決定する")
    _counts(planner)
    planner.follow("計画の内容")
    planner.reads("目標値 令和11年度 20か所、当初の目標値 令和11年度 12か所")


def _counts(planner: Person) -> None:
    """The table of counts: one new, one ended, one KPI changed."""
    rows = planner.page.get_by_role("table").first.locator("tbody tr").all_inner_texts()
    counts = dict(row.split("\t") for row in rows)
    assert counts == {
        "新規施策": "0",
        "新規事業": "0",
        "事業内容変更": "0",
        "取組終了": "1",
        "数値目標変更": "0",
        "KPI変更": "1",
        "新規事務事業": "1",
    }


def _look_at_every_page(person: Person) -> None:
    """Every page of the plan on a telephone: it fits, has one first heading, and breaks no rule (`look`)."""
    person.follow(re.compile("^計画$"))
    person.follow("第3次花咲市総合計画")
    plan = person.page.url.removeprefix(person.desk)
    tabs = person.page.get_by_label("この計画のページ").get_by_role("link")
    addresses = [link.get_attribute("href") for link in tabs.all()]
    assert len(addresses) >= 5
    for address in addresses:
        person.open(address or "")
    for address in ("fields/new/", "bulk/", "levels/", "revisions/new/", "revisions/2/", "add/"):
        person.open(f"{plan}{address}")
    person.open(plan)
    person.follow("1-1-1 苗を配る")
    person.open(f"{person.page.url.removeprefix(person.desk)}edit/")
    person.open("/desk/cities/999997/plans/take-over/")
