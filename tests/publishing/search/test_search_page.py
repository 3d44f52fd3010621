"""The search in a real browser: from files on disk, and suggestions under the site's strict policy."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mitodoke.publishing.search.fold import fold, fold_table
from mitodoke.publishing.search.gather import gather
from mitodoke.publishing.search.static_index import static_index
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.search.search_records import holding
from publishing.strategy_editions import strategy_edition

pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[3] / "src/mitodoke/publishing/static/publishing"
WORDS = {
    "suggestions": "候補",
    "suggested": "候補が{count}件あります",
    "loading": "読み込み中です",
    "failed": "読み込めません",
    "none": "「{query}」は見つかりません",
    "total": "{count}件",
    "shortened": "先頭だけを検索しました",
    "more": "続きを表示",
    "kinds": "種類",
    "documents": "文書",
    "years": "年度",
    "departments": "担当部署",
    "forms": "協働の形態",
    "all": "すべて",
    "empty": "（題名なし）",
}

EDITIONS = (pledge_edition(), strategy_edition(), register_edition(extra=60))


def _total(word: str) -> int:
    """How many records hold the word, looked for one text after the other."""
    return len(holding(gather(EDITIONS), word))


def _page(body: str, *scripts: str) -> str:
    tags = "".join(f'<script defer src="{name}"></script>' for name in scripts)
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'self'\">"
    return (
        f'<!doctype html><html lang="ja"><meta charset="utf-8">{policy}<title>検索</title>{body}{tags}</html>'
    )


def _attribute(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("&", "&amp;").replace("'", "&#39;")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; skips where there is none (fails in CI)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed; in CI it always is")
        pytest.skip("Chromium is not installed")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that has no error on its console."""
    context = browser.new_context()
    opened = context.new_page()
    problems: list[str] = []
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with the search of the static form, on disk."""
    folder = tmp_path_factory.mktemp("static form")
    (folder / "search").mkdir()
    written = static_index(EDITIONS, lambda record: f"pages/{record.key}/index.html", shard_bytes=6_000)
    for name, content in written.items():
        (folder / "search" / name).write_bytes(content)
    scripts = ("search.js", "search-index.js", "search-page.js")
    for name in scripts:
        shutil.copy(STATIC / name, folder / name)
    body = (
        '<form><label for="q">検索</label><input type="search" id="q" name="q"></form>'
        f"<div data-search-index='search/index.js' data-search-input='q' data-words='{_attribute(WORDS)}'></div>"
    )
    (folder / "index.html").write_text(_page(body, *scripts), encoding="utf-8")
    return folder


def test_a_page_on_disk_searches_filters_and_marks(page: Page, files: Path) -> None:
    page.goto((files / "index.html").as_uri())
    page.get_by_label("検索").fill("会")
    status = page.get_by_role("status")
    expect(status).to_have_text(f"{_total('会')}件")
    hits = page.locator("ol.search-hits > li")
    expect(hits).to_have_count(20)
    assert {fold(text) for text in page.locator("ol mark").all_inner_texts()} == {"会"}
    assert page.locator("ol a").first.get_attribute("href", timeout=1000).startswith("pages/")  # type: ignore[union-attr]
    page.get_by_role("button", name="続きを表示").click()
    expect(hits).to_have_count(40)
    assert page.evaluate("document.activeElement === document.querySelectorAll('ol a')[20]")
    form = page.get_by_role("group", name="協働の形態").get_by_role("checkbox").first
    count = int(form.locator("..").inner_text().split("(")[1].rstrip(")"))
    form.check()
    expect(status).to_have_text(f"{count}件")
    expect(form).to_be_focused()
    page.get_by_label("検索").fill("龘")
    expect(status).to_have_text("「龘」は見つかりません")


def _violations(page: Page) -> list[str]:
    """The rules of WCAG 2 A and AA that axe-core finds broken."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    return [f"{one['id']}: {one['help']}" for one in Axe().run(page, options=options).response["violations"]]


def test_the_results_are_accessible(page: Page, files: Path) -> None:
    page.goto((files / "index.html").as_uri() + "?q=%E4%BC%9A")
    expect(page.locator("ol.search-hits > li").first).to_be_visible()
    assert _violations(page) == []


