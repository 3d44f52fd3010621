"""What axe-core has against a page. What has nothing new to show is not looked at again: most steps of a walk."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
"""Without fetching the style sheets a second time, which a file system does not allow; no rule here needs it."""
PARTS = """() => {
  const marks = ['role', 'type', 'scope', 'required', 'disabled', 'open', 'aria-current', 'aria-invalid', 'tabindex'];
  const parts = new Set();
  let above = 'nothing';
  for (const one of document.querySelectorAll('body, body *:not(svg *)')) {
    if (!one.checkVisibility()) continue;
    const told = marks.filter(mark => one.hasAttribute(mark)).map(mark => mark + '=' + one.getAttribute(mark));
    parts.add([one.parentElement.localName, one.localName, ...[...one.classList].sort(), ...told].join(' '));
    if (/^h[1-6]$/.test(one.localName)) {
      parts.add(above + ' then ' + one.localName);
      above = one.localName;
    }
  }
  const status = performance.getEntriesByType('navigation')[0].responseStatus;
  return {width: innerWidth, status, parts: [...parts]};
}"""
"""Every sort of visible element: its name, classes and state, and what it is in; and how headings follow each other."""

_looked_at: dict[tuple[str, int, int], set[str]] = {}
"""The parts that were looked at, by address, width and status."""


def barriers(page: Page) -> list[tuple[str, str]]:
    """The rules that the page breaks, each with the first element that breaks it."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def new_barriers(page: Page) -> list[tuple[str, str]]:
    """`barriers` of a page of the desk; none where all its parts were looked at before at its address and width."""
    told = page.evaluate(PARTS)
    known = _looked_at.setdefault((_route(urlsplit(page.url).path), told["width"], told["status"]), set())
    if known.issuperset(told["parts"]):
        return []
    known.update(told["parts"])
    return barriers(page)


def _route(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return path
