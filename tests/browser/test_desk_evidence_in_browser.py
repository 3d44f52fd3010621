"""Evidence as a file, taking a change back, and work by a mailed link, in a browser; every page is held to axe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.desk_person import Person, running_desk
from browser.test_desk_in_browser import MEASURE, _open_the_round

pytestmark = pytest.mark.browser

GIVE_ADDRESS = "User.objects.filter(username='hana').update(email='hana@example.lg.jp')"
TELL_TOKEN = "print(token_of(RoundLink.objects.get()))"


def in_the_desk(folder: Path, code: str) -> str:
    """What `code` prints in a process that has the desk's database: what the mail would carry."""
    before = (
        "import django; django.setup(); from django.contrib.auth.models import User;"
        " from mitodoke.reporting.mail.round_links import token_of; from mitodoke.reporting.models import RoundLink; "
    )
    home = {"MITODOKE_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "mitodoke.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", before + code],
        env=os.environ | home,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_evidence_and_a_link(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITODOKE_ROUND_LINKS", "1")
    with running_desk(tmp_path, "sample") as desk:
        planner = Person(browser, desk, "kikaku")
        _open_the_round(planner)
        reporter = Person(browser, desk, "hana", script=False, width=375)
        _add_evidence(reporter, tmp_path)
        _take_back(reporter)

        in_the_desk(tmp_path, GIVE_ADDRESS)
        planner.follow("サインインしないで開く回答用のリンク")
        planner.page.get_by_label("送る相手").select_option(label="花課　花担当")
        planner.press("リンクを作って送る")
        planner.reads("花課の花担当に送るリンクを作りました")
        token = in_the_desk(tmp_path, TELL_TOKEN)
        _work_by_link(browser, desk, token, planner)
        assert planner.problems == reporter.problems == []


def _add_evidence(reporter: Person, folder: Path) -> None:
    page = reporter.page
    reporter.follow(MEASURE)
    file = folder / "来場者.csv"
    file.write_text("年度,来場者\n令和7年度,120\n", encoding="utf-8")
    page.get_by_label("ファイル", exact=True).set_input_files(file)
    page.get_by_label("ファイルの説明").fill("来場者の集計")
    reporter.press("ファイルを加えて、下書きを保存")
    reporter.reads("下書きを保存しました。")
    with page.expect_download() as taken:
        page.get_by_role("link", name="来場者.csv").click()
    assert Path(taken.value.path()).read_bytes() == file.read_bytes()
    assert taken.value.suggested_filename == "来場者.csv"


def _take_back(reporter: Person) -> None:
    page = reporter.page
    page.get_by_label("評価の理由").fill("まちがい")
    reporter.press("下書きを保存")
    reporter.follow("すべての履歴を見る")
    reporter.press("評価の理由を前の内容に戻す")
    reporter.reads("「評価の理由」を前の内容に戻しました。")


def _work_by_link(browser: Browser, desk: str, token: str, planner: Person) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800}, locale="ja")
    visitor = Person.__new__(Person)
    visitor.page, visitor.desk, visitor.script, visitor.problems = context.new_page(), desk, True, []
    visitor.open(f"/desk/links/{token}/")
    visitor.press("花担当として回答を始める")
    expect(visitor.page.locator("header")).to_contain_text("花担当として作業中（花課の回答だけ、")
    visitor.follow(MEASURE)
    expect(visitor.page.get_by_role("link", name="アカウント")).to_have_count(0)
    visitor.open("/desk/account/")
    visitor.reads("回答用のリンクで開けるのは、花課に依頼された、この調査の回答だけです。")
    planner.press("花課の花担当のリンクを取り消す")
    visitor.page.goto(f"{desk}/desk/links/{token}/")
    visitor.reads("このリンクは取り消されています。")
    context.close()