def test_the_suggestions_are_accessible(page: Page, served: Served) -> None:
    page.goto(served.address)
    page.get_by_label("検索").fill("保育")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_label("検索").press("ArrowDown")
    assert _violations(page) == []


def test_a_search_in_the_address_and_hostile_words(page: Page, files: Path) -> None:
    page.goto((files / "index.html").as_uri() + "?q=%E8%AA%B2")
    expect(page.locator("ol.search-hits > li").first).to_be_visible()
    for hostile in ("<img src=x onerror=alert(1)>", '"', "\\", "\u202e", "あ" * 5000, "__proto__"):
        page.get_by_label("検索").fill(hostile)
        expect(page.get_by_role("status")).to_contain_text("見つかりません")
    assert page.locator("img").count() == 0


def test_every_character_folds_in_the_browser_as_in_python(page: Page, files: Path) -> None:
    page.goto((files / "index.html").as_uri())
    page.get_by_label("検索").fill("市")
    expect(page.locator("ol.search-hits > li").first).to_be_visible()
    texts = sorted({*fold_table(), *map(chr, range(1, 0x33FF))} - set(map(chr, range(0xD800, 0xE000))))
    texts += ["か゛", "三ケ所", "茅ヶ崎", "ｻｯﾎﾟﾛ", "𠮷野", "緩和ケア"]
    folded = page.evaluate("(texts) => texts.map((text) => mitodokeSearch.fold(text))", texts)
    assert [one for one, other in zip(texts, folded, strict=True) if fold(one) != other] == []


@dataclass
class Served:
    """A site that suggests; `asked` lists what it was asked for."""

    address: str = ""
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def served() -> Iterator[Served]:
    site = Served()
    body = (
        '<form action="/found"><label for="q">検索</label>'
        f"<input type='search' id='q' name='q' data-suggest='/suggest' data-words='{_attribute(WORDS)}'></form>"
    )
    suggestions = [
        {"text": "保育所の整備", "kind": "施策", "pieces": [["保育", True], ["所の整備", False]]},
        {"text": "<b>保育</b>", "kind": "用語", "pieces": [["<b>保育</b>", False]]},
    ]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            kind, content = "text/html; charset=utf-8", _page(body, "search.js")
            if parts.path == "/suggest":
                site.asked.append(parse_qs(parts.query)["q"][0])
                kind, content = "application/json", json.dumps({"suggestions": suggestions})
            elif parts.path == "/search.js":
                kind, content = "text/javascript", (STATIC / "search.js").read_text(encoding="utf-8")
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content.encode())))
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_port}/"
    yield site
    server.shutdown()
    server.server_close()


def test_suggestions_by_keyboard(page: Page, served: Served) -> None:
    page.goto(served.address)
    box = page.get_by_role("combobox", name="検索")
    box.focus()
    page.keyboard.insert_text("保育")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    assert served.asked == ["保育"]
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="候補")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("候補が2件あります")
    assert options.nth(1).inner_text().startswith("<b>保育</b>")
    box.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    active = options.nth(0).get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", active or "")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("保育")
    box.press("ArrowDown")
    expect(options).to_have_count(2)
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/found?q=*")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["保育所の整備"]


def test_a_click_chooses_and_leaving_closes(page: Page, served: Served) -> None:
    page.goto(served.address)
    page.get_by_label("検索").fill("保")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_label("検索").blur()
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.get_by_label("検索").fill("保育")
    page.get_by_role("option").nth(0).click()
    page.wait_for_url("**/found?q=*")


def test_nothing_is_asked_while_an_input_method_composes(page: Page, served: Served) -> None:
    page.goto(served.address)
    page.get_by_label("検索").focus()
    session = page.context.new_cdp_session(page)
    for text in ("ほ", "ほい", "ほいく"):
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
        page.wait_for_timeout(250)
    assert served.asked == []
    session.send("Input.insertText", {"text": "保育"})
    expect(page.get_by_role("option")).to_have_count(2)
    assert served.asked == ["保育"]
