"""A running desk with a database of its own, and people who sit at it with a browser each."""

from __future__ import annotations

import atexit
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.desk_server import PASSWORD

SCRIPT = Path(__file__).with_name("desk_server.py")


@cache
def _built(city: str) -> Path:
    """A folder with the database of `city`, made once a process of tests."""
    folder = Path(tempfile.mkdtemp(prefix="desk"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run([sys.executable, str(SCRIPT), str(folder), city, "--build"], check=True, cwd=folder)
    return folder


@contextmanager
def running_desk(folder: Path, city: str) -> Iterator[str]:
    """The address of a desk of the city that `desk_server` calls `city`; its process ends with the block."""
    shutil.copytree(_built(city), folder, dirs_exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(folder), city], stdout=subprocess.PIPE, text=True, cwd=folder
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    try:
        assert address.startswith("http"), "the server did not start"
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """The address of a running desk of the small sample city."""
    with running_desk(tmp_path, "sample") as address:
        yield address


class Person:
    """Somebody at the desk with a browser window of their own; every page they see is looked at by axe."""

    def __init__(
        self, browser: Browser, desk: str, username: str, *, script: bool = True, width: int = 1280
    ) -> None:
        context = browser.new_context(
            java_script_enabled=script, viewport={"width": width, "height": 900}, locale="ja"
        )
        self.page: Page = context.new_page()
        self.desk, self.script = desk, script
        self.problems: list[str] = []
        self.page.on("console", lambda one: self.problems.append(one.text) if one.type == "error" else None)
        self.open("/desk/")
        self.page.get_by_label("利用者名").fill(username)
        self.page.get_by_label("パスワード").fill(PASSWORD)
        self.press("サインイン")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.desk}{path}")
        self.look()

    def press(self, name: str) -> None:
        """Press a button that leads to a page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()
        self.look()

    def follow(self, name: str | re.Pattern[str]) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()
        self.look()

    def look(self) -> None:
        """No rule of accessibility is broken, the page fits its width, and there is one first heading."""
        assert self.page.get_by_role("heading", level=1).count() == 1
        if self.script:
            found = Axe().run(self.page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], self.page.url
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url

    def reads(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)
