"""調査票（Excel）in a browser: taken, filled by another library, handed in, looked at; every page is held to axe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.desk_person import Person, desk
from browser.key_person import KeyPerson
from browser.test_desk_in_browser import _open_the_round
from reporting.workbook.edited_books import changed

__all__ = ["desk"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", ["by keyboard", "without scripts"])
def test_a_workbook_goes_out_and_comes_back(browser: Browser, desk: str, tmp_path: Path, way: str) -> None:
    planner = Person(browser, desk, "kikaku")
    _open_the_round(planner)
    planner.follow("部署ごとの調査票（Excel）")
    reporter = (
        KeyPerson(browser, desk, "hana", width=375)
        if way == "by keyboard"
        else Person(browser, desk, "hana", script=False, width=375)
    )
    reporter.follow(re.compile("調査票（Excel）"))
    name, data = reporter.take("花課の調査票を受け取る")
    assert name.endswith("花課.xlsx")
    target = tmp_path / "花課.xlsx"
    target.write_bytes(changed(data, {"rating.step": "よい", "activity.1": "苗を  配った"}))
    reporter.follow("花課の調査票を読み込む")
    reporter.attach("調査票のファイル", target)
    reporter.press("読み込んで変更を確かめる")
    reporter.reads("「よい」は読めません。")
    reporter.press("この内容で保存する")
    reporter.reads("1か所を下書きとして保存しました。")

    target.write_bytes(changed(data, {"activity.1": "苗を多く配った"}))
    reporter.follow("もう一度読み込んで")
    reporter.attach("調査票のファイル", target)
    reporter.press("読み込んで変更を確かめる")
    reporter.tick("調査票の値にする")
    reporter.press("この内容で保存する")
    reporter.reads("1か所を下書きとして保存しました。")
    reporter.open("/desk/settings/")
    reporter.tick("1日1通にまとめる")
    reporter.press("この受け取り方にする")
    reporter.reads("メールの受け取り方を「1日1通にまとめる」にしました。")
    assert reporter.problems == planner.problems == []
