"""Printed lines of running text into paragraphs, headings and bullets, over pages where they go on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from mitodoke.sources.read_pdf.page_parts import PagePart
from mitodoke.sources.read_pdf.printed_lines import PrintedLine
from mitodoke.sources.read_pdf.wrapping import first_word_width

_SAME_SIZE = 0.12
_PITCH = 1.1
"""Lines of a paragraph leave less room between them than so many letter heights."""
_HANGING = 3.2
"""A bullet stands at most so many letter heights before its text."""
_ALIGNED = 0.15
_INDENT = 2.5
_SLACK = 0.75
_NEAR = 14.0
"""Lines that end so near each other (in points) end at one edge."""
_SEVERAL = 5
_EXACT = 0.6
"""Points by which a line that is set to the width of its frame may miss the frame's edge."""
_NARROWEST = 0.35
"""A column of running text takes at least this share of the page."""
_MOST = 0.4
_MARKER = re.compile(
    r"(?P<mark>[・･○●◎◇◆□■△▲▽▼※＊*➢➤▶☆★•‣◦▪⁃–\-\ue000-\uf8ff])|[（(]?[0-9０-９]{1,3}[)）.．]|[①-⑳⑴-⒇]"
)
_LABELLED = re.compile(r"[^\s：、。]{1,8}：")
"""A line that begins with a short label (担当課：) is a text of its own."""
_BRACKETS = "（「『【〈《〔［｛"
_DRAWN_BULLET = re.compile(r"[•‣◦▪⁃\uf020-\uf0ff]\s*(?=\S)")


class Edges:
    """Where the lines of a document end that begin at the same place: how wide its columns of text are.

    An edge is where several lines end. It counts as one if it lies as far from the right side of the page as text
    begins from the left, or if most lines there reach it; else the lines only happen to be equally long.
    """

    def __init__(self, parts: Iterable[PagePart]) -> None:
        ends: dict[tuple[int, int], list[float]] = defaultdict(list)
        starts: dict[int, list[float]] = defaultdict(list)
        for part in parts:
            if isinstance(part.part, PrintedLine):
                width, _ = part.frame.read_size
                box = part.part.box
                ends[round(width), round(box.x0 / 2)].append(box.x1)
                starts[round(width)].append(box.x0)
        self._margins = {width: sorted(found)[len(found) // 50] for width, found in starts.items()}
        self._ends = {key: self._edge(*key, found) for key, found in ends.items()}

    def of(self, part: PagePart, start: float) -> float | None:
        """The right edge of text that begins at `start` on the page of `part`; None where nothing shows it."""
        width, _ = part.frame.read_size
        near = (self._ends.get((round(width), round(start / 2) + step)) for step in (-1, 0, 1))
        own = [edge for edge in near if edge is not None]
        if own:
            return max(own)
        margin = self._margins.get(round(width))
        return None if margin is None else width - margin

    def _edge(self, width: int, start: int, ends: list[float]) -> float | None:
        """The edge that several of `ends` reach; None where there is none."""
        far = max(ends)
        full = sum(1 for end in ends if far - end < _NEAR)
        is_margin = width - self._margins[width] - far < _NEAR
        is_wide = far - 2 * start >= _NARROWEST * width
        is_usual = is_wide and len(ends) >= _SEVERAL and full >= _MOST * len(ends)
        return far if is_margin or is_usual else None


def goes_on(first: PagePart, before: PagePart, part: PagePart, edges: Edges) -> bool:
    """Whether `part` goes on with the paragraph that begins at `first` and holds `before` last."""
    one, two, start = before.part, part.part, first.part
    if not (isinstance(one, PrintedLine) and isinstance(two, PrintedLine) and isinstance(start, PrintedLine)):
        return False
    if len(two.segments) > 1 or len(one.segments) > 1:
        return False
    size = max(one.size, two.size, 1.0)
    if abs(one.size - two.size) > _SAME_SIZE * size:
        return False
    same_flow = before.frame == part.frame and two.box.y0 > one.box.y0
    if same_flow and two.box.y0 - one.box.y1 > _PITCH * size - (one.box.height - size):
        return False
    if not _stands_under(start, one, two, size):
        return False
    if same_flow and _fills_frame(one, two, before):
        return True
    edge = edges.of(part, two.box.x0)
    shift = two.box.x0 - one.box.x0 if not same_flow and start is not one else 0.0
    return edge is not None and one.box.x1 + shift + first_word_width(two) > edge + shift - _SLACK * size


def _fills_frame(line: PrintedLine, following: PrintedLine, part: PagePart) -> bool:
    """Whether a line ends exactly as far from the right side as it begins from the left: it fills a frame.

    Centred lines do, too, but the one below begins elsewhere or is just as long.
    """
    width, _ = part.frame.read_size
    left = line.box.x0
    if abs(left - following.box.x0) > _EXACT or abs(line.box.x1 - following.box.x1) < _EXACT:
        return False
    end = line.box.x1 - (0.5 * line.size if line.text[-1] in "、。，．）」" else 0.0)
    return any(abs(width - left - x) < _EXACT for x in (line.box.x1, end))


def _stands_under(start: PrintedLine, one: PrintedLine, two: PrintedLine, size: float) -> bool:
    """Whether `two` begins where lines of the paragraph begin: at its text, after a bullet, or after an indent."""
    marked = _MARKER.match(start.text) is not None
    offset = _start(two) - _start(start)
    if not marked and _LABELLED.match(two.text):
        return False
    if _MARKER.match(two.text) and (
        (marked and abs(offset) < 0.5 * size) or (not marked and two.text[0] not in "・･-")
    ):
        return False
    if start is not one:
        return abs(_start(two) - _start(one)) < 0.6 * size
    if marked:
        return -_ALIGNED * size < offset < _HANGING * size
    return -_INDENT * size < offset < 0.5 * size


def _start(line: PrintedLine) -> float:
    """Where the room of a line's first letter begins; half of a bracket's is taken away by some writers."""
    glyph = line.segments[0].glyphs[0]
    is_bracket = glyph.text in _BRACKETS and glyph.box.width < 0.75 * glyph.size
    return line.box.x0 - (0.5 * glyph.size if is_bracket else 0.0)


def plain_bullet(text: str) -> str:
    """`text` with a bullet that is only drawn (``•``, a sign of a symbol font) as the one that texts are typed with."""
    return _DRAWN_BULLET.sub("・", text, count=1) if _DRAWN_BULLET.match(text) else text
