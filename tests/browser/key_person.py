"""Somebody at the desk who has a keyboard and no pointer: every field is reached by Tab and worked by its own keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from browser.desk_person import Person, offered

LONGEST = 300
"""Stops after which a page is taken to have no way to a field."""
NO_POINTER = "addEventListener('pointerdown', () => console.error('a pointer was used'), true);"
WAY = """(e) => {
  const here = document.activeElement;
  if (here === e || e.type === 'radio' && here.type === 'radio' && here.name === e.name && here.form === e.form) {
    return '';
  }
  return here.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab';
}"""
"""The key that leads from what has the focus towards an element; of radio buttons one leads to all of its group."""


class KeyPerson(Person):
    """A `Person` without a pointer; that one was used after all stands among their `problems`."""

    def __init__(self, browser: Browser, desk: str, username: str | None, **more: Any) -> None:
        super().__init__(browser, desk, None, **more)
        self.page.add_init_script(NO_POINTER)
        # Somebody listens all the time: a listener that came with the key could come after the window.
        self.page.on("filechooser", lambda _: None)
        if username is not None:
            self.sign_in(username)

    def fill(self, label: str | re.Pattern[str], text: str) -> None:
        """Replace what stands in the field by typing."""
        self._reach(self.field(label))
        keys = self.page.keyboard
        keys.press("Control+A")
        keys.press("Delete")
        keys.type(text)
        expect(self.field(label)).to_have_value(text)

    def choose(self, label: str | re.Pattern[str], option: str) -> None:
        """From the top of the list down to the option."""
        box = self.field(label)
        wanted = offered(box, option)
        self._reach(box)
        self.page.keyboard.press("Home")
        for _ in range(LONGEST):
            if box.evaluate("e => e.selectedOptions[0].label.trim()") == wanted:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} does not reach {wanted}")

    def tick(self, label: str | re.Pattern[str]) -> None:
        """Space on a box, arrows among choices."""
        box = self.field(label)
        self._reach(box)
        if not box.evaluate("e => e === document.activeElement && e.checked"):
            self.page.keyboard.press("Space")
        for _ in range(LONGEST):
            if box.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} cannot be chosen")

    def attach(self, label: str, path: Path) -> None:
        """The system's own window opens at a key; what happens in it is not the page's."""
        self._reach(self.field(label))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(path)

    def _hit(self, target: Locator) -> None:
        assert target.evaluate("e => e === document.activeElement")
        self.page.keyboard.press("Enter")

    def _reach(self, target: Locator) -> None:
        """Tab to it; from the top of a page by the link to its content, where that leads towards it."""
        expect(target).to_be_visible()
        in_content = target.evaluate("e => e.closest('main') !== null")
        if in_content and self.page.evaluate("document.activeElement === document.body"):
            self.page.keyboard.press("Tab")
            # A page that was opened at a place within it begins there.
            if self.page.evaluate("document.activeElement.hash === '#main'"):
                self.page.keyboard.press("Enter")
        for _ in range(LONGEST):
            key = target.evaluate(WAY)
            if not key:
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"Tab does not lead to {target}")
