"""Which lines hold the departments of one measure: the labelled line and those that go on with it."""

from __future__ import annotations

from collections.abc import Sequence

from mitodoke.sources.formats.pledges.department_names import continues, rank, split_departments
from mitodoke.sources.formats.pledges.line_marks import Line, Mark

_MOST_LINES = 20


def known_departments(lines: Sequence[Line]) -> frozenset[str]:
    """The names that labelled lines give whole; they tell further names from titles."""
    return frozenset(
        name
        for line in lines
        if line.mark is Mark.DEPARTMENT
        for name in split_departments(line.text)
        if rank(name) is not None
    )


def department_text(line: Line) -> str:
    """The text of a line of the block; a ・ at its beginning is part of a name that the line break cut."""
    return f"・{line.text}" if line.mark is Mark.BULLET and line.rest == "・" else line.text


def department_block(lines: Sequence[Line], start: int, known: frozenset[str]) -> tuple[int, ...]:
    """Positions of the labelled line `start` and of the lines that continue its list.

    A label alone takes the first text after it; a list that ends in a separator goes on after blank lines too;
    otherwise only a line directly below can continue.
    """
    block = [start]
    last = lines[start].text
    blank = False
    for i in range(start + 1, min(start + _MOST_LINES, len(lines))):
        line = lines[i]
        if line.mark is Mark.BLANK:
            blank = True
            continue
        open_end = not last or last.endswith(("、", "，", ","))
        text = department_text(line)
        dotted = line.mark is Mark.BULLET and (not last or text.startswith("・"))
        if line.mark is not Mark.TEXT and not dotted:
            break
        if (blank and not open_end) or not continues(last, text, known):
            break
        block.append(i)
        last, blank = text, False
    return tuple(block)
