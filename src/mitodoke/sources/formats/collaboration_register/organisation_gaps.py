"""Divides the names of a cell whose line breaks came as spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mitodoke.sources.formats.collaboration_register.flow import runs_on, width
from mitodoke.sources.formats.collaboration_register.organisation_words import (
    begins_as_company,
    begins_item,
    begins_name,
    begins_with_form,
    ends_as_organisation,
    ends_with_legal_form,
    is_generic,
    is_whole_name,
    splits_word,
)
from mitodoke.sources.formats.collaboration_register.organisations import is_count
from mitodoke.sources.placed_lines import BREAK

_TWO_KANJI = re.compile(r"[\u4e00-\u9fff]{2}")
_TAIL = 120
_NEARLY_FULL = 8
"""Half-width units: proportional letters make the lines of a column differ by about this much."""


def split_gaps(text: str, known: frozenset[str], *, column_width: int = 0) -> list[str]:
    """The logical lines of a cell whose line breaks came as spaces (in a row that was broken for its columns or not).

    A gap divides two names, or one name in two. It divides two where a legal form begins after it, where both
    sides are whole names, where the right side is a name known from elsewhere in the document, or where joining
    would print a word twice in a row; else the name goes on. In a row that was broken for its columns
    (`column_width` in half-width units, 0 in any other row) a piece as wide as the column goes on unless a new name
    clearly begins. At a line break that a person set (`BREAK`) a new name begins unless it clearly goes on.
    """
    wrapped = column_width > 0
    lines: list[list[str]] = []
    tail = before = ""  # `tail` is the end of the line so far: no name is longer, and time stays linear
    for broken, piece in _pieces(text.strip()):
        full = wrapped and before != "" and runs_on(before, piece, column_width)
        if not lines:
            lines.append([piece])
        elif broken:
            if _goes_on(tail, piece, known):
                lines[-1].append(piece)
            else:
                lines.append([piece])
                tail = ""
        elif _begins_anew(tail, piece) if full else _divides(tail, piece, known, wrapped=wrapped):
            lines.append([piece])
            tail = ""
        else:
            lines[-1].append("" if wrapped and not (tail[-1:].isascii() and piece[:1].isascii()) else " ")
            lines[-1].append(piece)
            tail += lines[-1][-2]
        tail = (tail + piece)[-_TAIL:]
        before = piece
    return ["".join(line) for line in lines if any(line)]


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The pieces between gaps, each with whether a person's line break stands before it."""
    for number, line in enumerate(text.split(BREAK)):
        for position, piece in enumerate(re.split(r"[ \u3000\t\n]+", line.strip())):
            if piece:
                yield number > 0 and position == 0, piece


def _goes_on(left: str, right: str, known: frozenset[str]) -> bool:
    """Whether a name goes on after a person's line break, as where one was set to fit a name into its cell."""
    if begins_item(right) or is_count(right):
        return False
    last_name, right_name = re.split("[、，]", left)[-1], re.split("[、，]", right[:_TAIL])[0]
    return last_name != "" and (
        right[0] in "、，）)ー"
        or _open_brackets(left)
        or ends_with_legal_form(left)
        or (is_generic(right_name) and not is_whole_name(last_name))
        or last_name + right_name in known
    )


def _divides(left: str, right: str, known: frozenset[str], *, wrapped: bool) -> bool:
    """Whether a gap between `left` and `right` divides two names (see `split_gaps`)."""
    if begins_item(right) or is_count(right):
        return True
    last_name = re.split(r"[、，]", left)[-1]
    right_name = re.split(r"[、，]", right[:_TAIL])[0]
    if not last_name or not right_name or _open_brackets(left) or ends_with_legal_form(left):
        return False
    if begins_with_form(right):
        return True
    if is_generic(right_name) or last_name + right_name in known:
        return False
    printed_twice = _prints_word_twice(last_name, right_name)
    return (
        right_name in known
        or last_name in known
        or printed_twice
        or _are_whole(last_name, right_name, company_alone=not wrapped)
    )


def _are_whole(left: str, right: str, *, company_alone: bool) -> bool:
    if len(left) < 4 or len(right) < 4 or not ends_as_organisation(right):
        return False
    if company_alone and begins_as_company(left):
        return True
    return is_whole_name(left) and not splits_word(left, right)


def divide_lines(lines: list[str], column_width: int) -> list[str]:
    """The logical lines of a cell printed on `lines`; `column_width` is the widest line of the column.

    A line goes on in the next where it was full or its name is not whole, unless it is so short that only its end
    can have broken it. A cell without 、 whose lines are all whole names is a list, however wide its lines are.
    """
    is_list = not any(re.search("[、，]", line) for line in lines) and all(
        is_whole_name(line) for line in lines
    )
    result = [lines[0]]
    for before, line in pairwise(lines):
        if _ends_line(before, result[-1][-_TAIL:], line, column_width, is_list=is_list):
            result.append(line)
        else:
            result[-1] += line
    return result


def _ends_line(before: str, left: str, right: str, column_width: int, *, is_list: bool) -> bool:
    last_name = re.split(r"[、，]", left)[-1]
    whole, short = is_whole_name(last_name), width(before) < column_width - _NEARLY_FULL
    if begins_name(left, right):
        return True
    if (
        not last_name
        or right[0] in "、，）)ー・"
        or splits_word(left, right)
        or _open_brackets(left)
        or ends_with_legal_form(left)
        or ((len(right) < 2 or is_generic(right)) and not (whole and short))
    ):
        return False
    if is_list or _prints_word_twice(last_name, right):
        return True
    if runs_on(before, right, column_width):
        return False
    return whole or short


def _begins_anew(left: str, right: str) -> bool:
    """Whether a full line nevertheless ends a name."""
    return begins_name(left, right) or _prints_word_twice(re.split(r"[、，]", left)[-1], right)


def _prints_word_twice(left: str, right: str) -> bool:
    """Whether joining would print a word twice in a row (``…花咲`` and ``花咲…``), as no name does."""
    if any(left.endswith(right[:length]) for length in (4, 3)):
        return len(right) >= 3
    return _TWO_KANJI.match(right) is not None and left.endswith(right[:2])


def _open_brackets(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")
