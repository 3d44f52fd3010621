"""A whole year at the desk, in a real browser: asked, answered, returned, approved, published."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Browser, expect

from browser.desk_person import Person, desk
from browser.key_person import KeyPerson
from mitodoke.domain.fiscal_year import format_date
from reporting.sample import CODE

__all__ = ["desk"]

pytestmark = pytest.mark.browser
MEASURE = "01-1-1 苗を配る"


def day(offset: int) -> str:
    return format_date(datetime.date.today() + datetime.timedelta(days=offset))  # noqa: DTZ011


def test_a_whole_year(browser: Browser, desk: str) -> None:
    """Planner, one reporter and the head have no pointer, the other reporters no scripts."""
    planner = KeyPerson(browser, desk, "kikaku")
    _open_the_round(planner)
    _answer_while_it_is_saved(KeyPerson(browser, desk, "hana"))
    head = KeyPerson(browser, desk, "bucho", width=375)
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
    _withdraw(planner)
    assert planner.problems == head.problems == []


def _open_the_round(planner: Person) -> None:
    planner.follow("調査の一覧を開く")
    planner.reads("回答を受け付けている調査はありません。")
    planner.follow("調査を始める")
    planner.choose("昨年度の文書", "花咲市の公約")
    planner.fill("開始日", day(-40))
    planner.fill("回答期限", day(-1))
    for name in ("10段階評価", "取組事業内容", "指標の実績値"):
        planner.tick(re.compile(name))
    planner.press("だれに何を尋ねるか見る")
    planner.reads("2部署に、合わせて2件の回答を依頼します。")
    planner.press("この内容で調査を始める")
    planner.reads("調査を始め、2件の回答を依頼しました。")
    planner.unfold("回答の依頼を加える・移す")
    planner.choose("項目", MEASURE)
    planner.choose("部署", "公園課")
    planner.press("依頼する")
    planner.reads("公園課に「01-1-1 苗を配る」の回答を依頼しました。")


def _answer_while_it_is_saved(reporter: Person) -> None:
    """What is typed is saved a moment later, then submitted."""
    page = reporter.page
    reporter.reads("期限を過ぎた回答 1件")
    reporter.follow(MEASURE)
    reporter.reads("昨年度のまま")
    reporter.tick(re.compile(r"^\s*7\s"))
    reporter.fill("取組事業内容1", "苗を令和7年6月1日に配りました。")
    expect(page.locator("#save-state")).to_contain_text("に下書きを保存しました。")
    expect(page.locator("#answer-state")).to_have_text("下書き")
    reporter.fill("実績値", "9か所")
    reporter.tick("見込み")
    expect(page.locator("#save-state")).to_contain_text("このまま提出できます。")
    reporter.press("保存して提出")
    reporter.reads("提出しました。")
    assert reporter.problems == []


def _return_and_approve(head: Person, browser: Browser, desk: str) -> None:
    head.follow(MEASURE)
    head.fill("差戻しの理由", "場所も書いてください")
    head.press("差し戻す")
    head.reads("差し戻しました。")
    reporter = Person(browser, desk, "hana")
    reporter.follow(MEASURE)
    reporter.reads("場所も書いてください")
    reporter.fill("取組事業内容1", "苗を令和7年6月1日に駅前で配りました。")
    reporter.press("保存して提出")
    assert reporter.problems == []
    head.open("/desk/")
    head.follow(MEASURE)
    head.press("承認する")
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
    planner.fill("新しい回答期限", day(7))
    planner.fill("期限を変える理由", "一つの課を待つため")
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
    page.goto(check)
    for text in page.locator("label", has_text="があっても公表する理由").all_inner_texts():
        planner.fill(text, "原文のとおりのため")
    page.keyboard.press("Enter")  # publishes nothing
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


def _withdraw(planner: Person) -> None:
    """The edition goes, and a notice stands at its address."""
    page = planner.page
    planner.open(f"/desk/cities/{CODE}/documents/")
    planner.follow("花咲市の公約")
    planner.follow(re.compile("^第1版$"))
    public = page.get_by_role("link", name="公開サイトで見る").get_attribute("href")
    planner.follow("この版を取り下げる")
    planner.fill("取り下げる理由", "個人情報が含まれていたため")
    planner.press("次へ（まだ取り下げません）")
    planner.press("第1版を取り下げる")
    planner.reads("第1版を取り下げました。")
    told = page.request.get(f"{planner.desk}{public}")
    assert told.status == 410
    assert "個人情報が含まれていたため" in told.text()


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
    administrator.fill("利用者名", "shinjin")
    administrator.fill("姓", "新人")
    administrator.tick("最初のパスワードを表示する")
    administrator.press("利用者を作る")
    administrator.reads("表示するのは今だけです。")
    for path in ("/desk/roles/", "/desk/account/", "/desk/absence/"):
        administrator.open(path)
    assert administrator.problems == []
