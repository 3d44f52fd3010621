"""A page by keyboard alone: Tab from its top to its end, the skip link, and nothing that only a pointer can do.

The keys are real. What had the focus is noted by the page itself when the next key goes down: then everything that
the key before it did, scrolling included, is done.
"""

from __future__ import annotations

from playwright.sync_api import Page

LISTENERS = """(() => {
  const plain = EventTarget.prototype.addEventListener;
  window.pointedAt = new Set();
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (/^(click|dblclick|mouse|pointer|touch)/.test(kind)) window.pointedAt.add(this);
    return plain.call(this, kind, ...rest);
  };
})()"""
"""For a browser before its first page: notes what listens to a pointer."""
PREPARE = """() => {
  document.querySelectorAll('details').forEach(one => { one.open = true; });
  const operable = 'a[href], button, input, select, textarea, summary, iframe, [contenteditable], [tabindex]';
  const told = e => e.localName + ' ' + (e.name || e.getAttribute('aria-label') || e.textContent.trim()).slice(0, 40);
  const all = [...document.querySelectorAll(operable)].filter(
    e => e.checkVisibility({visibilityProperty: true}) && !e.matches(':disabled') && e.tabIndex >= 0);
  const group = e => [...document.getElementsByName(e.name)].filter(one => one.type === 'radio' && one.form === e.form);
  const way = all.filter(e => {
    if (e.type !== 'radio') return true;
    const chosen = group(e).find(one => one.checked);
    return chosen ? chosen === e : group(e).find(one => !one.disabled) === e;
  });
  const problems = all.filter(e => e.tabIndex > 0).map(e => 'not in the order of the page: ' + told(e));
  const bare = e => !e.closest(operable) && !e.closest('label');
  for (const one of [...document.querySelectorAll('[onclick], [onmousedown], [ondblclick]'), ...window.pointedAt]) {
    if (!(one instanceof Element) || (one.isConnected && bare(one) && one.localName !== 'form')) {
      problems.push('listens to a pointer alone: ' + (one.localName || one.constructor.name));
    }
  }
  for (const one of document.querySelectorAll('body *')) {
    if (getComputedStyle(one).cursor === 'pointer' && bare(one)) problems.push('looks like a button: ' + told(one));
  }
  const stops = [];
  document.addEventListener('keydown', () => {
    const e = document.activeElement, style = getComputedStyle(e);
    const shape = e.getClientRects()[0] || new DOMRect();
    const x = shape.x + shape.width / 2, y = shape.y + Math.min(shape.height, innerHeight) / 2;
    const above = document.elementFromPoint(x, y);
    stops.push({
      at: way.indexOf(e),
      what: told(e),
      outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3,
      // What is drawn has gaps.
      seen: shape.width > 0 && shape.height > 0 && (e.ownerSVGElement || e).contains(above),
      // Without a frame around the page the browser comes in again at the top, sooner or later.
      left: e === document.body || e === way[0],
    });
  }, true);
  window.walk = {stops, problems, way: way.map(told)};
  return way.length;
}"""

ENTER = """() => [...document.forms].flatMap(form => {
  const all = [...form.elements], acts = all.filter(e => e.type === 'submit');
  const sends = all.some(e => e.localName === 'input' && !['hidden', 'submit', 'file'].includes(e.type));
  const several = acts.filter(e => e.checkVisibility()).length > 1;
  return sends && several && !acts[0].disabled ? [acts[0].textContent.trim()] : [];
})"""


def sent_by_enter(page: Page) -> list[str]:
    """Of every form with several buttons, the one that Enter in a field presses; a disabled first button presses none."""
    told: list[str] = page.evaluate(ENTER)
    return told


def walk(page: Page) -> list[str]:
    """What is wrong with the page, just opened, for who has no pointer. Every closed part of it is open afterwards."""
    length = page.evaluate(PREPARE)
    # One more to leave the page, and one that only tells where the one before it led.
    for _ in range(length + 2):
        page.keyboard.press("Tab")
    noted = page.evaluate("window.walk")
    problems: list[str] = noted["problems"]
    stops, way = noted["stops"][1:], noted["way"]
    for expected, (stop, what) in enumerate(zip(stops, way, strict=False)):
        if stop["at"] != expected:
            return [*problems, f"instead of {what} the focus is on {stop['what']}"]
        if not stop["outlined"]:
            problems.append(f"no outline: {what}")
        if not stop["seen"]:
            problems.append(f"out of sight or covered: {what}")
    if not stops[length]["left"]:
        problems.append(f"the focus does not leave the page but is on {stops[length]['what']}")
    return problems


def skip(page: Page) -> list[str]:
    """What is wrong with the link that leads past the navigation, on a page that was just opened."""
    problems = []
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    box = link.bounding_box()
    if link.get_attribute("href") != "#main" or box is None or min(box["x"], box["y"]) < 0:
        problems.append("the first stop is not the link to the content")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "main":
        problems.append("the link does not lead to the content")
    page.keyboard.press("Tab")
    if page.evaluate(
        "document.body === document.activeElement || document.activeElement.closest('header, nav.frame')"
    ):
        problems.append("after the link the focus is not in the content")
    return problems
