"""Labels set at the side of a heading: the heading is read first, whole, and then the label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mitodoke.sources.read_pdf.box import Box, box_around
from mitodoke.sources.read_pdf.printed_lines import WIDE_GAP, PrintedLine
from mitodoke.sources.read_pdf.table import Table
from mitodoke.sources.read_pdf.wrapping import first_word_width

_APART = 4.0
"""Two texts on one height, so many letter heights apart, are two: a title and what stands at its side."""
_SAME_SIZE = 0.04
_TIGHT = 0.55
"""Lines of one heading leave no more room between them than so many letter heights."""
_OVERLAP = 1.0
_LABELLED = re.compile(r"[^\s：]{1,8}：")
"""A line that begins with a short label (担当課：) is a text of its own."""


@dataclass(frozen=True)
class Paragraph:
    """Printed lines that are known to be one text."""

    lines: tuple[PrintedLine, ...]

    @cached_property
    def box(self) -> Box:
        """The box around it."""
        return box_around(*(line.box for line in self.lines))


Part = PrintedLine | Paragraph | Table


def with_side_labels(parts: Sequence[PrintedLine | Table]) -> list[Part]:
    """`parts` with what stands at the side of a text after the whole of that text."""
    found: list[Part] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        index += 1
        if isinstance(part, Table):
            found.append(part)
            continue
        left, beside = _split(part)
        texts, labels = [left], [beside] if beside else []
        if index < len(parts) and _is_label_before(part, parts[index]):
            text = parts[index]
            assert isinstance(text, PrintedLine)
            own, more = _split(text)
            texts, labels = [own], [part, *([more] if more else [])]
            index += 1
        while index < len(parts) and isinstance(following := parts[index], PrintedLine):
            label = _label(following, texts[-1])
            if label and (labels or _overlaps(following, texts[-1])):
                labels.append(following)
            elif labels and _belongs(following, texts[-1], labels):
                own, more = _split(following)
                texts.append(own)
                labels += [more] if more else []
            else:
                break
            index += 1
        if labels:
            found.append(Paragraph(tuple(texts)))
            found += labels
        else:
            found.append(part)
    return found


def _split(line: PrintedLine) -> tuple[PrintedLine, PrintedLine | None]:
    """A line without the text at its side, and that text; None where there is none."""
    if len(line.segments) != 2:
        return line, None
    one, two = line.segments
    size = max(one.size, two.size)
    differs = abs(one.size - two.size) > _SAME_SIZE * size
    if differs or two.box.x0 - one.box.x1 > _APART * size:
        return PrintedLine((one,)), PrintedLine((two,))
    return line, None


def _label(line: PrintedLine, text: PrintedLine) -> bool:
    """Whether `line` stands at the side of `text`, at the height of its lines."""
    return (
        len(line.segments) == 1
        and line.box.x0 >= text.box.x1 + WIDE_GAP * line.size
        and line.box.y0 - text.box.y1 < _TIGHT * text.size
    )


def _is_label_before(line: PrintedLine, following: PrintedLine | Table) -> bool:
    """Whether `line` stands at the side of the text that begins a little below its head."""
    return (
        isinstance(following, PrintedLine)
        and len(line.segments) == 1
        and line.box.x0 >= following.segments[0].box.x1 + WIDE_GAP * line.size
        and _overlaps(line, following)
    )


def _overlaps(line: PrintedLine, other: PrintedLine) -> bool:
    return min(line.box.y1, other.box.y1) - max(line.box.y0, other.box.y0) > _OVERLAP


def _belongs(line: PrintedLine, text: PrintedLine, labels: Sequence[PrintedLine]) -> bool:
    """Whether `line` goes on with `text` beside `labels`: it stands at their height, or had no room before them."""
    size = text.size
    if _LABELLED.match(line.text):
        return False
    if abs(line.segments[0].size - size) > _SAME_SIZE * size or abs(line.box.x0 - text.box.x0) > size:
        return False
    if line.box.y0 - text.box.y1 > _TIGHT * size:
        return False
    edge = min(label.box.x0 for label in labels)
    is_left = line.segments[0].box.x1 < edge
    had_no_room = first_word_width(line) > edge - text.box.x1 - 2 * WIDE_GAP * size
    return is_left and (had_no_room or any(_overlaps(line, label) for label in labels))
