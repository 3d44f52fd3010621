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
from playwright.sync_api import Browser, Locator, Page, expect

from browser.barriers import new_barriers
from browser.desk_server import PASSWORD

SCRIPT = Path(__file__).with_name("desk_server.py")


@cache
def _built(city: str) -> Path:
    """A folder with the database of `city`, made once a process of tests."""
    folder = Path(tempfile.mkdtemp(prefix="desk"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if city != "empty":
        shutil.copytree(_built("empty"), folder, dirs_exist_ok=True)
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


def offered(box: Locator, option: str) -> str:
    """What the list offers under these words, or first among what begins with them."""
    labels: list[str] = box.evaluate("e => [...e.options].map(one => one.label.trim())")
    return option if option in labels else next(one for one in labels if one.startswith(option))


class Person:
    """Somebody at the desk with a browser window of their own, who works with a pointer.

    Every page they see fits its width, and is looked at by axe where it differs from what was looked at before.
    """

    def __init__(
        self,
        browser: Browser,
        desk: str,
        username: str | None,
        *,
        password: str = PASSWORD,
        script: bool = True,
        width: int = 1280,
    ) -> None:
        """A window in which `username` is signed in; without one the window is empty."""
        context = browser.new_context(
            java_script_enabled=script, viewport={"width": width, "height": 900}, locale="ja"
        )
        self.page: Page = context.new_page()
        self.desk, self.script = desk, script
        self.problems: list[str] = []
        self.page.on("console", lambda one: self.problems.append(one.text) if one.type == "error" else None)
        if username is not None:
            self.sign_in(username, password)

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.open("/desk/")
        self.fill("利用者名", username)
        self.fill("パスワード", password)
        self.press("サインイン")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.desk}{path}")
        self.look()

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press a button that leads to a page."""
        self._lead(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Follow the first link of this name, of the page or of a part of it."""
        self._lead((within or self.page).get_by_role("link", name=name).first)

    def take(self, name: str | re.Pattern[str]) -> tuple[str, bytes]:
        """Follow a link to a file: its name and bytes."""
        link = self.page.get_by_role("link", name=name)
        self._reach(link)
        with self.page.expect_download() as taken:
            self._hit(link)
        return taken.value.suggested_filename, Path(taken.value.path()).read_bytes()

    def unfold(self, text: str) -> None:
        """Open a part of the page that was closed."""
        part = self.page.locator("summary", has_text=text).first
        self._reach(part)
        self._hit(part)

    def field(self, label: str | re.Pattern[str]) -> Locator:
        """The field with this label; without one, the first whose label has such a part."""
        exact = self.page.get_by_label(label, exact=True)
        return (exact if exact.count() else self.page.get_by_label(label)).first

    def fill(self, label: str | re.Pattern[str], text: str) -> None:
        self.field(label).fill(text)

    def choose(self, label: str | re.Pattern[str], option: str) -> None:
        """Choose from a list by what it offers, or by how that begins."""
        box = self.field(label)
        box.select_option(label=offered(box, option))

    def tick(self, label: str | re.Pattern[str]) -> None:
        """Check a box, or one of several choices."""
        self.field(label).check()

    def attach(self, label: str, path: Path) -> None:
        """Choose a file."""
        self.field(label).set_input_files(path)

    def look(self) -> None:
        """No rule of accessibility is broken, the page fits its width, and there is one first heading."""
        assert self.page.get_by_role("heading", level=1).count() == 1
        if self.script:
            assert new_barriers(self.page) == [], self.page.url
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url

    def reads(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def _lead(self, target: Locator) -> None:
        """Press or follow what leads to another page."""
        # Before the navigation is waited for: a link within the page is one as well.
        self._reach(target)
        with self.page.expect_navigation():
            self._hit(target)
        self.look()

    def _reach(self, target: Locator) -> None:
        """Go to where it can be operated; a pointer needs no way."""

    def _hit(self, target: Locator) -> None:
        """Operate what is operated like a button."""
        target.click()
