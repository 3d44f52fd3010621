"""Joins printed lines to the lines that a person wrote: which breaks only the width of the column caused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mitodoke.sources.placed_lines import BREAK
from mitodoke.sources.read_pdf.box import Box, box_around
from mitodoke.sources.read_pdf.printed_lines import PrintedLine, is_narrow

_SLACK = 0.02
"""Letter heights that measuring may be wrong by: writers fill a line as far as it goes."""
_AT_EDGE = 0.7
"""A line that begins so near the edge begins at it: the room before an opening bracket is taken away by some writers."""
_NOT_AT_START = "、。，．・：；？！」』）〕］｝〉》】ー々ゝヽっゃゅょぁぃぅぇぉッャュョァィゥェォ％%)]}!?,.:;"
"""Signs that may not begin a line, so that the letter before them goes over with them."""
_NOT_AT_END = "「『（〔［｛〈《【([{"
_APART = 1.18
"""Lines that stand this much further apart than those of the same text are paragraphs of their own."""
_SAME_STEP = 0.5
"""Points that the steps between lines of one text differ by."""
_CLOSING = "、。，．）」』】〕］｝〉》"
"""Signs that fill half of their width, so that the other half may stand beyond the edge."""
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Written:
    """Lines as written, each of one or more printed lines, with the box around them."""

    text: str
    box: Box
    lines: tuple[PrintedLine, ...]


def unwrapped(
    lines: Sequence[PrintedLine], left: float, room: float, step: float | None = None
) -> list[Written]:
    """The written lines that `lines` make in a column that leaves `room` points for letters, from `left` on.

    `step` is how far the lines of one paragraph stand below each other where that is known: what stands clearly
    further below is a new one, however full the line above is.
    """
    groups: list[list[PrintedLine]] = []
    for line in lines:
        apart = step is not None and groups and _step(groups[-1][-1], line) > _APART * step
        if groups and not apart and runs_on(groups[-1][-1], line, left, room):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [written(group) for group in groups]


def cell_text(lines: Sequence[PrintedLine], left: float, room: float, step: float | None = None) -> str:
    """The text of a table's cell: wrapped lines joined, a `BREAK` where a person broke the line."""
    return BREAK.join(one.text for one in unwrapped(lines, left, room, step))


def usual_step(cells: Iterable[Sequence[PrintedLine]]) -> float | None:
    """How far the lines of one paragraph stand below each other in the cells of a table; None where nothing shows it.

    The smallest step that comes often: texts of several lines are what tables are full of, and no one sets the lines
    of a paragraph further apart than its paragraphs.
    """
    steps = Counter(
        round(_step(above, below) / _SAME_STEP) for lines in cells for above, below in pairwise(lines)
    )
    often = [step for step, times in steps.items() if step > 0 and times >= max(2, 0.1 * steps.total())]
    return min(often) * _SAME_STEP if often else None


def _step(above: PrintedLine, below: PrintedLine) -> float:
    """How far `below` stands under `above`, by the middles of their letters."""
    return (below.box.y0 + below.box.y1 - above.box.y0 - above.box.y1) / 2


def runs_on(line: PrintedLine, following: PrintedLine, left: float, room: float) -> bool:
    """Whether `following` goes on with `line`: its first word would not have fitted into the room left."""
    used = line.box.x1 - left if abs(line.box.x0 - left) <= _AT_EDGE * line.size else line.box.width
    if line.text[-1] in _CLOSING and used > room:
        used -= line.size / 2
    return first_word_width(following) > room - used - _SLACK * line.size


def first_word_width(line: PrintedLine) -> float:
    """The width of what may not be parted at the start of `line`."""
    glyphs = line.segments[0].glyphs
    last = 0
    for index, glyph in enumerate(glyphs):
        if index == 0 or glyph.text in _NOT_AT_START or glyphs[index - 1].text in _NOT_AT_END:
            last = index
            continue
        before = glyphs[index - 1].text
        if not (_WORD.fullmatch(before) and _WORD.fullmatch(glyph.text)):
            break
        last = index
    return glyphs[last].box.x1 - glyphs[0].box.x0


def written(lines: Sequence[PrintedLine]) -> Written:
    """Printed lines as one, with a space only where two words of Latin letters meet or one was typed."""
    text = lines[0].text
    for before, line in pairwise(lines):
        text += (" " if needs_space(before, line) else "") + line.text
    return Written(text, box_around(*(line.box for line in lines)), tuple(lines))


def needs_space(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a space belongs between two lines of one text."""
    last, first = before.text[-1:], line.text[:1]
    if not last or not first or last == "-":
        return False
    if before.ends_with_space:
        return True
    return is_narrow(last) and is_narrow(first) and last.isalpha() and first.isalpha()
