"""Evaluation in a real browser: a shared draft, an opinion with its answer, 検証, and a reorganisation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.desk_person import Person, running_desk
from browser.key_person import KeyPerson
from mitodoke.domain.fiscal_year import format_date

pytestmark = pytest.mark.browser
WAYS = {"by keyboard": (KeyPerson, 1280), "on a telephone": (Person, 375)}
"""Who walks through, and how wide their window is."""
OPINION = "配る時期を早めるべきである。"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[str]:
    """The address of a running desk with a plan in force."""
    with running_desk(tmp_path, "evaluation") as address:
        yield address


def day(offset: int) -> str:
    return format_date(datetime.date.today() + datetime.timedelta(days=offset))  # noqa: DTZ011


@pytest.mark.parametrize("way", WAYS)
def test_an_opinion_is_followed_until_it_is_answered(browser: Browser, city: str, way: str) -> None:
    somebody, width = WAYS[way]
    planner = somebody(browser, city, "kikaku", width=width)
    _share_the_draft(planner)
    evaluator = somebody(browser, city, "hyoka", width=width)
    evaluator.follow("外部評価のページを開く")
    evaluator.reads("共有された案")
    _read_the_draft(evaluator)
    evaluator.follow(re.compile("に意見を書く$"))
    evaluator.choose("意見の対象", "1-1-1 苗を配る")
    evaluator.fill("評価者の名前", "花咲市行政評価委員会")
    evaluator.fill("意見", OPINION)
    evaluator.press("意見を出す")
    evaluator.reads("意見を出しました。")
    planner.open("/desk/")
    planner.follow(OPINION)
    planner.choose("回答する部署", "花課")
    planner.fill("回答期限", day(14))
    planner.press("回答を依頼する")
    planner.reads("担当部署が回答案を書きます。")
    reporter = somebody(browser, city, "hana", width=width)
    reporter.reads("外部評価の意見")
    reporter.follow(OPINION)
    reporter.fill("意見への回答", "3月から配ります。")
    reporter.press("回答案を提出する")
    reporter.reads("回答案を提出しました。")
    planner.open("/desk/")
    planner.follow(OPINION)
    planner.press("回答を確定する")
    planner.reads("回答を確定しました。")
    evaluator.follow(re.compile("^外部評価"))
    evaluator.follow(OPINION)
    evaluator.reads("3月から配ります。")
    evaluator.reads("回答確定")
    assert planner.problems == evaluator.problems == reporter.problems == []


def _share_the_draft(planner: Person) -> None:
    planner.follow("文書と公表")
    planner.follow(re.compile(""), within=planner.page.get_by_role("rowheader").first)
    planner.follow("この案を外部評価と閲覧・監査の人に共有する")
    planner.fill("共有の最後の日", day(7))
    planner.fill("共有の目的", "評価委員会の資料")
    planner.press("案を共有する")
    planner.reads("いまの共有")


def _read_the_draft(evaluator: Person) -> None:
    evaluator.follow(re.compile("第1稿の案"))
    expect(evaluator.page.locator("body")).to_contain_text("まだ公表していません。")
    evaluator.follow("外部評価のページに戻る")


@pytest.mark.parametrize("way", WAYS)
def test_a_department_verifies_logs_and_is_reorganised(browser: Browser, city: str, way: str) -> None:
    somebody, width = WAYS[way]
    reporter = somebody(browser, city, "hana", width=width)
    reporter.open("/desk/plans/1/verification/2025/")
    reporter.follow("1-1-1 苗を配る")
    reporter.tick("改善")
    reporter.fill("理由", "参加者が少ない")
    reporter.press("検証を保存する")
    reporter.reads("検証を保存しました。")
    reporter.open("/desk/plans/1/verification/2026/")
    reporter.follow("1-1-1 苗を配る")
    reporter.fill("どこを改善し、その結果はどうでしたか。", "休日に配り、3割増えた")
    reporter.press("令和7年度の検証のその後を記録する")
    reporter.follow("この項目の観察と判断の記録を開く")
    reporter.choose("項目", "1-1-1 苗を配る")
    reporter.fill("観察したこと", "苗が枯れた")
    reporter.fill("判断したこと", "水やりを増やす")
    reporter.press("記録する")
    reporter.follow(re.compile("訂正する"))
    reporter.fill("観察したこと", "苗が3割枯れた")
    reporter.press("訂正として記録する")
    reporter.reads("訂正前：苗が枯れた")
    administrator = somebody(browser, city, "kanri", width=width)
    administrator.follow("部署")
    administrator.follow("組織改編を登録する")
    administrator.fill("決定者", "市長")
    administrator.fill("組織改編の理由", "部の再編")
    administrator.choose("1行目の改編前の部署", "花課")
    administrator.choose("1行目をどうするか", "一部を移す（分割）")
    administrator.fill("1行目の引継ぎ先の部署の名前", "水課")
    administrator.choose("2行目の改編前の部署", "花課")
    administrator.choose("2行目をどうするか", "廃止する")
    administrator.press("移るものを確かめる")
    administrator.reads("このままでは廃止できません。")
    administrator.choose(re.compile("^1-1-1 苗を配る.*の引継ぎ先$"), "水課")
    administrator.press("移るものを確かめる")
    administrator.press("この内容で組織改編を登録する")
    administrator.reads("組織改編を登録しました")
    administrator.reads("終わった部署")
    assert reporter.problems == administrator.problems == []
