"""Letters into printed lines: what stands on one height, from left to right, with the gaps between words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mitodoke.sources.read_pdf.box import Box, box_around
from mitodoke.sources.read_pdf.glyphs import Glyph

WIDE_GAP = 1.3
"""A gap of so many letter heights parts two columns, not two words."""
_WORD_GAP = 0.16
_WIDE_WORD_GAP = 0.75
_OTHER_SIZE = 0.08
"""Letters whose sizes differ by more than this share belong to two texts where there is room between them."""
_SPACES_THAT_PART = 3
"""So many spaces in a row were typed to part columns."""


@dataclass(frozen=True)
class Segment:
    """A run of letters without a wide gap in it."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def box(self) -> Box:
        """The box around its letters."""
        return box_around(*(glyph.box for glyph in self.glyphs))

    @cached_property
    def size(self) -> float:
        """The size of its letters: the largest that is not a lone one."""
        sizes = sorted(glyph.size for glyph in self.glyphs)
        return sizes[len(sizes) // 2]

    @cached_property
    def text(self) -> str:
        """Its words; a space where the letters leave room for one."""
        parts: list[str] = []
        before: Glyph | None = None
        for glyph in self.glyphs:
            if before is not None and not before.is_space and not glyph.is_space and _word_gap(before, glyph):
                parts.append(" ")
            parts.append(glyph.text)
            before = glyph
        return "".join(parts).strip(" ")

    @cached_property
    def ends_with_space(self) -> bool:
        """Whether a space was typed after its last letter."""
        return self.glyphs[-1].text == " "


@dataclass(frozen=True)
class PrintedLine:
    """What stands on one height; `segments` are parted by wide gaps."""

    segments: tuple[Segment, ...]

    @cached_property
    def box(self) -> Box:
        """The box around it."""
        return box_around(*(segment.box for segment in self.segments))

    @cached_property
    def text(self) -> str:
        """Its words, with one space at every wide gap."""
        return " ".join(text for segment in self.segments if (text := segment.text))

    @property
    def size(self) -> float:
        """The size of the letters of its longest segment."""
        return max(self.segments, key=lambda segment: segment.box.width).size

    @property
    def ends_with_space(self) -> bool:
        """Whether a space was typed after its last letter."""
        return self.segments[-1].ends_with_space


def printed_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The lines that `glyphs` form, from top to bottom; spaces alone form none."""
    rows: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for glyph in sorted(_without_doubles(glyphs), key=_middle):
        top, bottom = _body(glyph)
        if rows:
            above, below = spans[-1]
            shared = min(bottom, below) - max(top, above)
            if shared > 0.5 * min(bottom - top, below - above):
                rows[-1].append(glyph)
                if not glyph.is_space:
                    spans[-1] = (
                        (min(above, top), max(below, bottom)) if bottom - top > below - above else spans[-1]
                    )
                continue
        rows.append([glyph])
        spans.append((top, bottom))
    lines = (_line(row) for row in rows if any(not glyph.is_space for glyph in row))
    return [line for line in lines if line.text]


def _without_doubles(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """`glyphs` without those drawn a second time at nearly the same place, as some writers make bold letters.

    The letters of a ligature share its box and follow each other at once: they are no doubles.
    """
    seen: dict[tuple[str, int, int], Glyph] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.box.x0, glyph.box.y0
        near = 0.12 * glyph.size
        step = max(glyph.size, 1.0)
        key = (glyph.text, round(x / step), round(y / step))
        before = seen.get(key)
        is_ligature = bool(kept) and kept[-1].box == glyph.box
        if (
            before is not None
            and not is_ligature
            and abs(before.box.x0 - x) < near
            and abs(before.box.y0 - y) < near
        ):
            continue
        seen[key] = glyph
        kept.append(glyph)
    return kept


def _middle(glyph: Glyph) -> float:
    return (glyph.box.y0 + glyph.box.y1) / 2


def _body(glyph: Glyph) -> tuple[float, float]:
    """The height that the letter takes on its line, whatever room its font asks for above and below."""
    middle, half = _middle(glyph), glyph.size / 2
    return middle - half, middle + half


def _line(row: list[Glyph]) -> PrintedLine:
    ordered = sorted(row, key=lambda glyph: glyph.box.x0)
    while ordered and ordered[0].text == " ":
        ordered.pop(0)
    runs: list[list[Glyph]] = [[]]
    spaces = 0
    for glyph in ordered:
        if glyph.text == " ":
            spaces += 1
            runs[-1].append(glyph)
            continue
        run = runs[-1]
        inked = next((one for one in reversed(run) if one.text != " "), None)
        if inked is not None and (_is_wide(inked, glyph, spaces)):
            runs.append([])
        runs[-1].append(glyph)
        spaces = 0
    return PrintedLine(tuple(Segment(tuple(run)) for run in runs if any(not one.is_space for one in run)))


def _is_wide(before: Glyph, glyph: Glyph, spaces: int) -> bool:
    gap = glyph.box.x0 - before.box.x1
    size = max(before.size, glyph.size)
    wide = WIDE_GAP if abs(before.size - glyph.size) <= _OTHER_SIZE * size else _WIDE_WORD_GAP
    return gap > wide * size or spaces >= _SPACES_THAT_PART


def _word_gap(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.box.x0 - before.box.x1
    size = min(before.size, glyph.size)
    both_narrow = is_narrow(before.text) and is_narrow(glyph.text)
    if glyph.after_gap and gap > _WORD_GAP * size:
        return True
    return gap > (_WORD_GAP if both_narrow else _WIDE_WORD_GAP) * size


def is_narrow(text: str) -> bool:
    """Whether a character is written half as wide as it is high (Latin letters, digits)."""
    return unicodedata.east_asian_width(text[0]) not in "WFA"


def text_of(lines: Sequence[PrintedLine]) -> str:
    """The words of `lines`, one a line."""
    return "\n".join(line.text for line in lines)
