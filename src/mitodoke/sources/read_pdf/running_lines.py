"""What stands on every page and tells nothing new: running heads, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from mitodoke.domain.japanese_text import fold_width
from mitodoke.sources.read_pdf.page_parts import PagePart
from mitodoke.sources.read_pdf.printed_lines import PrintedLine

RUNNING_HEAD = "running_head"
PAGE_NUMBER = "page_number"
_EDGE_LINES = 3
"""So many lines from the top and the bottom of a page are looked at."""
_SHARE = 0.6
_LEAST_PAGES = 3
_MARGIN = 0.065
"""The strip of a page (by its longer side, for margins of one document are as wide on pages that lie) where only
running heads stand; further in the first of them is kept."""
_NEAR = 6.0
_Found = tuple[int, PagePart]
"""A part and the page it stands on."""
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-‐–—－ー―~〜]\s*)?(?:p(?:age)?\.?\s*)?(?P<page>\d{1,4})(?:\s*[/／]\s*\d{1,4})?(?:\s*[-‐–—－ー―~〜])?(?:\s*(?:ページ|頁))?\s*\Z",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[Sequence[PagePart]]) -> dict[int, str]:
    """The parts to leave out, by `id`, with the reason. `pages` holds the parts of every page in their order.

    A running head is the same on most pages, at the same height, with nothing of the page's own between it and the
    edge; in the margin its numbers may differ. Further in, the first one is kept: it may be a heading.
    """
    seen: dict[tuple[str, bool], list[_Found]] = defaultdict(list)
    numbers: dict[int, list[_Found]] = defaultdict(list)
    edges = [edge for number, parts in enumerate(pages, start=1) for edge in _edges(number, parts)]
    for at_top, edge in edges:
        for number, part in edge:
            text = _text(part)
            seen[re.sub(r"\d+", "#", text) if _in_margin(part) else text, at_top].append((number, part))
            match = _PAGE_NUMBER.match(text)
            if match is not None and _is_outermost(part, pages[number - 1]):
                numbers[int(match["page"]) - number].append((number, part))
    told = sum(1 for parts in pages if parts)
    numbered = _page_numbers(numbers, told)
    running = _repeated(seen, told)
    reasons = dict.fromkeys(numbered, PAGE_NUMBER)
    for _, edge in edges:
        for _, part in edge:
            if id(part) not in running and id(part) not in numbered:
                break
            if id(part) not in numbered and (running[id(part)] or _in_margin(part)):
                reasons[id(part)] = RUNNING_HEAD
    return reasons


def _edges(number: int, parts: Sequence[PagePart]) -> list[tuple[bool, list[_Found]]]:
    """The lines nearest the top and the bottom of a page, each from its edge inwards."""
    lines = [(number, part) for part in parts if isinstance(part.part, PrintedLine)]
    ordered = sorted(lines, key=lambda one: one[1].top)
    return [(True, ordered[:_EDGE_LINES]), (False, ordered[::-1][:_EDGE_LINES])]


def _page_numbers(numbers: dict[int, list[_Found]], told: int) -> set[int]:
    """The parts that count the pages: on several of them at one height, or in the margin of the only page."""
    return {
        id(part)
        for found in numbers.values()
        for group in _at_same_height(found)
        if len(group) >= min(_LEAST_PAGES, told) and (len(group) > 1 or _in_margin(group[0][1]))
        for _, part in group
    }


def _repeated(seen: dict[tuple[str, bool], list[_Found]], told: int) -> dict[int, int]:
    """The parts that most pages bear at one height, with how often they came before."""
    repeated: dict[int, int] = {}
    for found in seen.values():
        for group in _at_same_height(found):
            # In the margin even two pages show it; further in it could be a heading that comes twice.
            least = 2 if all(_in_margin(part) for _, part in group) else _LEAST_PAGES
            if len({page for page, _ in group}) >= max(least, _SHARE * told):
                repeated.update((id(part), position) for position, (_, part) in enumerate(group))
    return repeated


def _text(part: PagePart) -> str:
    assert isinstance(part.part, PrintedLine)
    return fold_width(part.part.text.strip())


def _at_same_height(found: Sequence[_Found]) -> list[list[_Found]]:
    groups: list[list[_Found]] = []
    for page, part in sorted(found, key=lambda one: one[1].top):
        if groups and part.top - groups[-1][-1][1].top <= _NEAR:
            groups[-1].append((page, part))
        else:
            groups.append([(page, part)])
    return [sorted(group, key=lambda one: one[0]) for group in groups]


def _is_outermost(part: PagePart, parts: Sequence[PagePart]) -> bool:
    """Whether nothing stands above or nothing below it, tables included."""
    tops = [one.top for one in parts]
    return part.top >= max(tops) or part.top <= min(tops)


def _in_margin(part: PagePart) -> bool:
    width, height = part.frame.read_size
    strip = _MARGIN * max(width, height)
    return part.part.box.y1 <= strip or part.part.box.y0 >= height - strip
