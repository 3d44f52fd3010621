"""The parts of all pages into the lines of the document, with their places, and what is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mitodoke.domain.place import Place, joined_places
from mitodoke.sources.placed_lines import LeftOut
from mitodoke.sources.read_pdf.frame import Frame
from mitodoke.sources.read_pdf.page_parts import PagePart
from mitodoke.sources.read_pdf.paragraphs import Edges, goes_on, plain_bullet
from mitodoke.sources.read_pdf.printed_lines import PrintedLine
from mitodoke.sources.read_pdf.running_lines import running_lines
from mitodoke.sources.read_pdf.side_labels import Paragraph
from mitodoke.sources.read_pdf.table import Row, Table
from mitodoke.sources.read_pdf.wrapping import needs_space

CONTENTS = "table_of_contents"
REPEATED_HEAD = "repeated_table_head"
_LEADER = re.compile(r"[.．…‥・･]\s?(?:[.．…‥・･]\s?){3,}\s*\d{1,4}\s*\Z")
_CONTENTS_TITLE = re.compile(r"(?:目\s*次|もくじ)\Z")

_LEAST_ENTRIES = 3
_ROOM = 0.55
"""Lines with more room between them than so many letter heights stand apart, unless the document sets all so."""
_MORE = 1.25
_MOST_ROOM = 0.9


@dataclass(frozen=True, slots=True)
class Flow:
    """The lines of a document, each with its place (None for a blank one), and what is left out."""

    lines: tuple[str, ...]
    places: tuple[Place | None, ...]
    left_out: tuple[LeftOut, ...]


def flow(pages: Sequence[Sequence[PagePart]]) -> Flow:
    """The parts of every page, in their order, as the lines of one document."""
    running = running_lines(pages)
    frames = {part.frame.page: part.frame for parts in pages for part in parts}
    writer = _Writer(frames, _widest_usual_gap(pages))
    kept: list[PagePart] = []
    for parts in pages:
        for part in parts:
            reason = running.get(id(part))
            if reason is not None and isinstance(part.part, PrintedLine):
                writer.leave_out(part.part.text, part.frame.place(part.part.box).place, reason)
            else:
                kept.append(part)
    kept = _without_contents(kept, writer)
    edges = Edges(kept)
    index = 0
    while index < len(kept):
        part = kept[index]
        last = index
        if isinstance(part.part, Table):
            rows = list(part.part.rows)
            while last + 1 < len(kept) and _is_next_page(kept[last], kept[last + 1]):
                last += 1
                rows = _with_next(rows, part.part, kept[last].part, writer)
            writer.table(part, rows)
        elif isinstance(part.part, Paragraph):
            writer.text([PagePart(part.frame, line) for line in part.part.lines])
        else:
            while (
                last + 1 < len(kept)
                and not is_contents(kept[last])
                and goes_on(part, kept[last], kept[last + 1], edges)
            ):
                last += 1
            writer.text(kept[index : last + 1])
        index = last + 1
    return writer.flow()


def _widest_usual_gap(pages: Sequence[Sequence[PagePart]]) -> float:
    """The room, in letter heights, that lines of one text leave between them at most: a little over the usual."""
    gaps = Counter(
        round((two.top - one.part.box.y1) / two.part.size * 10)
        for parts in pages
        for one, two in pairwise(parts)
        if isinstance(one.part, PrintedLine)
        and isinstance(two.part, PrintedLine)
        and one.part.box.y1 - 0.5 < two.top < one.part.box.y1 + two.part.size
        and abs(one.part.box.x0 - two.part.box.x0) < two.part.size
    )
    if not gaps:
        return _ROOM
    usual = gaps.most_common(1)[0][0] / 10
    return max(_ROOM, usual * _MORE) if usual < _MOST_ROOM else _ROOM


def is_contents(part: PagePart) -> bool:
    """Whether a line of a table of contents ends here, with dots and the number of a page."""
    return isinstance(part.part, PrintedLine) and _LEADER.search(part.part.text) is not None


def _without_contents(parts: Sequence[PagePart], writer: _Writer) -> list[PagePart]:
    """`parts` without the lines of a table of contents: on its pages, all from its title to its last dots."""
    by_page: dict[int, list[int]] = {}
    for index, part in enumerate(parts):
        by_page.setdefault(part.frame.page, []).append(index)
    out: set[int] = set()
    for page, indexes in by_page.items():
        dotted = [index for index in indexes if is_contents(parts[index])]
        if len(dotted) < _LEAST_ENTRIES or 2 * len(dotted) < len(indexes):
            continue
        titles = [index for index in indexes if index < dotted[0] and _is_contents_title(parts[index])]
        # An entry of two lines may begin here and end, with its dots, on the next page.
        goes_over = any(is_contents(parts[index]) for index in by_page.get(page + 1, ())[:2])
        last = indexes[-1] if goes_over else dotted[-1]
        for index in range(titles[0] if titles else indexes[0], last + 1):
            part = parts[index]
            if isinstance(part.part, PrintedLine):
                out.add(index)
                writer.leave_out(part.part.text, part.frame.place(part.part.box).place, CONTENTS)
    return [part for index, part in enumerate(parts) if index not in out]


def _is_contents_title(part: PagePart) -> bool:
    return isinstance(part.part, PrintedLine) and _CONTENTS_TITLE.match(part.part.text.strip()) is not None


def _is_next_page(one: PagePart, two: PagePart) -> bool:
    """Whether a table goes on in another on the page after it, nothing standing between."""
    if not (isinstance(one.part, Table) and isinstance(two.part, Table)):
        return False
    if two.frame.page != one.frame.page + 1:
        return False
    return two.part.has_columns_of(one.part) or two.part.repeats_head_of(one.part)


def _with_next(rows: list[Row], table: Table, following: object, writer: _Writer) -> list[Row]:
    """`rows` with those of the table on the next page: its repeated head left out, a row broken over both joined."""
    assert isinstance(following, Table)
    more = list(following.rows)
    if more and rows and more[0].texts == rows[0].texts:
        writer.leave_out(more[0].line, writer.place(more[0]), REPEATED_HEAD)
        more = more[1:]
    elif more and rows and not table.ruled and (rest := more[0].below(rows[0])) is not None:
        writer.leave_out(rows[0].line, writer.place(more[0]), REPEATED_HEAD)
        more = [rest, *more[1:]]
    if more and len(rows) > table.heads and _is_rest(rows[table.heads :], more[0]):
        rows[-1] = rows[-1].continued(more[0])
        more = more[1:]
    return rows + more


def _is_rest(rows: Sequence[Row], row: Row) -> bool:
    """Whether `row`, the first of a page, is the rest of the row above.

    It is if it alone has no first cell, or if it lacks cells and what it has goes on where cells above are full.
    """
    above = rows[-1]
    if row.spans_all or above.spans_all:
        return False
    starts = [one.begins for one in rows if not one.spans_all]
    if not row.begins and all(starts):
        return True
    pairs = [
        (one, two) for one, two in zip(above.cells, row.cells, strict=True) if two is not None and two.lines
    ]
    lacks = any(
        one and one.lines and not (two and two.lines) for one, two in zip(above.cells, row.cells, strict=True)
    )
    return lacks and all(one is not None and one.goes_on_in(two) for one, two in pairs)


class _Writer:
    """Collects lines and places; a blank line parts what stands apart."""

    def __init__(self, frames: dict[int, Frame], usual_gap: float) -> None:
        self._frames = frames
        self._usual_gap = usual_gap
        self._lines: list[str] = []
        self._places: list[Place | None] = []
        self._left_out: list[LeftOut] = []
        self._last: PagePart | None = None

    def flow(self) -> Flow:
        """All that was collected."""
        return Flow(tuple(self._lines), tuple(self._places), tuple(self._left_out))

    def leave_out(self, text: str, place: Place | None, reason: str) -> None:
        """A printed line that is no line of the document."""
        self._left_out.append(LeftOut(text, place, reason))

    def place(self, row: Row) -> Place:
        """Where a row stands, on every page it takes."""
        spans = (*row.earlier, (row.page, row.box))
        return joined_places(self._frames[page].place(box).place for page, box in spans) or f"p{row.page}"

    def text(self, parts: Sequence[PagePart]) -> None:
        """One paragraph; a line of contents is left out."""
        lines = [part.part for part in parts if isinstance(part.part, PrintedLine)]
        text = lines[0].text if len(lines) > 1 else ""
        for before, line in pairwise(lines):
            text += (" " if needs_space(before, line) else "") + line.text
        place = joined_places(part.frame.place(part.part.box).place for part in parts)
        texts = [text] if text else _side_by_side(lines[0])
        if _LEADER.search(texts[-1]) or _CONTENTS_TITLE.match(texts[0].strip()):
            self.leave_out(" ".join(texts), place, CONTENTS)
            return
        self._part(parts[0])
        for one in texts:
            self._add(plain_bullet(one), place)
        self._last = parts[-1]

    def table(self, part: PagePart, rows: Sequence[Row]) -> None:
        """The rows of a table, blank lines around them."""
        self._blank()
        for row in rows:
            self._add(row.line, self.place(row))
        self._blank()
        self._last = part

    def _part(self, part: PagePart) -> None:
        """A blank line where `part` stands apart from what came before."""
        last = self._last
        if last is None:
            return
        gap = part.top - last.part.box.y1
        size = part.part.size if isinstance(part.part, PrintedLine) else 10.0
        if last.frame != part.frame or gap > self._usual_gap * size or gap < -size:
            self._blank()

    def _blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")
            self._places.append(None)

    def _add(self, text: str, place: Place | None) -> None:
        self._lines.append(text)
        self._places.append(place)


def _side_by_side(line: PrintedLine) -> list[str]:
    """The texts of a line, parted by tabs where they are many."""
    if len(line.segments) > 2:
        return ["\t".join(segment.text for segment in line.segments)]
    return [line.text]
