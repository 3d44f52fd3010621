"""A whole year at the desk, in a real browser: asked, answered, returned, approved, published."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Browser, expect

from browser.desk_person import Person, desk
from mitodoke.domain.fiscal_year import format_date

__all__ = ["desk"]

pytestmark = pytest.mark.browser
MEASURE = "01-1-1 苗を配る"


def day(offset: int) -> str:
    return format_date(datetime.date.today() + datetime.timedelta(days=offset))  # noqa: DTZ011


def test_a_whole_year(browser: Browser, desk: str) -> None:
    planner = Person(browser, desk, "kikaku")
    _open_the_round(planner)
    _answer_with_the_keyboard(Person(browser, desk, "hana"))
    head = Person(browser, desk, "bucho", width=375)
    _return_and_approve(head, browser, desk)
    _answer_without_script(Person(browser, desk, "midori", script=False))
    _extend_for_the_late_one(planner)
    _answer_without_script(Person(browser, desk, "koen", script=False))
    head.open("/desk/approvals/")
    head.press("2件すべてを承認")
    head.reads("2件を承認しました。")
    planner.open("/desk/approvals/")
    planner.press("3件すべてを確認")
    planner.press("3件すべてを確定")
    _publish(planner)
    assert planner.problems == head.problems == []


def _open_the_round(planner: Person) -> None:
    planner.follow("調査の一覧を開く")
    planner.reads("回答を受け付けている調査はありません。")
    planner.follow("調査を始める")
    page = planner.page
    page.get_by_label("昨年度の文書").select_option(index=1)
    page.get_by_label("開始日").fill(day(-40))
    page.get_by_label("回答期限").fill(day(-1))
    for name in ("10段階評価", "取組事業内容", "指標の実績値"):
        page.get_by_label(re.compile(name)).check()
    planner.press("だれに何を尋ねるか見る")
    planner.reads("2部署に、合わせて2件の回答を依頼します。")
    planner.press("この内容で調査を始める")
    planner.reads("調査を始め、2件の回答を依頼しました。")
    page.get_by_text("回答の依頼を加える・移す").click()
    page.get_by_label("項目", exact=True).select_option(label=MEASURE)
    page.get_by_label("部署", exact=True).select_option(label="公園課")
    planner.press("依頼する")
    planner.reads("公園課に「01-1-1 苗を配る」の回答を依頼しました。")


def _answer_with_the_keyboard(reporter: Person) -> None:
    """No mouse: the rating by arrow keys, the rest typed; saved while typing, then submitted."""
    page = reporter.page
    reporter.reads("期限を過ぎた回答 1件")
    page.get_by_role("link", name=MEASURE).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reporter.look()
    reporter.reads("昨年度のまま")
    page.get_by_label("評価を選んでいない").focus()
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("^7 "))).to_be_checked()
    page.get_by_label("取組事業内容1").fill("苗を令和7年6月1日に配りました。")
    expect(page.locator("#save-state")).to_contain_text("に下書きを保存しました。")
    expect(page.locator("#answer-state")).to_have_text("下書き")
    page.get_by_label("実績値", exact=True).fill("9か所")
    page.get_by_label("見込み").focus()
    page.keyboard.press("Space")
    expect(page.locator("#save-state")).to_contain_text("このまま提出できます。")
    page.get_by_role("button", name="保存して提出").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reporter.look()
    reporter.reads("提出しました。")


def _return_and_approve(head: Person, browser: Browser, desk: str) -> None:
    head.follow(MEASURE)
    head.page.get_by_label("差戻しの理由").fill("場所も書いてください")
    head.press("差戻し")
    head.reads("差戻ししました。")
    reporter = Person(browser, desk, "hana")
    reporter.follow(MEASURE)
    reporter.reads("場所も書いてください")
    reporter.page.get_by_label("取組事業内容1").fill("苗を令和7年6月1日に駅前で配りました。")
    reporter.press("保存して提出")
    assert reporter.problems == []
    head.open("/desk/")
    head.follow(MEASURE)
    head.press("承認")
    head.reads("企画担当の確認を待つ状態になります。")


def _answer_without_script(reporter: Person) -> None:
    reporter.follow(MEASURE)
    page = reporter.page
    page.get_by_role("radio", name=re.compile("^5 ")).check()
    first = page.get_by_label("取組事業内容1")
    first.fill(f"花壇を令和7年7月1日に作りました。{page.title()}")
    reporter.press("下書きを保存")
    reporter.reads("下書きを保存しました。まだ提出していません。")
    reporter.press("保存して提出")
    reporter.reads("提出しました。")


def _extend_for_the_late_one(planner: Person) -> None:
    planner.open("/desk/")
    planner.follow("調査の一覧を開く")
    planner.follow(re.compile("の調査$"))
    planner.reads("3件中2件提出、0件確定")
    planner.reads("期限を過ぎて提出されていない回答")
    planner.page.get_by_label("新しい回答期限").fill(day(7))
    planner.page.get_by_label("期限を変える理由").fill("一つの課を待つため")
    planner.press("回答期限を変える")
    planner.reads("一つの課を待つため")


def _publish(planner: Person) -> None:
    planner.open("/desk/")
    planner.follow("調査の一覧を開く")
    planner.follow(re.compile("の調査$"))
    planner.reads("すべての回答が確定しています。")
    planner.press("調査を締め切る")
    planner.press("回答を反映して、公表の確認に進む")
    planner.reads("確定した3件の回答を反映しました")
    page = planner.page
    check = page.url
    planner.follow("公表前の画面を見る")
    expect(page.locator("body")).to_contain_text("公表前の確認です。まだ公表していません。")
    inside = page.url
    planner.page.goto(check)
    for reason in page.get_by_label(re.compile("があっても公表する理由$")).all():
        reason.fill("原文のとおりのため")
    planner.press("第1版として公表する")
    planner.reads("公表しました。")
    public = f"{planner.desk}/{inside.split('/preview/')[1]}"
    page.goto(public)
    assert "公表前の確認です" not in page.content()
    edition = page.request.get(f"{public}edition.json").json()
    ratings = {one["department"]: one["step"] for one in edition["content"]["ratings"]}
    assert ratings == {"花課": 7, "みどり課": 5, "公園課": 5}
    [measure] = [one for one in edition["content"]["items"] if one["item_id"] == "01-1-1"]
    assert "苗を令和7年6月1日に駅前で配りました。" in [one["text"] for one in measure["activities"]]


def test_two_people_at_one_answer_lose_nothing(browser: Browser, desk: str) -> None:
    planner = Person(browser, desk, "kikaku")
    _open_the_round(planner)
    first, second = Person(browser, desk, "hana"), Person(browser, desk, "hana")
    for one in (first, second):
        one.follow(MEASURE)
    first.page.get_by_label("取組事業内容1").fill("先の人の文章")
    expect(first.page.locator("#save-state")).to_contain_text("に下書きを保存しました。")
    second.page.get_by_label("取組事業内容1").fill("後の人の文章")
    expect(second.page.locator("#save-state")).to_contain_text("別の人が同じ欄を変えています。")
    second.press("下書きを保存")
    second.reads("保存されている内容を残す")
    second.reads("先の人の文章")
    second.page.get_by_label(re.compile("下の欄の内容")).check()
    second.press("下書きを保存")
    second.follow("すべての履歴を見る")
    second.reads("先の人の文章")
    second.reads("後の人の文章")


def test_pages_of_administration(browser: Browser, desk: str) -> None:
    administrator = Person(browser, desk, "kanri", width=375)
    administrator.follow("職員と役割を開く")
    administrator.follow("利用者を作る")
    administrator.page.get_by_label("利用者名").fill("shinjin")
    administrator.page.get_by_label("姓", exact=True).fill("新人")
    administrator.page.get_by_label("最初のパスワードを表示する").check()
    administrator.press("利用者を作る")
    administrator.reads("表示するのは今だけです。")
    for path in ("/desk/roles/", "/desk/account/", "/desk/absence/"):
        administrator.open(path)
    assert administrator.problems == []
